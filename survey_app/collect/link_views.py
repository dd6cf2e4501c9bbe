"""Staff pages about open links: put one up, see how it goes, pause and close it."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from survey_app.builder.versions import questionnaire_of
from survey_app.collect import links, queries
from survey_app.collect.framing import embedding, fitting
from survey_app.collect.link_forms import LinkForm, choice_names, start_values
from survey_app.collect.models import OpenLink
from survey_app.config import Settings
from survey_app.db import db, now
from survey_app.outreach.queries import published_surveys
from survey_app.questionnaire import wording
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study

STATUSES = ("open", "paused", "closed")
Page = str | Answer | tuple[str, int]

blueprint = Blueprint(
    "links", __name__, url_prefix="/s/<study_slug>/links", template_folder="templates"
)


@blueprint.get("/")
@study_view(*RESEARCHERS)
def index(study: Study) -> str:
    """List the open links with what has come in by each."""
    session = db.session()
    return render_template(
        "collect/links/index.html",
        links=queries.open_links(session, study),
        counts=queries.counts_by_link(session, study),
        surveys=published_surveys(session, study),
        **_clock(),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def create(study: Study) -> Page:
    """Put up a new link."""
    form = LinkForm(published_surveys(db.session(), study))
    if not form.surveys:
        return redirect(url_for("links.index", study_slug=study.slug), 303)
    if not form.validate_on_submit():
        page = render_template("collect/links/form.html", form=form, link=None)
        return page, 422 if form.is_submitted() else 200
    link = links.open_link(db.session(), study, form.values())
    db.session.commit()
    return _to(study, link)


@blueprint.get("/<int:link_id>")
@study_view(*RESEARCHERS)
def show(study: Study, link_id: int) -> str:
    """Show one link to share: address, QR code, snippet to embed, and how it goes."""
    session = db.session()
    link = _load(study, link_id)
    address = _address(link)
    return render_template(
        "collect/links/show.html",
        link=link,
        address=address,
        snippet=str(Markup('<a href="{}">{}</a>').format(address, _title(link, study))),
        fit_snippet=fitting(_settings().base_url, link.code),
        frame_snippet=embedding(_settings().base_url, link.code, _title(link, study)),
        counts=queries.counts_by_link(session, study).get(link.id),
        quotas=queries.quota_counts(session, link),
        choice_names=choice_names(link),
        **_clock(),
    )


@blueprint.route("/<int:link_id>/edit", methods=["GET", "POST"])
@study_view(*RESEARCHERS)
def edit(study: Study, link_id: int) -> Page:
    """Change what a link takes."""
    link = _load(study, link_id)
    form = LinkForm([link.publication], data=start_values(link))
    if not form.validate_on_submit():
        page = render_template("collect/links/form.html", form=form, link=link)
        return page, 422 if form.is_submitted() else 200
    links.change_link(db.session(), link, form.values())
    db.session.commit()
    flash(_("Saved."))
    return _to(study, link)


@blueprint.post("/<int:link_id>/status")
@study_view(*RESEARCHERS)
def status(study: Study, link_id: int) -> Answer:
    """Open, pause or close a link."""
    link = _load(study, link_id)
    wish = request.form.get("status", "")
    if wish not in STATUSES:
        abort(400)
    links.set_status(db.session(), link, wish)
    db.session.commit()
    return _to(study, link)


@blueprint.get("/<int:link_id>/qr.<kind>")
@study_view(*RESEARCHERS)
def qr(study: Study, link_id: int, kind: str) -> Answer:
    """Hand out the QR code as a picture, to be printed."""
    if kind not in ("svg", "png"):
        abort(404)
    link = _load(study, link_id)
    answer = current_app.response_class(
        links.qr_code(_address(link), kind),
        mimetype="image/svg+xml" if kind == "svg" else "image/png",
    )
    if "download" in request.args:
        answer.headers["Content-Disposition"] = f"attachment; filename=survey-{link.code}.{kind}"
    return answer


def _clock() -> dict[str, object]:
    return {"moment_now": now(), "one_second": timedelta(seconds=1)}


def _load(study: Study, link_id: int) -> OpenLink:
    return queries.open_link(db.session(), study, link_id) or abort(404)


def _title(link: OpenLink, study: Study) -> str:
    """What the survey is called towards customers, in the study's language."""
    return wording(questionnaire_of(db.session(), link.publication).title, study.language)


def _address(link: OpenLink) -> str:
    return f"{_settings().base_url}{url_for('collect.open_landing', code=link.code)}"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["portrait_settings"]
    return settings


def _to(study: Study, link: OpenLink) -> Answer:
    return redirect(url_for("links.show", study_slug=study.slug, link_id=link.id), 303)
