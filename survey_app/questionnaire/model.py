"""What a questionnaire is: sections of questions in several languages, as immutable values.

A bank file, a researcher's own questionnaire and a published version share one form, which
``to_dict`` writes and ``from_dict`` reads. What may be wrong with that form is the business of
``check.py``; here a malformed definition only raises ``QuestionnaireError``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.canonical import canonical_dumps, digest
from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.pieces import (
    LANGUAGES,
    Check,
    Choice,
    Computed,
    Scale,
    Text,
    wording,
)
from survey_app.questionnaire.plain_form import (
    as_strings,
    as_table,
    read_flag,
    read_number,
    read_string,
    read_tables,
    read_text,
    read_whole,
    without_blanks,
)

__all__ = [
    "LANGUAGES",
    "OTHER_SUFFIX",
    "Answer",
    "Answers",
    "Check",
    "Choice",
    "Computed",
    "Question",
    "Questionnaire",
    "Scale",
    "Section",
    "Text",
    "canonical_json",
    "version_id",
    "wording",
]

OTHER_SUFFIX = "__other"

Answer = str | int | float | bool | list[str] | dict[str, Any]
"""One stored answer. Unanswered means that the key is absent from the document."""

Answers = Mapping[str, Any]
"""The answers document of one response: question key (or ``<key>__other``) to answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its key, type and wording, and what its type needs besides.

    ``key`` names the answer for ever and is never derived from a label. ``bank`` and
    ``bank_key`` tell where the question was taken from; both are empty for an own question.
    ``items`` are the rows of a matrix. ``ask`` says how a number with bands is asked: "exact",
    "range" or "either". ``random_order`` puts the choices into an order of each respondent's own.
    ``required_text`` says why the answer is needed; ``checks`` are rules that it must fulfil.
    """

    key: str
    type: str
    text: Text
    help: Text = field(default_factory=dict)
    required: bool = False
    choices: tuple[Choice, ...] = ()
    scale: Scale | None = None
    min: float | None = None
    max: float | None = None
    integer: bool = False
    unit: Text = field(default_factory=dict)
    currency: str = ""
    rows: int | None = None
    min_rows: int | None = None
    items: tuple[Choice, ...] = ()
    ask: str = ""
    random_order: bool = False
    checks: tuple[Check, ...] = ()
    required_text: Text = field(default_factory=dict)
    parts: tuple[Question, ...] = ()
    elicits: tuple[str, ...] = ()
    probes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    interviewer_text: Text = field(default_factory=dict)
    sensitive: bool = False
    purpose: Text = field(default_factory=dict)
    show_if: str = ""
    bank: str = ""
    bank_key: str = ""

    def choice(self, code: str) -> Choice | None:
        """Find a choice by its code, or None."""
        return next((choice for choice in self.choices if choice.code == code), None)

    def spoken(self, language: str) -> str:
        """How an interviewer asks it: the spoken wording, or the written one where none differs."""
        return wording(self.interviewer_text, language) or wording(self.text, language)

    @property
    def other_choice(self) -> Choice | None:
        """The choice that opens a text box, or None."""
        return next((choice for choice in self.choices if choice.other), None)

    @property
    def other_key(self) -> str:
        """Where the text of 'other' stands in the answers document."""
        return self.key + OTHER_SUFFIX

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Question:
        """Read a question from its plain form. Raises QuestionnaireError when malformed."""
        scale = data.get("scale")
        return cls(
            key=read_string(data, "key"),
            type=read_string(data, "type"),
            text=read_text(data, "text"),
            help=read_text(data, "help", optional=True),
            required=read_flag(data, "required"),
            choices=tuple(Choice.from_dict(entry) for entry in read_tables(data, "choices")),
            scale=None if scale is None else Scale.from_dict(as_table(scale, "scale")),
            min=read_number(data, "min"),
            max=read_number(data, "max"),
            integer=read_flag(data, "integer"),
            unit=read_text(data, "unit", optional=True),
            currency=read_string(data, "currency", optional=True),
            rows=read_whole(data, "rows"),
            min_rows=read_whole(data, "min_rows"),
            items=tuple(Choice.from_dict(entry) for entry in read_tables(data, "items")),
            ask=read_string(data, "ask", optional=True),
            random_order=read_flag(data, "random_order"),
            checks=tuple(Check.from_dict(entry) for entry in read_tables(data, "checks")),
            required_text=read_text(data, "required_text", optional=True),
            parts=tuple(cls.from_dict(entry) for entry in read_tables(data, "parts")),
            elicits=as_strings(data.get("elicits", ()), "elicits"),
            probes={
                str(language): as_strings(lines, "probes")
                for language, lines in as_table(data.get("probes", {}), "probes").items()
            },
            interviewer_text=read_text(data, "interviewer_text", optional=True),
            sensitive=read_flag(data, "sensitive"),
            purpose=read_text(data, "purpose", optional=True),
            show_if=read_string(data, "show_if", optional=True),
            bank=read_string(data, "bank", optional=True),
            bank_key=read_string(data, "bank_key", optional=True),
        )

    def to_dict(self) -> dict[str, Any]:
        """Write the question as plain data; what is not set is left out."""
        return without_blanks(
            {
                "key": self.key,
                "type": self.type,
                "text": dict(self.text),
                "help": dict(self.help),
                "required": self.required,
                "choices": [choice.to_dict() for choice in self.choices],
                "scale": self.scale.to_dict() if self.scale else None,
                "min": self.min,
                "max": self.max,
                "integer": self.integer,
                "unit": dict(self.unit),
                "currency": self.currency,
                "rows": self.rows,
                "min_rows": self.min_rows,
                "items": [item.to_dict() for item in self.items],
                "ask": self.ask,
                "random_order": self.random_order,
                "checks": [check.to_dict() for check in self.checks],
                "required_text": dict(self.required_text),
                "parts": [part.to_dict() for part in self.parts],
                "elicits": list(self.elicits),
                "probes": {language: list(lines) for language, lines in self.probes.items()},
                "interviewer_text": dict(self.interviewer_text),
                "sensitive": self.sensitive,
                "purpose": dict(self.purpose),
                "show_if": self.show_if,
                "bank": self.bank,
                "bank_key": self.bank_key,
            }
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A page of questions under one title.

    ``audience`` names who answers it where that is not who the whole bank is for.
    """

    key: str
    title: Text
    intro: Text = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    show_if: str = ""
    audience: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Section:
        """Read a section from its plain form. Raises QuestionnaireError when malformed."""
        return cls(
            key=read_string(data, "key"),
            title=read_text(data, "title"),
            intro=read_text(data, "intro", optional=True),
            questions=tuple(Question.from_dict(entry) for entry in read_tables(data, "questions")),
            show_if=read_string(data, "show_if", optional=True),
            audience=as_strings(data.get("audience", ()), "audience"),
        )

    def to_dict(self) -> dict[str, Any]:
        """Write the section as plain data; what is not set is left out."""
        return without_blanks(
            {
                "key": self.key,
                "title": dict(self.title),
                "intro": dict(self.intro),
                "show_if": self.show_if,
                "audience": list(self.audience),
                "questions": [question.to_dict() for question in self.questions],
            }
        )


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Sections of questions in the languages they can be answered in."""

    title: Text
    languages: tuple[str, ...] = LANGUAGES
    sections: tuple[Section, ...] = ()
    computed: tuple[Computed, ...] = ()

    def question(self, key: str) -> Question:
        """Find a question or a part of a group by its key. Raises QuestionnaireError if none."""
        for question in self.iter_all():
            if question.key == key:
                return question
        raise _missing("question", key)

    def section(self, key: str) -> Section:
        """Find a section by its key. Raises QuestionnaireError if there is none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise _missing("section", key)

    def iter_questions(self) -> Iterator[Question]:
        """Walk the questions in order; a group counts as one."""
        for section in self.sections:
            yield from section.questions

    def iter_all(self) -> Iterator[Question]:
        """Walk questions and, right after each group, its parts."""
        for question in self.iter_questions():
            yield question
            yield from question.parts

    def iter_inputs(self) -> Iterator[Question]:
        """Walk what takes an answer: parts in place of groups; statements are left out."""
        for question in self.iter_all():
            if question.type not in ("group", "statement"):
                yield question

    def elicits(self, key: str) -> tuple[str, ...]:
        """Tell what a question or part brings out; a part without own tags has its group's."""
        for question in self.iter_questions():
            if question.key == key:
                return question.elicits
            for part in question.parts:
                if part.key == key:
                    return part.elicits or question.elicits
        return ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Questionnaire:
        """Read a questionnaire from its plain form. Raises QuestionnaireError when malformed."""
        return cls(
            title=read_text(data, "title"),
            languages=as_strings(data.get("languages", LANGUAGES), "languages"),
            sections=tuple(Section.from_dict(entry) for entry in read_tables(data, "sections")),
            computed=tuple(Computed.from_dict(entry) for entry in read_tables(data, "computed")),
        )

    def to_dict(self) -> dict[str, Any]:
        """Write the questionnaire as plain data, the form that is stored and edited."""
        data: dict[str, Any] = {"title": dict(self.title), "languages": list(self.languages)}
        if self.computed:
            data["computed"] = [value.to_dict() for value in self.computed]
        return data | {"sections": [section.to_dict() for section in self.sections]}


def canonical_json(questionnaire: Questionnaire) -> str:
    """Write a questionnaire in the one spelling from which its version id is made."""
    return canonical_dumps(questionnaire.to_dict())


def version_id(questionnaire: Questionnaire) -> str:
    """Name a version by its content: SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return digest(canonical_json(questionnaire))


def _missing(what: str, key: str) -> QuestionnaireError:
    english, russian, chinese = _MISSING[what]
    words = {
        "en": (f"There is no {english} '{key}'.", "Choose one that the questionnaire has."),
        "ru": (f"В анкете нет {russian} «{key}».", "Выберите из того, что есть."),
        "zh": (f"问卷中没有{chinese}“{key}”。", "请选择现有的一项。"),
    }
    return QuestionnaireError("QB051", *words["en"], words=words)


_MISSING = {"question": ("question", "вопроса", "题目"), "section": ("section", "раздела", "部分")}
