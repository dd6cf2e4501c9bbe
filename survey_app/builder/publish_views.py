"""Pages: what publishing would change and what stands in its way; versions and what parts them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.builder import services
from survey_app.builder.blueprint import blueprint, home, load
from survey_app.builder.models import Publication, Questionnaire
from survey_app.builder.places import place_of
from survey_app.builder.versions import questionnaire_of
from survey_app.builder.words import LEVELS
from survey_app.db import db
from survey_app.errors import PortraitError
from survey_app.questionnaire.check import check_questionnaire
from survey_app.questionnaire.diff import diff, gravest
from survey_app.questionnaire.hints import n_hints
from survey_app.questionnaire.minutes import minutes_of
from survey_app.questionnaire.wordings import n_missing
from survey_app.studies.guard import READERS, RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.web.i18n import current_language


@blueprint.route("/<int:questionnaire_id>/publish", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def publish(study: Study, questionnaire_id: int) -> str | Response | tuple[str, int]:
    """Show what is in the way and what will change; freeze the draft as the next version."""
    questionnaire = load(study, questionnaire_id)
    if request.method == "GET":
        return _publish_page(questionnaire)
    if "revision" in request.form and request.form["revision"] != str(questionnaire.revision):
        flash(_("The draft was changed meanwhile: look at the list once more."), "error")
        return _publish_page(questionnaire), 409
    try:
        published = services.publish(db.session(), questionnaire, user=current_user)
    except PortraitError as error:
        db.session.rollback()
        flash(str(error), "error")
        return _publish_page(load(study, questionnaire_id)), int(error.status)
    db.session.commit()
    flash(_("Version %(number)s is published. It will never change.", number=published.number))
    return redirect(home(study, questionnaire), 303)


@blueprint.post("/<int:questionnaire_id>/audience")
@study_view(*RESEARCHERS)
def audience(study: Study, questionnaire_id: int) -> str | Response | tuple[str, int]:
    """Say whether customers or colleagues answer the survey."""
    questionnaire = load(study, questionnaire_id)
    for_team = request.form.get("for_team") == "1"
    try:
        services.set_audience(db.session(), questionnaire, for_team=for_team)
    except PortraitError as error:
        db.session.rollback()
        flash(str(error), "error")
        return _publish_page(load(study, questionnaire_id)), int(error.status)
    db.session.commit()
    flash(
        _("Colleagues answer it. What they write stands beside the personas as belief. Find "
          "themes again so that no share counts them.")
        if for_team
        else _("Customers answer it. Find themes again so that every share counts them.")
    )  # fmt: skip
    return redirect(
        url_for(".publish", study_slug=study.slug, questionnaire_id=questionnaire_id), 303
    )


@blueprint.get("/<int:questionnaire_id>/versions/<int:number>")
@study_view(*READERS)
def version(study: Study, questionnaire_id: int, number: int) -> str:
    """Show a published version, read-only, and how it differs from another."""
    questionnaire = load(study, questionnaire_id)
    found = _version(questionnaire, number) or abort(404)
    definition = questionnaire_of(db.session(), found)
    against = _version(questionnaire, request.args.get("against", number - 1, type=int))
    changes = []
    if against is not None and against is not found:
        older, newer = sorted((against, found), key=lambda one: one.number)
        changes = diff(questionnaire_of(db.session(), older), questionnaire_of(db.session(), newer))
    return render_template(
        "builder/version.html",
        questionnaire=questionnaire,
        publication=found,
        definition=definition,
        against=against,
        changes=changes,
        level_words=LEVELS,
    )


def _version(questionnaire: Questionnaire, number: int) -> Publication | None:
    return next((one for one in questionnaire.publications if one.number == number), None)


def _publish_page(questionnaire: Questionnaire) -> str:
    draft = services.draft_of(questionnaire)
    language = current_language()
    changes = services.changes_since_published(db.session(), questionnaire)
    problems = [(*place_of(one), *one.in_language(language)) for one in check_questionnaire(draft)]
    return render_template(
        "builder/publish.html",
        questionnaire=questionnaire,
        draft=draft,
        problems=problems,
        changes=changes,
        level=gravest(changes),
        level_words=LEVELS,
        missing=n_missing(draft),
        n_hints=sum(n_hints(draft).values()),
        minutes=minutes_of(questionnaire.draft),
    )
