"""Pages: the waves of a study, writing one, choosing its people, looking at it, sending it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.config import LANGUAGE_NAMES
from survey_app.customers import queries as customers
from survey_app.db import db, now
from survey_app.outreach import outbox_queries, queries, services, watching
from survey_app.outreach.blueprint import address, blueprint
from survey_app.outreach.choosing import Selection, choices, selected_ids
from survey_app.outreach.compose import correspondents, language_for, languages_of, letter_for
from survey_app.outreach.forms import WaveForm, start_values, values_of
from survey_app.outreach.labels import MAIL_LABELS, TROUBLE_LABELS, WAVE_LABELS
from survey_app.outreach.models import Wave
from survey_app.outreach.schedule import may_send, next_days_opening, next_opening
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

PAGE_SIZE = 50

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
    earlier = queries.waves(session, study)
    title = _("Wave %(number)s", number=len(earlier) + 1)
    data = start_values(current_user.name, current_user.email, title)
    zone = earlier[0].time_zone if earlier else "UTC"
    form = WaveForm(
        surveys, time_zone=zone, data={**data, "languages": list(languages_of(surveys[0]))}
    )
    if not form.validate_on_submit():
        page = render_template("outreach/form.html", form=form, wave=None)
        return (page, 422) if form.errors else page
    wave = services.create_wave(session, study, **form.values(), time_zone=zone)
    session.commit()
    return redirect(address(study, wave, "choose"), 303)


@blueprint.route("/<int:wave_id>/edit", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def edit(study: Study, wave_id: int) -> Page:
    """Change a draft."""
    session = db.session()
    wave = queries.wave(session, study, wave_id) or abort(404)
    surveys = list(queries.published_surveys(session, study))
    if wave.publication_id not in [one.id for one in surveys]:
        surveys.append(wave.publication)
    form = WaveForm(surveys, time_zone=wave.time_zone, data=values_of(wave))
    if not form.validate_on_submit():
        page = render_template("outreach/form.html", form=form, wave=wave)
        return (page, 422) if form.errors else page
    services.change_wave(session, wave, **form.values())
    session.commit()
    flash(_("Saved."), "success")
    return redirect(address(study, wave), 303)


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
    invitations = queries.invitations(
        session, found, status=status, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE
    )
    return render_template(
        "outreach/wave.html",
        n_chosen=n_chosen,
        status=status,
        invitations=invitations,
        answered=watching.answered_invitations(session, [one.id for one, _ in invitations]),
        days=watching.days(session, found),
        reminders=watching.reminder_counts(session, found),
        page=page,
        n_pages=n_pages,
        wave_labels=WAVE_LABELS,
        settings=current_app.extensions["portrait_settings"],
        **_progress(study, found, counts),
    )


@blueprint.get("/<int:wave_id>/progress")
@study_view(*RESEARCHERS)
def progress(study: Study, wave_id: int) -> str:
    """Show the counts alone; the wave's page asks for them while mails go out."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    counts = queries.mail_counts(session, study).get(found.id, {})
    return render_template("outreach/progress.html", **_progress(study, found, counts))


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
        filters=choices(session, study, found),
        page=page,
        n_pages=n_pages,
    )


@blueprint.get("/<int:wave_id>/preview")
@study_view(*RESEARCHERS)
def preview(study: Study, wave_id: int) -> str:
    """Show the mail or a reminder as one real contact would read it, in each language."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    n_people = queries.n_invited(session, study).get(found.id, 0)
    number = min(max(request.args.get("person", 1, type=int), 1), max(n_people, 1))
    nth = request.args.get("mail", 0, type=int)
    if nth not in range(len(found.reminders) + 1):
        abort(404)
    people = queries.chosen_contacts(session, found, limit=1, offset=number - 1)
    person = people[0] if people else None
    settings = current_app.extensions["portrait_settings"]
    own = language_for(person.language if person else None, study, found)
    languages = [own, *(code for code in found.body if code != own)]
    writers = correspondents(session, found, person)
    letters = [
        letter_for(settings, study, found, writers, language=code, nth=nth) for code in languages
    ]
    return render_template(
        "outreach/preview.html",
        wave=found,
        n_people=n_people,
        number=number,
        nth=nth,
        person=person,
        writers=writers,
        mail_from=settings.mail_from,
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
    nth = request.form.get("mail", 0, type=int)
    if language not in found.body or nth not in range(len(found.reminders) + 1):
        abort(422)
    services.send_test(session, study, found, user=current_user, language=language, nth=nth)
    session.commit()
    flash(
        _(
            "A test in %(language)s is on its way to %(email)s.",
            language=LANGUAGE_NAMES[language],
            email=current_user.email,
        ),
        "success",
    )
    return redirect(address(study, found, "preview", mail=nth or None), 303)


@blueprint.post("/<int:wave_id>/send")
@study_view(*RESEARCHERS)
def send(study: Study, wave_id: int) -> Response:
    """Send the wave."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    n = services.send_wave(session, study, found, user=current_user)
    session.commit()
    if found.status == "scheduled":
        flash(_("The wave is scheduled and begins by itself."), "success")
    else:
        flash(ngettext("%(num)d mail goes out.", "%(num)d mails go out.", n), "success")
    return redirect(address(study, found), 303)


@blueprint.post("/<int:wave_id>/state")
@study_view(*RESEARCHERS)
def change_state(study: Study, wave_id: int) -> Response:
    """Pause, resume, call off or close a wave, unschedule it, or delete a draft."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    match request.form.get("state"):
        case "paused":
            services.pause(session, found)
            flash(_("Paused. Mails that wait go out when you resume."))
        case "sending":
            services.resume(session, study, found, user=current_user)
            flash(_("Sending goes on."))
        case "draft":
            services.unschedule(session, found)
            flash(_("The wave is a draft again."))
        case "cancelled":
            services.cancel(session, found)
            flash(_("No more mail goes out from this wave. Links that are out go on working."))
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
    return redirect(address(study, found), 303)


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
    return redirect(address(study, found), 303)


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


def _progress(study: Study, wave: Wave, counts: dict[str, int]) -> dict[str, Any]:
    """Return what the part of the page shows that is fetched again while mails go out."""
    session = db.session()
    moment = now()
    return {
        "wave": wave,
        "counts": counts,
        "funnel": watching.funnel(session, study, wave),
        "waiting": watching.at_the_door(session, wave),
        "resting_until": _resting_until(wave, moment),
        "mail_labels": MAIL_LABELS,
        "troubles": TROUBLE_LABELS,
        "study": study,
    }


def _resting_until(wave: Wave, moment: datetime) -> datetime | None:
    """Return when the mails of a wave go on, where they rest now."""
    if wave.status != "sending":
        return None
    hours = outbox_queries.hours_of(wave)
    if outbox_queries.cap_reached(db.session(), wave, moment):
        return next_days_opening(hours, moment)
    return None if may_send(hours, moment) else next_opening(hours, moment)
