"""Which question a column answers, guessed by its heading."""

from __future__ import annotations

from collections.abc import Sequence

from survey_app.imports.headings import coded, place_in, says_other, stems
from survey_app.imports.tools import FACTS, Tool
from survey_app.imports.values import OTHER_PART, folded
from survey_app.questionnaire import Question, Questionnaire, question_type

FACT_MARK = "@"
_EMAILS = ("email", "e-mail", "почта", "邮箱")


def guess_targets(
    columns: Sequence[str], tool: Tool | None, questionnaire: Questionnaire
) -> dict[str, str]:
    """Say for each column what it is: '@fact', a question's key, 'key.part', or '' for nothing."""
    known = _Known(questionnaire)
    found: dict[str, str] = {}
    before = ""
    for column in columns:
        own = fact_of(column, tool)
        if own is not None:
            found[column] = f"{FACT_MARK}{own}" if own else ""
        else:
            found[column] = known.target(column) or known.choice_alone(column, before)
        before = found[column]
    return found


def fact_of(column: str, tool: Tool | None) -> str | None:
    """The fact that a column of a tool's own holds, '' for one to leave out; None for an answer."""
    name = column.strip().lower()
    own = tool.fact(name) if tool else None
    return "email" if own is None and name in _EMAILS else own


def is_known(target: str, questionnaire: Questionnaire) -> bool:
    """Whether a target that somebody chose is one."""
    if not target or target.removeprefix(FACT_MARK) in FACTS:
        return True
    return parted(target)[0] in {question.key for question in questionnaire.iter_inputs()}


def parted(target: str) -> tuple[str, str]:
    """A target as question key and part: 'tools.excel' is tools and excel."""
    if target.endswith(OTHER_PART):
        return target.removesuffix(OTHER_PART), OTHER_PART
    key, _, part = target.partition(".")
    return key, part


class _Known:
    """The questions of a survey by their keys, their words and the words of their choices."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.asked = {question.key: question for question in questionnaire.iter_inputs()}
        self.by_key = {key.casefold(): key for key in self.asked}
        self.by_text: dict[str, str] = {}
        alone: dict[str, list[str]] = {}
        for question in self.asked.values():
            for text in question.text.values():
                self.by_text.setdefault(folded(text), question.key)
            if question.type in ("multi", "interests", "ranking"):
                for choice in question.choices:
                    for words in {folded(text) for text in choice.text.values()}:
                        alone.setdefault(words, []).append(f"{question.key}.{choice.code}")
        self.alone = {words: found[0] for words, found in alone.items() if len(found) == 1}

    def target(self, heading: str) -> str:
        """What a heading names: a question, or a part of one."""
        name = heading.strip()
        key, part = parted(name)
        if key in self.asked:
            if not part or part == OTHER_PART or name in _columns(self.asked[key]):
                return name
            if target := _target(self.asked[key], part):
                return target
        if plain := self.by_text.get(folded(heading)) or self.by_key.get(name.casefold()):
            return plain
        if found := coded(name):
            code, part, text = found
            if text and (inner := self.target(text)):
                return inner
            if question := self.asked.get(self.by_key.get(code.casefold(), "")):
                return _target(question, part) if part else question.key
        for stem, part in stems(name):
            question = self.asked.get(self.by_text.get(folded(stem), ""))
            if question is None and (found := coded(stem)):
                question = self.asked.get(self.by_text.get(folded(found[2]), ""))
            if question and (target := _target(question, part)):
                return target
        return ""

    def choice_alone(self, heading: str, before: str) -> str:
        """A heading that is only a choice, as Typeform writes them, or 'Other' behind choices."""
        last, _ = parted(before)
        behind_a_choice = last in self.asked and "." in before
        if behind_a_choice and (found := _target(self.asked[last], heading)):
            return found
        return self.alone.get(folded(heading), "")


def _columns(question: Question) -> list[str]:
    return question_type(question.type).export_columns(question)


def _target(question: Question, part: str) -> str:
    """A question with the part of a heading: a choice, a row, a place, or what 'other' says."""
    named = question.items if question.type == "matrix" else question.choices
    for one in named:
        if folded(part) in {one.code, *(folded(text) for text in one.text.values())}:
            return f"{question.key}.{one.code}"
    if question.other_choice and says_other(part):
        return question.other_key
    if question.type in ("ranking", "five_whys", "list") and (place := place_in(part)):
        return f"{question.key}.{place}"
    return ""
