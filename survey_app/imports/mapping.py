"""Which question a column answers, guessed by its heading; and a survey made of the headings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from survey_app.imports.tools import FACTS, Tool
from survey_app.questionnaire import Choice, Question, Questionnaire, Section
from survey_app.questionnaire.exchange.names import Names
from survey_app.questionnaire.exchange.plain import OTHER_TEXT
from survey_app.sources import ColumnGuess, Table, guess_columns

FACT_MARK = "@"
MAX_LABEL_CHARS = 300
MAX_TITLE_CHARS = 200
_CODED = re.compile(r"^\s*\[?([A-Za-z][\w.]*)\]?\s*[.:\]]\s+(.*)$", re.DOTALL)
_PARTED = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (r"^(.*?)\s*\[(.+)\]\s*$", r"^(.*?) [–—-] (.+)$", r"^(.*?): (.+)$")
)
"""How tools write a question's heading with one of its choices: 'Q [choice]', 'Q – choice' …"""
_TITLES = {"en": "Answers", "ru": "Ответы", "zh": "回答"}


def guess_targets(table: Table, tool: Tool | None, questionnaire: Questionnaire) -> dict[str, str]:
    """Say for each column what it is: '@fact', a question's key, 'key.part', or '' for nothing."""
    asked = {question.key: question for question in questionnaire.iter_inputs()}
    by_text: dict[str, str] = {}
    for question in asked.values():
        for text in question.text.values():
            by_text.setdefault(_folded(text), question.key)
    facts = tool.facts if tool else {}
    found: dict[str, str] = {}
    for column in table.columns:
        own = facts.get(column.strip().lower())
        if own is None and column.strip().lower() in ("email", "e-mail", "почта", "邮箱"):
            own = "email"
        if own is not None:
            found[column] = f"{FACT_MARK}{own}" if own else ""
        else:
            found[column] = _question(column, asked, by_text)
    return found


def is_known(target: str, questionnaire: Questionnaire) -> bool:
    """Whether a target that somebody chose is one."""
    if not target or target.removeprefix(FACT_MARK) in FACTS:
        return True
    return parted(target)[0] in {question.key for question in questionnaire.iter_inputs()}


def parted(target: str) -> tuple[str, str]:
    """A target as question key and part: 'tools.excel' is tools and excel."""
    if target.endswith("__other"):
        return target.removesuffix("__other"), "other"
    key, _, part = target.partition(".")
    return key, part


def definition_of(
    table: Table, tool: Tool | None, *, title: str, language: str
) -> tuple[Questionnaire, dict[str, str]]:
    """Make a survey of a table's headings, and say which column answers which question.

    Every column becomes a question of the type that its cells look like; facts and technical
    columns are left out.
    """
    facts = tool.facts if tool else {}
    names = Names()
    questions: list[Question] = []
    targets: dict[str, str] = {}
    for guess in guess_columns(table):
        own = facts.get(guess.name.strip().lower())
        if own is None and guess.role == "email":
            own = "email"
        if own is None and guess.role == "id":
            own = "respondent"
        if own is not None or guess.role in ("technical", "empty", "name", "phone"):
            targets[guess.name] = f"{FACT_MARK}{own}" if own else ""
            continue
        question = _made(guess, names, language)
        questions.append(question)
        targets[guess.name] = question.key
    said = {language: title[:MAX_TITLE_CHARS] or _TITLES[language]}
    section = Section("answers", {language: _TITLES[language]}, questions=tuple(questions))
    return Questionnaire(said, (language,), (section,) if questions else ()), targets


def _made(guess: ColumnGuess, names: Names, language: str) -> Question:
    key = names.fresh(guess.name, "question")
    text = {language: (guess.question or guess.name)[:MAX_LABEL_CHARS]}
    if guess.role == "number":
        return Question(key, "number", text)
    levels = [level for level in guess.levels if level.strip()]
    if guess.role == "closed" and len(levels) > 1:
        codes = Names(taken=("other",))
        choices = [Choice(codes.fresh(level, "choice"), {language: level}) for level in levels]
        other = Choice("other", {language: OTHER_TEXT[language]}, other=True)
        kind = "multi" if guess.separator else "single"
        return Question(key, kind, text, choices=(*choices, other))
    return Question(key, "text", text)


def _question(column: str, asked: Mapping[str, Question], by_text: Mapping[str, str]) -> str:
    key, part = parted(column.strip())
    if key in asked:
        return column.strip() if part else key
    if plain := by_text.get(_folded(column)):
        return plain
    if coded := _CODED.match(column):
        code, text = coded.group(1).lower(), coded.group(2)
        if code in asked:
            return code
        if text and (inner := _question(text, asked, by_text)):
            return inner
    for pattern in _PARTED:
        if match := pattern.match(column):
            question = asked.get(by_text.get(_folded(match.group(1)), ""))
            if question and (code := _code(question, match.group(2))):
                return f"{question.key}.{code}"
    return ""


def _code(question: Question, words: str) -> str:
    for choice in (*question.choices, *question.items):
        if _folded(words) in {choice.code, *(_folded(text) for text in choice.text.values())}:
            return choice.code
    return "other" if question.other_choice and _folded(words).startswith("other") else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .:?？。*")
