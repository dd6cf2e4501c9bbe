"""What a press of 'Start' comes to: whom a link leads in, and the response that it opens.

GET never writes: mail scanners open links and follow them. A press of a button does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any, Literal

from flask import jsonify, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import Conflict
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as Answer

from survey_app.collect import pages, services, steps
from survey_app.collect.door import (
    about_to_read,
    about_to_write,
    begun_here,
    carry_key,
    check_form,
    database,
    give_key,
    signed,
)
from survey_app.collect.frames import (
    address_of,
    draw_changes,
    draw_landing,
    draw_page,
    frame,
    secret_code,
)
from survey_app.collect.framing import allow_frames, is_framed
from survey_app.collect.public import View, version
from survey_app.collect.quotas import Full, is_full
from survey_app.collect.visits import Answering, Guest, Opened, come_back, invited, passer_by
from survey_app.collect.writing import MOST_TRIES, read_sent, save_sent, saved_words, sent_view
from survey_app.errors import Gone
from survey_app.questionnaire import Questionnaire
from survey_app.web.i18n import speak

Kind = Literal["personal", "open", "embedded", "return"]
"""Of whom a link is: one person's, anybody's, anybody's within another site, or one's who left."""

ADDRESSES = {
    "personal": ("landing", "start", "about"),
    "open": ("open_landing", "open_start", "open_about"),
    "embedded": ("embedded_landing", "embedded_start", "embedded_about"),
    "return": ("return_landing", "return_start", "return_about"),
}


@dataclass(frozen=True, slots=True)
class Welcome:
    """Whom a good link leads in, what they are asked, and in which language."""

    guest: Guest
    questionnaire: Questionnaire
    language: str


def show_landing(kind: Kind, token: str) -> View:
    """Draw the page that a link opens."""
    with database() as connection:
        found = welcome(connection, kind, token)
        guest = found.guest
        full = guest.place is not None and guest.begun is None and is_full(connection, guest.place)
    if full or guest.way == "resting" or guest.host.status != "open":
        return _closed(found, token), 410
    return _draw(found, kind, token)


def press_start(kind: Kind, token: str) -> View:
    """Open the response with whatever the page sent along; look again when somebody was faster."""
    with database() as connection:
        for _attempt in range(MOST_TRIES):
            found = welcome(connection, kind, token)
            if found.guest.way == "resting" or found.guest.host.status != "open":
                return _closed(found, token), 410
            check_form()
            if not _is_pressed():
                return redirect(_urls(kind, token)["landing_url"], 303)
            if found.guest.begun is not None:
                return _go_on(connection, found)
            try:
                return _begin(connection, found, kind, token)
            except IntegrityError:  # another device, or the same press twice: go on with that one
                about_to_read(connection)
            except Full:
                connection.rollback()
                return _closed(found, token), 410
    raise Conflict


def _begin(connection: Connection, found: Welcome, kind: Kind, token: str) -> View:
    """Write a new response down, with the page that was sent along, and lead into it."""
    guest, questionnaire = found.guest, found.questionnaire
    fresh = services.new_answering(
        guest, language=found.language, public_id="" if kind == "personal" else _own_id(token)
    )
    step = None
    section_key = request.form.get("_page", "")
    if section_key in steps.visible_sections(questionnaire, {}):
        sent = read_sent(section_key, questionnaire, found.language, by_itself=_by_script())
        step = steps.take_page(questionnaire, fresh, sent)
        if not step.answers and not _has_typed():
            return _nothing_sent(found, kind, token, sent)
    about_to_write(connection)
    code = secret_code(fresh.public_id) if step is not None and step.completes else ""
    response = services.start(connection, guest, fresh, step, code)
    connection.commit()
    return _lead_in(_as_opened(guest, response), found, step)


def _go_on(connection: Connection, found: Welcome) -> View:
    """Go on with what was begun, with the page that was sent along."""
    guest, questionnaire = found.guest, found.questionnaire
    assert guest.begun is not None
    opened = _as_opened(guest, guest.begun)
    step = None
    section_key = request.form.get("_page", "")
    if section_key and guest.begun.status == "started":
        sent = read_sent(section_key, questionnaire, found.language, by_itself=_by_script())
        opened, step = save_sent(connection, opened, questionnaire, sent)
    return _lead_in(opened, found, step)


def _lead_in(opened: Opened, found: Welcome, step: steps.Step | None) -> View:
    """Give the browser the key and show where the person goes on."""
    response = opened.response
    carry_key(response.public_id)
    at_kiosk_end = opened.kiosk and response.status == "completed"
    section_key = step.section_key if step else ""
    status = 200
    answer: Answer
    if step is not None and _by_script():
        status = 409 if step.clashes else 200
        answer = jsonify(
            state="clash" if step.clashes else "saved",
            revision=response.revision,
            words=saved_words(response),
            response=response.public_id,
            page=address_of(response.public_id, section_key),
            save=url_for("collect.autosave", public_id=response.public_id, section_key=section_key),
            entries=draw_changes(step.form),
        )
    elif step is not None and (step.clashes or step.refused):
        status = 409 if step.clashes else 422
        answer = make_response(
            draw_page(
                opened,
                found.questionnaire,
                section_key,
                found.language,
                view=sent_view(),
                step=step,
                clashes=step.clashes,
            )
        )
    elif step is not None:
        answer = pages.after(opened, step)
    else:
        place = steps.resting_place(found.questionnaire, response)
        answer = redirect(address_of(response.public_id, place), 303)
    answer.status_code = status if status != 200 else answer.status_code
    if not at_kiosk_end and not is_framed():
        place_code = opened.place.code if opened.place and not opened.kiosk else ""
        give_key(answer, response.public_id, code=place_code)
    return answer


def welcome(connection: Connection, kind: Kind, token: str) -> Welcome:
    """Return what a good link leads to. Wrong, expired and spent ones look alike (410)."""
    guest = _guest(connection, kind, token)
    if guest is not None:
        replayed = guest.begun is not None and _is_replay(guest.begun)
        resting = guest.way == "resting" and guest.place is not None
        if guest.may_start or replayed or resting:
            questionnaire = version(guest.version_id)
            language = language_of(guest, questionnaire)
            speak(language)
            return Welcome(guest, questionnaire, language)
    raise Gone(
        _(
            "This link does not work: it may be mistyped, out of date or already used. "
            "Open the newest mail you have from us, or write to the person who sent it."
        )
    )


def _guest(connection: Connection, kind: Kind, token: str) -> Guest | None:
    if kind == "personal":
        return invited(connection, token)
    if kind == "return":
        return come_back(connection, token)
    guest = _passer_by(connection, token)
    if kind == "embedded" and guest is not None and guest.place is not None:
        allow_frames(guest.place)
    return guest


def _passer_by(connection: Connection, code: str) -> Guest | None:
    """Return where an open link leads this browser: to what it has begun there, or to a start."""
    view = sent_view() if request.method == "POST" else ""
    guest = passer_by(connection, code, _own_id(code) if view else begun_here())
    if guest is not None and guest.begun is None and view and begun_here():
        guest = passer_by(connection, code, begun_here())
    if guest is None or guest.begun is None or _is_replay(guest.begun):
        return guest
    # A kiosk is for the next person; and who has finished may answer once more.
    over = guest.begun.status == "completed" or (guest.place is not None and guest.place.kiosk)
    return replace(guest, begun=None) if over else guest


def _is_replay(begun: Answering) -> bool:
    """Whether this is the very page that was saved last, sent once more."""
    return request.method == "POST" and bool(begun.saved_by) and begun.saved_by == sent_view()


def _own_id(code: str) -> str:
    """The name of the response of one drawn page: the same page sent twice opens one response."""
    view = sent_view()
    return signed("open", f"{code}/{view}")[: services.PUBLIC_ID_CHARS] if view else ""


def _nothing_sent(found: Welcome, kind: Kind, token: str, sent: steps.Sent) -> View:
    """An empty page starts nothing: it may come from a program that sends every form it meets."""
    if sent.next_language != found.language:
        urls = _urls(kind, token)
        return redirect(f"{urls['landing_url']}?language={sent.next_language}", 303)
    return _draw(found, kind, token, is_empty=True), 422


def _draw(found: Welcome, kind: Kind, token: str, *, is_empty: bool = False) -> bytes:
    return draw_landing(
        found.guest,
        found.questionnaire,
        found.language,
        kind,
        token,
        partial(_urls, kind),
        is_empty=is_empty,
    )


def _as_opened(guest: Guest, response: Answering) -> Opened:
    return Opened(response, guest.host, guest.version_id, False, "", guest.place)


def _closed(found: Welcome, code: str) -> str:
    guest = found.guest
    around = frame(guest.host, found.questionnaire, found.language)
    return pages.closed_page(code if guest.place and guest.place.kiosk else "", around)


def say_why(kind: Kind, token: str) -> str:
    """Draw the page about why we ask and what we keep."""
    with database() as connection:
        found = welcome(connection, kind, token)
    return render_template(
        "collect/about.html",
        back_url=_urls(kind, token)["landing_url"],
        anonymous=found.guest.anonymous,
        personal=found.guest.place is None,
        **frame(found.guest.host, found.questionnaire, found.language),
    )


def _urls(kind: Kind, token: str) -> dict[str, str]:
    own: dict[str, Any] = {"code" if kind in ("open", "embedded") else "token": token}
    landing, start, about = (url_for(f"collect.{name}", **own) for name in ADDRESSES[kind])
    talk = url_for("collect.talk", token=token) if kind == "personal" else ""
    return {"landing_url": landing, "start_url": start, "about_url": about, "talk_url": talk}


def language_of(guest: Guest, questionnaire: Questionnaire) -> str:
    """Return the language to greet somebody in: as wished, as begun, or as is known of them."""
    browser = _spoken(request.environ.get("HTTP_ACCEPT_LANGUAGE", ""), questionnaire.languages)
    wishes = (
        asked_language(),
        guest.begun.language if guest.begun else None,
        guest.language,
        browser if guest.place else None,
        guest.host.language,
    )
    return next(
        (wish for wish in wishes if wish in questionnaire.languages), questionnaire.languages[0]
    )


@lru_cache(maxsize=1024)
def _spoken(header: str, languages: tuple[str, ...]) -> str | None:
    """Which of the languages a browser asks for; crowds ask for the same few."""
    return parse_accept_header(header, LanguageAccept).best_match(languages)


def asked_language() -> str | None:
    """Return the language that the request wishes for, which may be none of ours."""
    # A form is looked into only where one is sent, and an address only where it has a query.
    asked = request.args.get("language") if request.query_string else None
    return asked or (request.form.get("language") if request.method == "POST" else None)


def _is_pressed() -> bool:
    """Whether a button was pressed: a program that sends every form it meets presses none."""
    return any(name in request.form for name in ("start", "_go", "_language"))


def _has_typed() -> bool:
    """Whether anything was written or ticked, be it of use or not."""
    return any(
        value.strip()
        for name, value in request.form.items(multi=True)
        if not name.startswith("_") and name not in ("csrf_token", "language")
    )


def _by_script() -> bool:
    return request.form.get("_go") == "save"
