"""Tables of the API: the tokens that open it, and which responses came by it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.db import Base, now
from survey_app.studies.models import Study


class ApiToken(Base):
    """What a program shows to reach one study, and nothing else."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="Who made it; NULL: the user is gone."
    )
    name: Mapped[str] = mapped_column(Text, comment="For staff: which program has it.")
    token_hash: Mapped[str] = mapped_column(Text, unique=True, comment="SHA-256 of the token.")
    may_write: Mapped[bool] = mapped_column(default=False, comment="It may bring answers in.")
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None] = mapped_column(comment="NULL: it works.")

    study: Mapped[Study] = relationship()
    user: Mapped[User | None] = relationship()


class SentResponse(Base):
    """The name that a program gave a response, so that sending it again stores nothing twice."""

    __tablename__ = "sent_response"
    __table_args__ = (UniqueConstraint("study_id", "name"),)

    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text, comment="The program's own name of the response.")
