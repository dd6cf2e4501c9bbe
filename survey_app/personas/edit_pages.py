"""The edit page of a draft: its statements as forms, with the broken rules beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, render_template, request, url_for

from survey_app.db import db
from survey_app.personas import editing, material, people, queries
from survey_app.personas.cards import card_of
from survey_app.personas.checks import meter_of
from survey_app.personas.forms import (
    AssumptionForm,
    GuardedForm,
    NameForm,
    StatementForm,
    ThemeForm,
)
from survey_app.personas.models import Evidence, PersonaVersion, Statement
from survey_app.personas.review import Broken, review_of
from survey_app.personas.sheets import Line, sheet_of
from survey_app.studies.models import Study
from survey_app.synthesis import FIELD_BY_KEY
from survey_app.synthesis.completeness import completeness
from survey_app.synthesis.name_advice import is_harsh
from survey_app.synthesis.respondents import Quote
from survey_app.themes.queries import Voiced
from survey_app.web.i18n import current_language

MAX_QUOTES_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement on the edit page: its form, its evidence, more quotes to choose from."""

    line: Line
    form: StatementForm
    cited: tuple[tuple[Evidence, Voiced | None], ...]
    offered: tuple[tuple[Quote, str], ...]
    broken: tuple[Broken, ...]
    is_open: bool
    by_hand: bool = False
    is_harsh: bool = False


def edit_page(
    study: Study,
    version: PersonaVersion,
    *,
    typed: GuardedForm | None = None,
    statement_id: int | None = None,
) -> str:
    """Render the page; `typed` is the form that could not be used, of that statement if of one."""
    session = db.session()
    stuff = material.gather(session, study)
    review = review_of(session, study, version, current_language(), stuff)
    sheet = sheet_of(session, study, version, current_language())
    if typed is not None:
        # Whoever saves again has seen what the colleague did: it stands on this page.
        typed.revision.data = typed.revision.raw_data = None
        typed.revision.data = version.revision
    forms = {
        kind: typed.with_ids(name)
        if isinstance(typed, kind)
        else kind(formdata=None, revision=version.revision).with_ids(name)
        for kind, name in ((NameForm, "name"), (ThemeForm, "theme"), (AssumptionForm, "assumption"))
    }
    if not isinstance(typed, NameForm):
        forms[NameForm].name.data, forms[NameForm].summary.data = version.name, version.summary
    forms[ThemeForm].offer(queries.accepted_themes(session, study))
    kind = version.persona.type
    forms[AssumptionForm].offer(kind)
    if not isinstance(typed, AssumptionForm) and request.args.get("field") in FIELD_BY_KEY:
        forms[AssumptionForm].field.data = request.args["field"]
    rows = {row.id: row for row in version.statements}
    entries = [
        Entry(
            line=line,
            form=_statement_form(
                version, rows[line.id], typed if line.id == statement_id else None
            ),
            cited=_cited(rows[line.id], line),
            offered=_offered(study, version, rows[line.id], stuff),
            broken=review.of_statement(line.id),
            is_open=line.id == statement_id,
            by_hand=editing.by_hand(rows[line.id]),
            is_harsh=is_harsh(line.text),
        )
        for line in sheet.lines
        if line.id is not None
    ]
    return render_template(
        "personas/edit.html",
        version=version,
        sheet=sheet,
        entries={entry.line.id: entry for entry in entries},
        review=review,
        meter=meter_of(version, stuff),
        complete=completeness(kind, card_of(version, {}).statements),
        language=current_language(),
        name_form=forms[NameForm],
        theme_form=forms[ThemeForm],
        assumption_form=forms[AssumptionForm],
        problems=list(typed.form_errors) if typed is not None and typed.form_errors else [],
    )


def _statement_form(
    version: PersonaVersion, row: Statement, typed: GuardedForm | None
) -> StatementForm:
    form = typed
    if not isinstance(form, StatementForm):
        form = StatementForm(
            formdata=None, text=row.text, our_answer=row.our_answer, link=row.link or "",
            revision=version.revision,
        )  # fmt: skip
    form.with_ids(f"s{row.id}")
    ours = FIELD_BY_KEY[row.field].ours if row.field in FIELD_BY_KEY else {}
    if ours:
        form.our_answer.label.text = ours[current_language()]
    return form


def _cited(row: Statement, line: Line) -> tuple[tuple[Evidence, Voiced | None], ...]:
    """The quotes that a person may drop, and what is left of withdrawn ones."""
    voiced = {one.id: one for one in (*line.quotes, *line.against)}
    return tuple(
        (piece, voiced.get(piece.excerpt_id or 0))
        for piece in row.evidence
        if piece.question_key is None
    )


def _offered(
    study: Study, version: PersonaVersion, row: Statement, stuff: material.Material
) -> tuple[tuple[Quote, str], ...]:
    if row.theme_id is None:
        return ()
    cited = {piece.excerpt_id for piece in row.evidence}
    quotes: Sequence[Quote] = [
        quote
        for quote in editing.quotes_of(version, stuff, row.theme_id)
        if int(quote.id) not in cited
    ][:MAX_QUOTES_OFFERED]
    labels = people.labels(db.session(), study, {quote.respondent_id for quote in quotes})
    return tuple((quote, labels.get(quote.respondent_id, "")) for quote in quotes)


def load(study: Study, persona_id: int, number: int) -> PersonaVersion:
    """Return the version, or 404."""
    return queries.version(db.session(), study, persona_id, number) or abort(404)


def url_of(
    study: Study, version: PersonaVersion, page: str = "show", anchor: str | None = None
) -> str:
    """Return the address of a page of a version, its sheet without `page`."""
    return url_for(
        f"personas.{page}",
        study_slug=study.slug,
        persona_id=version.persona_id,
        number=version.number,
        _anchor=anchor,
    )
