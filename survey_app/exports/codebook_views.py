"""The download of the codebook."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, abort, send_file
from flask_babel import gettext as _

from survey_app.db import db
from survey_app.errors import Unprocessable
from survey_app.exports.codebook import CODEBOOK_FORMATS, Code, Codebook
from survey_app.exports.parcel import file_name
from survey_app.exports.refi import write_qdpx
from survey_app.exports.refi_project import project_of
from survey_app.studies import access
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import sheets
from survey_app.themes.models import KINDS

blueprint = Blueprint("codebook", __name__, url_prefix="/s/<study_slug>/themes")


@blueprint.get("/codebook.<extension>")
@study_view(*READERS)
def download(study: Study, extension: str) -> Response:
    """Download all themes with their definitions as CSV or REFI-QDA .qdc."""
    media_type, write = CODEBOOK_FORMATS.get(extension) or abort(404)
    stream, book = BytesIO(), book_of(study)
    if extension == "qdc" and not book.codes:
        raise Unprocessable(_("There is no theme to write yet. Find themes first."))
    write(book, stream)
    access.record(study, "export", detail=f"codebook {extension}")
    stream.seek(0)
    return send_file(
        stream,
        mimetype=media_type,
        as_attachment=True,
        download_name=f"{file_name(study.title)}-codebook.{extension}",
    )


@blueprint.get("/project.qdpx")
@study_view(*RESEARCHERS)
def project(study: Study) -> Response:
    """Download all texts with their codings as a REFI-QDA project (.qdpx)."""
    stream = BytesIO()
    book = book_of(study)
    if not book.codes:
        raise Unprocessable(_("There is no theme to write yet. Find themes first."))
    write_qdpx(project_of(db.session(), study, book), stream)
    access.record(study, "export", detail="project qdpx")
    stream.seek(0)
    return send_file(
        stream,
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"{file_name(study.title)}.qdpx",
    )


def book_of(study: Study) -> Codebook:
    """Return all visible themes of a study as codes."""
    codes = [
        Code(
            id=card.theme.id,
            parent_id=card.theme.parent_id,
            kind=kind,
            name=card.theme.name,
            definition=card.definition,
            our_answer=card.our_answer,
            rubric=card.rubric,
            status=card.theme.status,
            n=card.theme.n,
            asked=card.theme.asked,
            n_excerpts=card.theme.n_excerpts,
            examples=tuple(one.text for one in card.quotes),
        )
        for kind, cards in sheets.cards(db.session(), study, kinds=KINDS).items()
        for card in cards
    ]
    return Codebook(study.slug, study.title, codes)
