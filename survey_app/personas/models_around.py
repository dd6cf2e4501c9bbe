"""Tables around a persona: who may read it, what is said of it, what is done with it.

Nothing here is part of a version, so that a published one stays as it is.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.db import Base, now
from survey_app.personas.models import Persona

AREAS = ("script", "price", "product", "process", "content", "other")
RELATIONS = ("part_of", "works_with", "negative_of", "variant_of", "unlike")


class PersonaShare(Base):
    """A link by which somebody without an account reads what is published of a persona."""

    __tablename__ = "persona_share"

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(
        ForeignKey("persona.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(Text, unique=True, comment="SHA-256 of the token.")
    label: Mapped[str] = mapped_column(Text, default="", comment="For whom it was made.")
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None] = mapped_column(comment="NULL: the link works.")

    persona: Mapped[Persona] = relationship()


class PersonaComment(Base):
    """What a colleague says about a persona or one of its lines."""

    __tablename__ = "persona_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(
        ForeignKey("persona.id", ondelete="CASCADE"), index=True
    )
    statement_id: Mapped[int | None] = mapped_column(
        ForeignKey("statement.id", ondelete="SET NULL"),
        index=True,
        comment="NULL: about the whole, or the line is gone.",
    )
    line: Mapped[str] = mapped_column(Text, default="", comment="The line's words at the time.")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None] = mapped_column(comment="NULL: open.")

    user: Mapped[User | None] = relationship()


class PersonaPledge(Base):
    """What somebody who uses a persona will change because of it."""

    __tablename__ = "persona_pledge"
    __table_args__ = (
        CheckConstraint(
            "area IN ('script', 'price', 'product', 'process', 'content', 'other')", name="area"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(
        ForeignKey("persona.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    who: Mapped[str] = mapped_column(Text, comment="Person or team that does it.")
    area: Mapped[str] = mapped_column(Text, default="other")
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None] = mapped_column(comment="NULL: no day was named.")
    done_at: Mapped[datetime | None] = mapped_column(comment="NULL: still to be done.")
    created_at: Mapped[datetime] = mapped_column(default=now)


class PersonaLink(Base):
    """How two personas belong together: a buyer is part of a company profile, say."""

    __tablename__ = "persona_link"
    __table_args__ = (
        CheckConstraint(
            "relation IN ('part_of', 'works_with', 'negative_of', 'variant_of', 'unlike')",
            name="relation",
        ),
        CheckConstraint("persona_id <> other_id", name="two"),
    )

    persona_id: Mapped[int] = mapped_column(
        ForeignKey("persona.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("persona.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    relation: Mapped[str] = mapped_column(Text)


class BoardEntry(Base):
    """What the team changed on a board: a line moved or taken off, or a note of its own."""

    __tablename__ = "board_entry"
    __table_args__ = (
        UniqueConstraint("persona_id", "board", "line_key"),
        CheckConstraint("line_key IS NOT NULL OR text <> ''", name="says_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id", ondelete="CASCADE"))
    board: Mapped[str] = mapped_column(Text, comment="Key of a board.")
    cell: Mapped[str] = mapped_column(Text, comment="Key of a cell; empty: taken off the board.")
    line_key: Mapped[str | None] = mapped_column(
        Text, comment="Which line (`synthesis.line_key`); NULL: a note by the team."
    )
    text: Mapped[str] = mapped_column(Text, default="", comment="The team's note.")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    created_at: Mapped[datetime] = mapped_column(default=now)


class BeliefLink(Base):
    """What a person holds a belief against; without a row the shared words propose something.

    It belongs to the words of the belief, so that it holds in every version and for every
    colleague who wrote the same.
    """

    __tablename__ = "belief_link"
    __table_args__ = (
        UniqueConstraint("study_id", "belief"),
        CheckConstraint("theme_id IS NULL OR question = ''", name="one_thing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    belief: Mapped[str] = mapped_column(Text, comment="SHA-256 of its words, in small letters.")
    theme_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme.id", ondelete="CASCADE"), index=True, comment="NULL: an answer, or none."
    )
    question: Mapped[str] = mapped_column(Text, default="", comment="Key; empty: a theme, or none.")
    code: Mapped[str] = mapped_column(Text, default="", comment="Of the choice.")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    created_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User | None] = relationship()
