"""Contacts: importing, changing, leaving alone, and whose they are."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from survey_app.customers import queries, services
from survey_app.errors import Conflict
from tests.builders import Cast
from tests.builders_customers import contact, row
from tests.pages import Pages


def address(cast: Cast, path: str = "") -> str:
    return f"/s/{cast.study.slug}/contacts/{path}"


def carried(page: str) -> dict[str, str]:
    """The list that a preview carries to the import."""
    match = re.search(r'name="as_read"[^>]*value="([^"]*)"', page)
    assert match
    return {"as_read": unescape(match.group(1)), "source": ""}


def test_the_same_list_twice_changes_nothing(cast: Cast, session: Session) -> None:
    rows = [row(name="Anna", company="Clinic"), row("boris@x.example", attributes=(("a", "b"),))]
    first = services.import_contacts(session, cast.study, rows)
    again = services.import_contacts(session, cast.study, rows)
    assert (first.n_added, first.n_merged, first.n_unchanged) == (2, 0, 0)
    assert (again.n_added, again.n_merged, again.n_unchanged) == (0, 0, 2)
    assert queries.n_contacts(session, cast.study) == 2


def test_a_list_completes_a_contact_and_never_empties_one(cast: Cast, session: Session) -> None:
    person = contact(session, cast.study, phone="+1 555")
    services.import_contacts(
        session, cast.study, [row("ANNA@clinic.example", company="Elsewhere", language="ru")]
    )
    assert (person.phone, person.language) == ("+1 555", "ru")
    assert person.company
    assert person.company.name == "Elsewhere"
    assert person.name.startswith("Anna")


def test_two_people_of_one_company_share_it(cast: Cast, session: Session) -> None:
    rows = [row(company="Clinic"), row("b@x.example", company="CLINIC")]
    services.import_contacts(session, cast.study, rows)
    assert list(queries.companies(session, cast.study)) == ["clinic"]


def test_another_study_has_its_own_contacts(cast: Cast, session: Session, pages: Pages) -> None:
    theirs = contact(session, cast.other_study, "Stranger")
    contact(session, cast.study, "Anna")
    services.import_contacts(session, cast.study, [row("stranger@clinic.example", name="Mine")])
    assert theirs.name.startswith("Stranger")
    pages.sign_in(cast.researcher)
    page = pages.get(address(cast)).text
    assert "Anna" in page
    assert "Stranger" not in page
    pages.get(address(cast, str(theirs.id)), expect=404)
    pages.post(address(cast, f"{theirs.id}/mail"), {"mail": "none"}, expect=404)
    assert queries.by_ids(session, cast.study, [theirs.id]) == []


def test_a_search_finds_names_in_every_script(cast: Cast, session: Session) -> None:
    anna = contact(session, cast.study, "Анна", email="a@x.example")
    li = contact(session, cast.study, "李安娜", email="li@x.example", language="zh")
    assert queries.matching_ids(session, cast.study, words="АННА") == [anna.id]
    assert queries.matching_ids(session, cast.study, words="安娜") == [li.id]
    assert (
        queries.matching_ids(session, cast.study, words="clinic x.example")
        == [li.id, anna.id][::-1]
    )
    assert queries.matching_ids(session, cast.study, language="") == [anna.id]
    assert queries.matching_ids(session, cast.study, words="nobody") == []


def test_pasted_lines_are_previewed_then_stored(cast: Cast, session: Session, pages: Pages) -> None:
    contact(session, cast.study, "Anna", phone="")
    pages.sign_in(cast.researcher)
    text = (
        "name,email,phone\nAnna,anna@clinic.example,+1 555\n"
        "<b>bold</b>,boris@x.example,\nNobody,not an address,\n"
    )
    page = pages.post(address(cast, "add"), {"lines": text}, expect=200).text
    assert "1 new contact" in page
    assert "1 known contact is completed" in page
    assert "Line 4" in page
    assert "Nobody,not an address," in page, "what was typed is still there to correct"
    assert queries.n_contacts(session, cast.study) == 1, "a preview stores nothing"
    session.rollback()
    pages.post(address(cast, "import"), carried(page))
    listed = pages.get(address(cast)).text
    assert "boris@x.example" in listed
    assert "+1 555" in listed
    pages.post(address(cast, "import"), carried(page))
    assert queries.n_contacts(session, cast.study) == 2, "storing twice is storing once"


def test_a_spreadsheet_is_previewed_then_stored(cast: Cast, session: Session, pages: Pages) -> None:
    book = Workbook()
    for line in (["Имя", "Почта", "Город"], ["Анна", "anna@x.example", "Рига"]):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    pages.sign_in(cast.researcher)
    page = pages.post(
        address(cast, "add"),
        {"file": (io.BytesIO(stream.getvalue()), "people.xlsx")},
        expect=200,
    ).text
    pages.post(address(cast, "import"), {**carried(page), "source": "people.xlsx"})
    person = queries.by_email(session, cast.study, "anna@x.example")
    assert person
    assert (person.name, person.source) == ("Анна", "people.xlsx")
    assert person.attributes == {"Город": "Рига"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"name,email\nA\x81\x8d\x8f\x90\x9d,a@x.example\n", "encoding UTF-8"),
        (b"name,town\nAnna,Riga\n", "No column holds e-mail addresses"),
        (b"name,email\n", "No contacts were found"),
        (b"", "The file is empty"),
    ],
    ids=["wrong encoding", "missing column", "no rows", "empty"],
)
def test_a_file_that_cannot_be_used_says_what_to_do(
    cast: Cast, session: Session, pages: Pages, data: bytes, words: str
) -> None:
    pages.sign_in(cast.researcher)
    page = pages.post(
        address(cast, "add"),
        {"file": (io.BytesIO(data), "people.csv"), "lines": "kept while you look"},
        expect=422,
    ).text
    assert words in unescape(page)
    assert "kept while you look" in page
    assert queries.n_contacts(session, cast.study) == 0


def test_a_file_of_one_row_is_one_contact(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.researcher)
    data = (io.BytesIO("имя;почта\nАнна;a@x.example\n".encode("cp1251")), "one.csv")
    page = pages.post(address(cast, "add"), {"file": data}, expect=200).text
    assert "1 new contact" in page
    assert "Анна" in page


def test_nothing_sent_asks_for_a_list(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.researcher)
    page = pages.post(address(cast, "add"), {"lines": "  "}, expect=422).text
    assert "Paste a list or choose a file." in page


def test_a_forged_list_is_checked_again(cast: Cast, session: Session, pages: Pages) -> None:
    pages.sign_in(cast.researcher)
    forged = 'name,email,company,language,phone\nA,"a@x.example\nBcc: b@x.example",,,\n'
    pages.post(address(cast, "import"), {"as_read": forged})
    assert queries.n_contacts(session, cast.study) == 0
    pages.post(address(cast, "import"), {"as_read": "no headings"}, expect=422)


def test_a_contact_is_changed_on_its_page(cast: Cast, session: Session, pages: Pages) -> None:
    person = contact(session, cast.study)
    other = contact(session, cast.study, "Boris")
    pages.sign_in(cast.interviewer)
    page = address(cast, str(person.id))
    assert "Clinic &lt;b&gt;" in pages.get(page).text
    moved = {"name": "Anna L.", "email": "anna@new.example", "company": "", "language": "zh"}
    pages.post(page, moved, page=page)
    session.expire_all()
    assert (person.name, person.email, person.language) == ("Anna L.", "anna@new.example", "zh")
    assert person.company is None
    taken = pages.post(page, {"name": "Typed", "email": "BORIS@clinic.example"}, expect=422).text
    assert "Another contact has this address" in taken
    assert 'value="Typed"' in taken
    pages.post(page, {"name": "A", "email": "a@b\nBcc: x@y.example"}, expect=422)
    pages.post(page, {"name": "", "email": "", "phone": "1"}, expect=422)
    assert other.email == "boris@clinic.example"


def test_a_person_with_a_phone_only_can_be_added(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.researcher)
    answer = pages.post(address(cast, "new"), {"name": "Anna", "phone": "+1 555"})
    assert "+1 555" in pages.get(answer.location).text


def test_two_contacts_cannot_have_one_address(cast: Cast, session: Session) -> None:
    contact(session, cast.study)
    with pytest.raises(Conflict):
        contact(session, cast.study, email="Anna@Clinic.example")


def test_an_address_is_left_alone_in_every_study(
    cast: Cast, session: Session, pages: Pages
) -> None:
    mine = contact(session, cast.study)
    theirs = contact(session, cast.other_study)
    pages.sign_in(cast.interviewer)
    pages.post(address(cast, f"{mine.id}/mail"), {"mail": "none"})
    assert services.is_suppressed(session, cast.workspace, theirs.email or "")
    assert "gets no mail" in pages.get(address(cast)).text
    pages.post(address(cast, f"{mine.id}/mail"), {"mail": "allowed"})
    session.expire_all()
    assert not services.is_suppressed(session, cast.workspace, "ANNA@clinic.example")


def test_an_unsubscribed_person_is_not_brought_back_by_a_colleague(
    cast: Cast, session: Session, pages: Pages
) -> None:
    mine = contact(session, cast.study)
    assert services.suppress(session, cast.workspace, "Anna@clinic.example", "unsubscribed")
    assert not services.suppress(session, cast.workspace, "anna@clinic.example", "bounced")
    pages.sign_in(cast.researcher)
    pages.post(address(cast, f"{mine.id}/mail"), {"mail": "allowed"})
    session.expire_all()
    assert services.is_suppressed(session, cast.workspace, "anna@clinic.example")
    assert "by a link in a mail" in pages.get(address(cast, str(mine.id))).text


def test_contacts_are_not_for_viewers_and_strangers(cast: Cast, pages: Pages) -> None:
    for user, status in ((cast.viewer, 403), (cast.other_researcher, 404)):
        pages.sign_in(user)
        for path in ("", "add", "new", "1"):
            pages.get(address(cast, path), expect=status)


def test_a_long_list_is_shown_fifty_at_a_time(cast: Cast, session: Session, pages: Pages) -> None:
    services.import_contacts(
        session, cast.study, [row(f"p{n:03}@x.example", name=f"P{n:03}") for n in range(51)]
    )
    pages.sign_in(cast.interviewer)
    first = pages.get(address(cast)).text
    assert "P049" in first
    assert "P050" not in first
    assert "P050" in pages.get(address(cast, "?page=2")).text
    assert "P050" in pages.get(address(cast, "?page=99")).text


def test_the_home_asks_for_contacts_while_there_are_none(
    cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    home = f"/s/{cast.study.slug}/"
    assert "Add contacts" in pages.get(home).text
    contact(session, cast.study)
    page = pages.get(home).text
    assert "1 contact." in page
    assert "Add contacts" not in page


def test_the_example_address_in_the_hint_is_words_not_a_tag(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.researcher)
    assert "Anna Lee &lt;anna@company.example&gt;" in pages.get(address(cast, "add")).text
