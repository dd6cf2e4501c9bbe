"""The respondent's pages: landing, one page a section, thank you. No account, no script needed.

GET never writes: mail scanners open links and follow them. A press of 'Start' opens the response.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask_babel import format_time, get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as Answer

from survey_app.builder.versions import version
from survey_app.collect import services
from survey_app.collect.door import give_key, may_open, opened, take_key
from survey_app.collect.spliced import spliced
from survey_app.collect.uploads import keep_files, receive, with_files
from survey_app.collect.visits import Answering, Host, Invited, invited
from survey_app.db import db
from survey_app.errors import Gone
from survey_app.outreach.minutes import minutes_of
from survey_app.outreach.models import Invitation
from survey_app.questionnaire import Questionnaire, wording
from survey_app.questionnaire.asked import drawn_from
from survey_app.questionnaire.forms import SectionForm, build_form
from survey_app.questionnaire.rules import state
from survey_app.questionnaire.types import question_type
from survey_app.web.guard import public
from survey_app.web.i18n import speak
from survey_app.web.security import limiter
from survey_app.web.templating import moment

LINKS_PER_MINUTE = "60 per minute"

blueprint = Blueprint("collect", __name__, template_folder="templates")


@blueprint.after_request
def _private(answer: Answer) -> Answer:
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@blueprint.get("/a/<token>")
@public
@limiter.limit(LINKS_PER_MINUTE)
def landing(token: str) -> str:
    """Say who asks, why and how long; write nothing."""
    guest = _welcome(token)
    frame = _frame(guest.invited.host, guest.questionnaire, guest.language)
    begun = guest.invited.begun is not None
    page = {"begun": begun, "prefers": guest.invited.prefers, **frame}

    def draw(slots: Mapping[str, str]) -> str:
        return render_template(
            "collect/landing.html",
            token=slots["token"],
            csrf_token=lambda: slots["csrf_token"],
            minutes=minutes_of(guest.questionnaire.to_dict()),
            **page,
        )

    key = ("landing", guest.invited.version_id, request.script_root, *page.values())
    return spliced(key, {"token": token, "csrf_token": generate_csrf()}, draw)


@blueprint.post("/a/<token>/start")
@public
@limiter.limit(LINKS_PER_MINUTE)
def start(token: str) -> Answer:
    """Open the response, or go on with it, and give this browser its key."""
    guest = _welcome(token)
    try:
        response = guest.invited.begun or services.start(
            db.session(), guest.invited, language=guest.language
        )
    except IntegrityError:  # another device pressed Start in the same moment: go on with that
        db.session.rollback()
        guest = _welcome(token)
        if guest.invited.begun is None:
            raise
        response = guest.invited.begun
    answer = redirect(_page_url(response, _last_seen(guest.questionnaire, response)), 303)
    give_key(answer, response)
    db.session.commit()
    return answer


@blueprint.post("/a/<token>/talk")
@public
@limiter.limit(LINKS_PER_MINUTE)
def talk(token: str) -> Answer:
    """Note that the person would rather talk by phone or video, or use the form after all."""
    guest = _welcome(token)
    wish = request.form.get("prefers", "")
    if wish not in ("form", "phone", "video"):
        abort(400)
    db.session.get_one(Invitation, guest.invited.invitation_id).prefers = wish
    db.session.commit()
    return redirect(url_for("collect.landing", token=token, language=_asked_language()), 303)


@blueprint.route("/r/<public_id>/p/<section_key>", methods=["GET", "POST"])
@public
def page(public_id: str, section_key: str) -> Any:
    """Show one section, or save it and go where the pressed button leads."""
    received = receive(request.files.items()) if may_open(public_id) else {}
    response, host, questionnaire = _open_response(public_id)
    if response.status == "completed":
        return redirect(url_for("collect.thanks", public_id=public_id), 303)
    sections = services.visible_sections(questionnaire, response.answers)
    if section_key not in sections:
        return redirect(_page_url(response, sections[0]), 303)
    language = _page_language(questionnaire, response)
    if request.method == "GET":
        if not _is_answered(questionnaire, section_key, response.answers):
            return _render_fresh(response, host, questionnaire, section_key, language)
        form = _form(questionnaire, section_key, language, response)
        return _render(response, host, questionnaire, form, language)
    sent = with_files(request.form, questionnaire.section(section_key), received)
    form = _form(questionnaire, section_key, language, response, sent)
    clashes = services.clashes(response, form, seen_revision=_seen_revision(), view=_view())
    if clashes:
        return _render(response, host, questionnaire, form, language, clashes=clashes), 409
    staying = "_language" in request.form or "_more" in request.form
    moving_on = request.form.get("_go", "on") == "on" and not staying
    valid = form.validate()
    wanted = request.form.get("_language", "")
    next_language = wanted if wanted in questionnaire.languages else language
    services.save_page(
        db.session(),
        response,
        form,
        page=sections.index(section_key),
        language=next_language,
        view=_view(),
    )
    keep_files(db.session(), response, questionnaire, received)
    chain = request.form.get("_more", "")
    stuck = any(field.refused for field in form.shown_fields if field.name == chain)
    if (moving_on and not valid) or stuck:
        db.session.commit()
        return _render(response, host, questionnaire, form, language), 422
    target = _target(response, questionnaire, section_key, form)
    db.session.commit()
    return redirect(target, 303)


@blueprint.post("/r/<public_id>/p/<section_key>/save")
@public
def autosave(public_id: str, section_key: str) -> Any:
    """Save what is typed so far, for the page's script. Answers with the server's time."""
    response, _host, questionnaire = _open_response(public_id)
    if response.status == "completed":
        return jsonify(state="completed"), 410
    sections = services.visible_sections(questionnaire, response.answers)
    if section_key not in sections:
        abort(404)
    language = _page_language(questionnaire, response)
    sent = with_files(request.form, questionnaire.section(section_key), {})
    form = _form(questionnaire, section_key, language, response, sent, partial=True)
    clashes = services.clashes(response, form, seen_revision=_seen_revision(), view=_view())
    if clashes:
        return jsonify(state="clash", revision=response.revision), 409
    services.save_page(
        db.session(),
        response,
        form,
        page=sections.index(section_key),
        language=language,
        view=_view(),
    )
    answer = jsonify(
        state="saved",
        revision=response.revision,
        words=_("saved %(time)s", time=format_time(response.updated_at, "short")),
    )
    db.session.commit()
    return answer


@blueprint.get("/r/<public_id>/done")
@public
def thanks(public_id: str) -> Any:
    """Thank the respondent. The same page again and again, whatever is sent twice."""
    response, host, questionnaire = _open_response(public_id)
    if response.status != "completed":
        section = _last_seen(questionnaire, response)
        return redirect(_page_url(response, section), 303)
    frame = _frame(host, questionnaire, _page_language(questionnaire, response))

    def draw(slots: Mapping[str, str]) -> str:
        return render_template("collect/thanks.html", **slots, **frame)

    when = moment(response.completed_at)
    key = ("thanks", request.script_root, *frame.values())
    return spliced(key, {"public_id": public_id, "when": when}, draw)


@blueprint.post("/r/<public_id>/leave")
@public
def leave(public_id: str) -> Answer:
    """'Not you?': this browser forgets the response; nothing is deleted."""
    opened(public_id)
    answer = redirect(url_for("collect.left"), 303)
    take_key(answer, public_id)
    return answer


@blueprint.get("/r/left")
@public
def left() -> str:
    """Say that this browser no longer holds anybody's answers."""
    return render_template("collect/left.html", organisation="")


@blueprint.get("/a/<token>/about")
@public
@limiter.limit(LINKS_PER_MINUTE)
def about(token: str) -> str:
    """Say why we ask and what we keep, before the start."""
    guest = _welcome(token)
    back = url_for("collect.landing", token=token)
    return _about_page(guest.invited.host, guest.questionnaire, guest.language, back)


@blueprint.get("/r/<public_id>/about")
@public
def about_response(public_id: str) -> str:
    """Say why we ask and what we keep, while answering."""
    response, host, questionnaire = _open_response(public_id)
    language = _page_language(questionnaire, response)
    back = _page_url(response, _last_seen(questionnaire, response))
    return _about_page(host, questionnaire, language, back)


@dataclass(frozen=True, slots=True)
class _Guest:
    """Who a good link was sent to, and what they are asked."""

    invited: Invited
    questionnaire: Questionnaire
    language: str


def _welcome(token: str) -> _Guest:
    """Return what a good link leads to. Wrong, expired and spent look alike (410)."""
    session = db.session()
    found = invited(session, token)
    if found is not None and found.state == "good":
        host, begun = found.host, found.begun
        if host.status == "open" and (begun is None or begun.status == "started"):
            questionnaire = version(session, found.version_id)
            wishes = (
                _asked_language(),
                begun.language if begun else None,
                found.contact_language,
                host.language,
            )
            language = next(
                (wish for wish in wishes if wish in questionnaire.languages),
                questionnaire.languages[0],
            )
            speak(language)
            return _Guest(found, questionnaire, language)
    raise Gone(
        _(
            "This link does not work: it may be mistyped, out of date or already used. "
            "Open the newest mail you have from us, or write to the person who sent it."
        )
    )


def _open_response(public_id: str) -> tuple[Answering, Host, Questionnaire]:
    found = opened(public_id)
    response, host = found.response, found.host
    questionnaire = version(db.session(), found.version_id)
    speak(response.language)
    if response.status == "started" and (host.status != "open" or found.revoked):
        raise Gone(_("This survey is closed now. What you had answered is kept. Thank you."))
    return response, host, questionnaire


def _is_answered(
    questionnaire: Questionnaire, section_key: str, answers: Mapping[str, Any]
) -> bool:
    """Whether anything of a section has an answer that its page would show."""
    asked = (
        question
        for each in questionnaire.section(section_key).questions
        for question in (each, *each.parts)
    )
    return any(question.key in answers or question.other_key in answers for question in asked)


def _form(
    questionnaire: Questionnaire,
    section_key: str,
    language: str,
    response: Answering,
    formdata: Any = None,
    *,
    partial: bool = False,
) -> SectionForm:
    """Make the form of one section as this respondent meets it."""
    answers, seed = response.answers, response.public_id
    return build_form(
        questionnaire, section_key, language, answers, formdata, partial=partial, seed=seed
    )


def _render_fresh(
    response: Answering, host: Host, questionnaire: Questionnaire, section_key: str, language: str
) -> str:
    """Draw a page with nothing in it yet, which looks the same to all who are asked the same."""

    def draw(slots: Mapping[str, str]) -> str:
        form = _form(questionnaire, section_key, language, response)
        return _render(response, host, questionnaire, form, language, slots=slots)

    section = questionnaire.section(section_key)
    now = state(questionnaire, response.answers)
    drawn = drawn_from(questionnaire, section, now, language)
    if drawn is None:
        return draw(_slots(response))
    key = (
        "page",
        section_key,
        response.revision > 0,
        drawn,
        response.publication_id,
        request.script_root,
        *_frame(host, questionnaire, language).values(),
    )
    return spliced(key, _slots(response), draw)


def _slots(response: Answering) -> dict[str, str]:
    """What on a page is this respondent's alone, apart from the answers."""
    return {
        "public_id": response.public_id,
        "revision": str(response.revision),
        "saved_at": format_time(response.updated_at, "short") if response.revision else "",
        "view": _view() or secrets.token_hex(8),
        "csrf_token": generate_csrf(),
    }


def _render(
    response: Answering,
    host: Host,
    questionnaire: Questionnaire,
    form: SectionForm,
    language: str,
    *,
    clashes: Sequence[services.Clash] = (),
    slots: Mapping[str, str] | None = None,
) -> str:
    own = dict(slots or _slots(response))
    csrf_token = own.pop("csrf_token")
    sections = services.visible_sections(questionnaire, response.answers)
    place = sections.index(form.section.key)
    return render_template(
        "collect/page.html",
        **own,
        csrf_token=lambda: csrf_token,
        was_saved=response.revision > 0,
        form=form,
        section_title=form.title,
        section_intro=form.intro,
        page_number=place + 1,
        n_pages=len(sections),
        first=place == 0,
        last=place == len(sections) - 1,
        clashes={
            clash.question_key: _in_words(questionnaire, clash, language) for clash in clashes
        },
        **_frame(host, questionnaire, language),
        about_url=url_for("collect.about_response", public_id=own["public_id"]),
        language_form="answers",
    )


def _in_words(questionnaire: Questionnaire, clash: services.Clash, language: str) -> str:
    question = questionnaire.question(clash.question_key)
    return question_type(question.type).as_text(question, clash.stored, language)


def _target(
    response: Answering, questionnaire: Questionnaire, section_key: str, form: SectionForm
) -> str:
    """Where the pressed button leads, once the page is saved."""
    sections = services.visible_sections(questionnaire, response.answers)
    place = sections.index(section_key) if section_key in sections else 0
    if "_more" in request.form:  # the next box of a chain of whys
        chain = next((f for f in form.shown_fields if f.name == request.form["_more"]), None)
        return _page_url(response, section_key) + (f"#{chain.next_id}" if chain else "")
    if "_language" in request.form or (form.newly_shown and request.form.get("_go") == "on"):
        return _page_url(response, section_key)
    if request.form.get("_go") == "back":
        return _page_url(response, sections[max(0, place - 1)])
    if place + 1 < len(sections):
        return _page_url(response, sections[place + 1])
    gap = services.first_gap(questionnaire, response)
    if gap is not None:
        return _page_url(response, gap)
    services.complete(db.session(), response)
    return url_for("collect.thanks", public_id=response.public_id)


def _last_seen(questionnaire: Questionnaire, response: Answering) -> str:
    sections = services.visible_sections(questionnaire, response.answers)
    if not response.revision:
        return sections[0]
    return sections[min(response.page + 1, len(sections) - 1)]


def _page_url(response: Answering, section_key: str) -> str:
    return url_for("collect.page", public_id=response.public_id, section_key=section_key)


def _page_language(questionnaire: Questionnaire, response: Answering) -> str:
    language = response.language
    if language not in questionnaire.languages:
        language = questionnaire.languages[0]
    speak(language)
    return language


def _asked_language() -> str | None:
    return request.args.get("language") or request.form.get("language")


def _seen_revision() -> int:
    sent = request.form.get("_revision", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def _view() -> str:
    """The random name of the page view that sends this, as it was drawn."""
    return request.form.get("_view", "")[:32]


def _frame(host: Host, questionnaire: Questionnaire, language: str) -> dict[str, Any]:
    locale = get_locale()
    return {
        "organisation": host.organisation,
        "study_title": wording(questionnaire.title, language),
        "study_privacy": host.privacy.get(language, ""),
        "locale_code": language,
        "text_dir": locale.text_direction if locale else "ltr",
    }


def _about_page(host: Host, questionnaire: Questionnaire, language: str, back_url: str) -> str:
    return render_template(
        "collect/about.html", back_url=back_url, **_frame(host, questionnaire, language)
    )
