"""The page on what the team's decisions teach: figures, two buttons, ten quotes to judge next."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app import jobs
from survey_app.db import db
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import instructive, labels, learning, queries, tasks
from survey_app.themes.models import KINDS
from survey_app.themes.screens import blueprint
from survey_app.web.i18n import current_language


@blueprint.get("/learning")
@study_view(*RESEARCHERS)
def learned(study: Study) -> str:
    """Show how much has been decided, what it taught, and what to judge next."""
    session = db.session()
    wanted = instructive.most_instructive(session, study)
    voiced = queries.voiced_by_ids(session, study, wanted)
    return render_template(
        "themes/learning.html",
        study=study,
        state=learning.learning(session, study),
        job=jobs.latest_job(session, tasks.LEARN, study_id=study.id),
        quotes=[voiced[key] for key in wanted if key in voiced],
        themes=instructive.themes_to_review(session, study, wanted),
        kinds=KINDS,
        labels=labels,
    )


@blueprint.post("/learning/learn")
@study_view(*RESEARCHERS)
def learn(study: Study) -> Response:
    """Learn from the decisions in the background, unless that is under way."""
    session = db.session()
    if jobs.open_job(session, tasks.LEARN, study_id=study.id) is None:
        jobs.enqueue(
            session,
            tasks.LEARN,
            study_id=study.id,
            user_id=current_user.id,
            language=current_language(),
        )
    session.commit()
    return redirect(url_for("themes.learned", study_slug=study.slug), 303)


@blueprint.post("/learning/shipped")
@study_view(*RESEARCHERS)
def use_shipped(study: Study) -> Response:
    """Return to the model that Portrait ships, in this study alone."""
    session = db.session()
    learning.use_shipped(session, study)
    session.commit()
    return redirect(url_for("themes.learned", study_slug=study.slug), 303)


@blueprint.post("/learning/learnt")
@study_view(*RESEARCHERS)
def use_learnt(study: Study) -> Response:
    """Read with what the workspace's decisions taught again."""
    session = db.session()
    learning.use_learnt(session, study)
    session.commit()
    return redirect(url_for("themes.learned", study_slug=study.slug), 303)
