"""Themes as the file themes.json tells them, for `portrait themes` and `portrait analyze`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_app.analyze.material import Place
from survey_app.nlp.theme_values import Theme, ThemeSet


def themes_as_data(
    found: Sequence[ThemeSet], places: Mapping[str, Place] | None = None
) -> dict[str, Any]:
    """The themes of one or several runs (one a kind), with ids and offsets of the user's rows.

    A row is assigned to the theme in which it stands most firmly. Without `places` a document's
    id is its row's.
    """
    table = places or {}
    themes = [_theme(theme, table) for one in found for theme in one.themes]
    themes.sort(key=lambda theme: (-theme["n_respondents"], theme["name"], theme["id"]))
    best: dict[str, tuple[float, int, str]] = {}
    for rank, theme in enumerate(themes):
        for member in theme["members"]:
            claim = (member["score"], -rank, theme["id"])
            best[member["id"]] = max(claim, best.get(member["id"], (-1.0, 0, "")))
    rows = sorted({_row(document, table) for one in found for document in one.assignments})
    engines = [dict(one.engine) for one in found]
    return {
        "themes": themes,
        "assignments": {row: best[row][2] if row in best else None for row in rows},
        "engine": engines[0] if len(engines) == 1 else {"runs": engines},
    }


def _theme(theme: Theme, places: Mapping[str, Place]) -> dict[str, Any]:
    members = []
    for member in theme.members:
        offset = places[member.document_id].offset if member.document_id in places else 0
        members.append(
            {
                "id": _row(member.document_id, places),
                "start": member.start + offset,
                "end": member.end + offset,
                "quote": member.quote,
                "score": member.score,
            }
        )
    return {
        "id": theme.id,
        "name": theme.name,
        "names": dict(theme.names),
        "kind": theme.kind,
        "keyphrases": list(theme.keyphrases),
        "n_respondents": theme.n_respondents,
        "confidence": theme.confidence,
        "members": members,
        "description": theme.description,
        "parts": [{"name": part.name, "n_respondents": part.n_respondents} for part in theme.parts],
    }


def _row(document_id: str, places: Mapping[str, Place]) -> str:
    return places[document_id].row_id if document_id in places else document_id
