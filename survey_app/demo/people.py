"""Makes the contacts: who gets the mail, who answers it, who is called."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from survey_app.demo.call_notes import Call
from survey_app.demo.material import cast
from survey_app.demo.study import DemoContact
from survey_app.demo.transcripts import WORKSHOP_PERSON

# How many answer the survey, by language and audience: 60 + 35 + 25 = 120.
RESPONDENTS: dict[str, dict[str, int]] = {
    "en": {"office": 26, "sole": 22, "bookkeeper": 4, "misfit": 8},
    "ru": {"office": 14, "sole": 15, "bookkeeper": 2, "misfit": 4},
    "zh": {"office": 11, "sole": 9, "bookkeeper": 1, "misfit": 4},
}
# Contacts who get the mail and stay silent: 23, which with 6 people who are only called and the
# one of the transcript makes 150.
SILENT: dict[str, dict[str, int]] = {
    "en": {"office": 6, "sole": 5, "misfit": 1},
    "ru": {"office": 3, "sole": 4},
    "zh": {"office": 2, "sole": 2},
}


@dataclass(frozen=True, slots=True)
class Person:
    """A contact with what the generator must know to write for them."""

    contact: DemoContact
    gender: str
    industry: str
    responds: bool
    title: str = ""
    survey_concerns: tuple[str, ...] = ()

    @property
    def trade(self) -> str:
        """The trade of a person working alone, read off the domain of the address."""
        domain = self.contact.email.partition("@")[2].removesuffix(".example")
        return domain.rpartition("-")[2] if self.contact.audience == "sole" else ""

    @property
    def is_starter(self) -> bool:
        """True for the keen beginner without a business or a budget."""
        return self.contact.audience == "misfit" and self.industry == "it"


@dataclass(frozen=True, slots=True)
class _Draft:
    name: str
    email: str
    company: str
    industry: str
    gender: str
    language: str
    audience: str
    responds: bool
    title: str = ""
    survey_concerns: tuple[str, ...] = ()


def make_people(rng: Random, calls: tuple[Call, ...]) -> tuple[Person, ...]:
    """All contacts in a mixed order, keyed c001, c002, … in that order."""
    drafts = [
        _Draft(
            call.name,
            call.email,
            call.company,
            call.industry,
            call.gender,
            call.language,
            call.audience,
            call.answered_survey,
            call.title,
            tuple(call.survey_concerns.split()),
        )
        for call in calls
    ]
    name, email, company = WORKSHOP_PERSON
    drafts.append(_Draft(name, email, company, "manufacturing", "f", "en", "office", False))
    drafts += _invent(rng, drafts)
    rng.shuffle(drafts)
    return tuple(
        Person(
            contact=DemoContact(
                key=f"c{number:03d}",
                name=draft.name,
                email=draft.email,
                company=draft.company,
                language=draft.language,
                audience=draft.audience,
            ),
            gender=draft.gender,
            industry=draft.industry,
            responds=draft.responds,
            title=draft.title,
            survey_concerns=draft.survey_concerns,
        )
        for number, draft in enumerate(drafts, start=1)
    )


def _invent(rng: Random, known: list[_Draft]) -> Iterator[_Draft]:
    names = {draft.name for draft in known}
    emails = {draft.email for draft in known}
    for responds, counts in ((True, RESPONDENTS), (False, SILENT)):
        for language, by_audience in counts.items():
            for audience, wanted in by_audience.items():
                there = sum(
                    1
                    for draft in known
                    if responds
                    and draft.responds
                    and (draft.language, draft.audience) == (language, audience)
                )
                for _ in range(wanted - there):
                    yield _invent_one(rng, language, audience, responds, names, emails)


def _invent_one(
    rng: Random, language: str, audience: str, responds: bool, names: set[str], emails: set[str]
) -> _Draft:
    while True:
        first, first_latin, gender = rng.choice(cast.FIRST_NAMES[language])
        masculine, feminine, last_latin = rng.choice(cast.LAST_NAMES[language])
        last = feminine if gender == "f" else masculine
        if last != masculine:
            last_latin += "a"
        name = f"{last}{first}" if language == "zh" else f"{first} {last}"
        company, domain, industry = _workplace(rng, language, audience, last, last_latin)
        mailbox = rng.choice(("hello", first_latin)) if audience == "sole" else first_latin
        if audience != "sole" and rng.random() < 0.7:
            mailbox = f"{first_latin}.{last_latin}"
        email = f"{mailbox}@{domain}.example"
        if name not in names and email not in emails:
            names.add(name)
            emails.add(email)
            return _Draft(name, email, company, industry, gender, language, audience, responds)


def _workplace(
    rng: Random, language: str, audience: str, last: str, last_latin: str
) -> tuple[str, str, str]:
    if audience == "office":
        return rng.choice(cast.COMPANIES[language])
    if audience == "sole":
        pattern, suffix, industry = rng.choice(cast.TRADES[language])
        return pattern.format(name=last), f"{last_latin}-{suffix}", industry
    return rng.choice(cast.ELSEWHERE[language][audience])
