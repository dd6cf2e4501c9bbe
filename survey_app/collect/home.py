"""What answering contributes to a study's home page."""

from __future__ import annotations

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from survey_app.collect import queries
from survey_app.db import now
from survey_app.studies.home import Contribution, RoadStep
from survey_app.studies.models import Study


def contribute(session: Session, study: Study, role: str) -> Contribution:
    """Say how many have answered."""
    counts = queries.counts(session, study)
    fresh = queries.completed_since(session, study, now() - timedelta(days=1))
    if counts.invited:
        count = _("%(n)s of %(asked)s answered", n=counts.completed, asked=counts.invited)
        fact = _("%(n)s of %(asked)s have answered.", n=counts.completed, asked=counts.invited)
    else:
        count = ngettext("%(num)s answer", "%(num)s answers", counts.completed)
        fact = ngettext("%(num)s person has answered.", "%(num)s people have answered.",
                        counts.completed)  # fmt: skip
    may_read = role == "researcher"
    url = url_for("responses.index", study_slug=study.slug) if may_read else None
    state = "done" if counts.completed else "current" if counts.invited else ""
    return Contribution(
        facts=(fact,) if counts.started or counts.invited else (),
        road=(RoadStep("ask", _("Ask"), count, url, state),),
        news=(
            (ngettext("%(num)s new answer came in", "%(num)s new answers came in", fresh),)
            if fresh
            else ()
        ),
    )
