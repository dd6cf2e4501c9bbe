"""The menu of a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, g, request, url_for

EVERYBODY = ("researcher", "interviewer", "viewer")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: where it leads and who sees it."""

    endpoint: str
    label: object
    roles: tuple[str, ...] = EVERYBODY


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a template draws it."""

    label: str
    url: str
    current: bool


def init_app(app: Flask, menu: Sequence[Entry]) -> None:
    """Give templates the study, the user's role in it, and its menu; outside a study no menu."""

    @app.context_processor
    def _menu() -> dict[str, object]:
        study = g.get("study")
        if study is None:
            return {"study_nav": list}
        home = url_for("studies.home", study_slug=study.slug)
        return {
            "study": study,
            "role": g.role,
            "study_nav": _links,
            "current_study": {"name": study.title, "url": home},
        }

    def _links() -> list[Link]:
        """Draw the menu; what a script fetches is a part of a page and asks for none."""
        here = request.endpoint or ""
        room = here.partition(".")[0]
        return [
            Link(
                label=str(entry.label),
                url=url_for(entry.endpoint, study_slug=g.study.slug),
                current=here == entry.endpoint
                or (room != "studies" and room == entry.endpoint.partition(".")[0]),
            )
            for entry in menu
            if g.role in entry.roles
        ]
