"""Downloads: one version of a persona, or all that are published, in every format."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, Response, abort, current_app, g, request, send_file
from flask_babel import gettext as _

from survey_app.config import LANGUAGES, Settings
from survey_app.db import db, now
from survey_app.errors import NotFound
from survey_app.exports import queries
from survey_app.exports.formats import FORMAT_BY_EXTENSION, FORMATS, Format
from survey_app.personas import queries as personas
from survey_app.personas import sheets
from survey_app.personas.models import PersonaVersion
from survey_app.personas.views import readable, url_of_line
from survey_app.studies import access
from survey_app.studies.guard import READERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language, in_language

MAX_FILE_NAME_CHARS = 80

blueprint = Blueprint("exports", __name__, url_prefix="/s/<study_slug>/personas")


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


@blueprint.get("/<int:persona_id>/v/<int:number>/export.<extension>")
@study_view(*READERS)
def version(study: Study, persona_id: int, number: int, extension: str) -> Response:
    """Download one version of a persona; drafts are for researchers."""
    found = readable(study, persona_id, number)
    return _download(study, [found], _format(extension), f"{found.name} {found.number}")


@blueprint.get("/export.<extension>")
@study_view(*READERS)
def published(study: Study, extension: str) -> Response:
    """Download all published personas in one file."""
    wanted = _format(extension)
    found = personas.published(db.session(), study)
    if not found:
        raise NotFound(_("No persona is published yet. Publish one, then download the set."))
    return _download(study, found, wanted, study.title)


def _format(extension: str) -> Format:
    return FORMAT_BY_EXTENSION.get(extension) or abort(404)


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
        link=_address,
    )
    access.record(study, "export", detail=wanted.extension)
    stream = BytesIO()
    wanted.write(bundle, stream)
    stream.seek(0)
    return send_file(
        stream,
        mimetype=wanted.media_type,
        as_attachment=True,
        download_name=f"{file_name(title)}.{wanted.extension}",
    )


def _address(version: PersonaVersion, line: sheets.Line) -> str:
    settings: Settings = current_app.extensions["portrait_settings"]
    return settings.base_url.rstrip("/") + url_of_line(version, line)


def file_name(title: str) -> str:
    """Letters and digits of every script; what a file system could stumble over is left out."""
    words = "".join(letter if letter.isalnum() else " " for letter in title).split()
    return "-".join(words)[:MAX_FILE_NAME_CHARS].rstrip("-") or "personas"
