"""Which contacts a list for choosing shows: by what is known of them, and by what was sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from survey_app.accounts.models import User
from survey_app.config import LANGUAGES
from survey_app.customers import queries as customers
from survey_app.customers.filters import Filter
from survey_app.customers.models import Company, Contact, ContactTag
from survey_app.outreach import queries
from survey_app.outreach.models import Invitation, Wave
from survey_app.outreach.replies import replies
from survey_app.studies.models import Study

# Everybody, never asked, asked and never answered, answered, chosen for this wave; or silent-7:
# asked in wave 7 and did not answer that.
FILTERS = ("", "new", "silent", "answered", "chosen")
MAX_VALUES = 60  # an attribute with more values, such as a number, is no way to choose


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for; None or '' means that it does not matter.

    `language` is '' for contacts of unknown language; `attribute` is 'name=value'.
    """

    words: str = ""
    language: str | None = None
    only: str = ""
    segment: int | None = None
    company: int | None = None
    owner: int | None = None
    tag: str = ""
    attribute: str = ""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> Selection:
        """Read a selection from an address; what is not understood is left out."""
        language, only = args.get("language"), args.get("only", "")
        known = only in FILTERS or only.removeprefix("silent-").isdigit()
        return cls(
            words=args.get("q", "").strip(),
            language=language if language in (*LANGUAGES, "") else None,
            only=only if known else "",
            segment=args.get("segment", type=int),
            company=args.get("company", type=int),
            owner=args.get("owner", type=int),
            tag=args.get("tag", ""),
            attribute=args.get("attribute", "") if "=" in args.get("attribute", "") else "",
        )

    def as_args(self) -> dict[str, str]:
        """Return the selection as parts of an address."""
        parts = {
            "q": self.words,
            "only": self.only,
            "segment": str(self.segment or ""),
            "company": str(self.company or ""),
            "owner": str(self.owner or ""),
            "tag": self.tag,
            "attribute": self.attribute,
        }
        found = {name: value for name, value in parts.items() if value}
        return found if self.language is None else {**found, "language": self.language}

    @property
    def is_narrow(self) -> bool:
        """Whether one of the filters that are folded away is in use."""
        return bool(self.company or self.owner or self.tag or self.attribute)


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to filter by in a study: id or value, and how it is called."""

    segments: list[tuple[int, str]]
    companies: list[tuple[int, str]]
    owners: list[tuple[int, str]]
    tags: list[str]
    attributes: dict[str, list[str]]
    waves: list[tuple[int, str]]


def selected_ids(
    session: Session, study: Study, wave: Wave, selection: Selection, chosen: set[int]
) -> list[int]:
    """Return the ids of the contacts that a selection names, by name."""
    ids = customers.matching_ids(session, study, words=selection.words, language=selection.language)
    for wanted in _sets(session, study, selection):
        ids = [one for one in ids if one in wanted]
    if selection.only == "chosen":
        return [one for one in ids if one in chosen]
    if selection.only == "new":
        asked = queries.invited_elsewhere(session, study, wave)
        return [one for one in ids if one not in asked]
    if selection.only == "answered":
        answered = answered_contacts(session, study)
        return [one for one in ids if one in answered]
    if selection.only == "silent":
        silent = queries.invited_elsewhere(session, study, wave) - answered_contacts(session, study)
        return [one for one in ids if one in silent]
    if selection.only.startswith("silent-"):
        silent = silent_in(session, study, int(selection.only.removeprefix("silent-")))
        return [one for one in ids if one in silent]
    return ids


def choices(session: Session, study: Study, wave: Wave) -> Choices:
    """Return what there is to filter by."""
    of_study = Contact.study_id == study.id
    companies = session.execute(
        select(Company.id, Company.name).where(Company.study_id == study.id).order_by(Company.name)
    )
    owners = session.execute(
        select(User.id, User.name)
        .where(User.id.in_(select(Contact.owner_id).where(of_study)))
        .order_by(User.name)
    )
    tags = session.scalars(
        select(ContactTag.name)
        .distinct()
        .join(Contact, Contact.id == ContactTag.contact_id)
        .where(of_study)
        .order_by(ContactTag.name)
    )
    return Choices(
        segments=[(one.id, one.name) for one in customers.filters(session, study)],
        companies=[(key, name) for key, name in companies],
        owners=[(key, name) for key, name in owners],
        tags=list(tags),
        attributes=_attribute_values(session.scalars(select(Contact.attributes).where(of_study))),
        waves=[
            (one.id, one.title)
            for one in queries.waves(session, study)
            if one.status in ("sending", "sent", "paused", "closed") and one.id != wave.id
        ],
    )


def answered_contacts(session: Session, study: Study) -> set[int]:
    """Return the ids of contacts who have answered in this study."""
    answers = replies()
    rows = session.scalars(
        select(answers.c.contact_id).where(
            answers.c.study_id == study.id,
            answers.c.contact_id.is_not(None),
            answers.c.answered_at.is_not(None),
        )
    )
    return set(rows)


def silent_in(session: Session, study: Study, wave_id: int) -> set[int]:
    """Return the ids of contacts who were asked in one wave and did not answer that."""
    answers = replies()
    rows = session.scalars(
        select(Invitation.contact_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .outerjoin(answers, answers.c.invitation_id == Invitation.id)
        .where(
            Wave.id == wave_id,
            Wave.study_id == study.id,
            Wave.status.not_in(("draft", "scheduled")),
            answers.c.answered_at.is_(None),
        )
    )
    return set(rows)


def _sets(session: Session, study: Study, selection: Selection) -> Iterable[Collection[int]]:
    of_study = Contact.study_id == study.id
    if selection.segment:
        saved = customers.saved_filter(session, study, selection.segment)
        wanted = Filter.from_args(saved.wanted) if saved is not None else Filter()
        yield set(customers.wanted_ids(session, study, wanted))
    if selection.company:
        found = select(Contact.id).where(of_study, Contact.company_id == selection.company)
        yield set(session.scalars(found))
    if selection.owner:
        found = select(Contact.id).where(of_study, Contact.owner_id == selection.owner)
        yield set(session.scalars(found))
    if selection.tag:
        found = select(ContactTag.contact_id).where(ContactTag.name == selection.tag)
        yield set(session.scalars(found))
    if selection.attribute:
        name, _, value = selection.attribute.partition("=")
        rows = session.execute(select(Contact.id, Contact.attributes).where(of_study))
        yield {key for key, attributes in rows if value in _values(attributes.get(name))}


def _attribute_values(rows: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for attributes in rows:
        for name, value in attributes.items():
            found.setdefault(name, set()).update(_values(value))
    return {
        name: sorted(values) for name, values in sorted(found.items()) if len(values) <= MAX_VALUES
    }


def _values(value: Any) -> list[str]:
    """Return what an attribute says; a list, such as tags, says several things."""
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one is not None]
