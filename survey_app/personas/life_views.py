"""The page around a persona: its kind and links, comments, who uses it, share links, freshness."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.config import Settings
from survey_app.db import db, now
from survey_app.errors import Conflict, Unprocessable
from survey_app.personas import (
    around,
    by_hand,
    by_hand_views,  # noqa: F401 - its views join the blueprint
    by_wave,
    drifting,
    material,
    queries,
    queries_around,
)
from survey_app.personas.forms import CommentForm, DefineForm, PledgeForm, RelateForm
from survey_app.personas.models import PersonaVersion
from survey_app.personas.relations import relations_of
from survey_app.personas.views import blueprint, readable
from survey_app.personas.words import AREA_LABELS, TYPE_LABELS
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.forms import StaffForm

Page = Response | tuple[str, int] | str


@blueprint.get("/<int:persona_id>/v/<int:number>/life")
@study_view(*READERS)
def life(study: Study, persona_id: int, number: int) -> str:
    """Show what is said of a persona, who uses it, who may read it, and whether it still holds."""
    return _page(study, readable(study, persona_id, number))


@blueprint.post("/<int:persona_id>/v/<int:number>/comments")
@study_view(*READERS)
def comment(study: Study, persona_id: int, number: int) -> Page:
    """Comment on the persona, or on the line named."""
    version = readable(study, persona_id, number)
    form = CommentForm()
    if not form.validate_on_submit():
        return _page(study, version, comment_form=form), 422
    wanted = request.form.get("statement", 0, type=int)
    row = next((one for one in version.statements if one.id == wanted), None)
    around.comment(db.session(), version.persona, row, user=current_user, text=form.text.data)
    return _done(study, version, "comments")


@blueprint.post("/<int:persona_id>/v/<int:number>/comments/<int:comment_id>")
@study_view(*RESEARCHERS)
def settle(study: Study, persona_id: int, number: int, comment_id: int) -> Page:
    """Mark a comment as dealt with, or open it again."""
    version = readable(study, persona_id, number)
    said = queries_around.comment(db.session(), version.persona, comment_id) or abort(404)
    around.settle(db.session(), said)
    return _done(study, version, "comments")


@blueprint.post("/<int:persona_id>/v/<int:number>/pledges")
@study_view(*READERS)
def pledge(study: Study, persona_id: int, number: int) -> Page:
    """Write down who will change what because of this persona."""
    version = readable(study, persona_id, number)
    form = PledgeForm()
    if not form.validate_on_submit():
        return _page(study, version, pledge_form=form), 422
    around.pledge(
        db.session(), version.persona, user=current_user, who=form.who.data, area=form.area.data,
        text=form.text.data, due_on=form.due_on.data,
    )  # fmt: skip
    return _done(study, version, "pledges")


@blueprint.post("/<int:persona_id>/v/<int:number>/pledges/<int:pledge_id>")
@study_view(*READERS)
def tick_off(study: Study, persona_id: int, number: int, pledge_id: int) -> Page:
    """Mark a pledge as done, or as not done after all."""
    version = readable(study, persona_id, number)
    made = queries_around.pledge(db.session(), version.persona, pledge_id) or abort(404)
    around.tick_off(db.session(), made)
    return _done(study, version, "pledges")


@blueprint.post("/<int:persona_id>/v/<int:number>/shares")
@study_view(*RESEARCHERS)
def share(study: Study, persona_id: int, number: int) -> Page:
    """Make a link that shows what is published, and show it once."""
    session = db.session()
    version = readable(study, persona_id, number)
    label = request.form.get("label", "")[:100]
    try:
        token = around.share(session, version.persona, user=current_user, label=label)
    except Unprocessable as error:
        session.rollback()
        return _page(study, readable(study, persona_id, number), problem=str(error)), 422
    session.commit()
    settings: Settings = current_app.extensions["portrait_settings"]
    address = f"{settings.base_url}{url_for('shared_persona.show', token=token)}"
    return _page(study, readable(study, persona_id, number), address=address)


@blueprint.post("/<int:persona_id>/v/<int:number>/shares/<int:share_id>")
@study_view(*RESEARCHERS)
def revoke(study: Study, persona_id: int, number: int, share_id: int) -> Page:
    """Make a link work no more."""
    version = readable(study, persona_id, number)
    link = queries_around.share(db.session(), version.persona, share_id) or abort(404)
    around.revoke(db.session(), link)
    flash(_("The link works no more."))
    return _done(study, version, "shares")


@blueprint.post("/<int:persona_id>/v/<int:number>/confirm")
@study_view(*RESEARCHERS)
def confirm(study: Study, persona_id: int, number: int) -> Page:
    """Note that it was read again and is still true."""
    return _try(study, persona_id, number, lambda one: around.confirm(db.session(), one.persona))


@blueprint.post("/<int:persona_id>/v/<int:number>/remind")
@study_view(*RESEARCHERS)
def remind(study: Study, persona_id: int, number: int) -> Page:
    """Switch the yearly mail off, or on again."""
    version = readable(study, persona_id, number)
    around.switch_reminder(db.session(), version.persona)
    return _done(study, version, "about")


@blueprint.post("/<int:persona_id>/v/<int:number>/kind")
@study_view(*RESEARCHERS)
def set_kind(study: Study, persona_id: int, number: int) -> Page:
    """Say whether this is a buyer, somebody we do not want, or an ideal company."""
    kind = request.form.get("kind", "")
    return _try(
        study, persona_id, number, lambda one: around.set_type(db.session(), one.persona, kind)
    )


@blueprint.post("/<int:persona_id>/v/<int:number>/links")
@study_view(*RESEARCHERS)
def relate(study: Study, persona_id: int, number: int) -> Page:
    """Say how this persona and another belong together."""
    session = db.session()
    wanted = request.form.get("other", 0, type=int)
    other = queries.persona(session, study, wanted) or abort(404)
    relation = request.form.get("relation", "")
    return _try(
        study, persona_id, number, lambda one: around.link(session, one.persona, other, relation)
    )


def _try(
    study: Study, persona_id: int, number: int, work: Callable[[PersonaVersion], None]
) -> Page:
    version = readable(study, persona_id, number)
    try:
        work(version)
    except (Unprocessable, Conflict) as error:
        db.session.rollback()
        again = readable(study, persona_id, number)
        return _page(study, again, problem=str(error)), int(error.status)
    return _done(study, version, "about")


def _done(study: Study, version: PersonaVersion, anchor: str) -> Response:
    db.session.commit()
    place: dict[str, Any] = {
        "study_slug": study.slug,
        "persona_id": version.persona_id,
        "number": version.number,
    }
    return redirect(url_for("personas.life", _anchor=anchor, **place), 303)


def _page(
    study: Study,
    version: PersonaVersion,
    *,
    comment_form: StaffForm | None = None,
    pledge_form: StaffForm | None = None,
    address: str = "",
    problem: str = "",
) -> str:
    session, persona = db.session(), version.persona
    others = [one for one in queries.newest_versions(session, study) if one.persona is not persona]
    stuff = material.gather(session, study)
    chosen = by_hand.filter_of(version)
    return render_template(
        "personas/life.html",
        version=version,
        persona=persona,
        comments=queries_around.comments(session, persona),
        pledges=queries_around.pledges(session, persona),
        shares=queries_around.shares(session, persona),
        relations=relations_of(session, study, version, drafts=g.role == "researcher"),
        others=others,
        fresh_until=around.fresh_until(persona),
        is_stale=(around.fresh_until(persona) or now()) < now(),
        drift=drifting.drift_of(session, study, version, stuff),
        course=by_wave.course_of(session, study, version),
        comment_form=_named(comment_form or CommentForm(formdata=None), "comment"),
        pledge_form=_named(pledge_form or PledgeForm(formdata=None), "pledge"),
        filter_words=by_hand.words_of(version, stuff),
        n_taken=len(chosen.members(stuff.respondents)) if chosen else 0,
        type_labels=TYPE_LABELS,
        define_form=_named(DefineForm(formdata=None, kind=persona.type), "define"),
        relate_form=RelateForm(formdata=None).offer((one.persona_id, one.name) for one in others),
        area_labels=AREA_LABELS,
        address=address,
        problem=problem,
    )


def _named(form: StaffForm, suffix: str) -> StaffForm:
    """Two forms on a page: give the fields ids of their own."""
    for one in form:
        one.id = f"{one.short_name}-{suffix}"
        one.label.field_id = one.id
    return form
