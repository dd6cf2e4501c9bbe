"""Downloads: one version of a persona, or all that are published, in every format.

`…/take-out` is the page where format, paper, language and appendix are chosen; its form asks for
`…/export?format=…`. The links of the other pages name the format as the file's ending instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext as _

from survey_app.config import LANGUAGE_NAMES, LANGUAGES, Settings
from survey_app.db import db, now
from survey_app.errors import NotFound, Unprocessable
from survey_app.exports import queries
from survey_app.exports.bundle import Bundle, Paper
from survey_app.exports.formats import FORMAT_BY_EXTENSION, FORMATS, Format
from survey_app.exports.parcel import Parcel, file_name, wrapped
from survey_app.exports.renderings import rendered
from survey_app.personas import queries as personas
from survey_app.personas.models import PersonaVersion
from survey_app.personas.services import PINNED
from survey_app.personas.views import full_url_of_line, readable
from survey_app.studies import access
from survey_app.studies.guard import READERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language, in_language

blueprint = Blueprint(
    "exports", __name__, url_prefix="/s/<study_slug>/personas", template_folder="templates"
)


@blueprint.app_context_processor
def _formats() -> dict[str, object]:
    """Let pages of other rooms offer every format without knowing any."""
    return {
        "export_formats": [
            {"extension": one.extension, "label": in_language(dict(one.label))} for one in FORMATS
        ]
        if g.get("study") is not None
        else []
    }


@blueprint.get("/<int:persona_id>/v/<int:number>/take-out")
@study_view(*READERS)
def version_choices(study: Study, persona_id: int, number: int) -> str:
    """Choose how to take one version out."""
    found = readable(study, persona_id, number)
    place: dict[str, Any] = {"study_slug": study.slug, "persona_id": persona_id, "number": number}
    return _choices(found.name, [found], "version", **place)


@blueprint.get("/take-out")
@study_view(*READERS)
def published_choices(study: Study) -> str:
    """Choose how to take all published personas out."""
    return _choices(study.title, _published(study), "published", study_slug=study.slug)


@blueprint.get("/<int:persona_id>/v/<int:number>/export", defaults={"extension": ""})
@blueprint.get("/<int:persona_id>/v/<int:number>/export.<extension>")
@study_view(*READERS)
def version(study: Study, persona_id: int, number: int, extension: str) -> Response:
    """Download one version of a persona; drafts are for researchers."""
    found = readable(study, persona_id, number)
    return _download(study, [found], _format(extension), f"{found.name} {found.number}")


@blueprint.get("/export", defaults={"extension": ""})
@blueprint.get("/export.<extension>")
@study_view(*READERS)
def published(study: Study, extension: str) -> Response:
    """Download all published personas in one file."""
    return _download(study, _published(study), _format(extension), study.title)


def _published(study: Study) -> Sequence[PersonaVersion]:
    found = personas.published(db.session(), study)
    if not found:
        raise NotFound(_("No persona is published yet. Publish one, then download the set."))
    return found


def _format(extension: str) -> Format:
    return FORMAT_BY_EXTENSION.get(extension or request.args.get("format", "")) or abort(404)


def _choices(title: str, versions: Sequence[PersonaVersion], endpoint: str, **place: Any) -> str:
    return render_template(
        "exports/take_out.html",
        title=title,
        versions=versions,
        formats=FORMATS,
        in_words=lambda texts: in_language(dict(texts)),
        action=url_for(f"exports.{endpoint}", extension="", **place),
        back=url_for("personas.show" if endpoint == "version" else "personas.index", **place),
        languages=LANGUAGE_NAMES,
        chosen_language=current_language(),
    )


def _download(
    study: Study, versions: Sequence[PersonaVersion], wanted: Format, title: str
) -> Response:
    # A pinned version gives the same file whenever it is asked for.
    made_at = max(one.published_at or now() for one in versions)
    language = request.args.get("language", "")
    bundle = queries.bundle_of(
        db.session(),
        study,
        versions,
        language=language if language in LANGUAGES else current_language(),
        made_at=made_at,
        link=full_url_of_line,
        boards=request.args.get("boards", "yes") != "no",
        person="first" if request.args.get("story") == "first" else "third",
    )
    bundle = replace(bundle, paper=_paper(), appendix=_appendix())
    access.record(study, "export", detail=wanted.extension)
    parcel = _parcel(study, versions, bundle, wanted)
    return send_file(
        BytesIO(parcel.data),
        mimetype=parcel.media_type,
        as_attachment=True,
        download_name=f"{file_name(title)}.{parcel.extension}",
    )


def _parcel(
    study: Study, versions: Sequence[PersonaVersion], bundle: Bundle, wanted: Format
) -> Parcel:
    """What is published is set once and kept; a draft is set as it stands at this moment."""
    if any(version.status not in PINNED for version in versions):
        return wrapped(bundle, wanted)
    settings: Settings = current_app.extensions["portrait_settings"]
    return rendered(settings.renderings / str(study.id), bundle, wanted)


def _paper() -> Paper:
    match request.args.get("paper", "a4"):
        case "a4":
            return "a4"
        case "a3":
            return "a3"
    raise Unprocessable(_("This paper is not known. Choose A4 or A3."))


def _appendix() -> bool:
    """With the evidence, unless it was left out on purpose."""
    return request.args.get("appendix", "yes") != "no"
