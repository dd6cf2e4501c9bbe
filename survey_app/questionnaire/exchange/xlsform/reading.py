"""A form's rows read as sections of questions; what cannot be carried over is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.exchange.losses import Place, excerpt, loss, place
from survey_app.questionnaire.exchange.names import Names
from survey_app.questionnaire.exchange.plain import UNTITLED, without_blanks
from survey_app.questionnaire.exchange.xlsform.computing import read_computed
from survey_app.questionnaire.exchange.xlsform.leaves import Leaves, type_of
from survey_app.questionnaire.exchange.xlsform.lists import read_aside, read_lists
from survey_app.questionnaire.exchange.xlsform.render import ITEM_MARK
from survey_app.questionnaire.exchange.xlsform.sheets import ASIDE, Form, Row
from survey_app.questionnaire.exchange.xlsform.texts import Wordings

MAX_DEPTH = 30
_INTRO = "_intro"
_GROUP_COLUMNS = {"type", "name", "relevant", "appearance", ASIDE}
_SILENT_SETTINGS = {"form_title", "default_language", ASIDE}


@dataclass(slots=True)
class Node:
    """A row; a group or a repeat with the rows inside it."""

    row: Row
    inside: list[Node] | None = None

    @property
    def repeats(self) -> bool:
        """Whether the other tool asks it several times."""
        return type_of(self.row).startswith("begin_repeat")


@dataclass(slots=True)
class Read:
    """A questionnaire in its plain form, with the row that each question and section came from."""

    data: dict[str, Any]
    words: Wordings
    question_rows: dict[str, Row] = field(default_factory=dict)
    section_rows: dict[str, Row] = field(default_factory=dict)


def read_form(form: Form, language: str, name: str) -> Read:
    """Read a form. Raises ExchangeError when nothing in it can be asked."""
    if not any(row.get("type") for row in form.survey):
        raise ExchangeError("QX006", name=name)
    return _Reader(form, language, name).whole()


class _Reader:
    """Walks the tree of groups and builds sections."""

    def __init__(self, form: Form, language: str, name: str) -> None:
        self.form = form
        self.name = name
        self.words = Wordings(form, language)
        self.lists = read_lists(form, self.words, {})
        self.keys = Names()
        self.section_keys = Names()
        self.read = Read({}, self.words)
        self.leaves = Leaves(self.words, self.lists, self.keys, self.read.question_rows)
        self.computed: list[dict[str, Any]] = []

    def whole(self) -> Read:
        for other in self.form.others:
            self.words.note(loss("sheet_left_out", name=other))
        sections = self.sections(_tree(self.form.survey, self.name))
        if not any(section["questions"] for section in sections):
            raise ExchangeError("QX007", name=self.name)
        languages = [
            code
            for code in ("en", "ru", "zh")
            if any(code in q["text"] for section in sections for q in section["questions"])
        ]
        title = self.title(languages)
        self.read.data = {"title": title, "languages": languages}
        if self.computed:
            self.read.data["computed"] = self.computed
        for section in sections:
            section["title"] = section.get("title") or dict(title)
        self.read.data["sections"] = [without_blanks(s) for s in sections if s["questions"]]
        return self.read

    def title(self, languages: Sequence[str]) -> dict[str, str]:
        settings = self.form.settings[0] if self.form.settings else Row(0)
        own = bool(settings.get(ASIDE))
        for column, value in settings.cells.items():
            if column not in _SILENT_SETTINGS and not own:
                where = place("settings")
                self.words.note(loss("setting", where, name=column, value=excerpt(value)))
        titled = settings.get("form_title")
        return {code: titled[:300] or UNTITLED[code] for code in languages}

    def sections(self, nodes: list[Node]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        loose: dict[str, Any] | None = None
        for node in nodes:
            if node.inside is None:
                questions = self.questions(node, "")
                if questions and loose is None:
                    loose = {"key": self.section_keys.fresh("section", "section"), "questions": []}
                    found.append(loose)
                if loose:
                    loose["questions"] += questions
            else:
                loose = None
                found.append(self.section(node, node.inside))
        return found

    def section(self, node: Node, inside: list[Node]) -> dict[str, Any]:
        row, where = node.row, _where(node.row)
        self.group_columns(row, where)
        key = self.section_keys.key(row.get("name") or "section", "section")
        self.read.section_rows[key] = row
        section: dict[str, Any] = {"key": key, "title": self.text(row, "label", "title")}
        if node.repeats:
            self.words.note(loss("repeat", where, name=row.get("name")))
        first = inside[0] if inside else None
        if first and first.inside is None and self.is_intro(first.row, row):
            section["intro"] = self.text(first.row, "label", "intro")
            inside = inside[1:]
        section["show_if"] = self.leaves.condition(row.get("relevant"), where)
        section["questions"] = [q for child in inside for q in self.questions(child, "")]
        return section

    def is_intro(self, row: Row, group: Row) -> bool:
        named = row.get("name") == f"{group.get('name')}{_INTRO}"
        return type_of(row) == "note" and named and not row.get("relevant")

    def questions(self, node: Node, inherited: str) -> list[dict[str, Any]]:
        row = node.row
        if node.inside is None:
            if type_of(row) == "calculate":
                self.computed += read_computed(row, self.leaves, self.words)
                return []
            found = self.leaves.question(row, inherited)
            return [found] if found else []
        where = _where(row)
        if node.repeats:
            self.words.note(loss("repeat", where, name=row.get("name")))
        elif self.is_question(node.inside, row):
            self.group_columns(row, where)
            matrix = row.get("appearance") == "table-list"
            return [self.matrix(node, inherited) if matrix else self.group(node, inherited)]
        self.words.note(loss("flattened", where, name=row.get("name") or "—"))
        both = _both(inherited, row.get("relevant"))
        return [question for child in node.inside for question in self.questions(child, both)]

    def is_question(self, inside: list[Node], row: Row) -> bool:
        """Whether a group is one question made of parts, not a way of laying questions out."""
        if not row.texts.get("label") or not inside:
            return False
        own = read_aside(row.get(ASIDE)).get("type") == "group"
        return own or not any(child.inside for child in inside)

    def group(self, node: Node, inherited: str) -> dict[str, Any]:
        question = self.leaves.heading(node.row, "group", inherited)
        parts = [part for child in node.inside or () for part in self.questions(child, "")]
        question["parts"] = parts
        return question

    def matrix(self, node: Node, inherited: str) -> dict[str, Any]:
        rows = [child.row for child in node.inside or ()]
        kinds = {row.get("type") for row in rows}
        if len(kinds) != 1 or type_of(rows[0]) != "select_one":
            return self.group(node, inherited)
        question = self.leaves.heading(node.row, "matrix", inherited)
        question["choices"] = self.leaves.choices_of(rows[0])
        question["required"] = all(row.get("required") == "yes" for row in rows)
        codes = Names()
        ours = f"{node.row.get('name')}{ITEM_MARK}"
        question["items"] = [
            without_blanks(
                {
                    "code": codes.code(row.get("name").removeprefix(ours)),
                    "text": self.text(row, "label", "text"),
                    "show_if": self.leaves.condition(row.get("relevant"), _where(row)),
                }
            )
            for row in rows
        ]
        return without_blanks(question)

    def text(self, row: Row, column: str, name: str) -> dict[str, str]:
        return self.words.of(row, column, _where(row), self.leaves.pipes, name=name)

    def group_columns(self, row: Row, where: Place) -> None:
        for column, value in row.cells.items():
            harmless = column == "appearance" and value in ("field-list", "table-list")
            if column not in _GROUP_COLUMNS or (column == "appearance" and not harmless):
                self.words.note(loss("property", where, name=column, value=excerpt(value)))


def _tree(rows: Sequence[Row], name: str) -> list[Node]:
    top: list[Node] = []
    open_groups: list[Node] = []
    for row in rows:
        kind = type_of(row)
        here = open_groups[-1].inside if open_groups else top
        assert here is not None
        if kind in ("begin_group", "begin_repeat"):
            node = Node(row, [])
            here.append(node)
            open_groups.append(node)
            if len(open_groups) > MAX_DEPTH:
                raise ExchangeError("QX008", place=_where(row), reason="nested too deeply")
        elif kind in ("end_group", "end_repeat"):
            if not open_groups:
                raise ExchangeError("QX008", place=_where(row), reason="nothing to end")
            open_groups.pop()
        elif kind:
            here.append(Node(row))
    return top


def _where(row: Row) -> Place:
    return place("row", row=row.number, sheet="survey")


def _both(first: str, second: str) -> str:
    return f"({first}) and ({second})" if first and second else first or second
