"""Pages: the waves of a study, writing one, choosing its people, looking at it, sending it."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.config import LANGUAGE_NAMES
from survey_app.customers import queries as customers
from survey_app.db import db
from survey_app.outreach import queries, services
from survey_app.outreach.choosing import Selection, selected_ids
from survey_app.outreach.compose import language_for, languages_of, letter_for
from survey_app.outreach.forms import WaveForm, start_values, values_of
from survey_app.outreach.labels import MAIL_LABELS, WAVE_LABELS
from survey_app.outreach.models import Wave
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

blueprint = Blueprint(
    "outreach", __name__, url_prefix="/s/<study_slug>/waves", template_folder="templates"
)

PAGE_SIZE = 50
MAX_PEOPLE_TO_PREVIEW = 20

Page = str | Response | tuple[str, int]


@blueprint.get("/")
@study_view(*RESEARCHERS)
def index(study: Study) -> str:
    """List the waves, newest first."""
    session = db.session()
    return render_template(
        "outreach/index.html",
        waves=queries.waves(session, study),
        n_invited=queries.n_invited(session, study),
        counts=queries.mail_counts(session, study),
        wave_labels=WAVE_LABELS,
        surveys=queries.published_surveys(session, study),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def create(study: Study) -> Page:
    """Write a wave, beginning with our own text."""
    session = db.session()
    surveys = queries.published_surveys(session, study)
    if not surveys:
        flash(_("Publish a survey first; then customers can be invited to it."))
        return redirect(url_for("outreach.index", study_slug=study.slug), 303)
    number = len(queries.waves(session, study)) + 1
    data = start_values(current_user.name, current_user.email, _("Wave %(number)s", number=number))
    form = WaveForm(surveys, data={**data, "languages": list(languages_of(surveys[0]))})
    if not form.validate_on_submit():
        page = render_template("outreach/form.html", form=form, wave=None)
        return (page, 422) if form.errors else page
    wave = services.create_wave(session, study, **form.values())
    session.commit()
    return redirect(_address(study, wave, "choose"), 303)


@blueprint.route("/<int:wave_id>/edit", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def edit(study: Study, wave_id: int) -> Page:
    """Change a draft."""
    session = db.session()
    wave = queries.wave(session, study, wave_id) or abort(404)
    surveys = list(queries.published_surveys(session, study))
    if wave.publication_id not in [one.id for one in surveys]:
        surveys.append(wave.publication)
    form = WaveForm(surveys, data=values_of(wave))
    if not form.validate_on_submit():
        page = render_template("outreach/form.html", form=form, wave=wave)
        return (page, 422) if form.errors else page
    services.change_wave(session, wave, **form.values())
    session.commit()
    flash(_("Saved."), "success")
    return redirect(_address(study, wave), 303)


@blueprint.get("/<int:wave_id>")
@study_view(*RESEARCHERS)
def wave(study: Study, wave_id: int) -> str:
    """Show a draft with what is left to do, or a sent wave with what became of its mails."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    n_chosen = queries.n_invited(session, study).get(found.id, 0)
    counts = queries.mail_counts(session, study).get(found.id, {})
    status = request.args.get("status", "")
    status = status if status in MAIL_LABELS else ""
    n_pages = max(1, -(-(counts.get(status, 0) if status else n_chosen) // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, type=int), 1), n_pages)
    return render_template(
        "outreach/wave.html",
        wave=found,
        n_chosen=n_chosen,
        counts=counts,
        status=status,
        invitations=queries.invitations(
            session, found, status=status, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE
        ),
        page=page,
        n_pages=n_pages,
        wave_labels=WAVE_LABELS,
        mail_labels=MAIL_LABELS,
        settings=current_app.extensions["portrait_settings"],
    )


@blueprint.get("/<int:wave_id>/progress")
@study_view(*RESEARCHERS)
def progress(study: Study, wave_id: int) -> str:
    """Show the counts alone; the wave's page asks for them while mails go out."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    return render_template(
        "outreach/progress.html",
        wave=found,
        counts=queries.mail_counts(session, study).get(found.id, {}),
        mail_labels=MAIL_LABELS,
    )


@blueprint.route("/<int:wave_id>/contacts", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def choose(study: Study, wave_id: int) -> Page:
    """Choose who gets the mail: all, by search, or one by one."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    chosen = queries.chosen_ids(session, found)
    selection = Selection.from_args(request.args)
    ids = selected_ids(session, study, found, selection, chosen)
    n_pages = max(1, -(-len(ids) // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, type=int), 1), n_pages)
    if request.method == "POST":
        _apply_choice(study, found, ids)
        session.commit()
        again: dict[str, Any] = {**selection.as_args(), "page": page}
        return redirect(
            url_for("outreach.choose", study_slug=study.slug, wave_id=found.id, **again), 303
        )
    contacts = customers.by_ids(session, study, ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return render_template(
        "outreach/choose.html",
        wave=found,
        contacts=contacts,
        chosen=chosen,
        n_found=len(ids),
        n_all=customers.n_contacts(session, study),
        languages=customers.languages_of(session, study),
        earlier=queries.invited_elsewhere(session, study, found),
        suppressed=customers.suppressed_among(
            session, study.workspace_id, [one.email for one in contacts]
        ),
        selection=selection,
        page=page,
        n_pages=n_pages,
    )


@blueprint.get("/<int:wave_id>/preview")
@study_view(*RESEARCHERS)
def preview(study: Study, wave_id: int) -> str:
    """Show the mail as one real contact would read it, in each language."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    people = queries.chosen_contacts(session, found, MAX_PEOPLE_TO_PREVIEW)
    wanted = request.args.get("contact", type=int)
    person = next((one for one in people if one.id == wanted), people[0] if people else None)
    settings = current_app.extensions["portrait_settings"]
    own = language_for(person, study, found)
    languages = [own, *(code for code in found.body if code != own)]
    letters = [
        letter_for(settings, study, found, language=code, name=person.name if person else "")
        for code in languages
    ]
    return render_template(
        "outreach/preview.html",
        wave=found,
        people=people,
        person=person,
        own=own,
        letters=letters,
    )


@blueprint.post("/<int:wave_id>/test")
@study_view(*RESEARCHERS)
def send_test(study: Study, wave_id: int) -> Response:
    """Send the mail to oneself."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    language = request.form.get("language", "")
    if language not in found.body:
        abort(422)
    services.send_test(session, study, found, user=current_user, language=language)
    session.commit()
    flash(
        _(
            "A test in %(language)s is on its way to %(email)s.",
            language=LANGUAGE_NAMES[language],
            email=current_user.email,
        ),
        "success",
    )
    return redirect(_address(study, found, "preview"), 303)


@blueprint.post("/<int:wave_id>/send")
@study_view(*RESEARCHERS)
def send(study: Study, wave_id: int) -> Response:
    """Send the wave."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    n = services.send_wave(session, study, found, user=current_user)
    session.commit()
    flash(ngettext("%(num)d mail goes out.", "%(num)d mails go out.", n), "success")
    return redirect(_address(study, found), 303)


@blueprint.post("/<int:wave_id>/state")
@study_view(*RESEARCHERS)
def change_state(study: Study, wave_id: int) -> Response:
    """Pause, resume or close a wave, or delete a draft."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    match request.form.get("state"):
        case "paused":
            services.pause(session, found)
            flash(_("Paused. Mails that wait go out when you resume."))
        case "sending":
            services.resume(session, study, found, user=current_user)
            flash(_("Sending goes on."))
        case "closed":
            services.close_wave(session, found)
            flash(_("Closed. Its links no longer open the survey; all answers stay."))
        case "deleted":
            services.delete_wave(session, found)
            session.commit()
            flash(_("The draft is deleted."))
            return redirect(url_for("outreach.index", study_slug=study.slug), 303)
        case _:
            abort(422)
    session.commit()
    return redirect(_address(study, found), 303)


@blueprint.post("/<int:wave_id>/invitations/<int:invitation_id>")
@study_view(*RESEARCHERS)
def change_invitation(study: Study, wave_id: int, invitation_id: int) -> Response:
    """Revoke one person's links, or send the invitation again with a fresh one."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    invitation = queries.invitation(session, found, invitation_id) or abort(404)
    match request.form.get("do"):
        case "revoke":
            services.revoke(session, invitation)
            flash(_("The links to this person no longer work."))
        case "send":
            services.send_again(session, study, invitation, user=current_user)
            flash(_("A mail with a fresh link is on its way."), "success")
        case _:
            abort(422)
    session.commit()
    return redirect(_address(study, found), 303)


def _apply_choice(study: Study, wave: Wave, ids: list[int]) -> None:
    session = db.session()
    match request.form.get("do"):
        case "all":
            n = services.choose(session, study, wave, ids)
            flash(ngettext("%(num)d more chosen.", "%(num)d more chosen.", n), "success")
        case "none":
            services.unchoose(session, wave)
            flash(_("Nobody is chosen now."))
        case "ticks":
            ticked = set(request.form.getlist("contact", type=int))
            shown = set(request.form.getlist("shown", type=int))
            services.unchoose(session, wave, shown - ticked)
            services.choose(session, study, wave, ticked & shown)
            flash(_("Saved."), "success")
        case _:
            abort(422)


def _address(study: Study, wave: Wave, endpoint: str = "wave") -> str:
    return url_for(f"outreach.{endpoint}", study_slug=study.slug, wave_id=wave.id)
