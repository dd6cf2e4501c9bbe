"""Decides what a person brings up under which question, and has it written down."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from survey_app.demo.material import work
from survey_app.demo.material.fitting import FIELD_CONCERNS, works_in_the_field
from survey_app.demo.material.themes import CONCERNS, MAX_PER_ANSWER
from survey_app.demo.people import Person
from survey_app.demo.scribe import Scribe

AGAIN_SHARE = 0.22  # a concern that matters is sometimes said under a second question too
CONCERN_BY_KEY = {concern.key: concern for concern in CONCERNS}
ODD_REMARKS: dict[str, str] = {
    "what_1": "odd_complaint",
    "what_3": "odd_praise",
    "what_4": "odd_complaint",
    "p20_10": "odd_goal",
    "p20_11": "odd_obstacle",
    "own_hesitate": "odd_doubt",
    "close_1": "closing",
}
OF_THE_STARTER = ("p20_10", "what_3", "what_1", "own_hesitate", "close_1")
OF_THE_BOOKKEEPER = ("p20_11", "what_1", "what_4", "p20_10", "close_1")

STORY_SHARE = 0.25
"""How many tell of a purchase: there are few such stories, and none may look like a theme."""


@dataclass(slots=True)
class OpenAnswers:
    """The open part of an answers document, and which concerns stand under which question."""

    answers: dict[str, Any] = field(default_factory=dict)
    voiced: dict[str, list[str]] = field(default_factory=dict)


def choose_concerns(rng: Random, person: Person) -> tuple[str, ...]:
    """Draw the concerns that this person has at all; people of a call keep those of the call."""
    if person.survey_concerns:
        return person.survey_concerns
    audience = person.contact.audience
    drawn = [c.key for c in CONCERNS if rng.random() < c.chance(audience)]
    if not works_in_the_field(audience, person.industry):
        drawn = [key for key in drawn if key not in FIELD_CONCERNS]
    return tuple(drawn)


def place_concerns(rng: Random, concerns: tuple[str, ...]) -> dict[str, list[str]]:
    """Spread the concerns over the questions, at most three under one."""
    placed: dict[str, list[str]] = {}
    for key in concerns:
        at = CONCERN_BY_KEY[key].surfaces_at
        times = 2 if len(at) > 1 and rng.random() < AGAIN_SHARE else 1
        # The first question is the likeliest: half, then a third, then a sixth of what remains.
        order = sorted(at, key=lambda question: rng.random() / (len(at) - at.index(question)))
        for question in order[:times]:
            if len(placed.setdefault(question, [])) < MAX_PER_ANSWER:
                placed[question].append(key)
    for keys in placed.values():
        rng.shuffle(keys)
    return {question: keys for question, keys in placed.items() if keys}


def open_answers(
    rng: Random, scribe: Scribe, person: Person, placed: dict[str, list[str]], mark: int | None
) -> OpenAnswers:
    """Write all open answers of one person. `mark` is the answer to what_6_kept, if given."""
    result = OpenAnswers()
    result.answers.update(_work(rng, scribe, person))
    diligence = rng.choice((0.9, 0.75, 0.55))
    for question in ("p20_10", "p20_11", "what_3", "what_4", "what_1", "own_hesitate", "close_1"):
        keys = placed.get(question, [])
        sentences = [scribe.voice(person, key) for key in keys]
        special = _special(rng, scribe, person, question)
        if special:
            sentences.append(special)
        if not sentences:
            if rng.random() < diligence:
                remark = scribe.plain(person, _shrug_or_remark(rng, scribe, person, question))
                result.answers[question] = [remark] if question == "p20_11" else remark
            continue
        if question == "p20_11":
            result.answers[question] = [scribe.row(person, s) for s in sentences]
        else:
            complains = bool(keys) and question in ("what_1", "what_4", "own_hesitate")
            result.answers[question] = scribe.write(
                person, question, sentences, complains=complains
            )
        if keys:
            result.voiced[question] = keys
    _why_and_purchase(rng, scribe, person, placed, mark, result)
    return result


def _work(rng: Random, scribe: Scribe, person: Person) -> dict[str, Any]:
    language, audience = person.contact.language, person.contact.audience
    titles = work.told_by(work.TITLES, language, audience, person.industry)
    duties = work.told_by(work.DUTIES, language, audience, person.industry)
    answers: dict[str, Any] = {"p20_1_title": person.title or scribe.pick(person, "title", titles)}
    if rng.random() < 0.88:
        wanted = min(len(duties), rng.choice((1, 2, 2, 3)))
        told = dict.fromkeys(scribe.pick(person, f"duty {i}", duties) for i in range(wanted))
        text = ("；" if language == "zh" else "; ").join(told)
        size = rng.randint(3, 6) if audience == "sole" else rng.randint(11, 45)
        text = text.format(n=size, y=rng.randint(2012, 2023))
        answers["p20_1_duties"] = scribe.plain(person, text)
    return answers


def _special(rng: Random, scribe: Scribe, person: Person, question: str) -> str | None:
    """What only a beginner without budget or an outside bookkeeper would say."""
    if person.is_starter and question in OF_THE_STARTER and rng.random() < 0.5:
        return scribe.once(person, "starter")
    if (
        person.contact.audience == "bookkeeper"
        and question in OF_THE_BOOKKEEPER
        and rng.random() < 0.45
    ):
        return scribe.once(person, "bookkeeper")
    return None


def _shrug_or_remark(rng: Random, scribe: Scribe, person: Person, question: str) -> str:
    chance = rng.random()
    if chance < 0.08 and (beside := scribe.once(person, "off_topic")):
        return beside
    if chance < 0.6 and (remark := scribe.once(person, ODD_REMARKS[question])):
        return remark
    return scribe.aside(person, "nothing")


def _why_and_purchase(
    rng: Random,
    scribe: Scribe,
    person: Person,
    placed: dict[str, list[str]],
    mark: int | None,
    result: OpenAnswers,
) -> None:
    if mark is not None:
        keys = placed.get("what_6_why", [])
        sentences = [scribe.voice(person, key) for key in keys]
        if not sentences and rng.random() < 0.5:
            verdict = "good" if mark >= 4 else "mixed" if mark == 3 else "bad"
            remark = scribe.once(person, f"verdict_{verdict}")
            sentences = [remark] if remark else []
        if sentences:
            result.answers["what_6_why"] = (
                scribe.write(person, "what_6_why", sentences, complains=False)
                if keys
                else scribe.plain(person, sentences[0])
            )
            if keys:
                result.voiced["what_6_why"] = keys
    keys = placed.get("p20_20", [])
    if keys or rng.random() < STORY_SHARE:
        stories = work.told_by(
            work.PURCHASES, person.contact.language, person.contact.audience, person.industry
        )
        sentences = [scribe.voice(person, key) for key in keys]
        if not keys or rng.random() < STORY_SHARE:
            sentences.insert(0, scribe.pick(person, "purchase", stories))
        result.answers["p20_20"] = scribe.write(person, "p20_20", sentences, complains=False)
        if keys:
            result.voiced["p20_20"] = keys
