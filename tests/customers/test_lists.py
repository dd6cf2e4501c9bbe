"""Lists on their way in and back: columns that mean something, rules, lines to mend, undo."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy.orm import Session

from survey_app.customers import imports, queries, services, undoing
from survey_app.customers.extras import TAGS
from survey_app.customers.imports import Consent
from survey_app.customers.merging import Known, plan_import
from survey_app.customers.models import Contact
from survey_app.customers.sheets import sheet_of_lines
from survey_app.errors import Conflict
from survey_app.interviews import services as interviews
from tests.builders import Cast
from tests.builders_customers import contact, row
from tests.pages import Pages

LIST = """Full name,E-mail,Segment,Labels,Owner,Since
Anna Lee,anna@clinic.example,gold,"vip, fair",rita@portrait.example,31.03.2026
Boris,boris@x.example,tin,,,never
,,,,,
Wang,wang@x.example,gold,"vip",nobody@x.example,2026-01-05
"""


def address(cast: Cast, path: str = "") -> str:
    return f"/s/{cast.study.slug}/contacts/{path}"


def carried(page: str) -> dict[str, str]:
    match = re.search(r'name="as_read"[^>]*value="([^"]*)"', page)
    assert match
    return {"as_read": unescape(match.group(1)), "source": ""}


@pytest.mark.parametrize(
    ("rule", "fields", "attributes"),
    [
        ("overwrite", {"name": "Anna L.", "phone": "+1 555"}, {"tier": "tin", "city": "Riga"}),
        ("fill", {"phone": "+1 555"}, {"city": "Riga"}),
        ("keep", {}, {}),
    ],
)
def test_the_rule_decides_about_people_who_are_known(
    rule: str, fields: dict[str, str], attributes: dict[str, str]
) -> None:
    anna = Known(7, "Anna Lee", "Clinic", "en", "", {"tier": "gold"}, email="a@x.example")
    found = row("a@x.example", name="Anna L.", phone="+1 555",
                attributes=(("tier", "tin"), ("city", "Riga")))  # fmt: skip
    plan = plan_import({"a@x.example": anna}, [found], rule)
    changed = [(dict(one.fields), dict(one.attributes)) for one in plan.completions]
    assert changed == ([(fields, attributes)] if fields else [])
    with pytest.raises(ValueError, match="known"):
        plan_import({}, [], "guess")


def test_a_phone_finds_who_has_no_address_yet_and_nobody_else(cast: Cast, session: Session) -> None:
    boris = contact(session, cast.study, "Boris", email=None, phone="+7 900 123-45-67")
    office = contact(session, cast.study, "Clara", phone="+1 555 0100")
    rows = [
        row("boris@x.example", name=boris.name, phone="79001234567"),
        row("dora@x.example", name="Dora", phone="+1 (555) 0100"),
    ]
    result = imports.import_contacts(session, cast.study, rows)
    assert (result.n_added, result.n_merged) == (1, 1)
    assert boris.email == "boris@x.example"
    assert office.email == "clara@clinic.example", "one number, two people"


def test_columns_are_guessed_shown_and_can_mean_something_else(
    cast: Cast, session: Session, pages: Pages
) -> None:
    services.define(session, cast.study, owner="contact", name="Since", kind="date")
    pages.sign_in(cast.researcher)
    page = pages.post(address(cast, "add"), {"lines": LIST}, expect=200).text
    assert "Line 3: Since: Write a day" in page
    assert "2 new contacts" in page
    sent = {**carried(page), "to-2": "own:Tier", "rule": "fill", "consent": "given",
            "consent_source": "fair", "consent_on": "2026-04-01"}  # fmt: skip
    again = pages.post(address(cast, "preview"), sent, expect=200).text
    assert 'value="fair"' in again
    assert queries.n_contacts(session, cast.study) == 0
    session.rollback()
    pages.post(address(cast, "import"), sent)
    anna = queries.by_email(session, cast.study, "anna@clinic.example")
    assert anna
    assert anna.attributes == {"Tier": "gold", "Since": "2026-03-31"}
    assert (anna.tag_names, anna.owner_id) == (["fair", "vip"], cast.researcher.id)
    assert (anna.consent, anna.consent_source, str(anna.consent_on)) == (
        "given", "fair", "2026-04-01",
    )  # fmt: skip
    assert [one.name for one in queries.attributes(session, cast.study)] == ["Since", "Tier"]
    assert queries.n_contacts(session, cast.study) == 2


def test_lines_to_mend_come_back_as_a_file_that_no_spreadsheet_runs(
    cast: Cast, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    page = pages.post(
        address(cast, "add"), {"lines": "name,email\n=HYPERLINK(1),no address\nA,a@x.example\n"},
        expect=200,
    ).text  # fmt: skip
    answer = pages.post(address(cast, "import/errors.csv"), carried(page), expect=200)
    lines = answer.text.removeprefix("\ufeff").splitlines()
    assert lines[0] == "name,email,Line,What to do"
    assert lines[1].startswith("'=HYPERLINK(1),no address,2,")
    assert len(lines) == 2


def test_a_list_that_cannot_be_mapped_says_so(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.researcher)
    page = pages.post(address(cast, "add"), {"lines": "name,email\nA,a@x.example\n"}, expect=200)
    without = {**carried(page.text), "to-1": ""}
    assert "No column holds" in pages.post(address(cast, "import"), without, expect=422).text


def test_an_import_is_taken_back_where_nobody_has_touched_it(
    cast: Cast, session: Session, pages: Pages
) -> None:
    anna = contact(session, cast.study, company="Clinic")
    rows = [
        row("anna@clinic.example", name="Anna Renamed", company="Elsewhere",
            attributes=(("tier", "gold"), (TAGS, "vip"))),
        *(row(f"{name}@x.example", name=name) for name in ("new", "edited", "called")),
    ]  # fmt: skip
    done = imports.import_contacts(
        session, cast.study, rows, consent=Consent("given", "fair"), user=cast.researcher
    )
    assert done.record
    edited = queries.by_email(session, cast.study, "edited@x.example")
    called = queries.by_email(session, cast.study, "called@x.example")
    assert edited
    assert called
    services.change_contact(session, cast.study, edited, name="By hand")
    interviews.plan(session, cast.study, title="Call", contact=called)
    session.commit()
    pages.sign_in(cast.researcher)
    pages.post(address(cast, f"imports/{done.record.id}/undo"))
    session.expire_all()
    assert anna.name.startswith("Anna <b>")
    assert anna.company
    assert (anna.company.name, anna.attributes, anna.tag_names) == ("Clinic", {}, [])
    assert anna.consent == "unknown"
    assert queries.by_email(session, cast.study, "new@x.example") is None
    assert session.get(Contact, edited.id)
    assert session.get(Contact, called.id)
    with pytest.raises(Conflict):
        undoing.undo(session, cast.study, done.record)
    assert "taken back" in pages.get(address(cast, "add")).text


def test_an_import_of_another_study_cannot_be_taken_back(
    cast: Cast, session: Session, pages: Pages
) -> None:
    theirs = imports.import_contacts(session, cast.other_study, [row()])
    session.commit()
    assert theirs.record
    pages.sign_in(cast.researcher)
    pages.post(address(cast, f"imports/{theirs.record.id}/undo"), expect=404)
    assert queries.n_contacts(session, cast.other_study) == 1


def test_line_numbers_are_those_of_the_file_also_after_blank_lines() -> None:
    sheet, unheaded = sheet_of_lines("name,email\n\n\nA,a@x.example\n\nB,wrong\n")
    assert unheaded is None
    assert [one.line for one in sheet.read().errors] == [6]


def test_ten_thousand_known_people_are_compared_in_a_moment(cast: Cast, session: Session) -> None:
    rows = [row(f"p{n}@x.example", name=f"P {n}", phone=f"+1 555 {n:05}") for n in range(2_000)]
    imports.import_contacts(session, cast.study, rows)
    again = imports.import_contacts(session, cast.study, rows)
    assert (again.n_added, again.n_merged, again.n_unchanged) == (0, 0, 2_000)
    assert again.record is None
