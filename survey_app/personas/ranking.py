"""The order of a study's personas: the team's own, the one that matters most first."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.errors import Unprocessable
from survey_app.personas import queries
from survey_app.studies.models import Study

MANY = 5
"""More personas than this and nobody keeps them apart; the page says so."""


def put_in_order(session: Session, study: Study, persona_ids: Sequence[int]) -> None:
    """Set the order of all personas; those not named keep their order behind the others."""
    known = {one.id: one for one in queries.personas(session, study)}
    if len(set(persona_ids)) != len(persona_ids) or not set(persona_ids) <= known.keys():
        raise Unprocessable(_l("Choose personas of this study, each once."))
    rest = [key for key in known if key not in set(persona_ids)]
    for position, key in enumerate([*persona_ids, *rest]):
        known[key].position = position
    session.flush()


def move(session: Session, study: Study, persona_id: int, *, up: bool) -> None:
    """Move a persona one place up or down; at the end nothing happens."""
    order = [one.id for one in queries.personas(session, study)]
    if persona_id not in order:
        raise Unprocessable(_l("Choose personas of this study, each once."))
    place = order.index(persona_id)
    target = place - 1 if up else place + 1
    if 0 <= target < len(order):
        order[place], order[target] = order[target], order[place]
    put_in_order(session, study, order)
