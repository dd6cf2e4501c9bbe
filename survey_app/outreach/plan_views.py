"""Pages: when a wave goes out, its reminders, whether it will arrive, and its incentives."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, current_app, flash, make_response, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.config import Settings
from survey_app.customers import queries as customers
from survey_app.db import db
from survey_app.outreach import arrival, dns_checks, incentives, planning, queries, watching
from survey_app.outreach.blueprint import address, blueprint
from survey_app.outreach.compose import correspondents, letter_for, texts_of
from survey_app.outreach.letters import placeholders_in
from survey_app.outreach.models import Reminder, Wave
from survey_app.outreach.plan_forms import (
    IncentiveForm,
    ReminderForm,
    TimingForm,
    reminder_values,
    timing_values,
)
from survey_app.outreach.schedule import time_zones
from survey_app.outreach.services import must_be_draft
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

Page = str | Response | tuple[str, int]


@blueprint.route("/<int:wave_id>/when", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def timing(study: Study, wave_id: int) -> Page:
    """Say when a draft begins, at which hours it writes and how much a day."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    must_be_draft(found)
    form = TimingForm(data=timing_values(found))
    if not form.validate_on_submit():
        page = render_template("outreach/timing.html", form=form, wave=found, zones=time_zones())
        return (page, 422) if form.errors else page
    planning.set_timing(session, found, **form.values())
    session.commit()
    flash(_("Saved."), "success")
    return redirect(address(study, found), 303)


@blueprint.route("/<int:wave_id>/reminders/new", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def add_reminder(study: Study, wave_id: int) -> Page:
    """Write one more reminder, beginning with our own text."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    form = ReminderForm(found, data=reminder_values(found, None))
    if not form.validate_on_submit():
        return _reminder_page(form, found, None)
    planning.add_reminder(session, found, **form.values())
    session.commit()
    flash(_("Saved."), "success")
    return redirect(address(study, found), 303)


@blueprint.route("/<int:wave_id>/reminders/<int:number>", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def change_reminder(study: Study, wave_id: int, number: int) -> Page:
    """Change a reminder that has not begun to go out, or remove it."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    reminder = next((one for one in found.reminders if one.number == number), None) or abort(404)
    form = ReminderForm(found, data=reminder_values(found, reminder))
    if request.method == "POST" and request.form.get("do") == "remove":
        planning.remove_reminder(session, found, reminder)
    elif form.validate_on_submit():
        planning.change_reminder(session, found, reminder, **form.values())
    else:
        return _reminder_page(form, found, reminder)
    session.commit()
    flash(_("Saved."), "success")
    return redirect(address(study, found), 303)


@blueprint.get("/<int:wave_id>/arrival")
@study_view(*RESEARCHERS)
def will_it_arrive(study: Study, wave_id: int) -> str:
    """Say what mail servers and readers may mind; the DNS is asked on request only."""
    found = queries.wave(db.session(), study, wave_id) or abort(404)
    settings: Settings = current_app.extensions["portrait_settings"]
    domain = arrival.domain_of(settings.mail_from)
    known = (domain, settings.smtp_host, settings.dkim_selector)
    return render_template(
        "outreach/arrival.html",
        wave=found,
        sender=list(
            arrival.look_at_sender(
                settings.mail_from,
                settings.base_url,
                found.reply_to,
                has_server=bool(settings.smtp_host),
            )
        ),
        texts=_looks_at_texts(study, found, settings),
        people=list(_look_at_people(study, found)),
        dns=dns_checks.look_at_dns(*known) if request.args.get("dns") and "." in domain else None,
        records=dns_checks.records_to_ask_for(*known) if "." in domain else [],
    )


@blueprint.route("/<int:wave_id>/incentives", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def thanks(study: Study, wave_id: int) -> Page:
    """List whose answer earns the promised thank-you, and note who has got it."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    form = IncentiveForm()
    if request.method == "POST":
        invitation = queries.invitation(
            session, found, request.form.get("invitation", 0, type=int)
        ) or abort(404)
        if request.form.get("do") == "undo":
            incentives.take_back(session, invitation)
        elif form.validate():
            incentives.hand_over(
                session, invitation, what=form.what.data, note=form.note.data, user=current_user
            )
        else:
            return _thanks_page(found, form), 422
        session.commit()
        return redirect(address(study, found, "thanks"), 303)
    return _thanks_page(found, form)


@blueprint.get("/<int:wave_id>/incentives.csv")
@study_view(*RESEARCHERS)
def thanks_csv(study: Study, wave_id: int) -> Response:
    """Hand out the list as a table for whoever buys the vouchers."""
    session = db.session()
    found = queries.wave(session, study, wave_id) or abort(404)
    heads = [_("Name"), _("E-mail"), _("Company"), _("Thank-you"), _("Answered"), _("Sent on"),
             _("Sent by"), _("Note")]  # fmt: skip
    answer = make_response(
        incentives.as_csv(heads, watching.debts(session, found), found.incentive)
    )
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="wave-{found.id}-thanks.csv"'
    return answer


def _thanks_page(wave: Wave, form: IncentiveForm) -> str:
    debts = watching.debts(db.session(), wave)
    return render_template("outreach/thanks.html", wave=wave, debts=debts, form=form)


def _reminder_page(form: ReminderForm, wave: Wave, reminder: Reminder | None) -> Page:
    page = render_template("outreach/reminder.html", form=form, wave=wave, reminder=reminder)
    return (page, 422) if form.errors else page


def _looks_at_texts(
    study: Study, wave: Wave, settings: Settings
) -> list[tuple[int, str, list[arrival.Sign]]]:
    """Look at each text as the first person reads it: (number of the mail, language, signs)."""
    sample = queries.chosen_contacts(db.session(), wave, limit=1)
    people = correspondents(db.session(), wave, sample[0] if sample else None)
    place = urlsplit(settings.base_url).hostname or ""
    found = []
    for nth in range(len(wave.reminders) + 1):
        for code in wave.body:
            letter = letter_for(settings, study, wave, people, language=code, nth=nth)
            signs = arrival.look_at_text(code, letter.subject, letter.text, own_place=place)
            found.append((nth, code, list(signs)))
    return found


def _look_at_people(study: Study, wave: Wave) -> list[arrival.Sign]:
    session = db.session()
    contacts = queries.chosen_contacts(session, wave)
    used: set[str] = set()
    for nth in range(len(wave.reminders) + 1):
        for texts in texts_of(wave, nth):
            for text in texts.values():
                used |= placeholders_in(text, without_fallback=True)
    unknown = {
        "company": sum(one.company is None for one in contacts),
        "name": sum(not one.name for one in contacts),
    }
    missing = {name: n for name, n in unknown.items() if n and name in used}
    emails = [one.email for one in contacts]
    suppressed = customers.suppressed_among(session, study.workspace_id, emails)
    return list(arrival.look_at_people(len(contacts), wave.daily_cap, missing, len(suppressed)))
