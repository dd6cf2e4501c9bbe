"""A questionnaire written as the rows of a form, with what the layout cannot say kept aside."""

from __future__ import annotations

from typing import Any

from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.exchange.expressions import Untranslatable
from survey_app.questionnaire.exchange.losses import Loss, Place, excerpt, loss, place
from survey_app.questionnaire.exchange.names import as_key
from survey_app.questionnaire.exchange.tongues import NAMES
from survey_app.questionnaire.exchange.xlsform.aside import cell_of, difference, restore
from survey_app.questionnaire.exchange.xlsform.computing import (
    computed_row,
    known_computed,
    needs,
)
from survey_app.questionnaire.exchange.xlsform.lists import FLAGS
from survey_app.questionnaire.exchange.xlsform.reading import Read, read_form
from survey_app.questionnaire.exchange.xlsform.render import Renderer, choice_rows, known_of
from survey_app.questionnaire.exchange.xlsform.sheets import ASIDE, Form, Row
from survey_app.questionnaire.model import Computed, Question, Questionnaire, Section, wording


def write_form(questionnaire: Questionnaire) -> tuple[Form, list[Loss]]:
    """Write a questionnaire as a form; also what other tools will not see of it."""
    writer = _Writer(questionnaire)
    form = writer.form()
    try:
        read = read_form(form, "", "form")
    except ExchangeError:
        return form, writer.losses()  # nothing to ask yet: nothing to keep aside
    restore(read, form)
    writer.keep(read)
    return form, writer.losses()


class _Writer:
    """Writes the rows and remembers which question each belongs to."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.renderer = Renderer(questionnaire.languages)
        self.rows: list[Row] = []
        self.section_rows: list[tuple[Section, Row]] = []
        self.question_rows: dict[str, Row] = {}
        self.pending = list(questionnaire.computed)
        self.lost: list[Loss] = []
        keys = [question.key for question in questionnaire.iter_all()]
        self.taken = {*keys, *(computed.key for computed in questionnaire.computed)}

    def form(self) -> Form:
        self.compute()
        for section in self.questionnaire.sections:
            self.section(section)
        for computed in self.pending:
            self.lose_computed(computed)
        form = Form(self.rows, choice_rows(self.renderer), [self.settings()])
        self._settings_row = form.settings[0]
        choices = [choice for listed in self.renderer.lists.values() for choice in listed]
        for choice, row in zip(choices, form.choices, strict=True):
            data = choice.to_dict()
            self.put(row, {name: data[name] for name in FLAGS if name in data})
        for rows in (form.survey, form.choices, form.settings):
            for number, row in enumerate(rows, start=2):
                row.number = number
        return form

    def settings(self) -> Row:
        first = self.questionnaire.languages[0] if self.questionnaire.languages else "en"
        title = " ".join(wording(self.questionnaire.title, first).split())
        if len(self.questionnaire.title) > 1:
            self.renderer.aside["title"] = None
        cells = {
            "form_title": title,
            "form_id": as_key(title, "questionnaire"),
            "default_language": NAMES[first],
        }
        return Row(2, {name: value for name, value in cells.items() if value})

    def section(self, section: Section) -> None:
        where = place("section", key=section.key)
        name = section.key
        while name in self.taken or f"{name}_intro" in self.taken:
            name = f"section_{name}"
        self.taken.add(name)
        row = Row(0, {"type": "begin_group", "name": name})
        self.renderer.word(row, "label", section.title, section.key)
        self.renderer.condition(row, section.show_if, section.key)
        row.cells["appearance"] = "field-list"
        self.section_rows.append((section, row))
        self.rows.append(row)
        if section.audience:
            audience = ", ".join(section.audience)
            self.lost.append(loss("property", where, name="audience", value=audience))
        if section.intro:
            note = Row(0, {"type": "note", "name": f"{name}_intro"})
            self.renderer.word(note, "label", section.intro, section.key)
            self.rows.append(note)
        for question in section.questions:
            self.question(question)
        self.rows.append(Row(0, {"type": "end_group"}))

    def question(self, question: Question) -> None:
        rows = self.renderer.rows(question)
        names = {row.get("name"): row for row in rows}
        for one in (question, *question.parts):
            self.question_rows[one.key] = names[one.key]
        self.rows += rows
        self.renderer.known[question.key] = known_of(question)
        self.compute()

    def compute(self) -> None:
        """Write the computed values all of whose questions are asked by now."""
        ready = [one for one in self.pending if set(needs(one)) <= set(self.renderer.known)]
        for computed in ready:
            self.pending.remove(computed)
            try:
                languages = list(self.questionnaire.languages)
                self.rows.append(computed_row(computed, self.renderer.known, languages))
            except Untranslatable:
                self.lose_computed(computed)
            known = known_computed(computed.key, computed.value, self.renderer.known)
            self.renderer.known[computed.key] = known
        if ready:
            self.compute()

    def lose_computed(self, computed: Computed) -> None:
        self.lost.append(
            loss("computed", _survey(), name=computed.key, rule=excerpt(computed.value))
        )

    def keep(self, read: Read) -> None:
        """Fill the aside column with what reading the plain form would not bring back."""
        wanted = self.questionnaire.to_dict()
        settings = {
            name: wanted.get(name)
            for name in ("title", "languages", "computed")
            if wanted.get(name) != read.data.get(name)
        }
        self._settings_row.cells[ASIDE] = cell_of(settings) or '{"kept":true}'
        by_row = {id(row): key for key, row in read.section_rows.items()}
        sections = {section["key"]: section for section in read.data["sections"]}
        for section, row in self.section_rows:
            found = sections.get(by_row.get(id(row), ""), {})
            self.put(row, difference(section.to_dict(), found) if found else {})
        questions = _by_key(read.data)
        for question in self.questionnaire.iter_all():
            row = self.question_rows[question.key]
            kept = difference(question.to_dict(), questions.get(question.key, {}))
            self.put(row, kept)

    def put(self, row: Row, kept: dict[str, Any]) -> None:
        if cell := cell_of(kept):
            row.cells[ASIDE] = cell

    def losses(self) -> list[Loss]:
        found = [*self.renderer.losses, *self.lost]
        if self.renderer.aside:
            found.append(loss("aside", names=", ".join(self.renderer.aside)))
        return list({str(one): one for one in found}.values())


def _by_key(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for section in data["sections"]:
        for question in section["questions"]:
            for one in (question, *question.get("parts", ())):
                found[one["key"]] = one
    return found


def _survey() -> Place:
    return place("survey")
