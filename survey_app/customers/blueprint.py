"""The blueprint that the files of views share, and how they find a contact."""

from __future__ import annotations

from flask import Blueprint, abort, url_for
from flask_login import current_user

from survey_app.accounts.models import User
from survey_app.customers import queries
from survey_app.customers.models import Contact
from survey_app.db import db
from survey_app.studies import queries as studies
from survey_app.studies.models import Study

blueprint = Blueprint(
    "customers", __name__, url_prefix="/s/<study_slug>/contacts", template_folder="templates"
)


def load(study: Study, contact_id: int) -> Contact:
    """Return the contact of this study, or end the request with 404."""
    return queries.contact(db.session(), study, contact_id) or abort(404)


def address_of(study: Study, person: Contact) -> str:
    """Return the address of a contact's page."""
    return url_for("customers.contact", study_slug=study.slug, contact_id=person.id)


def me() -> User:
    """Return the user who asks."""
    user: User = current_user._get_current_object()
    return user


def colleagues(study: Study) -> list[User]:
    """Return who can be the owner of a contact: the people of the study, and who asks."""
    people = [one.user for one in studies.members(db.session(), study)]
    return people if any(one.id == me().id for one in people) else [me(), *people]
