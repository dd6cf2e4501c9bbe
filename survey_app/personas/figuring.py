"""Figures of a persona: counted with its lines, shown exactly or as a range, as the team chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.errors import Unprocessable
from survey_app.personas.editing import begin_edit
from survey_app.personas.models import PersonaVersion
from survey_app.synthesis import FIELD_BY_KEY
from survey_app.synthesis.shown import ShownFigure

MAX_VALUE_CHARS = 60
WAYS = ("exact", "range")
# A buyer works somewhere: the size of the company belongs to the card of a person as well.
COMPANY_TOO = ("headcount", "turnover")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(ShownFigure):
    """One figure as the page draws it and the team may set it.

    `places` are median, lower and upper end of the middle half, 0-1 of what is drawn; `wide`
    says that its people are too unlike for one persona.
    """

    field: str
    wide: bool
    places: tuple[float, float, float]
    way: str


def figures_of(version: PersonaVersion, language: str) -> tuple[Figure, ...]:
    """Return the figures that a version keeps, with what the team chose to show of each."""
    chosen: Mapping[str, Any] = version.segment.get("figure_as", {})
    kind = version.persona.type
    return tuple(
        _shown(one, chosen.get(one["key"], {}), language)
        for one in version.segment.get("figures", ())
        if kind in FIELD_BY_KEY[one["field"]].types or one["field"] in COMPANY_TOO
    )


def choose_figure(
    session: Session, version: PersonaVersion, *, key: str, way: str, value: str, seen: int
) -> None:
    """Show a figure as one exact value (the middle one, or the team's own) or as a range."""
    begin_edit(version, seen)
    if key not in {one["key"] for one in version.segment.get("figures", ())}:
        raise Unprocessable(_l("Choose a figure of this sheet."))
    if way not in WAYS or len(value.strip()) > MAX_VALUE_CHARS:
        raise Unprocessable(_l("Choose one exact value of at most 60 characters, or the range."))
    chosen = {**version.segment.get("figure_as", {}), key: {"as": way, "value": value.strip()}}
    version.segment = {**version.segment, "figure_as": chosen}
    session.flush()


def too_wide(figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures whose people are too unlike for one persona."""
    return [one for one in figures if one.wide]


def _shown(one: Mapping[str, Any], chosen: Mapping[str, str], language: str) -> Figure:
    way = chosen.get("as", "exact")
    own = chosen.get("value", "")
    between = f"{one['lower']} – {one['upper']}" if one["lower"] != one["upper"] else one["lower"]
    field = FIELD_BY_KEY.get(one["field"])
    named = field is not None and one["field"] != "who"
    median, lower, upper = one["places"]
    return Figure(
        key=one["key"],
        field=one["field"],
        label=field.label[language] if field is not None and named else one["label"],
        value=between if way == "range" else own or one["median"],
        median=one["median"],
        lower=one["lower"],
        upper=one["upper"],
        low=one["low"],
        high=one["high"],
        n=one["n"],
        asked=one["asked"],
        wide=one["wide"],
        places=(median, lower, upper),
        way=way,
        by_hand=bool(own) and way == "exact",
    )
