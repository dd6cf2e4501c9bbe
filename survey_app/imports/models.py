"""Tables of imported answers: one file, and which responses came with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.builder.models import Publication
from survey_app.db import Base, now


class AnswerImport(Base):
    """A file of answers: being checked, stored, or taken back; the latter two may take a job."""

    __tablename__ = "answer_import"
    __table_args__ = (
        CheckConstraint(
            "status IN ('checking', 'storing', 'stored', 'undoing', 'undone')", name="status"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(Text, comment="Name of the file.")
    tool: Mapped[str] = mapped_column(Text, default="", comment="What wrote it; empty: unknown.")
    sha256: Mapped[str] = mapped_column(Text, comment="Of the file, so that none comes in twice.")
    file: Mapped[str] = mapped_column(
        Text, default="", comment="Its random name in the folder of imports; empty: thrown away."
    )
    language: Mapped[str] = mapped_column(Text, comment="Of answers whose row names none.")
    targets: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="Column to question key or fact; an empty one is left out."
    )
    status: Mapped[str] = mapped_column(Text, default="checking")
    job_id: Mapped[int | None] = mapped_column(
        ForeignKey("job.id", ondelete="SET NULL"),
        comment="Stores it or takes it back; NULL: none was needed, or it is gone.",
    )
    n_rows: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="Rows of the file, headings not counted."
    )
    last_line: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="All up to this line of the file is stored."
    )
    n_added: Mapped[int] = mapped_column(default=0)
    n_empty: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="Rows that answered nothing."
    )
    n_problems: Mapped[int] = mapped_column(default=0, comment="Cells that could not be taken.")
    created_at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None] = mapped_column(comment="NULL: it stands.")

    publication: Mapped[Publication] = relationship()
    user: Mapped[User | None] = relationship()


class ImportedResponse(Base):
    """Which import a response came with; goes with the response."""

    __tablename__ = "imported_response"

    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    import_id: Mapped[int] = mapped_column(
        ForeignKey("answer_import.id", ondelete="CASCADE"), index=True
    )
    row: Mapped[int] = mapped_column(comment="Line of the file, from 1.")
