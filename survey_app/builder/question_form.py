"""A question's page read back into a question: only what its type has, the rest stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import lazy_gettext as _l

from survey_app.builder.rows_form import Sent, code_for, number_of, sent_rows, texts_of
from survey_app.builder.rule_form import sent_rule
from survey_app.questionnaire import Choice, Question, Scale
from survey_app.questionnaire.pieces import Check
from survey_app.questionnaire.retype import fields_of
from survey_app.questionnaire.tags import ELICITS_TAGS
from survey_app.questionnaire.types import question_type

WORDED = ("text", "help", "interviewer_text", "purpose", "required_text")
NEW = "new"


@dataclass
class Read:
    """A question as its page was sent: what it is now, and what could not be understood."""

    question: Question
    errors: dict[str, object] = field(default_factory=dict)


def read_question(
    form: Sent, question: Question, languages: Sequence[str], asked: Sequence[Question]
) -> Read:
    """Take what a question's page sent. ``asked`` are the questions its rule may speak of.

    A page that leaves a field out leaves it as it was, so that each part can be sent alone.
    """
    read = Read(question)
    known = fields_of(question.type)
    changes: dict[str, Any] = {
        name: texts_of(form, name, getattr(question, name), languages) for name in WORDED
    }
    if not changes["text"]:
        read.errors["text"] = _l("Write the question in at least one language.")
        changes["text"] = dict(question.text)
    changes["show_if"] = sent_rule(form, asked, question.show_if)
    if form.get("whole"):
        changes |= _ticks(form, question, known)
        changes["checks"] = _checks(form, question, languages)
        changes["probes"] = _probes(form, question, languages)
    if "unit" in known:
        changes["unit"] = texts_of(form, "unit", question.unit, languages)
    for name in ("min", "max", "rows", "min_rows"):
        if name in known:
            changes[name] = _number(form, name, getattr(question, name), read)
    for name in ("currency", "ask"):
        if name in known:
            sent = (form.get(name, getattr(question, name)) or "").strip()
            changes[name] = sent.upper() if name == "currency" else sent
    if "scale" in known:
        changes["scale"] = _scale(form, question.scale, languages, read)
    for name, row in (("choices", "choice"), ("items", "item")):
        if name in known and form.get("whole"):
            changes[name] = _choices(form, row, getattr(question, name), languages, read)
    read.question = replace(question, **changes)
    return read


def _ticks(form: Sent, question: Question, known: frozenset[str]) -> dict[str, Any]:
    takes_answer = question_type(question.type).takes_answer
    changes: dict[str, Any] = {
        "sensitive": bool(form.get("sensitive")),
        "elicits": tuple(tag for tag in form.getlist("elicits") if tag in ELICITS_TAGS),
    }
    # Tags stay in the order they had, so that ticking nothing changes nothing.
    if set(changes["elicits"]) == set(question.elicits):
        changes["elicits"] = question.elicits
    changes["required"] = takes_answer and bool(form.get("required"))
    for name in ("random_order", "integer"):
        if name in known:
            changes[name] = bool(form.get(name))
    return changes


def _choices(
    form: Sent, row: str, before: Sequence[Choice], languages: Sequence[str], read: Read
) -> tuple[Choice, ...]:
    """Read the rows of choices; an empty row is no choice."""
    known = {choice.code: choice for choice in before}
    found: list[Choice] = []
    taken: set[str] = set()
    for place, row_id in enumerate(sent_rows(form, row), start=1):
        name = f"{row}:{row_id}"
        was = known.get(row_id)
        texts = texts_of(form, f"{name}:text", was.text if was else {}, languages)
        if not texts:
            continue
        code = (form.get(f"{name}:code") or "").strip() or (was.code if was else "")
        code = code or code_for(texts.get("en", ""), place, taken | set(known))
        taken.add(code)
        choice = Choice(
            code=code,
            text=texts,
            other=bool(form.get(f"{name}:other")),
            exclusive=bool(form.get(f"{name}:exclusive")),
            show_if=(form.get(f"{name}:show_if", was.show_if if was else "") or "").strip(),
            low=_number(form, f"{name}:low", was.low if was else None, read),
            high=_number(form, f"{name}:high", was.high if was else None, read),
            parent=(form.get(f"{name}:parent", was.parent if was else "") or "").strip(),
        )
        found.append(choice)
    return tuple(found)


def _checks(form: Sent, question: Question, languages: Sequence[str]) -> tuple[Check, ...]:
    found = []
    for row_id in sent_rows(form, "check"):
        at = int(row_id) if row_id.isdigit() else len(question.checks)
        was = question.checks[at].text if at < len(question.checks) else {}
        rule = (form.get(f"check:{row_id}:rule") or "").strip()
        texts = texts_of(form, f"check:{row_id}:text", was, languages)
        if rule or texts:
            found.append(Check(rule, texts))
    return tuple(found)


def _probes(form: Sent, question: Question, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    probes = {language: tuple(lines) for language, lines in question.probes.items()}
    for language in languages:
        sent = form.get(f"probes:{language}", "\n".join(probes.get(language, ()))) or ""
        probes[language] = tuple(line.strip() for line in sent.splitlines() if line.strip())
    return {language: lines for language, lines in probes.items() if lines}


def _scale(form: Sent, before: Scale | None, languages: Sequence[str], read: Read) -> Scale | None:
    was = before or Scale(1, 5, {}, {})
    low = _number(form, "scale_low", was.low, read)
    high = _number(form, "scale_high", was.high, read)
    low_text = texts_of(form, "low_text", was.low_text, languages)
    high_text = texts_of(form, "high_text", was.high_text, languages)
    if before is None and not low_text and not high_text:
        return None
    if not isinstance(low, int) or not isinstance(high, int):
        read.errors["scale_low"] = _l("Write whole numbers, such as 1 and 5.")
        return before
    return Scale(low, high, low_text, high_text)


def _number(form: Sent, name: str, before: float | None, read: Read) -> Any:
    sent = form.get(name)
    if sent is None or not isinstance(sent, str):
        return before
    try:
        number = number_of(sent)
    except ValueError:
        read.errors[name] = _l("Write a number, such as 10.")
        return before
    if name in ("rows", "min_rows") and isinstance(number, float):
        read.errors[name] = _l("Write a whole number, such as 3.")
        return before
    return number
