"""Pages that everybody reads: the personas, a sheet, the evidence behind a line, one person."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, g, render_template, url_for

from survey_app import jobs
from survey_app.collect.labels import CHANNEL_LABELS
from survey_app.config import Settings
from survey_app.db import db
from survey_app.personas import people, queries, services, shelf
from survey_app.personas.forms import PublishForm
from survey_app.personas.models import PersonaVersion
from survey_app.personas.relations import relations_of
from survey_app.personas.review import Review, review_of
from survey_app.personas.sheets import Line, Sheet, portrait_seed, sheet_of
from survey_app.personas.words import BASIS_HELP, STATUS_LABELS, TYPE_WORDS
from survey_app.studies.guard import INTERVIEWERS, READERS, study_view
from survey_app.studies.models import Study
from survey_app.synthesis.shown import answer_line
from survey_app.web.i18n import current_language
from survey_app.web.portraits import portrait_svg

blueprint = Blueprint(
    "personas", __name__, url_prefix="/s/<study_slug>/personas", template_folder="templates"
)


@blueprint.app_context_processor
def _labels() -> dict[str, object]:
    return {
        "status_labels": STATUS_LABELS,
        "channel_labels": CHANNEL_LABELS,
        "basis_help": BASIS_HELP,
        "type_words": TYPE_WORDS,
    }


@blueprint.app_template_filter("as_line")
def _as_line(text: str) -> str:
    """A line as it stands alone: a capital in front, no colon after a question mark."""
    return answer_line(text)


@blueprint.app_template_filter("site")
def _site(address: str) -> str:
    """Name an address by its host, as a reader would."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@blueprint.get("/")
@study_view(*READERS)
def index(study: Study) -> str:
    """Show the personas as cards, who fits none of them, and how to draft them."""
    session = db.session()
    return render_template(
        "personas/index.html",
        shelf=shelf.shelf_of(session, study, g.role, current_language()),
        n_themes=queries.n_accepted_themes(session, study),
        job=jobs.latest_job(session, services.DRAFT, study_id=study.id),
        may_hear=g.role in INTERVIEWERS,
    )


@blueprint.get("/<int:persona_id>/portrait.svg")
@study_view(*READERS)
def portrait(study: Study, persona_id: int) -> Response:
    """Draw the persona's portrait."""
    queries.persona(db.session(), study, persona_id) or abort(404)
    answer = Response(portrait_svg(portrait_seed(persona_id)), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


@blueprint.get("/<int:persona_id>/v/<int:number>")
@study_view(*READERS)
def show(study: Study, persona_id: int, number: int) -> str:
    """Show one version of a persona as a sheet."""
    version = readable(study, persona_id, number)
    return sheet_page(study, version)


@blueprint.get("/<int:persona_id>/v/<int:number>/evidence/<int:statement_id>")
@study_view(*READERS)
def evidence(study: Study, persona_id: int, number: int, statement_id: int) -> str:
    """Show what one statement rests on, each quote in the text around it."""
    sheet = _sheet(study, readable(study, persona_id, number))
    return _evidence_page(sheet, sheet.line_of(statement_id) or abort(404))


@blueprint.get("/<int:persona_id>/v/<int:number>/evidence/everyone/<int:place>")
@study_view(*READERS)
def shared_evidence(study: Study, persona_id: int, number: int, place: int) -> str:
    """Show what a statement that is true of everyone rests on."""
    sheet = _sheet(study, readable(study, persona_id, number))
    line = next((one for one in sheet.everyone if one.number == place), None)
    return _evidence_page(sheet, line or abort(404))


@blueprint.get("/voices/<key>")
@study_view(*INTERVIEWERS)
def voice(study: Study, key: str) -> str:
    """Show everything that one respondent said, in order."""
    session = db.session()
    said = people.everything_said(session, study, key)
    label = people.labels(session, study, [key]).get(key) or abort(404)
    return render_template("personas/voice.html", label=label, said=said)


def readable(study: Study, persona_id: int, number: int) -> PersonaVersion:
    """Return a version that this reader may see, or 404: drafts are for researchers."""
    version = queries.version(db.session(), study, persona_id, number)
    if version is None or (g.role != "researcher" and version.status not in services.PINNED):
        abort(404)
    return version


def sheet_page(
    study: Study, version: PersonaVersion, *, publishing: PublishForm | None = None
) -> str:
    """Render a sheet; for a researcher's draft with what stands in the way of publishing."""
    review: Review | None = None
    if g.role == "researcher" and version.status in services.EDITABLE:
        review = review_of(db.session(), study, version, current_language())
    return render_template(
        "personas/sheet.html",
        sheet=_sheet(study, version),
        version=version,
        versions=[
            one
            for one in version.persona.versions
            if g.role == "researcher" or one.status in services.PINNED
        ],
        has_draft=any(one.status in services.EDITABLE for one in version.persona.versions),
        review=review,
        relations=relations_of(db.session(), study, version, drafts=g.role == "researcher"),
        url_of_line=url_of_line,
        publishing=publishing or PublishForm(formdata=None, revision=version.revision),
    )


def _sheet(study: Study, version: PersonaVersion) -> Sheet:
    return sheet_of(db.session(), study, version, current_language())


def _evidence_page(sheet: Sheet, line: Line) -> str:
    lines = [*sheet.lines, *sheet.everyone]
    place = lines.index(line)
    return render_template(
        "personas/evidence.html",
        sheet=sheet,
        version=sheet.version,
        line=line,
        before=lines[place - 1] if place else None,
        after=lines[place + 1] if place + 1 < len(lines) else None,
        may_hear=g.role in INTERVIEWERS,
        url_of_line=url_of_line,
    )


def url_of_line(version: PersonaVersion, line: Line) -> str:
    """Return the address of the evidence of a line."""
    place = {
        "study_slug": g.study.slug,
        "persona_id": version.persona_id,
        "number": version.number,
    }
    if line.id is None:
        return url_for("personas.shared_evidence", place=line.number, **place)
    return url_for("personas.evidence", statement_id=line.id, **place)


def full_url_of_line(version: PersonaVersion, line: Line) -> str:
    """Return the same with the site's own address in front, for files that leave the site."""
    settings: Settings = current_app.extensions["portrait_settings"]
    return settings.base_url + url_of_line(version, line)
