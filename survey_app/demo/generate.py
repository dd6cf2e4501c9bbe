"""Builds the demo study from a seed: the same seed and moment give the same study."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from survey_app.demo import calls_english, calls_other
from survey_app.demo.call_notes import Call, read_notes
from survey_app.demo.closed_answers import closed_answers
from survey_app.demo.material import cast
from survey_app.demo.open_answers import choose_concerns, open_answers, place_concerns
from survey_app.demo.people import Person, make_people
from survey_app.demo.questionnaire import QUESTIONNAIRE
from survey_app.demo.scribe import Scribe
from survey_app.demo.study import DemoInterview, DemoPerson, DemoResponse, DemoStudy
from survey_app.demo.transcripts import WORKSHOP_PERSON, transcripts

DEFAULT_NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIELD_DAYS = 21
PARTIAL_SHARE = 0.1
CALLS: tuple[Call, ...] = calls_english.CALLS + calls_other.CALLS


def build_demo(seed: int = 7, now: datetime | None = None) -> DemoStudy:
    """Build the demo study; everything in it happened in the three weeks before `now`.

    `now` must be an aware datetime; without it a fixed day in March 2026 is taken, so that the
    result depends on the seed alone. Raises ValueError for a datetime without a time zone.
    """
    now = DEFAULT_NOW if now is None else now
    if now.tzinfo is None:
        raise ValueError("give `now` with a time zone, for example datetime.now(UTC)")
    now = now.astimezone(UTC).replace(microsecond=0)
    rng = Random(seed)  # noqa: S311 - demo data, nothing secret
    people = make_people(rng, CALLS)
    key_by_email = {person.contact.email: person.contact.key for person in people}
    return DemoStudy(
        organisation="Larkfield Software",
        product="Ledgerlight",
        name="Who works with Ledgerlight",
        purpose=(
            "Ledgerlight is invoicing and scheduling for small firms. We want to know whom we "
            "really serve: what they hope for, what gets in their way, and why they hesitate."
        ),
        seed=seed,
        now=now,
        team=(
            DemoPerson(*cast.RESEARCHER, "researcher"),
            *(DemoPerson(name, email, "interviewer") for name, email in cast.INTERVIEWERS),
            DemoPerson(*cast.VIEWER, "viewer"),
        ),
        questionnaire=QUESTIONNAIRE,
        contacts=tuple(person.contact for person in people),
        responses=_responses(rng, people, now),
        interviews=_interviews(rng, key_by_email, now),
        transcripts=transcripts(key_by_email[WORKSHOP_PERSON[1]]),
    )


def _responses(rng: Random, people: tuple[Person, ...], now: datetime) -> tuple[DemoResponse, ...]:
    scribe = Scribe(rng)
    written = [_response(rng, scribe, person, now) for person in people if person.responds]
    written.sort(key=lambda response: (response.started_at, response.contact_key))
    return tuple(
        DemoResponse(
            key=f"r{number:03d}",
            contact_key=response.contact_key,
            language=response.language,
            channel=response.channel,
            started_at=response.started_at,
            updated_at=response.updated_at,
            completed_at=response.completed_at,
            answers=response.answers,
            concerns=response.concerns,
            page=response.page,
            page_seconds=response.page_seconds,
        )
        for number, response in enumerate(written, start=1)
    )


def _response(rng: Random, scribe: Scribe, person: Person, now: datetime) -> DemoResponse:
    chosen = choose_concerns(rng, person)
    closed = closed_answers(rng, person, frozenset(chosen))
    placed = place_concerns(rng, chosen)
    told = open_answers(rng, scribe, person, placed, closed.get("what_6_kept"))
    n_pages = len(QUESTIONNAIRE.sections)
    stopped = rng.random() < PARTIAL_SHARE
    pages = rng.randint(2, n_pages - 1) if stopped else n_pages
    answers = _in_page_order(closed | told.answers, pages)
    voiced = {key for question, keys in told.voiced.items() if question in answers for key in keys}
    started = _start(rng, person, now)
    minutes = rng.uniform(2, 4) * pages
    paused = timedelta(hours=rng.uniform(2, 20)) if rng.random() < 0.08 else timedelta()
    ended = min(started + timedelta(minutes=minutes) + paused, now).replace(microsecond=0)
    return DemoResponse(
        key="",
        contact_key=person.contact.key,
        language=person.contact.language,
        channel="email",
        started_at=started,
        updated_at=ended,
        completed_at=None if stopped else ended,
        answers=answers,
        concerns=tuple(sorted(voiced)),
        page=pages - 1,
        page_seconds=_page_seconds(person.contact.key, pages, minutes),
    )


def _page_seconds(key: str, pages: int, minutes: float) -> dict[str, int]:
    """Part the time over the pages by how much they ask, for each person a little otherwise."""
    rng = Random(key)  # noqa: S311 - of its own, so that the answers stay what they were
    sections = QUESTIONNAIRE.sections[:pages]
    weights = [len(section.questions) * rng.uniform(0.6, 1.6) for section in sections]
    whole = sum(weights)
    return {
        section.key: max(5, round(minutes * 60 * weight / whole))
        for section, weight in zip(sections, weights, strict=True)
    }


def _in_page_order(answers: dict[str, Any], pages: int) -> dict[str, Any]:
    """The answers of the first pages, in the order in which they were asked."""
    ordered: dict[str, Any] = {}
    for section in QUESTIONNAIRE.sections[:pages]:
        for question in section.questions:
            key = question.key
            ordered |= {
                name: value
                for name, value in answers.items()
                if name == key or name == f"{key}__other" or _is_part(name, key)
            }
    return ordered


def _is_part(name: str, key: str) -> bool:
    """True for `p20_1_title` of `p20_1`; keys that merely begin alike have no second word."""
    return name.startswith(f"{key}_") and not name.startswith(f"{key}__")


def _start(rng: Random, person: Person, now: datetime) -> datetime:
    """When the person began: most soon after the mail, a second wave after the reminder."""
    reminded = rng.random() < 0.38
    first_day = 10 if reminded else 0
    day = min(first_day + int(rng.expovariate(1 / 2.6)), FIELD_DAYS - 2)
    evening = person.contact.audience == "sole" and rng.random() < 0.65
    hour = rng.uniform(18.5, 22.5) if evening else rng.uniform(8, 17.5)
    midnight = now.replace(hour=0, minute=0, second=0) - timedelta(days=FIELD_DAYS - 1 - day)
    if not evening and midnight.weekday() >= 5 and person.contact.audience == "office":
        # Offices answer on workdays: move a weekend to the Friday before, or on from the first day.
        back = midnight.weekday() - 4
        midnight += timedelta(days=-back if day >= back else 7 - midnight.weekday())
    return (midnight + timedelta(hours=hour)).replace(microsecond=0)


def _interviews(
    rng: Random, key_by_email: dict[str, str], now: datetime
) -> tuple[DemoInterview, ...]:
    held = []
    for number, call in enumerate(CALLS):
        day = now.replace(hour=0, minute=0, second=0) - timedelta(days=19 - (number * 3) // 2)
        if day.weekday() >= 5:
            day -= timedelta(days=day.weekday() - 4)
        # Two hours apart within a day, so that nobody is in two calls at once; people who work
        # alone are called in the evening.
        hour = 19 if call.audience == "sole" else 9 + 2 * (number % 4)
        blocks, free_notes = read_notes(call.notes)
        interviewer = cast.INTERVIEWERS[1 if call.language == "ru" else 0]
        held.append(
            DemoInterview(
                key=call.key,
                contact_key=key_by_email[call.email],
                interviewer_email=interviewer[1],
                language=call.language,
                mode=call.mode.replace(" ", "_"),
                held_at=day + timedelta(hours=hour, minutes=rng.choice((0, 15, 30))),
                minutes=call.minutes,
                outcome=call.outcome,
                blocks=blocks,
                free_notes=free_notes,
            )
        )
    return tuple(held)
