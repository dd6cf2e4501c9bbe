"""Boards of a persona: filled from its lines, changed by the team, printed on one page."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.db import db
from survey_app.errors import Unprocessable
from survey_app.personas import board_pages
from survey_app.personas.models import PersonaVersion
from survey_app.personas.views import blueprint, readable
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.synthesis.boards import BOARD_BY_KEY, BOARDS, Board
from survey_app.web.i18n import current_language


@blueprint.get("/<int:persona_id>/v/<int:number>/boards", defaults={"key": BOARDS[0].key})
@blueprint.get("/<int:persona_id>/v/<int:number>/boards/<key>")
@study_view(*READERS)
def boards(study: Study, persona_id: int, number: int, key: str) -> str:
    """Show one board."""
    version = readable(study, persona_id, number)
    return _page(study, version, BOARD_BY_KEY.get(key) or abort(404))


@blueprint.post("/<int:persona_id>/v/<int:number>/boards/<key>")
@study_view(*RESEARCHERS)
def change_board(
    study: Study, persona_id: int, number: int, key: str
) -> Response | tuple[str, int]:
    """Move a line, take it off, write a note or take one off."""
    session = db.session()
    version = readable(study, persona_id, number)
    board = BOARD_BY_KEY.get(key) or abort(404)
    form, who = request.form, current_user.id
    try:
        if "line" in form:
            board_pages.move(
                session, version.persona, board, key=form["line"], cell=form.get("cell", ""),
                user_id=who,
            )  # fmt: skip
        elif "note" in form:
            board_pages.unnote(session, version.persona, form.get("note", 0, type=int))
        else:
            board_pages.note(
                session, version.persona, board, cell=form.get("cell", ""),
                text=form.get("text", ""), user_id=who,
            )  # fmt: skip
    except Unprocessable as error:
        session.rollback()
        version = readable(study, persona_id, number)
        return _page(study, version, board, str(error), form.get("text", "")), 422
    session.commit()
    place: dict[str, Any] = {
        "study_slug": study.slug,
        "persona_id": persona_id,
        "number": number,
        "key": key,
    }
    return redirect(url_for("personas.boards", **place), 303)


def _page(
    study: Study, version: PersonaVersion, board: Board, problem: str = "", typed: str = ""
) -> str:
    language = current_language()
    return render_template(
        "personas/board.html",
        version=version,
        laid=board_pages.laid_out(db.session(), study, version, board, language),
        board=board_pages.words_of(board, language),
        boards=[(one.key, one.label[language]) for one in BOARDS],
        problem=problem,
        typed=typed,
    )
