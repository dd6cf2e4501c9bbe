"""What this room says on a study's home page."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from survey_app.customers import queries
from survey_app.studies.home import Contribution, NextStep
from survey_app.studies.models import Study


def contribute(session: Session, study: Study, role: str) -> Contribution:
    """Tell how many contacts there are; ask a researcher for some while there are none."""
    n = queries.n_contacts(session, study)
    if n:
        return Contribution(facts=(ngettext("%(num)d contact.", "%(num)d contacts.", n),))
    if role != "researcher":
        return Contribution()
    step = NextStep(
        order=20,
        title=_("Add the customers you want to hear"),
        text=_("Paste a list or choose a CSV or Excel file; you see what it would change first."),
        label=_("Add contacts"),
        url=url_for("customers.add", study_slug=study.slug),
    )
    return Contribution(next_steps=(step,))
