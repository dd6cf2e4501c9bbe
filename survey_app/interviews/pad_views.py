"""The call pad: one page, and what its script sends while the interviewer types.

Without a script the page is one form that saves everything when it is sent.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from survey_app.collect.models import Passage
from survey_app.collect.passages import sha256
from survey_app.db import db, now
from survey_app.errors import Unprocessable
from survey_app.interviews import pad_form, queries, services
from survey_app.interviews.blueprint import ROLES, blueprint, link, load
from survey_app.interviews.earlier import earlier_answers
from survey_app.interviews.forms import (
    ATTEMPT_LABELS,
    MODE_LABELS,
    OUTCOME_LABELS,
    TAG_LABELS,
    AttemptForm,
)
from survey_app.interviews.lines import TAG_SIGNS
from survey_app.interviews.models import Interview
from survey_app.interviews.script import free_notes, language_of, lay_out
from survey_app.studies.guard import study_view
from survey_app.studies.models import Study


@blueprint.route("/<int:interview_id>/pad", methods=["GET", "POST"])
@study_view(*ROLES)
def pad(study: Study, interview_id: int) -> Any:
    """Show the pad, or save the whole of it and do what the pressed button says."""
    session = db.session()
    interview = load(study, interview_id)
    if interview.mode == "import":  # what was said elsewhere is read, not noted again
        return redirect(_url("show", study, interview), 303)
    if request.method == "GET":
        return _page(study, interview)
    sent = pad_form.read(session, interview, request.form)
    clashes = pad_form.store(session, interview, sent)
    verb = request.form.get("_go", "save")
    if clashes or sent.refused:
        session.commit()
        page = _page(study, interview, clashes=clashes, sent=sent)
        return page, 409 if clashes else 422
    if verb in ("held", "missed", "cancelled"):
        services.close(
            session,
            interview,
            status=verb,
            outcome=sent.details.get("outcome") or None if verb == "held" else None,
            duration_seconds=sent.details.get("duration_seconds"),
        )
        session.commit()
        flash(_("The call is closed."))
        return redirect(_url("show", study, interview), 303)
    session.commit()
    flash(_("Saved."))
    return redirect(_url("pad", study, interview), 303)


@blueprint.post("/<int:interview_id>/lines")
@study_view(*ROLES)
def save_line(study: Study, interview_id: int) -> Any:
    """Take one line from the pad's script. Sent twice, it is one line."""
    session = db.session()
    interview = load(study, interview_id)
    line = pad_form.read_sent_line(request.get_json(silent=True))
    if line is None:
        return jsonify(state="refused", message=_("The line could not be read.")), 422
    try:
        saved = services.save_line(session, interview, **line)
    except Unprocessable as error:
        session.rollback()
        return jsonify(state="refused", message=str(error)), 422
    session.commit()
    beside = saved.kept_beside
    return jsonify(
        state="saved",
        at=now().isoformat(),
        line=_told(saved.passage),
        beside=_told(beside) if beside else None,
    )


@blueprint.post("/<int:interview_id>/save")
@study_view(*ROLES)
def save(study: Study, interview_id: int) -> Any:
    """Take ticked answers, states and details from the pad's script, whatever has changed."""
    session = db.session()
    interview = load(study, interview_id)
    sent = pad_form.read(session, interview, request.form)
    clashes = pad_form.store(session, interview, sent)
    session.commit()
    return jsonify(
        state="clash" if clashes else "saved",
        at=now().isoformat(),
        revision=interview.revision,
        clashes=clashes,
        shown=pad_form.shown_keys(session, interview),
    ), 409 if clashes else 200


@blueprint.post("/<int:interview_id>/attempts")
@study_view(*ROLES)
def log_attempt(study: Study, interview_id: int) -> str | Response | tuple[str, int]:
    """Write down a try to reach the person."""
    interview = load(study, interview_id)
    form = AttemptForm()
    if not form.validate_on_submit():
        return _page(study, interview, attempt_form=form), 422
    services.log_attempt(
        db.session(), interview, outcome=form.attempt.data, note=form.note.data or ""
    )
    db.session.commit()
    flash(_("The attempt is written down."))
    return redirect(_url("pad", study, interview), 303)


def _page(
    study: Study,
    interview: Interview,
    *,
    clashes: dict[str, str] | None = None,
    sent: pad_form.SentPad | None = None,
    attempt_form: AttemptForm | None = None,
) -> str:
    session = db.session()
    notes = queries.notes(session, interview)
    script = services.script_of(session, interview)
    parts = []
    if script is not None:
        parts = lay_out(
            script,
            language_of(script, interview.language),
            answers=interview.answers,
            notes=notes,
            states=queries.states(session, interview),
            formdata=sent.form if sent else None,
        )
    contact = interview.contact
    response = queries.response_of(session, study, contact.id) if contact else None
    researcher = g.role == "researcher"
    return render_template(
        "interviews/pad.html",
        interview=interview,
        parts=parts,
        free=free_notes(notes, script),
        spoken=language_of(script, interview.language) if script else interview.language,
        earlier=earlier_answers(session, response) if response else [],
        response=response,
        response_url=link("responses.show", study_slug=study.slug, response_id=response.id)
        if response and researcher
        else "",
        contact_url=link("customers.contact", study_slug=study.slug, contact_id=contact.id)
        if contact and researcher
        else "",
        attempts=queries.attempts(session, interview),
        attempt_form=attempt_form or AttemptForm(),
        attempt_labels=ATTEMPT_LABELS,
        clashes=clashes or {},
        refused=sent.refused if sent else [],
        retyped=sent.retyped if sent else {},
        typed_debrief=sent.form.get("_debrief") if sent else None,
        modes=MODE_LABELS,
        outcomes=OUTCOME_LABELS,
        tag_labels=TAG_LABELS,
        tag_signs=TAG_SIGNS,
        fingerprint=sha256,
        nonce=secrets.token_hex(6),
    )


def _told(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "id": passage.id,
        "text": passage.text,
        "tags": passage.tags,
        "was": passage.sha256,
        "at": passage.noted_at.isoformat(),
        "question_key": passage.question_key,
    }


def _url(page: str, study: Study, interview: Interview) -> str:
    return url_for(f"interviews.{page}", study_slug=study.slug, interview_id=interview.id)
