import pytest

from survey_app.sources import (
    ContactRow,
    SourceError,
    checked_email,
    contacts,
    parse_contacts,
    read_contacts,
)

from .builders import sheet


def people(text):
    return [(c.name, c.email) for c in parse_contacts(text).contacts]


@pytest.mark.parametrize(
    "line",
    [
        "Anna Lee <anna@x.example>",
        '"Lee, Anna" <anna@x.example>',
        "anna@x.example; Anna Lee",
        "Anna Lee, anna@x.example",
        "Anna Lee\tanna@x.example",
        "Anna Lee anna@x.example",
        "Anna Lee (anna@x.example)",
        "1. Anna Lee <mailto:anna@X.Example>",
        "• «Anna Lee» - anna@x.example",
    ],
)
def test_the_ways_to_write_a_person_are_read(line):
    assert people(line) == [("Anna Lee", "anna@x.example")]


def test_several_people_in_a_line_are_read():
    both = [("Anna", "a@x.example"), ("Bo", "b@x.example")]
    assert people("Anna <a@x.example>, Bo <b@x.example>") == both
    assert people("Anna a@x.example; Bo b@x.example") == both
    assert people("a@x.example, b@x.example") == [("", "a@x.example"), ("", "b@x.example")]


def test_what_stands_beside_an_address_is_told_by_its_form():
    found = parse_contacts("Анна <a@x.example>; ООО Ромашка; ru; +7 912 345-67-89")
    assert found.contacts == (
        ContactRow(1, "Анна", "a@x.example", "ООО Ромашка", "ru", "+7 912 345-67-89"),
    )


def test_a_name_like_a_language_is_a_name_and_a_bare_code_is_not():
    assert people("kit@x.example; Chinese") == [("Chinese", "kit@x.example")]
    assert parse_contacts("kit@x.example; zh").contacts[0].language == "zh"


@pytest.mark.parametrize(
    "text",
    [
        "Name,E-mail,Company,Language,Phone,City\nAnna,a@x.example,Acme,English,123 45 67,Rome\n",
        "ФИО;Почта;Компания;Язык;Телефон;City\nAnna;a@x.example;Acme;английский;123 45 67;Rome",
        "姓名\t邮箱\t公司\t语言\t电话\tCity\nAnna\ta@x.example\tAcme\t英语\t123 45 67\tRome",
    ],
)
def test_headings_in_three_languages_are_understood(text):
    row = ContactRow(2, "Anna", "a@x.example", "Acme", "en", "123 45 67", (("City", "Rome"),))
    assert parse_contacts(text).contacts == (row,)
    assert read_contacts("c.csv", text.encode()).contacts == (row,)


def test_first_and_last_names_are_put_together():
    text = "First name,Last name,Email\nAnna,Lee,a@x.example\n"
    assert people(text) == [("Anna Lee", "a@x.example")]
    assert people("姓,名,邮箱\n李,娜,a@x.example\n") == [("李娜", "a@x.example")]


def test_a_spreadsheet_with_and_without_headings_is_read():
    with_headings = sheet(["E-mail", "Name"], ["a@x.example", "Anna"])
    without = sheet(["a@x.example", "Anna"], ["b@x.example", "Bo"])
    assert [c.name for c in read_contacts("c.xlsx", with_headings).contacts] == ["Anna"]
    assert [(c.line, c.name) for c in read_contacts("c.xlsx", without).contacts] == [
        (1, "Anna"),
        (2, "Bo"),
    ]


def test_a_given_mapping_takes_the_place_of_the_guess():
    data = b"who,where\nAnna,a@x.example\n"
    with pytest.raises(SourceError, match="who, where"):
        read_contacts("c.csv", data)
    found = read_contacts("c.csv", data, {"name": "who", "email": "where"})
    assert found.contacts[0].name == "Anna"
    with pytest.raises(SourceError) as caught:
        read_contacts("c.csv", data, {"email": "mail"})
    assert caught.value.code == "SR023"


def test_repeats_are_merged_and_fill_each_others_gaps():
    found = parse_contacts("a@x.example\nA@X.example; Anna; Acme\nAnna B <a@x.example>")
    assert found.contacts == (ContactRow(1, "Anna", "a@x.example", "Acme", None, ""),)
    assert found.n_merged == 2


def test_international_addresses_are_kept_as_written():
    assert people("Иван <почта@Пример.рф>") == [("Иван", "почта@пример.рф")]
    twice = parse_contacts("a@пример.рф\na@xn--e1afmkfd.xn--p1ai")
    assert (len(twice.contacts), twice.n_merged) == (1, 1)


@pytest.mark.parametrize(
    "address",
    ["a", "a@", "@x.example", "a@b", "a b@x.example", "a@x..example", "a@-x.example", "a@x.123",
     "a@b@x.example", ".a@x.example", "a@x.example\nBcc: b@x.example", "a" * 65 + "@x.example",
     'a"@x.example', "a@x_y.example", "a,b@x.example", "a@x.example\0"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address):
    assert checked_email(address) is None


def test_a_line_that_cannot_be_used_is_told_and_the_others_are_kept():
    found = parse_contacts("Anna <a@x.example>\n\nnobody here\nb@x\nBo <b@x.example>")
    assert [c.line for c in found.contacts] == [1, 5]
    assert [(e.line, e.code) for e in found.errors] == [(3, "SR050"), (4, "SR051")]
    assert found.errors[1].message("ru").startswith("Строка 4: «b@x» —")
    assert found.errors[1].message("zh").startswith("第 4 行")


@pytest.mark.parametrize(
    "name", ["Anna\nBcc: b@x.example", "Anna\r\nX: y", "An\x01na", "Anna\u202egnp", "A\u2028B"]
)
def test_names_that_could_forge_a_mail_header_are_refused(name):
    data = f'name,email\n"{name}",a@x.example\nBo,b@x.example\n'.encode()
    found = read_contacts("c.csv", data)
    assert [e.code for e in found.errors] == ["SR052"]
    assert [c.name for c in found.contacts] == ["Bo"]


def test_an_unknown_language_and_a_giant_cell_are_told():
    found = parse_contacts(f"name,email,language\nA,a@x.example,tlh\n{'B' * 201},b@x.example,ru")
    assert [(e.line, e.code) for e in found.errors] == [(2, "SR054"), (3, "SR053")]
    assert "en, ru, zh" in found.errors[0].message("en")


def test_a_person_with_name_and_phone_needs_no_address():
    found = parse_contacts("Anna; +44 20 7946 0000\n+44 20 7946 0001")
    assert [(c.name, c.email, c.phone) for c in found.contacts] == [
        ("Anna", None, "+44 20 7946 0000")
    ]
    assert [e.code for e in found.errors] == ["SR050"]


def test_at_most_so_many_people_are_read(monkeypatch: pytest.MonkeyPatch):
    assert contacts.MAX_CONTACTS == 50_000
    monkeypatch.setattr(contacts, "MAX_CONTACTS", 1_000)
    lines = [f"p{i}@x.example" for i in range(1_001)]
    assert len(parse_contacts("\n".join(lines[:-1])).contacts) == 1_000
    for read in (parse_contacts, lambda text: read_contacts("c.csv", f"email\n{text}".encode())):
        with pytest.raises(SourceError) as caught:
            read("\n".join(lines))
        assert caught.value.code == "SR041"


@pytest.mark.parametrize("text", ["", " \n\n", "name,email\n"])
def test_a_list_of_nobody_is_refused(text):
    with pytest.raises(SourceError) as caught:
        parse_contacts(text)
    assert caught.value.code == "SR040"
