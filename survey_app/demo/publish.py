"""Publish the demo's personas as a careful marketer would: what the trust rules allow."""

from __future__ import annotations

from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.personas import editing, queries, services
from survey_app.personas.material import gather
from survey_app.personas.models import PersonaVersion
from survey_app.studies.models import Study

# What a marketer who has read the quotes would call them: by the challenge, not by the job.
NAMES = {
    "Just me": "Nobody to hand the paperwork to",
    "10–49": "More projects, the same headcount",
}


def publish_personas(session: Session, study: Study, *, user: User) -> list[str]:
    """Send each draft to review and publish those that break no hard rule; return their names."""
    material = gather(session, study)
    published = []
    for persona in queries.personas(session, study):
        version = persona.versions[-1]
        if version.status != "draft" or not version.statements:
            continue
        _rename(session, version)
        services.submit(session, version)
        if any(one.hard for one in services.violations(version, material)):
            services.send_back(session, version)
            continue
        services.publish(session, version, material, user=user)
        published.append(version.name)
    return published


def _rename(session: Session, version: PersonaVersion) -> None:
    texts = " ".join(one.text for one in version.statements if one.field == "who")
    for tick, name in NAMES.items():
        if tick in texts:
            editing.rename(
                session, version, name=name, summary=version.summary, seen=version.revision
            )
            return
