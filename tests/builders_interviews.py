"""Builders of calls for tests."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from survey_app.customers.models import Company, Contact
from survey_app.interviews import services
from survey_app.interviews.models import Interview
from survey_app.studies.models import Study
from tests.builders import MARKUP
from tests.builders_questionnaires import publish_tiny


def a_contact(session: Session, study: Study, name: str = "Anna", **more: Any) -> Contact:
    """A customer whom we may call."""
    company = Company(study_id=study.id, name=f"{name}'s firm {MARKUP}")
    session.add(company)
    session.flush()
    contact = Contact(
        study_id=study.id,
        company_id=company.id,
        name=f"{name} {MARKUP}",
        email=f"{name.lower()}@customer.example",
        **more,
    )
    session.add(contact)
    session.flush()
    return contact


def a_call(session: Session, study: Study, *, script: bool = True, **more: Any) -> Interview:
    """A planned call by the tiny script: size (single), team, annoys, tools, kept (scale)."""
    publication = publish_tiny(session, study, purpose="script") if script else None
    call = services.plan(
        session, study, title=more.pop("title", f"Anna {MARKUP}"), publication=publication, **more
    )
    session.commit()
    return call
