from sqlalchemy.orm import Session

from tests.builders import Cast
from tests.builders_personas import drafted
from tests.pages import Pages


def test_smoke(cast: Cast, session: Session, pages: Pages) -> None:
    versions = drafted(session, cast.study)
    for v in versions:
        print(
            v.name,
            v.segment["n"],
            v.segment["stability"],
            [(s.field, s.text, s.n, s.asked, s.differs) for s in v.statements],
            len(v.segment["everyone"]),
            v.not_known,
        )
    pages.sign_in(cast.researcher)
    slug = cast.study.slug
    pages.get(f"/s/{slug}/personas/")
    v = versions[0]
    base = f"/s/{slug}/personas/{v.persona_id}/v/{v.number}"
    print(pages.get(base).text[3000:9000])
    pages.get(base + "/edit")
    for s in v.statements:
        pages.get(f"{base}/evidence/{s.id}")
    pages.get(f"/s/{slug}/")
