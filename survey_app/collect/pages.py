"""The respondent's pages after Start: one page a section, the summary, thank you.

Each page saves when it is sent, with no script needed; with one it saves while they write.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from survey_app.collect.door import check_form, database, form_token, opened, take_key
from survey_app.collect.frames import (
    address_of,
    draw_changes,
    draw_page,
    frame,
    secret_code,
    told,
)
from survey_app.collect.framing import is_framed
from survey_app.collect.overview import overview
from survey_app.collect.public import View, blueprint, version
from survey_app.collect.quotas import Full
from survey_app.collect.spliced import spliced
from survey_app.collect.steps import (
    DONE,
    FULL,
    Step,
    first_gap,
    resting_place,
    visible_sections,
)
from survey_app.collect.visits import Answering, Opened
from survey_app.collect.writing import complete, read_sent, save_sent, saved_words
from survey_app.errors import Gone
from survey_app.questionnaire import Questionnaire
from survey_app.web.guard import public
from survey_app.web.i18n import speak


@blueprint.get("/r/<public_id>/p/<section_key>")
@public
def page(public_id: str, section_key: str) -> View:
    """Show one section as it is stored."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)
    response = found.response
    if response.status == "completed":
        return to_place(public_id, DONE)
    sections = visible_sections(questionnaire, response.answers)
    if section_key not in sections:
        return to_place(public_id, sections[0])
    return draw_page(found, questionnaire, section_key, language, view="")


@blueprint.post("/r/<public_id>/p/<section_key>")
@public
def send_page(public_id: str, section_key: str) -> View:
    """Save one section and go where the pressed button leads."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)
        check_form()
        return answer_page(connection, found, questionnaire, section_key, language)


def answer_page(
    connection: Connection,
    found: Opened,
    questionnaire: Questionnaire,
    section_key: str,
    language: str,
) -> View:
    """Save the page that this request sends; show it again where it needs mending."""
    sent = read_sent(section_key, questionnaire, language)
    found, step = save_sent(connection, found, questionnaire, sent)
    if step is None:
        return to_place(found.response.public_id, resting_place(questionnaire, found.response))
    if step.clashes or step.refused:
        mended = draw_page(
            found,
            questionnaire,
            section_key,
            language,
            view=sent.view,
            step=step,
            clashes=step.clashes,
        )
        return mended, 409 if step.clashes else 422
    return after(found, step)


def after(found: Opened, step: Step) -> Answer:
    """Go where a saved step leads."""
    if step.completes:
        return _leave_kiosk(found)
    return to_place(found.response.public_id, step.goes_to, at=step.at)


@blueprint.post("/r/<public_id>/p/<section_key>/save")
@public
def autosave(public_id: str, section_key: str) -> View:
    """Save what is typed so far, for the page's script. Answers with the server's time."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)
        check_form()
        sent = read_sent(section_key, questionnaire, language, by_itself=True)
        found, step = save_sent(connection, found, questionnaire, sent)
    response = found.response
    if step is None:
        return jsonify(state="completed" if response.status == "completed" else "gone"), 410
    if step.clashes:
        return jsonify(state="clash", revision=response.revision), 409
    return jsonify(
        state="saved",
        revision=response.revision,
        words=saved_words(response),
        entries=draw_changes(step.form),
    )


@blueprint.route("/r/<public_id>/summary", methods=["GET", "POST"])
@public
def summary(public_id: str) -> View:
    """Show all answers once more before they are sent; a press sends them."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)

        def is_ready(response: Answering) -> bool:
            return first_gap(questionnaire, response.answers, response.language) is None

        if request.method == "POST" and found.response.status != "completed":
            check_form()
            try:
                found, _done = complete(connection, found, is_ready)
            except Full:
                return to_place(public_id, FULL)
            if found.response.status == "completed":
                return _leave_kiosk(found)
    response = found.response
    if response.status == "completed":
        return to_place(public_id, DONE)
    if not is_ready(response):
        return to_place(public_id, resting_place(questionnaire, response))
    return render_template(
        "collect/summary.html",
        public_id=public_id,
        csrf_token=form_token,
        sections=overview(questionnaire, response.answers, language),
        answer_language=response.language,
        last_section=visible_sections(questionnaire, response.answers)[-1],
        returns=found.place is not None and not found.kiosk,
        kiosk=found.kiosk,
        **frame(found.host, questionnaire, language, trial=response.trial),
    )


@blueprint.get("/r/<public_id>/done")
@public
def thanks(public_id: str) -> View:
    """Thank the respondent. The same page again and again, whatever is sent twice."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)
    response = found.response
    if response.status != "completed":
        return to_place(public_id, resting_place(questionnaire, response))
    if found.kiosk:
        return _leave_kiosk(found)
    around = frame(found.host, questionnaire, language, trial=response.trial)
    knows_address = bool(found.prefilled_email)
    copy = "asked" if response.copy_asked_at else "known" if knows_address else "asks"
    trouble = response.copy_trouble
    if response.anonymous:
        copy = "none"

    def draw(slots: Mapping[str, str]) -> str:
        rest = {name: text for name, text in slots.items() if name != "csrf_token"}
        return render_template(
            "collect/thanks.html",
            **rest,
            csrf_token=lambda: slots["csrf_token"],
            copy=copy,
            trouble=trouble,
            **around,
        )

    when = response.completed_at
    slots = {
        "public_id": public_id,
        "code": secret_code(public_id),
        "when": told(when, language, anonymous=response.anonymous) if when else "",
        "csrf_token": form_token(),
    }
    key = ("thanks", copy, trouble, request.script_root, *around.values())
    return spliced(key, slots, draw)


@blueprint.get("/r/<public_id>/full")
@public
def full(public_id: str) -> View:
    """Say that enough people have answered; what was written is not lost."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)
    if found.response.status == "completed" or found.place is None:
        return to_place(public_id, DONE)
    around = frame(found.host, questionnaire, language)
    if found.kiosk:  # the next person reads it, too
        return closed_page(found.place.code, around)
    return closed_page("", around, code=secret_code(public_id))


def closed_page(kiosk_code: str, around: Mapping[str, object], *, code: str = "") -> str:
    """Draw the friendly page of a link that takes no more answers.

    `code` is the receipt code of somebody who came so far and was too late.
    """
    return render_template("collect/closed.html", kiosk_code=kiosk_code, code=code, **around)


@blueprint.post("/r/<public_id>/leave")
@public
def leave(public_id: str) -> Answer:
    """'Not you?': this browser forgets the response; nothing is deleted."""
    with database() as connection:
        found = opened(connection, public_id)
    check_form()
    if found.kiosk:
        return _leave_kiosk(found, thank=False)
    if is_framed() and found.place is not None:
        return redirect(url_for("collect.embedded_landing", code=found.place.code), 303)
    answer = redirect(url_for("collect.left"), 303)
    take_key(answer, public_id, code=found.place.code if found.place else "")
    return answer


@blueprint.get("/r/left")
@public
def left() -> str:
    """Say that this browser no longer holds anybody's answers."""
    return render_template("collect/left.html", organisation="")


@blueprint.get("/r/<public_id>/about")
@public
def about_response(public_id: str) -> str:
    """Say why we ask and what we keep, while answering."""
    with database() as connection:
        found, questionnaire, language = open_response(connection, public_id)
    response = found.response
    place = resting_place(questionnaire, response)
    return render_template(
        "collect/about.html",
        back_url=address_of(public_id, place),
        anonymous=response.anonymous,
        personal=found.place is None,
        kiosk=found.kiosk,
        **frame(found.host, questionnaire, language),
    )


def open_response(connection: Connection, public_id: str) -> tuple[Opened, Questionnaire, str]:
    """Return a response to who holds its key, what it answers, and the language of its pages."""
    found = opened(connection, public_id)
    response = found.response
    speak(response.language)
    if response.status == "started" and (found.host.status != "open" or found.revoked):
        raise Gone(_("This survey is closed now. What you had answered is kept. Thank you."))
    questionnaire = version(found.version_id)
    language = response.language
    if language not in questionnaire.languages:
        language = questionnaire.languages[0]
        speak(language)
    return found, questionnaire, language


def to_place(public_id: str, place: str, *, at: str = "") -> Answer:
    """Lead to a section, the summary or an end of a response; `at` is the HTML id to begin at."""
    return redirect(address_of(public_id, place) + (f"#{at}" if at else ""), 303)


def _leave_kiosk(found: Opened, *, thank: bool = True) -> Answer:
    """After the end: thanks, and at a kiosk a clean device for the next person."""
    if not found.kiosk or found.place is None:
        return to_place(found.response.public_id, DONE)
    code = found.place.code
    endpoint = "collect.kiosk_thanks" if thank else "collect.open_landing"
    answer = redirect(url_for(endpoint, code=code), 303)
    take_key(answer, found.response.public_id)
    return answer
