"""A dossier put together: rows as the bank of the dossier asks them, each with what is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Passage, Response
from survey_app.customers import queries as customers
from survey_app.customers.models import Contact, PublicSource
from survey_app.dossiers import queries
from survey_app.interviews.models import Interview
from survey_app.questionnaire import Question, Questionnaire, wording
from survey_app.questionnaire.answers import answer_text
from survey_app.questionnaire.banks import Bank
from survey_app.studies.models import Study

BANK = "dos"
OWN_SIDE = "answers"  # the section that is ours to fill, not the customer's
# What a question brings out fills the row that asks for the same, whatever bank it is from.
SHARED_TAGS = frozenset({"goal", "fear", "objection", "value", "motivation"})
SAME_AS = {"need": "goal", "complaint": "", "disqualifier": "objection"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known, and where from: 'R-017', 'C-003' or a public source."""

    label: str
    text: str
    source: str
    url: str
    at: datetime | None
    own_words: bool = False


@dataclass(slots=True)
class Row:
    """One row of the dossier: the question, and what is known in answer to it."""

    key: str
    pick: str
    title: str
    sensitive: bool
    facts: list[Fact] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        """Whether anything is."""
        return bool(self.facts)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong together: work, the person, goals, values."""

    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Voice:
    """Something the person said, with the question that it answers ('' for free notes)."""

    text: str
    question: str
    language: str
    source: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is known of one customer, and what is not."""

    parts: list[Part]
    voices: list[Voice]
    responses: Sequence[Response]
    calls: Sequence[Interview]
    sources: Sequence[PublicSource]

    @property
    def rows(self) -> list[Row]:
        """All rows in order."""
        return [row for part in self.parts for row in part.rows]

    @property
    def unknown(self) -> list[Row]:
        """The rows that nothing is known of: the call list."""
        return [row for row in self.rows if not row.is_known]


def dossier_of(
    session: Session, study: Study, contact: Contact, bank: Bank, language: str, *, link: Any
) -> Dossier:
    """Put the dossier of one customer together, worded in `language` (en, ru, zh).

    `link(row)` gives the address of a response's or a call's page.
    """
    responses = queries.responses_of(session, study, contact)
    calls = queries.calls_of(session, study, contact)
    said = queries.said_by(session, study, contact)
    sources = customers.sources(session, contact)
    parts = [
        Part(
            wording(section.title, language),
            [
                Row(
                    question.key,
                    f"{bank.id}/{section.key}/{question.key}",
                    wording(question.text, language),
                    question.sensitive,
                )
                for question in section.questions
            ],
        )
        for section in bank.sections
        if section.key != OWN_SIDE
    ]
    rows = {row.key: row for part in parts for row in part.rows}
    homes = _homes(bank)
    taken: set[int] = set()
    origin: dict[tuple[str, int], Response | Interview] = {
        **{("r", one.id): one for one in responses},
        **{("i", one.id): one for one in calls},
    }
    given: list[Response | Interview] = [*responses, *calls]
    for one in given:
        if one.publication is None:
            continue
        form = questionnaire_of(session, one.publication)
        for question in form.iter_inputs():
            row = rows.get(_home(homes, form, question))
            text = answer_text(question, one.answers, language)
            if row is not None and text:
                moment = _moment(one)
                label = wording(question.text, language)
                row.facts.append(Fact(label, text, one.label, link(one), moment))
    for passage in said:
        source = _source(passage, origin)
        if source is None or source.publication is None or passage.response_id is not None:
            continue
        form = questionnaire_of(session, source.publication)
        for question in form.iter_all():
            if question.key == passage.question_key:
                row = rows.get(_home(homes, form, question))
                if row is not None:
                    taken.add(passage.id)
                    row.facts.append(
                        Fact("", passage.text, source.label, link(source), passage.noted_at, True)
                    )
    for note in sources:
        if note.field in rows:
            rows[note.field].facts.append(Fact("", note.text, "", note.url, None))
    return Dossier(
        parts=parts,
        voices=[
            _voice(session, passage, source, language, link)
            for passage in said
            if (source := _source(passage, origin)) is not None and passage.id not in taken
        ],
        responses=responses,
        calls=calls,
        sources=sources,
    )


def _homes(bank: Bank) -> Mapping[str, Any]:
    """Return where answers belong: row by key of a question or part, and rows by what they ask."""
    by_key: dict[str, str] = {}
    by_tag: dict[str, list[str]] = defaultdict(list)
    for section in bank.sections:
        if section.key == OWN_SIDE:
            continue
        for question in section.questions:
            for one in (question, *question.parts):
                by_key[one.key] = question.key
            for tag in SHARED_TAGS.intersection(question.elicits):
                by_tag[tag].append(question.key)
    return {"key": by_key, "tag": by_tag}


def _home(homes: Mapping[str, Any], form: Questionnaire, question: Question) -> str:
    """Return the row that a question of any questionnaire fills; '' for none."""
    known: str = homes["key"].get(question.bank_key or question.key, "")
    if known:
        return known
    for tag in form.elicits(question.key):
        rows = homes["tag"].get(SAME_AS.get(tag, tag))
        if rows:
            return str(rows[0])
    return ""


def _source(
    passage: Passage, origin: Mapping[tuple[str, int], Response | Interview]
) -> Response | Interview | None:
    if passage.response_id is not None:
        return origin.get(("r", passage.response_id))
    return origin.get(("i", passage.interview_id or 0))


def _voice(
    session: Session,
    passage: Passage,
    source: Response | Interview,
    language: str,
    link: Any,
) -> Voice:
    question = passage.question_text or ""
    if passage.question_key and source.publication is not None:
        asked: Iterable[Question] = questionnaire_of(session, source.publication).iter_all()
        for one in asked:
            if one.key == passage.question_key:
                question = wording(one.text, language)
    return Voice(
        text=passage.text,
        question=question,
        language=passage.language or source.language,
        source=source.label,
        url=link(source),
        at=(_moment(source) if isinstance(source, Response) else None) or passage.noted_at,
    )


def _moment(one: Response | Interview) -> datetime | None:
    if isinstance(one, Response):
        return one.completed_at or one.updated_at
    return one.started_at or one.planned_at
