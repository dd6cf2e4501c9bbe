"""The trust rules stand in the way of publishing, on the pages, and say what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from survey_app.personas.models import PersonaVersion, Statement
from tests.builders import Cast
from tests.builders_personas import drafted
from tests.pages import Pages

Break = Callable[[Session, PersonaVersion], None]


def url(cast: Cast, version: PersonaVersion, rest: str = "") -> str:
    return f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}{rest}"


def theme_line(version: PersonaVersion) -> Statement:
    return next(one for one in version.statements if one.theme_id)


def segment(version: PersonaVersion, **changes: Any) -> None:
    version.segment = {**version.segment, **changes}


def too_few_quotes(_session: Session, version: PersonaVersion) -> None:
    del theme_line(version).evidence[2:]


def too_few_people(_session: Session, version: PersonaVersion) -> None:
    # 40 took part, so a line needs three people; here one person says it thrice.
    line = theme_line(version)
    for piece in line.evidence:
        piece.respondent = line.evidence[0].respondent


def flipped_character(_session: Session, version: PersonaVersion) -> None:
    excerpt = theme_line(version).evidence[0].excerpt
    assert excerpt is not None
    passage = excerpt.passage
    passage.text = passage.text[: excerpt.end - 1] + "#" + passage.text[excerpt.end :]


def wrong_count(_session: Session, version: PersonaVersion) -> None:
    line = theme_line(version)
    assert line.n is not None
    line.n -= 1


def no_unclassified_share(_session: Session, version: PersonaVersion) -> None:
    segment(version, unclassified_share=None)


def wrong_share(_session: Session, version: PersonaVersion) -> None:
    segment(version, share=version.segment["share"] + 0.1)


def fragile(_session: Session, version: PersonaVersion) -> None:
    segment(version, stability=0.5, stability_word="fragile")


def never_tested(_session: Session, version: PersonaVersion) -> None:
    segment(version, stability=None, stability_word=None)


def gap_left_out(_session: Session, version: PersonaVersion) -> None:
    version.not_known = []


def assumed_with_a_number(_session: Session, version: PersonaVersion) -> None:
    version.statements.append(
        Statement(field="pains", position=99, text="They hate Mondays", basis="assumed", versus=0.4)
    )


BROKEN: tuple[tuple[str, Break, str], ...] = (
    ("R1", too_few_quotes, "Add evidence: 2 of at least 3 quotes or answers"),
    ("R1", too_few_people, "Cite more people: 1 of at least 3 members"),
    ("R2", flipped_character, "Restore the quote from its source"),
    ("R4", wrong_count, "Correct the count: it is"),
    ("R5", no_unclassified_share, "Say beside the share how many people fit no persona."),
    ("R5", wrong_share, "Correct the share:"),
    ("R7", fragile, "it does not come out again (stability 0.50)"),
    ("R7", never_tested, "Draft the personas again"),
    ("R10", gap_left_out, "Put back the lines that the box"),
    ("R14", assumed_with_a_number, "Take the numbers off this assumption"),
)


@pytest.fixture
def version(cast: Cast, session: Session) -> PersonaVersion:
    return drafted(session, cast.study)[0]


def test_a_draft_that_keeps_all_rules_is_published_in_one_press(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    assert "Ready to be published" in pages.get(url(cast, version)).text
    pages.post(url(cast, version, "/publish"), {"revision": 0})
    session.refresh(version)
    assert version.status == "published"
    assert version.reviewed_by_id == cast.researcher.id
    page = pages.get(url(cast, version)).text
    assert "Reviewed by Rita" in page
    assert "Published against a rule" not in page


@pytest.mark.parametrize(
    ("rule", "spoil", "message"), BROKEN, ids=[spoil.__name__ for _, spoil, _ in BROKEN]
)
def test_a_broken_hard_rule_bars_publishing_and_says_what_to_do(
    version: PersonaVersion,
    cast: Cast,
    session: Session,
    pages: Pages,
    rule: str,
    spoil: Break,
    message: str,
) -> None:
    spoil(session, version)
    session.commit()
    pages.sign_in(cast.researcher)
    for page in (url(cast, version), url(cast, version, "/edit")):
        shown = pages.get(page).text
        assert message in shown
        assert f'<span class="rule">{rule}</span>' in shown
    answer = pages.post(url(cast, version, "/publish"), {"revision": 0}, expect=422)
    assert message in answer.text
    session.refresh(version)
    assert version.status == "draft"


@pytest.mark.parametrize(
    ("rule", "spoil", "_message"),
    [one for one in BROKEN if one[0] != "R2"],
    ids=[spoil.__name__ for rule, spoil, _ in BROKEN if rule != "R2"],
)
def test_a_rule_is_overridden_with_a_reason_that_stands_on_the_sheet(
    version: PersonaVersion,
    cast: Cast,
    session: Session,
    pages: Pages,
    rule: str,
    spoil: Break,
    _message: str,
) -> None:
    spoil(session, version)
    session.commit()
    pages.sign_in(cast.researcher)
    pages.post(url(cast, version, "/publish"), {"revision": 0, "reason": "  "}, expect=422)
    pages.post(url(cast, version, "/publish"), {"revision": 0, "reason": "The board asks <now>"})
    pages.sign_in(cast.viewer)
    sheet = pages.get(url(cast, version)).text
    assert "Published against a rule" in sheet
    assert f"{rule}: The board asks &lt;now&gt;" in sheet


def test_a_quote_that_left_its_source_is_never_published_whatever_the_reason(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    flipped_character(session, version)
    session.commit()
    line = theme_line(version)
    broken = line.evidence[0].id
    pages.sign_in(cast.researcher)
    assert 'name="reason"' not in pages.get(url(cast, version)).text
    answer = pages.post(
        url(cast, version, "/publish"), {"revision": 0, "reason": "We must"}, expect=422
    )
    assert "A quote does not stand at its source any more." in answer.text
    # The page offers the way out: drop the quote, then publish.
    pages.post(
        url(cast, version, f"/statements/{line.id}"),
        {"revision": 0, "verb": "save", "text": line.text, "our_answer": "", "drop": broken},
    )
    pages.post(url(cast, version, "/publish"), {"revision": 1})
    session.refresh(version)
    assert version.status == "published"


def test_a_soft_rule_warns_and_lets_pass(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    """R3: one quote under three statements."""
    first = theme_line(version).evidence[0]
    for place in range(2):
        session.execute(
            text(
                "INSERT INTO statement (version_id, field, position, text, basis, our_answer)"
                " VALUES (:version, 'pains', :place, 'Again', 'assumed', '')"
            ),
            {"version": version.id, "place": 50 + place},
        )
    session.execute(
        text(
            "INSERT INTO evidence (statement_id, excerpt_id, respondent, stance, position)"
            " SELECT id, :excerpt, :who, 'for', 0 FROM statement WHERE text = 'Again'"
        ),
        {"excerpt": first.excerpt_id, "who": first.respondent},
    )
    session.commit()
    pages.sign_in(cast.researcher)
    shown = pages.get(url(cast, version)).text
    assert "Choose another quote in some of the 3 statements" in shown
    assert "Ready to be published" in shown
    pages.post(url(cast, version, "/publish"), {"revision": 0})


def test_counting_again_mends_numbers_shares_and_gaps(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    before = [(one.text, one.n, one.asked) for one in version.statements]
    wrong_count(session, version)
    wrong_share(session, version)
    no_unclassified_share(session, version)
    gap_left_out(session, version)
    session.commit()
    pages.sign_in(cast.researcher)
    assert "4 things stand in the way" in pages.get(url(cast, version)).text
    pages.post(url(cast, version, "/count"), {"revision": 0})
    assert "Ready to be published" in pages.get(url(cast, version)).text
    session.expire_all()
    assert [(one.text, one.n, one.asked) for one in version.statements] == before


def test_a_quote_that_left_its_theme_still_stands_at_its_source(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    piece = theme_line(version).evidence[0]
    session.execute(
        text("DELETE FROM theme_excerpt WHERE excerpt_id = :id"), {"id": piece.excerpt_id}
    )
    session.commit()
    pages.sign_in(cast.researcher)
    shown = pages.get(url(cast, version)).text
    assert '<span class="rule">R2</span>' not in shown
    # But whoever said it is counted no longer: 'n of N' follows the theme.
    assert '<span class="rule">R4</span>' in shown
