"""Builders with domain defaults, and the standing cast that isolation is tested with.

Names carry markup on purpose: a page that shows one unescaped fails the page check.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.accounts import services as accounts
from survey_app.accounts.models import User, Workspace
from survey_app.studies import services as studies
from survey_app.studies.models import Study

PASSWORD = "a sentence to sign in with"
MARKUP = "<b>bold</b>"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part in the tests. `other_…` belong to a second study that must stay unseen."""

    workspace: Workspace
    admin: User
    researcher: User
    interviewer: User
    viewer: User
    other_researcher: User
    study: Study
    other_study: Study


def build_cast(session: Session) -> Cast:
    """Make the workspace, its people and two studies."""
    admin = accounts.set_up(
        session,
        workspace_name=f"Northwind {MARKUP}",
        name=f"Ada {MARKUP}",
        email="ada@portrait.example",
        password=PASSWORD,
        language="en",
    )
    workspace = session.get_one(Workspace, admin.workspace_id)

    def person(name: str) -> User:
        return accounts.add_user(
            session,
            workspace,
            name=f"{name} {MARKUP}",
            email=f"{name.lower()}@portrait.example",
            password=PASSWORD,
        )

    researcher, interviewer, viewer, stranger = map(person, ("Rita", "Ivan", "Vera", "Olga"))
    study = studies.open_study(
        session,
        workspace,
        title=f"Why they stay {MARKUP}",
        organisation=f"Northwind {MARKUP}",
        product="Windmill",
        researcher=researcher,
    )
    studies.add_member(session, study, user=interviewer, role="interviewer")
    studies.add_member(session, study, user=viewer, role="viewer")
    other = studies.open_study(
        session,
        workspace,
        title="Something else",
        organisation="Elsewhere",
        researcher=stranger,
    )
    return Cast(workspace, admin, researcher, interviewer, viewer, stranger, study, other)
