"""How many an open link still takes, counted anew each time, so that erasing gives a place back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from survey_app.collect.models import OpenLink, Response
from survey_app.collect.visits import Place


class Full(Exception):
    """So many have answered that the link, or this person's group, takes no more."""


def has_room(connection: Connection, place: Place, answers: Mapping[str, Any]) -> bool:
    """Tell whether one more response with these answers may be completed.

    Call it in the transaction that completes: the link's row is locked, so that two people who
    send at once do not both get the last place. (SQLite has one writer at a time anyway.)
    """
    connection.execute(_LOCK, {"link_id": place.id})
    if is_full(connection, place):
        return False
    choice = answers.get(place.quota_question or "")
    most = place.quotas.get(choice) if isinstance(choice, str) else None
    if most is None:
        return True
    alike = _COMPLETED.where(Response.answers[place.quota_question].as_string() == choice)
    return int(connection.execute(alike, {"link_id": place.id}).scalar_one()) < int(most)


def is_full(connection: Connection, place: Place) -> bool:
    """Tell whether as many have answered at the link as it takes, whoever they are."""
    if place.max_responses is None:
        return False
    done = connection.execute(_COMPLETED, {"link_id": place.id}).scalar_one()
    return int(done) >= place.max_responses


_LOCK = select(OpenLink.id).where(OpenLink.id == bindparam("link_id")).with_for_update()
_COMPLETED = select(func.count(Response.id)).where(
    Response.open_link_id == bindparam("link_id"), Response.status == "completed", ~Response.trial
)
