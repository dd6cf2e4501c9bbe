"""Verbs about studies: open, change, close; add and remove people."""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User, Workspace
from survey_app.db import now
from survey_app.errors import Conflict, PortraitError
from survey_app.studies import queries
from survey_app.studies.models import ROLES, Membership, Study

MAX_SLUG_CHARS = 40


def open_study(
    session: Session,
    workspace: Workspace,
    *,
    title: str,
    organisation: str,
    product: str = "",
    language: str = "en",
    researcher: User | None = None,
) -> Study:
    """Open a study; whoever opens it becomes its researcher."""
    study = Study(
        workspace_id=workspace.id,
        slug=_free_slug(session, title),
        title=title,
        organisation=organisation,
        product=product,
        language=language,
    )
    session.add(study)
    session.flush()
    if researcher is not None:
        add_member(session, study, user=researcher, role="researcher")
    return study


def change(session: Session, study: Study, **values: Any) -> None:
    """Change a study's title, organisation, product, language, privacy wording or periods."""
    for name in ("title", "organisation", "product", "language", "privacy", "retention"):
        if name in values:
            setattr(study, name, values[name])
    session.flush()


def close(session: Session, study: Study) -> None:
    """Close a study: links stop working, results stay."""
    study.status, study.closed_at = "closed", now()
    session.flush()


def reopen(session: Session, study: Study) -> None:
    """Open a closed study again."""
    study.status, study.closed_at = "open", None
    session.flush()


def add_member(session: Session, study: Study, *, user: User, role: str) -> Membership:
    """Give a user a role in the study, or another role than before."""
    if role not in ROLES:
        raise ValueError(f"unknown role {role!r}; known: {ROLES}")
    membership = session.scalar(
        select(Membership).where(Membership.study_id == study.id, Membership.user_id == user.id)
    )
    if membership is None:
        membership = Membership(study_id=study.id, user_id=user.id, role=role)
        session.add(membership)
    elif membership.role == "researcher" and role != "researcher":
        _keep_a_researcher(session, study, membership)
    membership.role = role
    session.flush()
    return membership


def remove_member(session: Session, study: Study, membership: Membership) -> None:
    """Take a person out of the study. Raises Conflict for its last researcher."""
    if membership.role == "researcher":
        _keep_a_researcher(session, study, membership)
    session.delete(membership)
    session.flush()


def _keep_a_researcher(session: Session, study: Study, leaving: Membership) -> None:
    others = [
        one
        for one in queries.members(session, study)
        if one.role == "researcher" and one.id != leaving.id
    ]
    if not others:
        raise Conflict(_l("A study needs a researcher. Give somebody else that role first."))


def _free_slug(session: Session, title: str) -> str:
    latin = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-")[:MAX_SLUG_CHARS].strip("-")
    slug = base or f"study-{secrets.token_hex(3)}"
    for _attempt in range(20):
        if not queries.slug_taken(session, slug):
            return slug
        slug = f"{base or 'study'}-{secrets.token_hex(2)}"
    raise PortraitError(_l("No free address was found for this title. Choose another title."))
