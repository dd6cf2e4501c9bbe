"""Tables of contacts, companies, imports, saved filters, sources and the suppression list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.customers.keys import address_key, phone_key, search_text, sort_key
from survey_app.db import Base, JSONDocument, now

CONSENTS = ("unknown", "given", "refused")
ATTRIBUTE_KINDS = ("text", "number", "choice", "date")


class Company(Base):
    """Where contacts work."""

    __tablename__ = "company"
    __table_args__ = (UniqueConstraint("study_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="The study's own.")


class Contact(Base):
    """A person whom the study may write to or call."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("study_id", "email"),
        Index("ix_contact_order", "study_id", "sort_key", "id"),
        Index("ix_contact_address", "study_id", "email_key"),
        Index("ix_contact_phone", "study_id", "phone_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="SET NULL"), index=True, comment="NULL: not known."
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="Best-placed sender; NULL: nobody."
    )
    name: Mapped[str] = mapped_column(Text, default="", comment="May be empty.")
    email: Mapped[str | None] = mapped_column(
        Text, comment="Domain in lower case; NULL: can only be called."
    )
    phone: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str | None] = mapped_column(Text, comment="NULL: the study's language.")
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="The study's own.")
    source: Mapped[str] = mapped_column(Text, default="", comment="Where we have the person from.")
    consent: Mapped[str] = mapped_column(
        Text, default="unknown", comment="To be written to and called: unknown, given or refused."
    )
    consent_source: Mapped[str] = mapped_column(
        Text, default="", comment="Where and how they said so, such as 'trade fair, on paper'."
    )
    consent_on: Mapped[date | None] = mapped_column(comment="NULL: the day is not known.")
    created_at: Mapped[datetime] = mapped_column(default=now)
    revision: Mapped[int] = mapped_column(default=0, comment="Counts changes; an import's undo.")
    sort_key: Mapped[str] = mapped_column(Text, default="", comment="Name or address, folded.")
    search_text: Mapped[str] = mapped_column(Text, default="", comment="All that search looks in.")
    email_key: Mapped[str | None] = mapped_column(Text, comment="Address, folded; NULL: none.")
    phone_key: Mapped[str | None] = mapped_column(Text, comment="Digits; NULL: no phone.")

    company: Mapped[Company | None] = relationship()
    owner: Mapped[User | None] = relationship()
    tags: Mapped[list[ContactTag]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ContactTag.name"
    )

    @property
    def tag_names(self) -> list[str]:
        """The person's tags, in the order of the alphabet."""
        return [tag.name for tag in self.tags]


class ContactTag(Base):
    """A word that the team has put on a person."""

    __tablename__ = "contact_tag"

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(Text, primary_key=True, index=True)


class Attribute(Base):
    """Something that a study wants to know of every contact or company, and in which form."""

    __tablename__ = "attribute"
    __table_args__ = (
        UniqueConstraint("study_id", "owner", "name"),
        CheckConstraint("owner IN ('contact', 'company')", name="owner"),
        CheckConstraint("kind IN ('text', 'number', 'choice', 'date')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    owner: Mapped[str] = mapped_column(Text, comment="contact or company.")
    name: Mapped[str] = mapped_column(Text, comment="Also the key in `attributes`.")
    kind: Mapped[str] = mapped_column(Text)
    choices: Mapped[list[Any]] = mapped_column(default=list, comment="Of kind choice.")
    position: Mapped[int] = mapped_column(default=0)


class ContactFilter(Base):
    """A filter over contacts that is kept under a name: a segment of the list."""

    __tablename__ = "contact_filter"
    __table_args__ = (UniqueConstraint("study_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    wanted: Mapped[dict[str, Any]] = mapped_column(comment="As `filters.Filter` reads it.")
    created_at: Mapped[datetime] = mapped_column(default=now)


class ContactImport(Base):
    """One list that was stored: from where, by whom, by which rule, and whether taken back."""

    __tablename__ = "contact_import"
    __table_args__ = (CheckConstraint("rule IN ('keep', 'fill', 'overwrite')", name="rule"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    source: Mapped[str] = mapped_column(Text, comment="Name of the file; empty: pasted.")
    rule: Mapped[str] = mapped_column(Text, default="overwrite")
    n_added: Mapped[int] = mapped_column(default=0)
    n_changed: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None] = mapped_column(comment="NULL: it stands.")

    user: Mapped[User | None] = relationship()


class ContactChange(Base):
    """What an import did to one contact; goes with the contact, as it holds the same data."""

    __tablename__ = "contact_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(
        ForeignKey("contact_import.id", ondelete="CASCADE"), index=True
    )
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    before: Mapped[dict[str, Any] | None] = mapped_column(
        JSONDocument, comment="What the changed fields were; NULL: the contact was added."
    )
    revision: Mapped[int] = mapped_column(comment="The contact's afterwards; another now: touched.")

    contact: Mapped[Contact] = relationship()


class PublicSource(Base):
    """What a public source says of a person: a profile, an article, a talk."""

    __tablename__ = "public_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    field: Mapped[str] = mapped_column(Text, default="", comment="Row of the dossier; may be ''.")
    text: Mapped[str] = mapped_column(Text, comment="What it says, in a sentence.")
    url: Mapped[str] = mapped_column(Text, default="", comment="Where; empty: not on the web.")
    seen_on: Mapped[date] = mapped_column(comment="The day somebody read it there.")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )


class Suppression(Base):
    """An address that must get no more mail from this workspace, whatever the study.

    Of a person who was erased only the address's hash is left (`keys.hashed`), with the reason
    'erased': enough not to write again.
    """

    __tablename__ = "suppression"
    __table_args__ = (UniqueConstraint("workspace_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(Text, comment="Lower-case.")
    reason: Mapped[str] = mapped_column(Text, comment="unsubscribed, bounced, complained or asked.")
    created_at: Mapped[datetime] = mapped_column(default=now)


@event.listens_for(Contact, "before_insert")
@event.listens_for(Contact, "before_update")
def _follow(_mapper: Mapper[Contact], _connection: Connection, contact: Contact) -> None:
    """Keep the columns that lists are ordered, searched and told apart by."""
    company = contact.company.name if contact.company else ""
    contact.sort_key = sort_key(contact.name or "", contact.email)
    contact.search_text = search_text(contact.name, contact.email, company, contact.phone)
    contact.email_key = address_key(contact.email) if contact.email else None
    contact.phone_key = phone_key(contact.phone or "")
