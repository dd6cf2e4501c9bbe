"""Every edit of a draft: safe when two work on it at once, and undone with one press.

The draft before each edit is kept (the last MAX_STEPS of them). From it an edit that was begun on
an older page is put together with what others did meanwhile; only what both changed differently
is refused, and then both are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.builder import queries
from survey_app.builder.models import DraftStep, Questionnaire
from survey_app.errors import Conflict, Unprocessable
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.merge import Difference, merge

MAX_STEPS = 60
Change = Callable[[Definition], Definition]


class EditClash(Conflict):
    """Two people changed the same place of a draft differently; ``differences`` tells where."""

    def __init__(self, differences: Sequence[Difference] = ()) -> None:
        super().__init__(
            _l("Somebody else changed the same place meanwhile. Look at it and try again.")
        )
        self.differences = list(differences)


def edit(
    session: Session,
    questionnaire: Questionnaire,
    change: Change,
    *,
    seen_revision: int,
    verb: str = "edit",
    about: str = "",
    user: User | None = None,
) -> bool:
    """Change the draft by a function, and remember how it was. Tells whether anything changed.

    ``seen_revision`` is the draft that the change was meant for. Raises EditClash when somebody
    else changed the same place meanwhile.
    """
    before = questionnaire.draft
    changed = _changed(session, questionnaire, change, seen_revision)
    _insist_on_readable(changed)
    if changed == before:
        return False
    _forget(session, questionnaire, "redo")
    _remember(session, questionnaire, "undo", verb, about, user)
    _replace(session, questionnaire, changed)
    return True


def undo(session: Session, questionnaire: Questionnaire, *, user: User | None) -> DraftStep | None:
    """Bring back the draft before the last edit; None when there is nothing to undo."""
    return _step(session, questionnaire, "undo", "redo", user)


def redo(session: Session, questionnaire: Questionnaire, *, user: User | None) -> DraftStep | None:
    """Do again what was undone last; None when there is nothing."""
    return _step(session, questionnaire, "redo", "undo", user)


def _changed(
    session: Session, questionnaire: Questionnaire, change: Change, seen_revision: int
) -> dict[str, Any]:
    theirs = questionnaire.draft
    if seen_revision == questionnaire.revision:
        return change(Definition.from_dict(theirs)).to_dict()
    base = queries.draft_at(session, questionnaire, seen_revision)
    if base is None:
        raise EditClash
    mine = change(Definition.from_dict(base)).to_dict()
    merged, differences = merge(base, mine, theirs)
    if differences:
        raise EditClash(differences)
    return Definition.from_dict(merged).to_dict()


def _insist_on_readable(definition: dict[str, Any]) -> None:
    """Refuse a draft that could not be opened again, such as one with a choice without words."""
    try:
        Definition.from_dict(definition)
    except QuestionnaireError as error:
        raise Unprocessable(
            _l("Every title, question, choice and message needs words in at least one language.")
        ) from error


def _step(
    session: Session, questionnaire: Questionnaire, taken: str, given: str, user: User | None
) -> DraftStep | None:
    step = queries.last_step(session, questionnaire, taken)
    if step is None:
        return None
    _remember(session, questionnaire, given, step.verb, step.about, user)
    session.delete(step)
    _replace(session, questionnaire, step.definition)
    return step


def _remember(
    session: Session,
    questionnaire: Questionnaire,
    stack: str,
    verb: str,
    about: str,
    user: User | None,
) -> None:
    session.add(
        DraftStep(
            questionnaire_id=questionnaire.id,
            stack=stack,
            revision=questionnaire.revision,
            definition=questionnaire.draft,
            verb=verb,
            about=about,
            user_id=user.id if user else None,
        )
    )
    session.flush()
    _forget(session, questionnaire, stack, keep=MAX_STEPS)


def _forget(session: Session, questionnaire: Questionnaire, stack: str, keep: int = 0) -> None:
    old = queries.old_steps(session, questionnaire, stack, keep=keep)
    if old:
        session.execute(delete(DraftStep).where(DraftStep.id.in_(old)))


def _replace(session: Session, questionnaire: Questionnaire, definition: dict[str, Any]) -> None:
    questionnaire.draft = definition
    questionnaire.revision += 1
    session.flush()
