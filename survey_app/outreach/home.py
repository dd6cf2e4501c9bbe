"""What this room says on a study's home page."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from survey_app.outreach import queries
from survey_app.studies.home import Contribution, NextStep
from survey_app.studies.models import Study


def contribute(session: Session, study: Study, role: str) -> Contribution:
    """Lead a researcher from a published survey to a wave, and to mails that need a look."""
    if role != "researcher" or study.status != "open":
        return Contribution()
    waves = queries.waves(session, study)
    drafts = [wave for wave in waves if wave.status == "draft"]
    steps = []
    if not waves and queries.published_surveys(session, study):
        steps.append(
            NextStep(
                order=24,
                title=_("The survey is published"),
                text=_("Write one mail, choose who gets it, and send it."),
                label=_("Invite customers"),
                url=url_for("outreach.create", study_slug=study.slug),
            )
        )
    elif drafts:
        steps.append(
            NextStep(
                order=22,
                title=_("Send the wave '%(title)s'", title=drafts[0].title),
                text=_("It is written and waits: choose who gets it, look at it, send it."),
                label=_("Open the wave"),
                url=_address(study, drafts[0].id),
            )
        )
    steps.extend(
        NextStep(
            order=21,
            title=_("The wave '%(title)s' is paused", title=wave.title),
            text=_("Mails wait. See why, then go on sending or call off the rest."),
            label=_("Open the wave"),
            url=_address(study, wave.id),
        )
        for wave in waves
        if wave.status == "paused"
    )
    steps.extend(_to_look_at(session, study))
    return Contribution(next_steps=tuple(steps))


def _to_look_at(session: Session, study: Study) -> list[NextStep]:
    for wave_id, counts in sorted(queries.mail_counts(session, study).items()):
        n = sum(counts.get(one, 0) for one in ("unknown", "failed", "bounced"))
        if n:
            return [
                NextStep(
                    order=26,
                    title=ngettext(
                        "%(num)d mail did not arrive for certain",
                        "%(num)d mails did not arrive for certain",
                        n,
                    ),
                    text=_("See why, correct the address or send it again."),
                    label=_("Look at the mails"),
                    url=_address(study, wave_id),
                )
            ]
    return []


def _address(study: Study, wave_id: int) -> str:
    return url_for("outreach.wave", study_slug=study.slug, wave_id=wave_id)
