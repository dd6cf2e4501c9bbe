"""The columns of the one table that holds all versions of a questionnaire, joined by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from survey_app.questionnaire import Question, Questionnaire, Text, question_type, wording
from survey_app.questionnaire.answers import other_text
from survey_app.questionnaire.messages import INTERFACE
from survey_app.questionnaire.rules import computed_answers
from survey_app.questionnaire.types.base import QuestionType

Kind = Literal["text", "number", "code", "flag", "truth", "date", "moment"]
Cell = str | int | float | None

FACTS: dict[str, tuple[Kind, Text]] = {
    "_respondent": ("text", {"en": "Respondent", "ru": "Респондент", "zh": "受访者"}),
    "_version": ("number", {"en": "Version answered", "ru": "Версия анкеты", "zh": "所答版本"}),
    "_status": ("code", {"en": "State", "ru": "Состояние", "zh": "状态"}),
    "_channel": ("text", {"en": "Came by", "ru": "Откуда", "zh": "来源"}),
    "_wave": ("text", {"en": "Wave", "ru": "Волна", "zh": "批次"}),
    "_language": ("text", {"en": "Language", "ru": "Язык", "zh": "语言"}),
    "_started": ("moment", {"en": "Begun", "ru": "Начато", "zh": "开始时间"}),
    "_completed": ("moment", {"en": "Completed", "ru": "Завершено", "zh": "完成时间"}),
}
"""Facts about a response; no question's key begins with an underscore."""
PERSON: dict[str, tuple[Kind, Text]] = {
    "_name": ("text", {"en": "Name", "ru": "Имя", "zh": "姓名"}),
    "_email": ("text", {"en": "E-mail", "ru": "Почта", "zh": "邮箱"}),
    "_company": ("text", {"en": "Company", "ru": "Компания", "zh": "公司"}),
}
STATES: dict[str, Text] = {
    "completed": {"en": "Completed", "ru": "Завершён", "zh": "已完成"},
    "started": {"en": "Begun, not completed", "ru": "Начат, не завершён", "zh": "已开始，未完成"},
    "over_quota": {
        "en": "Came when the group was full, not counted",
        "ru": "Пришёл, когда группа уже набралась, не учитывается",
        "zh": "来时该组名额已满，不计入",
    },
}
"""What `_status` says of a response, in words."""
_CODED_FACTS = {"_status": STATES}
_PLAIN_TYPES = frozenset({str, int, float, type(None)})
_DIRECT = frozenset({"short", "text", "email", "phone", "url", "date", "number", "scale", "nps"})
_NUMBERS = ("number", "money", "scale", "nps")


@dataclass(slots=True)
class Column:
    """One column: its name for programs, its label for people, and what its codes mean."""

    name: str
    kind: Kind
    text: Text
    key: str = ""
    type: str = ""
    codes: dict[str, Text] = field(default_factory=dict)
    versions: list[int] = field(default_factory=list)

    def label(self, language: str) -> str:
        """What the column is about, in words."""
        return wording(self.text, language)


class Layout:
    """Knows all columns and how a response of each version fills them."""

    def __init__(
        self, versions: Sequence[tuple[int, Questionnaire]], *, person: bool = False
    ) -> None:
        facts = FACTS | (PERSON if person else {})
        self.columns = [
            Column(name, kind, text, codes=dict(_CODED_FACTS.get(name, {})))
            for name, (kind, text) in facts.items()
        ]
        self.n_facts = len(self.columns)
        self._index: dict[str, int] = {}
        self._plans: dict[int, tuple[list[tuple[str, int]], list[_Step]]] = {}
        self._questionnaires = dict(versions)
        # The newest version gives the order and the words; what only older ones ask comes after.
        for number, questionnaire in sorted(versions, key=lambda one: -one[0]):
            steps = self._plan(number, questionnaire)
            self._plans[number] = (
                [(step.question.key, step.places[0]) for step in steps if step.direct],
                [step for step in steps if not step.direct],
            )

    def row(self, number: int, facts: Sequence[Cell], answers: Mapping[str, Any]) -> list[Cell]:
        """Fill the columns for one response of a version."""
        cells: list[Cell] = [*facts, *[None] * (len(self.columns) - self.n_facts)]
        direct, others = self._plans[number]
        for key, place in direct:
            cells[place] = answers.get(key)
        for step in others:
            answer = answers.get(step.question.key)
            if answer is not None:
                step.fill(cells, answer, answers)
        questionnaire = self._questionnaires[number]
        if questionnaire.computed:
            values = computed_answers(questionnaire, answers)
            for computed in questionnaire.computed:
                cells[self._index[computed.key]] = _plain(values.get(computed.key))
        return cells

    def _plan(self, number: int, questionnaire: Questionnaire) -> list[_Step]:
        steps = []
        for question in questionnaire.iter_inputs():
            kind = question_type(question.type)
            names = kind.export_columns(question)
            places = [self._place(name, question, number) for name in names]
            if places:
                has_other = question.other_choice is not None
                direct = question.type in _DIRECT and not question.choices
                direct = direct or (question.type == "single" and not has_other)
                ticks = {}
                if question.type in ("multi", "interests"):
                    codes = [choice.code for choice in question.choices]
                    ticks = dict(zip(codes, places, strict=False))
                steps.append(_Step(question, kind, places, has_other, direct, ticks))
        for computed in questionnaire.computed:
            self._add(Column(computed.key, "text", computed.text, computed.key, "computed"), number)
        return steps

    def _place(self, name: str, question: Question, number: int) -> int:
        part = name.removeprefix(f"{question.key}.") if name != question.key else ""
        return self._add(
            Column(
                name,
                _kind(name, part, question),
                _text(name, part, question),
                question.key,
                question.type,
                _codes(name, part, question),
            ),
            number,
        )

    def _add(self, column: Column, number: int) -> int:
        if column.name not in self._index:
            self._index[column.name] = len(self.columns)
            self.columns.append(column)
        place = self._index[column.name]
        known = self.columns[place]
        known.versions.append(number)
        known.codes = known.codes | {
            code: text for code, text in column.codes.items() if code not in known.codes
        }
        if known.kind != column.kind:
            known.kind = "text"  # versions that measure differently share nothing but words
        return place


@dataclass(frozen=True, slots=True)
class _Step:
    question: Question
    kind: QuestionType
    places: list[int]
    has_other: bool
    direct: bool
    """Whether the answer is the cell, as for most questions: the quick way."""
    ticks: Mapping[str, int]
    """The columns of choices to tick, by code; empty for other types."""

    def fill(self, cells: list[Cell], answer: Any, answers: Mapping[str, Any]) -> None:
        """Put an answer into its columns."""
        other = other_text(self.question, answers) if self.has_other else ""
        if self.ticks and isinstance(answer, list):  # what the type says, without its lists
            for place in self.ticks.values():
                cells[place] = 0
            for code in answer:
                if code in self.ticks:
                    cells[self.ticks[code]] = 1
            if self.has_other:
                cells[self.places[-1]] = other or None
            return
        told = self.kind.export_cells(self.question, answer, other)
        for place, cell in zip(self.places, told, strict=True):
            cells[place] = cell if type(cell) in _PLAIN_TYPES else _plain(cell)


def in_words(columns: Sequence[Column], cells: Sequence[Cell], language: str) -> list[Cell]:
    """Put codes into words; numbers, texts and ticks stay."""
    return [
        wording(column.codes[str(cell)], language)
        if cell is not None and column.codes and str(cell) in column.codes
        else cell
        for column, cell in zip(columns, cells, strict=True)
    ]


def _plain(cell: Any) -> Cell:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, (list, tuple)):
        return "\n".join(str(entry) for entry in cell)
    if cell is None or isinstance(cell, (str, int, float)):
        return cell
    return str(cell)


def _kind(name: str, part: str, question: Question) -> Kind:
    if name == question.other_key or (part and question.type == "five_whys"):
        return "text"
    if question.type in ("multi", "interests"):
        return "flag"
    if question.type == "matrix":
        return "number" if question.scale else "code"
    if question.type in _NUMBERS and question.choices:  # asked by bands as well, or only so
        exact = part != "band" and question.ask in ("exact", "either")
        return "number" if exact else "code"
    if question.type == "ranking" or question.type in _NUMBERS:
        return "number"
    kinds: dict[str, Kind] = {
        "single": "code", "yes_no": "truth", "consent": "truth", "date": "date"
    }  # fmt: skip
    return kinds.get(question.type, "text")


def _text(name: str, part: str, question: Question) -> Text:
    """The question's words, with those of the choice or row that the column is for."""
    choice = question.other_choice if name == question.other_key else None
    if part and name != question.other_key:
        choice = next(
            (one for one in (*question.choices, *question.items) if one.code == part), None
        )
    if not choice:
        return {code: f"{text} – {part}" if part and name != question.other_key else text
                for code, text in question.text.items()}  # fmt: skip
    return {code: f"{text} – {wording(choice.text, code)}" for code, text in question.text.items()}


def _codes(name: str, part: str, question: Question) -> dict[str, Text]:
    if name == question.other_key:
        return {}
    if question.type in ("yes_no", "consent"):
        return {"1": INTERFACE["yes"], "0": INTERFACE["no"]}
    coded = _kind(name, part, question) == "code"
    return {choice.code: choice.text for choice in question.choices} if coded else {}
