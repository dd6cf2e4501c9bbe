"""Forms of planning, trying to reach people, and importing; and the words for modes and ends."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import DateTimeLocalField, SelectField, StringField
from wtforms.validators import DataRequired, Optional

from survey_app.accounts.models import User
from survey_app.builder.models import Publication
from survey_app.config import LANGUAGE_NAMES
from survey_app.customers.models import Contact
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, options

MODE_LABELS = {
    "phone": _l("Telephone"),
    "video": _l("Video call"),
    "in_person": _l("In person"),
    "group": _l("Group"),
    "import": _l("Imported"),
}
OUTCOME_LABELS = {
    "full": _l("Talked to the end"),
    "part": _l("Part of it, to be continued"),
    "short": _l("Cut short"),
    "refused": _l("Would rather not talk"),
    "no_answer": _l("Nobody answered"),
    "wrong_person": _l("Not the right person"),
}
ATTEMPT_LABELS = {
    "no_answer": _l("Nobody answered"),
    "busy": _l("Busy"),
    "call_back": _l("Asked to be called later"),
    "wrong_person": _l("Not the right person"),
    "reached": _l("Reached"),
}
STATUS_LABELS = {
    "planned": _l("Planned"),
    "held": _l("Held"),
    "missed": _l("Missed"),
    "cancelled": _l("Cancelled"),
}
TAG_LABELS = {
    "pain": _l("pain"),
    "goal": _l("goal"),
    "objection": _l("objection"),
    "praise": _l("praise"),
    "quote": _l("quote"),
}


class PlanForm(StaffForm):
    """Whom to talk with, how, when, and by which script."""

    who = StringField(
        _l("With whom"),
        [
            # Not `needed`: that takes a blank for a name.
            DataRequired(_l("Write a name, or choose one of the contacts.")),
            at_most(MAX_SHORT_CHARS),
        ],
        description=_l("Choose a contact, or write any name."),
    )
    mode = SelectField(
        _l("How"),
        choices=options(
            {key: MODE_LABELS[key] for key in ("phone", "video", "in_person", "group")}
        ),
    )
    planned_at = DateTimeLocalField(
        _l("When"),
        [Optional()],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        description=_l("Leave empty if no time is agreed yet."),
    )
    language = SelectField(_l("Language of the talk"), choices=options(LANGUAGE_NAMES))
    script = SelectField(_l("Script"))
    interviewer = SelectField(_l("Who calls"))

    def offer(self, scripts: Sequence[Publication], interviewers: Sequence[User]) -> None:
        """Fill in what can be chosen."""
        self.script.choices = options(script_labels(scripts))
        self.interviewer.choices = options(
            {str(user.id): user.name for user in interviewers} | {"": _l("nobody yet")}
        )


class AttemptForm(StaffForm):
    """A try to reach the person."""

    attempt = SelectField(_l("Attempt"), choices=options(ATTEMPT_LABELS))
    note = StringField(_l("Note"), [at_most(MAX_SHORT_CHARS)])


class UploadForm(StaffForm):
    """Files to import."""

    files = MultipleFileField(_l("Files"))
    language = SelectField(_l("Language"), choices=options(LANGUAGE_NAMES))
    script = SelectField(
        _l("Script"), description=_l("Answers are put under the questions of this script.")
    )

    def offer(self, scripts: Sequence[Publication]) -> None:
        """Fill in what can be chosen."""
        self.script.choices = options(script_labels(scripts))


def script_labels(scripts: Sequence[Publication]) -> dict[str, object]:
    """Return the choices of a script field: the newest first, and none."""
    labels: dict[str, object] = {
        str(one.id): f"{one.questionnaire.title} ({one.number})" for one in scripts
    }
    return labels | {"": _l("no script")}


def contact_labels(contacts: Sequence[Contact]) -> dict[str, Contact]:
    """Return contacts by a label that tells them apart: 'Anna Lee · Northwind · anna@…'."""
    found: dict[str, Contact] = {}
    for contact in contacts:
        parts = (contact.name, contact.company.name if contact.company else "", contact.email)
        label = " · ".join(part for part in parts if part) or contact.phone or f"#{contact.id}"
        found[label if label not in found else f"{label} · #{contact.id}"] = contact
    return found


def label_of(contact: Contact, labels: dict[str, Contact]) -> str:
    """Return the label under which a contact is offered, or its name."""
    for label, one in labels.items():
        if one.id == contact.id:
            return label
    return contact.name or contact.email or contact.phone


def known_contact(typed: str, labels: dict[str, Contact]) -> tuple[str, Contact | None]:
    """Read what was typed as 'with whom': a contact's label, or only a name."""
    contact = labels.get(typed.strip())
    if contact is None:
        return typed.strip(), None
    return contact.name or contact.email or contact.phone or typed.strip(), contact
