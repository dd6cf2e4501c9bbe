"""Builders for contacts; names carry markup, as in the standing cast."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from survey_app.customers import services
from survey_app.customers.models import Contact
from survey_app.sources.contacts import ContactRow
from survey_app.studies.models import Study
from tests.builders import MARKUP


def row(email: str | None = "anna@clinic.example", **values: Any) -> ContactRow:
    """One line of a list."""
    defaults = {"line": 1, "name": "", "company": "", "language": None, "phone": ""}
    return ContactRow(email=email, **{**defaults, **values})


def contact(session: Session, study: Study, name: str = "Anna", **values: Any) -> Contact:
    """A person of the study, whose address is made of the name."""
    defaults = {"email": f"{name.lower()}@clinic.example", "company": f"Clinic {MARKUP}"}
    return services.add_contact(session, study, name=f"{name} {MARKUP}", **{**defaults, **values})
