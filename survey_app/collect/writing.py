"""Writing a respondent's step down: read, think, write if nobody came between, else again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import abort, request
from flask_babel import format_time
from flask_babel import gettext as _
from sqlalchemy import Connection
from werkzeug.exceptions import Conflict

from survey_app.collect import services
from survey_app.collect.door import about_to_read, about_to_write
from survey_app.collect.frames import secret_code
from survey_app.collect.quotas import Full
from survey_app.collect.steps import FULL, Going, Sent, Step, take_page, visible_sections
from survey_app.collect.uploads import receive, with_files
from survey_app.collect.visits import Answering, Opened, opened_response
from survey_app.questionnaire import Questionnaire

MOST_TRIES = 20
VIEW_CHARS = 32


def save_sent(
    connection: Connection, found: Opened, questionnaire: Questionnaire, sent: Sent
) -> tuple[Opened, Step | None]:
    """Store a sent page, unless something in it clashes, and tell what it came to.

    The step is None when there is nothing to save to: the response is complete, or the page is
    not shown to this person (any more).
    """
    for _attempt in range(MOST_TRIES):
        response = found.response
        sections = visible_sections(questionnaire, response.answers)
        if response.status == "completed" or sent.section_key not in sections:
            return found, None
        step = take_page(questionnaire, response, sent)
        if step.clashes:
            return found, step
        written = _write(connection, found, step)
        if written is not None:
            return found, written
        found = _read_again(connection, response.public_id)
    raise Conflict


def complete(
    connection: Connection, found: Opened, is_ready: Callable[[Answering], bool]
) -> tuple[Opened, bool]:
    """Complete a response as long as `is_ready` says so. Returns whether it is complete now.

    Raises Full when there is no place left.
    """
    for _attempt in range(MOST_TRIES):
        response = found.response
        if response.status == "completed":
            return found, True
        if not is_ready(response):
            return found, False
        about_to_write(connection)
        code = secret_code(response.public_id)
        try:
            done = services.complete(connection, response, place=found.place, code=code)
        except Full:
            services.turn_away(connection, response, code)
            connection.commit()
            raise
        if done:
            connection.commit()
            return found, True
        found = _read_again(connection, response.public_id)
    raise Conflict


def read_sent(
    section_key: str, questionnaire: Questionnaire, language: str, *, by_itself: bool = False
) -> Sent:
    """Read what this request sends of a page; `by_itself` when its script does, while typing."""
    wish = request.form.get("_language", "")
    button = request.form.get("_go", "on")
    more = request.form.get("_more", "")
    going: Going = "on"
    if wish or by_itself or more:
        going = "stay"
    elif button in ("back", "summary", "later"):
        going = button  # type: ignore[assignment]  # one of the three, as just asked
    revision = request.form.get("_revision", "")
    section = next((one for one in questionnaire.sections if one.key == section_key), None)
    files = {} if by_itself or section is None else receive(request.files.items(), section)
    return Sent(
        section_key=section_key,
        fields=with_files(request.form, section, files) if section else request.form,
        going=going,
        seen_revision=int(revision) if _is_number(revision) else -1,
        view=sent_view(),
        language=language,
        next_language=wish if wish in questionnaire.languages and not by_itself else language,
        partial=by_itself,
        more=more,
        files=files,
    )


def sent_view() -> str:
    """The random name of the page view that sends this, as it was drawn."""
    return request.form.get("_view", "")[:VIEW_CHARS]


def saved_words(response: Answering) -> str:
    """Say when it was saved, by the server's clock."""
    if response.anonymous:
        said: str = _("saved")
    else:
        said = _("saved %(time)s", time=format_time(response.updated_at, "short"))
    return said


def _write(connection: Connection, found: Opened, step: Step) -> Step | None:
    """Store a step in a short turn to write; None when somebody has saved in between."""
    response, place = found.response, found.place
    about_to_write(connection)
    try:
        stored = services.save(
            connection, response, step, place=place, code=secret_code(response.public_id)
        )
    except Full:  # what was written stays written; only it completes no more
        about_to_write(connection)
        step = replace(step, goes_to=FULL)
        stored = services.save(connection, response, step, place=place)
        services.turn_away(connection, response, secret_code(response.public_id))
    if not stored:
        return None
    connection.commit()
    return step


def _read_again(connection: Connection, public_id: str) -> Opened:
    about_to_read(connection)
    return opened_response(connection, public_id) or abort(404)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
