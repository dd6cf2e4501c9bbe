"""Publish the demo's personas as a careful marketer would: what the trust rules allow."""

from __future__ import annotations

from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.personas import queries, services
from survey_app.personas.material import gather
from survey_app.studies.models import Study


def publish_personas(session: Session, study: Study, *, user: User) -> list[str]:
    """Send each draft to review and publish those that break no hard rule; return their names."""
    material = gather(session, study)
    published = []
    for persona in queries.personas(session, study):
        version = persona.versions[-1]
        if version.status != "draft" or not version.statements:
            continue
        services.submit(session, version)
        if any(one.hard for one in services.violations(version, material)):
            services.send_back(session, version)
            continue
        services.publish(session, version, material, user=user)
        published.append(version.name)
    return published
