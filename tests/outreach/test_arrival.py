"""Whether a wave will arrive: senders, words, people, and what the DNS says."""

from __future__ import annotations

import pytest

from survey_app import doctor
from survey_app.config import Settings
from survey_app.outreach import dns_checks, wording
from survey_app.outreach.arrival import (
    Sign,
    foreign_places,
    look_at_people,
    look_at_sender,
    look_at_text,
    registered_domain,
    worst,
)
from survey_app.outreach.letters import fill

GOOD = ("Northwind <study@northwind.example>", "https://answers.northwind.example", "")


def sender(*changes: str, has_server: bool = True) -> list[str]:
    signs = list(look_at_sender(*(changes or GOOD), has_server=has_server))
    return [str(one.title) for one in signs if one.level != "good"]


def text(subject: str = "Your view", body: str = "Hello", language: str = "en") -> list[str]:
    signs = look_at_text(language, subject, body, own_place="answers.northwind.example")
    return [f"{one.level}: {one.title}" for one in signs]


def test_a_sender_of_ones_own_domain_with_links_there_is_good() -> None:
    assert sender() == []
    assert worst(look_at_sender(*GOOD, has_server=True)) == "good"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (("x@localhost", GOOD[1], ""), "no real domain"),
        (("x@gmail.com", GOOD[1], ""), "anybody may have one"),
        (("x@northwind.example", "http://answers.northwind.example", ""), "not encrypted"),
        (("x@northwind.example", "https://localhost:8000", ""), "nobody outside"),
        (("x@northwind.example", "https://elsewhere.example", ""), "Links lead to elsewhere"),
        (("x@northwind.example", GOOD[1], "rita@mail.ru"), "Replies go to an address at mail.ru"),
    ],
)
def test_what_is_wrong_with_a_sender_is_named(changes: tuple[str, ...], words: str) -> None:
    assert any(words in one for one in sender(*changes))


def test_without_a_mail_server_nothing_arrives() -> None:
    assert worst(look_at_sender(*GOOD, has_server=False)) == "bad"


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_our_own_texts_have_nothing_to_mend(language: str) -> None:
    values = dict.fromkeys(
        ("name", "company", "organisation", "sender", "closes", "incentive"), "Northwind"
    )
    values |= {"minutes": "9", "link": "https://answers.northwind.example/a/x", "call": ""}
    for subjects, bodies in (
        (wording.SUBJECT, wording.BODY),
        (wording.REMINDER_SUBJECT, wording.REMINDER_BODY),
    ):
        found = text(fill(subjects[language], values), fill(bodies[language], values), language)
        assert found == []


@pytest.mark.parametrize(
    ("subject", "body", "language", "words"),
    [
        ("x" * 61, "", "en", "look: The subject is long: 61"),
        ("题" * 31, "", "zh", "look: The subject is long: 31"),
        ("Re: our talk", "", "en", "bad: The subject pretends"),
        ("ОТВ: разговор", "", "ru", "bad: The subject pretends"),
        ("Act now", "You WON a prize", "en", "look: Words known from advertising: act now, won"),
        ("Срочно", "приз", "ru", "look: Words known from advertising: срочно, приз"),
        ("恭喜您", "免费", "zh", "look: Words known from advertising: 恭喜, 免费"),
        ("YOUR VIEW", "", "en", "look: The subject shouts"),
        ("Hello!!", "", "en", "look: The subject shouts"),
        (
            "Hi",
            "See https://other.example/x.",
            "en",
            "look: There are links to other places: other",
        ),
        ("Hi", "See www.other.example", "en", "look: There are links to other places: www.other"),
        ("Hi", "https://bit.ly/abc", "en", "bad: A shortened link"),
        ("Hi", "x" * 2501, "en", "look: The letter is long: 2501"),
    ],
)
def test_what_readers_and_filters_mind_is_named(
    subject: str, body: str, language: str, words: str
) -> None:
    assert any(one.startswith(words) for one in text(subject, body, language))


def test_freedom_and_wonder_are_no_advertising() -> None:
    assert text("Feel at freedom", "I wonder; we earned it; it is carefree.") == []


def test_links_of_ones_own_are_no_foreign_ones() -> None:
    said = "https://a.example/a/x, http://b.example/y) and http://[broken"
    assert foreign_places(said, "a.example") == ["b.example"]


def test_domains_are_guessed_with_second_levels() -> None:
    assert registered_domain("answers.northwind.co.uk") == "northwind.co.uk"
    assert registered_domain("a.b.northwind.example.") == "northwind.example"
    assert registered_domain("localhost") == "localhost"


def test_many_people_and_unknown_companies_are_named() -> None:
    def found(*args: object) -> list[str]:
        return [str(one.title) for one in look_at_people(*args)]  # type: ignore[arg-type]

    assert found(300, None, {}, 0) == []
    assert found(301, 200, {}, 0) == []
    assert found(301, None, {}, 0) == ["301 mails at once are many for a sender that is new"]
    assert found(5, None, {"company": 2}, 1) == [
        "{company} is not known for 2 of the chosen",
        "1 of the chosen have ended mail since, and get none",
    ]


# --- DNS --------------------------------------------------------------------------------------


def levels(records: dict[str, list[str]], selector: str = "key") -> list[str]:
    def ask(name: str) -> list[str]:
        return records.get(name, [])

    signs = dns_checks.look_at_dns("x.example", "smtp.x.example", selector, ask)
    return [one.level for one in signs]


SOUND = {
    "x.example": ["google-site-verification=1", "v=spf1 mx include:_spf.y.example ~all"],
    "key._domainkey.x.example": ["v=DKIM1; k=rsa; p=MIGf"],
    "_dmarc.x.example": ["v=DMARC1; p=none"],
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["good", "good", "good"]),
        ({"x.example": []}, ["bad", "good", "good"]),
        ({"x.example": ["v=spf1 -all", "v=spf1 mx -all"]}, ["bad", "good", "good"]),
        ({"x.example": ["v=spf1 mx +all"]}, ["bad", "good", "good"]),
        # Eleven look-ups; RFC 7208 allows ten. ip4 and all cost none.
        ({"x.example": ["v=spf1 ip4:1.2.3.4 " + "include:y.example " * 11 + "-all"]},
         ["bad", "good", "good"]),
        ({"x.example": ["v=spf1 ip4:1.2.3.4 " + "include:y.example " * 10 + "-all"]},
         ["good", "good", "good"]),
        ({"key._domainkey.x.example": ["v=DKIM1; p="]}, ["good", "bad", "good"]),
        ({"_dmarc.x.example": []}, ["good", "good", "bad"]),
    ],
)  # fmt: skip
def test_records_are_read_as_other_servers_read_them(
    changes: dict[str, list[str]], expected: list[str]
) -> None:
    assert levels({**SOUND, **changes}) == expected


def test_an_unknown_key_and_a_silent_dns_are_said() -> None:
    assert levels(SOUND, selector="") == ["good", "look", "good"]

    def nobody(name: str) -> list[str]:
        raise OSError("timeout")

    [sign] = dns_checks.look_at_dns("x.example", "smtp.x.example", "key", nobody)
    assert (sign.level, str(sign.title)) == ("look", "The DNS did not answer")


def test_the_records_to_ask_for_name_the_domain_and_the_server() -> None:
    found = dict(dns_checks.records_to_ask_for("x.example", "smtp.x.example", "key"))
    assert found["x.example"] == "v=spf1 mx a:smtp.x.example ~all"
    assert "_dmarc.x.example" in found
    assert "key._domainkey.x.example" in found


def test_the_doctor_says_whether_mail_will_arrive(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dns_checks, "look_at_dns", lambda *_: [Sign("bad", "SPF: none", "Ask.")])
    assert list(doctor.delivery(settings)) == [], "without a mail server there is nothing to say"
    set_up = settings.model_copy(
        update={"smtp_host": "smtp.x.example", "mail_from": "a@x.example", "base_url": GOOD[1]}
    )
    found = {one.title: one for one in doctor.delivery(set_up)}
    assert found["SPF: none"].level == "look"
    assert "nobody reads the mails that come back" in found
