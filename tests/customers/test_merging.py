"""What a list changes, decided without a database."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from survey_app.customers.merging import Known, contact_key, plan_import
from survey_app.customers.sheets import sheet_of_text, write_list
from survey_app.sources.contacts import parse_contacts
from tests.builders_customers import row

ANNA = Known(7, "Anna Lee", "Clinic", "en", "+1 555", {"tier": "gold"})
KNOWN = {"anna@clinic.example": ANNA}


def test_an_unknown_address_is_an_addition() -> None:
    plan = plan_import(KNOWN, [row("boris@clinic.example")])
    assert [one.row.email for one in plan.additions] == ["boris@clinic.example"]
    assert not plan.completions
    assert not plan.unchanged


def test_empty_cells_take_nothing_away() -> None:
    plan = plan_import(KNOWN, [row()])
    assert len(plan.unchanged) == 1
    assert not plan.completions


def test_filled_cells_complete_what_is_known() -> None:
    found = row(name="Anna Lee-Park", phone="", attributes=(("tier", "gold"), ("city", "Riga")))
    [completion] = plan_import(KNOWN, [found]).completions
    assert completion.fields == {"name": "Anna Lee-Park"}
    assert completion.attributes == {"city": "Riga"}
    assert completion.changed == ("name", "city")


def test_capitals_make_neither_another_address_nor_another_company() -> None:
    plan = plan_import(KNOWN, [row("ANNA@Clinic.example", company="CLINIC")])
    assert len(plan.unchanged) == 1


def test_an_address_in_letters_of_any_script_is_one_address() -> None:
    assert contact_key("анна@пример.рф", "", "") == contact_key(
        "Анна@xn--e1afmkfd.xn--p1ai", "", ""
    )


def test_without_an_address_telephone_and_name_together_tell_people_apart() -> None:
    assert contact_key(None, "+7 (900) 1", "Анна  Ли") == contact_key(None, "79001", "анна ли")
    assert contact_key(None, "79001", "Анна") != contact_key(None, "79001", "Борис")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a@x.example", "b@x.example", "c@x.example"]),
            st.text(alphabet="Aя李 ,;\"'=-", max_size=12),
            st.sampled_from([None, "en", "ru", "zh"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_written_for_the_preview_is_read_back_the_same(
    people: list[tuple[str, str, str | None]],
) -> None:
    lines = ["email\tname\tlanguage\tcity"]
    lines += [f"{email}\t{name}\t{lang or ''}\tRiga" for email, name, lang in people]
    first = parse_contacts("\n".join(line.replace('"', "'") for line in lines)).contacts
    again = sheet_of_text(write_list(first)).read().contacts

    def facts(contacts: object) -> list[tuple[object, ...]]:
        return [(c.email, c.name, c.language, c.attributes) for c in contacts]  # type: ignore[attr-defined]

    assert facts(again) == facts(first)
