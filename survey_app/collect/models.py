"""Tables of open links, of responses, and of passages, the texts that all analysis reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, and_, false, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.builder.models import Publication, Questionnaire
from survey_app.customers.models import Contact
from survey_app.db import Base, now

CHANNELS = ("email", "open_link", "phone", "video", "in_person", "group", "import", "public")


class OpenLink(Base):
    """An address that anybody may answer at: on a site, a poster, or a tablet at a stand."""

    __tablename__ = "open_link"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'paused', 'closed')", name="status"),
        CheckConstraint("max_responses > 0", name="max_responses"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id", ondelete="RESTRICT"))
    code: Mapped[str] = mapped_column(Text, unique=True, comment="In the address; no secret.")
    title: Mapped[str] = mapped_column(Text, comment="For staff: where it is put up.")
    status: Mapped[str] = mapped_column(Text, default="open")
    anonymous: Mapped[bool] = mapped_column(
        default=False, comment="Its responses know a day and nothing about the person."
    )
    kiosk: Mapped[bool] = mapped_column(
        default=False, comment="One device for many people: it starts clean by itself."
    )
    max_responses: Mapped[int | None] = mapped_column(comment="Completed ones; NULL: no limit.")
    quota_question: Mapped[str | None] = mapped_column(
        Text, comment="Key of a single choice; NULL: no choice is limited."
    )
    quotas: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="Code of a choice: the most completed responses with it."
    )
    closes_at: Mapped[datetime | None] = mapped_column(comment="NULL: open until closed by hand.")
    embed_sites: Mapped[list[Any]] = mapped_column(
        default=list,
        server_default="[]",
        comment="Origins that may show the survey in a frame; empty: none.",
    )
    created_at: Mapped[datetime] = mapped_column(default=now)

    publication: Mapped[Publication] = relationship()


class Response(Base):
    """One filled-in questionnaire. `answers` is the record of truth."""

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("status IN ('started', 'completed')", name="status"),
        CheckConstraint(
            "NOT anonymous OR (contact_id IS NULL AND invitation_id IS NULL)", name="anonymous"
        ),
        CheckConstraint("(status = 'completed') = (completed_at IS NOT NULL)", name="completed"),
        Index("ix_response_study_status", "study_id", "status"),
        Index("ix_response_study", "study_id", "id"),
        Index(
            "ix_response_trial",
            "study_id",
            sqlite_where=text("trial = 1"),
            postgresql_where=text("trial"),
        ),
        Index(
            "ix_response_passages_due",
            "id",
            sqlite_where=text("passages_due"),
            postgresql_where=text("passages_due"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    publication_id: Mapped[int] = mapped_column(
        ForeignKey("publication.id", ondelete="RESTRICT"),
        index=True,
        comment="The version that this person answers, to the end.",
    )
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="SET NULL"),
        unique=True,
        comment="NULL: open link, import or anonymous.",
    )
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact.id", ondelete="SET NULL"), index=True, comment="NULL: not known."
    )
    open_link_id: Mapped[int | None] = mapped_column(
        ForeignKey("open_link.id", ondelete="SET NULL"),
        index=True,
        comment="NULL: invited in person, or imported.",
    )
    public_id: Mapped[str] = mapped_column(Text, unique=True, comment="In addresses; no secret.")
    receipt_hash: Mapped[str | None] = mapped_column(
        Text, unique=True, comment="SHA-256 of the receipt code; NULL: none was given."
    )
    channel: Mapped[str] = mapped_column(Text, default="email")
    status: Mapped[str] = mapped_column(Text, default="started")
    anonymous: Mapped[bool] = mapped_column(default=False)
    trial: Mapped[bool] = mapped_column(default=False, comment="A test run; never counted.")
    revision: Mapped[int] = mapped_column(default=0, comment="Counts saves; guards two devices.")
    saved_by: Mapped[str] = mapped_column(
        Text, default="", comment="The page view that saved last; its own next save is no clash."
    )
    language: Mapped[str] = mapped_column(Text)
    page: Mapped[int] = mapped_column(default=0, comment="Furthest section reached, from 0.")
    section: Mapped[str] = mapped_column(
        Text,
        default="",
        server_default="",
        comment="Key of the one before the person, to go on with; empty: none, or the summary.",
    )
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    page_seconds: Mapped[dict[str, Any]] = mapped_column(
        default=dict, server_default="{}", comment="Seconds spent by section key, pauses left out."
    )
    consent_number: Mapped[int | None] = mapped_column(
        comment="Version of the consent text that was agreed to at the start; NULL: none asked."
    )
    started_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    completed_at: Mapped[datetime | None]
    copy_asked_at: Mapped[datetime | None] = mapped_column(
        comment="When the person asked for a copy by mail; NULL: never. One goes out."
    )
    copy_trouble: Mapped[str] = mapped_column(
        Text, default="", server_default="", comment="Why the copy did not go out; empty: nothing."
    )
    turned_away_at: Mapped[datetime | None] = mapped_column(
        comment="When so many of its group had answered already; NULL: there was room."
    )
    passages_due: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="Its answers were saved, and its passages are still to be made of them.",
    )

    publication: Mapped[Publication] = relationship()
    contact: Mapped[Contact | None] = relationship()

    @property
    def label(self) -> str:
        """How staff pages call this respondent where the name is not to be shown: R-017."""
        return f"R-{self.id:03d}"


TAKEN = and_(~Response.trial, Response.turned_away_at.is_(None))
"""No trial run, and nobody who came when their group was full already."""

BY_COLLEAGUES = Response.publication_id.in_(
    select(Publication.id)
    .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
    .where(Questionnaire.for_team)
)
"""What the team wrote of its customers: beliefs, beside the data and never among them."""

COUNTED = and_(TAKEN, ~BY_COLLEAGUES)
"""A customer's answers that count: in themes, shares, charts of groups, personas."""


class ReturnLink(Base):
    """The way back to a response that was begun at an open link and put aside, on any device."""

    __tablename__ = "return_link"

    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    token_hash: Mapped[str] = mapped_column(Text, unique=True, comment="SHA-256, hexadecimal.")


class WishedMail(Base):
    """A mail that a respondent has wished for. It stands here until it went out, and no longer."""

    __tablename__ = "wished_mail"
    __table_args__ = (
        CheckConstraint("kind IN ('copy', 'return')", name="kind"),
        CheckConstraint("status IN ('queued', 'sending')", name="status"),
        Index("ix_wished_mail_due", "status", "not_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"),
        index=True,
        comment="Never an anonymous one: its mail goes out at once and is noted nowhere.",
    )
    kind: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, comment="Goes with the row, when the mail is out.")
    status: Mapped[str] = mapped_column(Text, default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(default=now, comment="Earliest next attempt.")
    tried_at: Mapped[datetime | None] = mapped_column(
        comment="When the last attempt began; NULL: none yet."
    )


class AnswerEdit(Base):
    """An answer as it stood before its respondent came back and changed it."""

    __tablename__ = "answer_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    question_key: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(comment="{'answer': …}, as it was stored.")
    at: Mapped[datetime] = mapped_column(default=now, comment="When it was replaced.")


class Passage(Base):
    """One open answer, note line or transcript turn. Excerpts are spans of its text."""

    __tablename__ = "passage"
    __table_args__ = (
        CheckConstraint("(response_id IS NULL) <> (interview_id IS NULL)", name="one_source"),
        Index("ix_passage_response", "response_id", "question_key", "position"),
        Index("ix_passage_interview", "interview_id", "position"),
        Index("ix_passage_study", "study_id", "by_interviewer"),
        Index(
            "ix_passage_unindexed",
            "id",
            sqlite_where=text("NOT indexed"),
            postgresql_where=text("NOT indexed"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    response_id: Mapped[int | None] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), comment="NULL: said in an interview."
    )
    interview_id: Mapped[int | None] = mapped_column(
        ForeignKey("interview.id", ondelete="CASCADE"), comment="NULL: written in a response."
    )
    question_key: Mapped[str | None] = mapped_column(
        Text, comment="NULL: free notes or a turn under no question."
    )
    question_text: Mapped[str | None] = mapped_column(
        Text, comment="In its file's own words; NULL: it answers a script's question, or none."
    )
    position: Mapped[int] = mapped_column(default=0, comment="Order within its source.")
    speaker: Mapped[str] = mapped_column(Text, default="", comment="Empty: the respondent.")
    by_interviewer: Mapped[bool] = mapped_column(
        default=False, comment="The interviewer's own words; read by people, not analysed."
    )
    language: Mapped[str | None] = mapped_column(Text, comment="NULL: detected in the analysis.")
    text: Mapped[str] = mapped_column(Text, comment="NFC; spans count its code points.")
    sha256: Mapped[str] = mapped_column(Text, comment="Of the text in UTF-8, hexadecimal.")
    tags: Mapped[list[Any]] = mapped_column(
        default=list, comment="Set by the interviewer: pain, goal, objection, praise, quote."
    )
    client_id: Mapped[str | None] = mapped_column(
        Text, unique=True, comment="Made by the browser, so that a repeated save is one line."
    )
    noted_at: Mapped[datetime] = mapped_column(default=now)
    indexed: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="The search index has this very text."
    )

    response: Mapped[Response | None] = relationship()


class Upload(Base):
    """A respondent's file in the store. What it is called and holds stands in the answer."""

    __tablename__ = "upload"

    id: Mapped[str] = mapped_column(
        Text, primary_key=True, comment="Random; the file's name in the store."
    )
    response_id: Mapped[int | None] = mapped_column(
        ForeignKey("response.id", ondelete="SET NULL"),
        index=True,
        comment="NULL: nobody's any more; the file is about to be erased.",
    )
    stored_at: Mapped[datetime] = mapped_column(default=now)


class PassageWords(Base):
    """A passage's words for the search, folded and parted; kept by `search.index_passages`."""

    __tablename__ = "passage_words"

    passage_id: Mapped[int] = mapped_column(
        ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Text)
