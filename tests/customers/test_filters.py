"""Finding people: by words, tags, owner, consent, attributes, answers; kept as segments; fast."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from survey_app.customers import queries, services
from survey_app.customers.filters import Filter
from survey_app.customers.keys import hashed
from survey_app.customers.models import Contact
from tests.builders import Cast
from tests.builders_customers import contact
from tests.builders_questionnaires import publish_tiny
from tests.builders_voices import answer
from tests.pages import Pages

N_MANY = 50_000


def address(cast: Cast, path: str = "") -> str:
    return f"/s/{cast.study.slug}/contacts/{path}"


@pytest.fixture
def people(cast: Cast, session: Session) -> dict[str, Contact]:
    """Four people who differ in everything that can be asked for."""
    made = {
        "anna": contact(session, cast.study, "Anna", tags=["vip"], owner_id=cast.researcher.id),
        "boris": contact(session, cast.study, "Boris", consent="given", language="ru"),
        "clara": contact(session, cast.study, "Clara", company="Elsewhere"),
        "dora": contact(session, cast.study, "Dora", attributes={"tier": "gold"}),
    }
    contact(session, cast.other_study, "Anna", tags=["vip"], attributes={"tier": "gold"})
    response = answer(session, publish_tiny(session, cast.study), "Exports are slow.")
    response.contact_id = made["dora"].id
    session.commit()
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "an cli"}, ["anna"]),
        ({"tag": "vip"}, ["anna"]),
        ({"owner": "me"}, ["anna"]),
        ({"consent": "given"}, ["boris"]),
        ({"language": "ru"}, ["boris"]),
        ({"language": ""}, ["anna", "clara", "dora"]),
        ({"company": "Elsewhere"}, ["clara"]),
        ({"attribute": "tier", "value": "gold"}, ["dora"]),
        ({"answered": "yes"}, ["dora"]),
        ({"answered": "no", "q": "clinic"}, ["anna", "boris", "clara"]),
        ({"consent": "perhaps", "owner": "x", "value": "gold"}, ["anna", "boris", "clara", "dora"]),
        ({"q": "100%_"}, []),
    ],
)
def test_each_filter_finds_whom_it_names(
    cast: Cast, session: Session, people: dict[str, Contact], asked: dict[str, str],
    found: list[str],
) -> None:  # fmt: skip
    asked = {k: str(cast.researcher.id) if v == "me" else v for k, v in asked.items()}
    wanted = Filter.from_args(asked)
    ids = queries.wanted_ids(session, cast.study, wanted)
    assert ids == [people[name].id for name in found]
    assert queries.n_wanted(session, cast.study, wanted) == len(found)
    assert Filter.from_args(wanted.to_dict()) == wanted == Filter.from_args(wanted.as_args())


def test_a_filter_is_kept_as_a_segment_and_forgotten(
    cast: Cast, session: Session, people: dict[str, Contact], pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    pages.post(address(cast, "segments"), {"name": "Nobody asked"}, expect=422)
    pages.post(address(cast, "segments"), {"name": "", "tag": "vip"}, expect=422)
    pages.post(address(cast, "segments"), {"name": "Very <b>bold</b>", "tag": "vip"})
    page = pages.get(address(cast, "?tag=vip")).text
    assert "Very &lt;b&gt;" in page
    assert "Anna" in page
    assert "Boris" not in page
    [saved] = queries.filters(session, cast.study)
    assert queries.filters(session, cast.other_study) == []
    session.rollback()
    pages.post(address(cast, f"segments/{saved.id}/delete"))
    assert queries.filters(session, cast.study) == []
    assert queries.n_contacts(session, cast.study) == 4


def test_own_attributes_are_fields_that_check_their_kind(
    cast: Cast, session: Session, people: dict[str, Contact], pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    page = address(cast, "attributes")
    pages.post(page, {"name": "tier", "owner": "contact", "kind": "choice"}, expect=422)
    both = "gold\ntin\n"
    pages.post(page, {"name": "tier", "owner": "contact", "kind": "choice", "choices": both})
    pages.post(page, {"name": "TIER", "owner": "contact", "kind": "text"}, expect=422)
    pages.post(page, {"name": "seats", "owner": "contact", "kind": "number"})
    pages.post(page, {"name": "founded", "owner": "company", "kind": "date"})
    tier, seats = queries.attributes(session, cast.study)
    [founded] = queries.attributes(session, cast.study, "company")
    session.rollback()
    dora = address(cast, str(people["dora"].id))
    sent = {"name": "Dora", "email": "dora@clinic.example", f"own_{tier.id}": "tin"}
    wrong = pages.post(dora, {**sent, f"own_{seats.id}": "many"}, expect=422).text
    assert "Write a number." in wrong
    pages.post(dora, {**sent, f"own_{seats.id}": "1 200,5"})
    session.expire_all()
    assert people["dora"].attributes == {"tier": "tin", "seats": "1200.5"}
    firm = people["clara"].company
    assert firm
    there = address(cast, f"companies/{firm.id}")
    assert "Clara" in pages.get(there).text
    pages.post(there, {"name": "CLINIC <b>bold</b>"}, expect=422)
    pages.post(there, {"name": "Renamed", f"own_{founded.id}": "5.1.2001"})
    session.expire_all()
    assert firm.attributes == {"founded": "2001-01-05"}
    assert queries.matching_ids(session, cast.study, words="renamed") == [people["clara"].id]
    session.rollback()
    pages.post(address(cast, f"attributes/{seats.id}/delete"))
    assert "1200.5" in pages.get(dora).text, "what is written stays"


def test_owner_tags_and_consent_are_kept_when_a_form_does_not_send_them(
    cast: Cast, session: Session, people: dict[str, Contact], pages: Pages
) -> None:
    pages.sign_in(cast.interviewer)
    anna = address(cast, str(people["anna"].id))
    pages.post(anna, {"name": "Anna", "email": "anna@clinic.example"})
    session.expire_all()
    assert (people["anna"].owner_id, people["anna"].tag_names) == (cast.researcher.id, ["vip"])
    full = {"name": "Anna", "email": "anna@clinic.example", "owner": "", "tags": "fair; vip",
            "consent_on": "2026-05-01",
            "consent": "given", "consent_source": "by phone",}  # fmt: skip
    session.rollback()
    pages.post(anna, full)
    session.expire_all()
    person = people["anna"]
    assert (person.owner_id, person.tag_names) == (None, ["fair", "vip"])
    assert (person.consent, person.consent_on) == ("given", date(2026, 5, 1))


def test_the_list_of_those_left_alone_is_searched_also_by_erased_addresses(
    cast: Cast, session: Session, pages: Pages
) -> None:
    services.suppress(session, cast.workspace, "boris@x.example", "bounced")
    services.forget_address(session, cast.workspace, "anna@x.example")
    pages.sign_in(cast.researcher)
    page = pages.get(address(cast, "left-alone")).text
    assert "boris@x.example" in page
    assert "mail comes back" in page
    assert "anna@x.example" not in page
    assert hashed("anna@x.example") not in page
    found = pages.get(address(cast, "left-alone?q=ANNA@x.example")).text
    assert "had everything erased" in found
    assert "boris" not in found
    pages.post(address(cast, "left-alone"), {"email": "no address"}, expect=422)
    pages.post(address(cast, "left-alone"), {"email": "Clara@x.example"})
    assert services.is_suppressed(session, cast.workspace, "clara@x.example")


def test_fifty_thousand_contacts_are_listed_and_searched_in_a_moment(
    cast: Cast, session: Session, pages: Pages
) -> None:
    session.execute(
        insert(Contact),
        [
            {
                "study_id": cast.study.id, "name": f"Person {n:05}", "sort_key": f"person {n:05}",
                "email": f"p{n}@x.example", "email_key": f"p{n}@x.example",
                "search_text": f"person {n:05} p{n}@x.example", "attributes": {}, "phone": "",
                "source": "", "consent": "unknown", "consent_source": "", "revision": 0,
            }
            for n in range(N_MANY)
        ],
    )  # fmt: skip
    session.commit()
    pages.sign_in(cast.researcher)
    for path, name in (
        ("", "Person 00000"), ("?page=1000", "Person 49999"), ("?q=person+31415", "Person 31415"),
    ):  # fmt: skip
        begun = perf_counter()
        page = pages.get(address(cast, path)).text
        seconds = perf_counter() - begun
        assert name in page
        assert seconds < 2.0, "0.1 s on a quiet machine"
