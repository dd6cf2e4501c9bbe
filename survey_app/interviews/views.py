"""Pages: the calls of a study, planning one, and reading one that is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import to_user_timezone, to_utc
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.accounts.models import User
from survey_app.builder import queries as builder
from survey_app.builder.models import Publication
from survey_app.customers import queries as customers
from survey_app.customers.models import Contact
from survey_app.db import db, now
from survey_app.interviews import (
    import_views,  # noqa: F401  its pages join the blueprint
    pad_views,  # noqa: F401
    queries,
    services,
)
from survey_app.interviews.blueprint import ROLES, blueprint, link, load, user_id
from survey_app.interviews.forms import (
    MODE_LABELS,
    OUTCOME_LABELS,
    STATUS_LABELS,
    PlanForm,
    contact_labels,
    known_contact,
    label_of,
)
from survey_app.interviews.models import Interview
from survey_app.interviews.reading import reading_of
from survey_app.studies import access
from survey_app.studies import queries as studies
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

__all__ = ["blueprint"]


@blueprint.get("/")
@study_view(*ROLES)
def index(study: Study) -> str:
    """List the calls: today's and overdue ones, later ones, those that are over."""
    session = db.session()
    planned = queries.planned(session, study)
    tomorrow = now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    today = [one for one in planned if one.planned_at and one.planned_at < tomorrow]
    return render_template(
        "interviews/index.html",
        today=today,
        later=[one for one in planned if one not in today],
        ended=queries.ended(session, study),
        callers=queries.would_rather_talk(session, study),
        waiting=queries.waiting_batches(session, study, user_id() or 0),
        modes=MODE_LABELS,
        outcomes=OUTCOME_LABELS,
        statuses=STATUS_LABELS,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@study_view(*ROLES)
def create(study: Study) -> str | Response | tuple[str, int]:
    """Plan a call with a contact or with somebody who is only a name."""
    session = db.session()
    wished = customers.contact(session, study, request.args.get("contact", 0, type=int))
    labels = contact_labels(queries.contacts(session, study))
    form = PlanForm(
        who=label_of(wished, labels) if wished else "",
        language=(wished.language if wished else None) or study.language,
        interviewer=str(user_id()),
    )
    return _plan_page(study, form, None, labels)


@blueprint.route("/<int:interview_id>/plan", methods=["GET", "POST"])
@study_view(*ROLES)
def change(study: Study, interview_id: int) -> str | Response | tuple[str, int]:
    """Change what was planned."""
    interview = load(study, interview_id)
    labels = contact_labels(queries.contacts(db.session(), study))
    form = PlanForm(
        who=label_of(interview.contact, labels) if interview.contact else interview.title,
        mode=interview.mode,
        planned_at=interview.planned_at and to_user_timezone(interview.planned_at),
        language=interview.language,
        script=str(interview.publication_id or ""),
        interviewer=str(interview.interviewer_id or ""),
    )
    return _plan_page(study, form, interview, labels)


@blueprint.get("/<int:interview_id>")
@study_view(*ROLES)
def show(study: Study, interview_id: int) -> str:
    """Show an interview to read: notes under their questions, or the turns of a transcript."""
    session = db.session()
    interview = load(study, interview_id)
    access.record(study, "interview", interview.id)
    contact = interview.contact
    return render_template(
        "interviews/show.html",
        interview=interview,
        reading=reading_of(session, interview),
        attempts=queries.attempts(session, interview),
        contact_url=link("customers.contact", study_slug=study.slug, contact_id=contact.id)
        if contact and g.role == "researcher"
        else "",
        modes=MODE_LABELS,
        outcomes=OUTCOME_LABELS,
        statuses=STATUS_LABELS,
    )


@blueprint.post("/<int:interview_id>/reopen")
@study_view(*ROLES)
def reopen(study: Study, interview_id: int) -> Response:
    """Go on noting in a call that was closed."""
    interview = load(study, interview_id)
    services.reopen(db.session(), interview)
    db.session.commit()
    return redirect(
        url_for("interviews.pad", study_slug=study.slug, interview_id=interview_id), 303
    )


@blueprint.post("/<int:interview_id>/delete")
@study_view(*RESEARCHERS)
def delete(study: Study, interview_id: int) -> Response:
    """Throw an interview away, such as one imported by mistake."""
    services.delete(db.session(), load(study, interview_id))
    db.session.commit()
    flash(_("The interview and its notes are gone."))
    return redirect(url_for("interviews.index", study_slug=study.slug), 303)


def _plan_page(
    study: Study, form: PlanForm, interview: Interview | None, labels: dict[str, Contact]
) -> str | Response | tuple[str, int]:
    session = db.session()
    scripts = list(builder.newest_publications(session, study, purpose="script"))
    if interview and interview.publication and interview.publication not in scripts:
        scripts.append(interview.publication)
    people = _interviewers(study)
    form.offer(scripts, people)
    if not form.validate_on_submit():
        page = render_template(
            "interviews/plan.html", form=form, interview=interview, labels=labels, scripts=scripts
        )
        return (page, 422) if request.method == "POST" else page
    values = _planned(form, scripts, people, labels)
    if interview is None:
        interview = services.plan(session, study, **values)
    else:
        publication, contact, caller = (
            values.pop(name) for name in ("publication", "contact", "interviewer")
        )
        services.change_plan(
            session,
            interview,
            **values,
            publication_id=publication.id if publication else None,
            contact_id=contact.id if contact else None,
            interviewer_id=caller.id if caller else None,
        )
    session.commit()
    flash(_("Planned."))
    return redirect(url_for("interviews.index", study_slug=study.slug), 303)


def _planned(
    form: PlanForm, scripts: list[Publication], people: list[User], labels: dict[str, Contact]
) -> dict[str, Any]:
    title, contact = known_contact(form.who.data, labels)
    by_id = {str(one.id): one for one in scripts}
    callers = {str(user.id): user for user in people}
    when: datetime | None = form.planned_at.data
    return {
        "title": title,
        "contact": contact,
        "mode": form.mode.data,
        "language": form.language.data,
        "planned_at": to_utc(when).replace(tzinfo=UTC) if when else None,
        "publication": by_id.get(form.script.data),
        "interviewer": callers.get(form.interviewer.data),
    }


def _interviewers(study: Study) -> list[User]:
    members = studies.members(db.session(), study)
    people = [one.user for one in members if one.role in ROLES]
    if current_user.id not in {user.id for user in people}:
        people.insert(0, current_user._get_current_object())
    return people
