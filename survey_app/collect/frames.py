"""Drawing the respondent's pages: the frame around all of them, and what is drawn only once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import current_app, render_template, request, url_for
from flask_babel import format_date, format_time

from survey_app.collect.door import form_token, signed
from survey_app.collect.framing import is_framed, named_sites
from survey_app.collect.receipts import receipt_code
from survey_app.collect.spliced import spliced
from survey_app.collect.steps import DONE, FULL, LATER, SUMMARY, Clash, Step, visible_sections
from survey_app.collect.visits import Answering, Guest, Host, Opened
from survey_app.outreach.minutes import minutes_of
from survey_app.questionnaire import Questionnaire, build_form, question_type, wording
from survey_app.questionnaire.asked import drawn_from
from survey_app.questionnaire.forms import SectionForm
from survey_app.questionnaire.rule_program import program
from survey_app.questionnaire.rules import state
from survey_app.web.i18n import in_language
from survey_app.web.templating import moment

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def frame(
    host: Host, questionnaire: Questionnaire, language: str, *, trial: bool = False
) -> dict[str, Any]:
    """Return what every page shows: who asks, what about, in which language, and if in earnest."""
    return {
        "organisation": host.organisation,
        "study_title": wording(questionnaire.title, language),
        "study_privacy": host.privacy.get(language, ""),
        "locale_code": language,
        "text_dir": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "trial": trial,
        "framed": is_framed(),
        "frame_sites": named_sites(),
    }


def address_of(public_id: str, place: str) -> str:
    """Return the address of a section, of the summary or of the end of a response."""
    ends = {
        SUMMARY: "collect.summary",
        DONE: "collect.thanks",
        FULL: "collect.full",
        LATER: "collect.later",
    }
    if place in ends:
        return url_for(ends[place], public_id=public_id)
    return url_for("collect.page", public_id=public_id, section_key=place)


def secret_code(public_id: str) -> str:
    """Return the receipt code of a response."""
    return receipt_code(current_app.config["SECRET_KEY"], public_id)


def told(when: datetime, language: str, *, anonymous: bool) -> str:
    """Say when, in the language that this request speaks; of an anonymous person only the day."""
    minute = when.replace(second=0, microsecond=0)
    return _told(minute, language, anonymous)


@lru_cache(maxsize=1024)
def _told(when: datetime, _language: str, anonymous: bool) -> str:
    return format_date(when, "medium") if anonymous else moment(when)


def draw_landing(
    guest: Guest,
    questionnaire: Questionnaire,
    language: str,
    kind: str,
    token: str,
    urls: Callable[[str], Mapping[str, str]],
    *,
    is_empty: bool = False,
) -> bytes:
    """Draw the page that a link opens. One page of questions stands on it at once.

    `urls` gives the addresses of a link of this kind by its token: start, about and, for a
    personal one, talk. `is_empty` says that the page was sent with nothing in it.
    """
    around = frame(guest.host, questionnaire, language)
    begun = guest.begun is not None
    at_once = not begun and opens_at_once(questionnaire)
    page = {
        "begun": begun,
        "is_empty": is_empty,
        "prefers": guest.prefers,
        "personal": guest.place is None,
        "kiosk": guest.place is not None and guest.place.kiosk,
        "anonymous": guest.anonymous,
        "consent": in_language(guest.host.consent.get("texts", {}), language),
        **around,
    }

    def draw(slots: Mapping[str, str]) -> str:
        form = (
            build_form(questionnaire, questionnaire.sections[0].key, language, {})
            if at_once
            else None
        )
        rest = {name: text for name, text in slots.items() if name != "token"}
        return render_template(
            "collect/landing.html",
            **_forms(rest),
            **urls(slots["token"]),
            **_titles(form),
            form=form,
            clashes={},
            was_saved=False,
            minutes=minutes_of(questionnaire.to_dict()),
            **page,
        )

    slots = {
        "token": token,
        "view": secrets.token_hex(8),
        "keep": signed("keep", token),
        "revision": "0",
        "csrf_token": form_token(),
    }
    key = ("landing", kind, guest.version_id, request.script_root, *page.values())
    return spliced(key, slots, draw)


def opens_at_once(questionnaire: Questionnaire) -> bool:
    """Whether the landing page holds the questions: one page, the same for everybody.

    An order of choices of each respondent's own needs a response first.
    """
    return len(questionnaire.sections) == 1 and not program(questionnaire).shuffles


def draw_page(
    found: Opened,
    questionnaire: Questionnaire,
    section_key: str,
    language: str,
    *,
    view: str,
    step: Step | None = None,
    clashes: Sequence[Clash] = (),
) -> str | bytes:
    """Draw one section: with what is stored, or as it was sent when something is to be mended."""
    response = found.response
    own = _slots(response, section_key, view)
    if step is not None or _is_answered(questionnaire, section_key, response.answers):
        form = (
            step.form
            if step is not None and step.form is not None
            else build_form(
                questionnaire, section_key, language, response.answers, seed=response.public_id
            )
        )
        return _filled(found, questionnaire, form, language, own, clashes)

    # A page with nothing in it yet looks the same to all who are asked the same.
    def draw(slots: Mapping[str, str]) -> str:
        form = build_form(
            questionnaire, section_key, language, response.answers, seed=response.public_id
        )
        return _filled(found, questionnaire, form, language, slots, ())

    section = questionnaire.section(section_key)
    now = state(questionnaire, response.answers)
    drawn = drawn_from(questionnaire, section, now, language)
    if drawn is None:  # choices in an order of this respondent's own
        return draw(own)
    key = (
        "page",
        section_key,
        response.revision > 0,
        response.anonymous,
        found.kiosk,
        found.place is not None,
        drawn,
        response.publication_id,
        request.script_root,
        *frame(found.host, questionnaire, language, trial=response.trial).values(),
    )
    return spliced(key, own, draw)


def draw_changes(form: SectionForm | None) -> list[dict[str, str]]:
    """Draw what a page's script is to show in place of what it shows; empty for no change.

    All questions are named in their order; only those that look different bring their HTML.
    """
    drawn = []
    for entry, is_new in form.redrawn if form is not None else ():
        html = ""
        if is_new:
            for each in entry.fields:
                each.errors = ()  # nobody has been asked to mend anything yet
            html = render_template("collect/entry.html", entry=entry, form=form, clashes={})
        drawn.append({"id": entry.id, "html": html})
    return drawn


def _filled(
    found: Opened,
    questionnaire: Questionnaire,
    form: SectionForm,
    language: str,
    own: Mapping[str, str],
    clashes: Sequence[Clash],
) -> str:
    response = found.response
    sections = visible_sections(questionnaire, response.answers)
    place = sections.index(form.section.key) if form.section.key in sections else 0
    return render_template(
        "collect/page.html",
        **_forms(own),
        **_titles(form),
        was_saved=response.revision > 0 and not response.anonymous,
        form=form,
        kiosk=found.kiosk,
        returns=found.place is not None and not found.kiosk,
        page_number=place + 1,
        n_pages=len(sections),
        first=place == 0,
        last=place == len(sections) - 1,
        only=len(sections) == 1,
        seen_all=len(sections) > 1 and response.page >= len(sections) - 1,
        clashes={
            clash.question_key: _in_words(questionnaire, clash, language) for clash in clashes
        },
        language_form="answers",
        **frame(found.host, questionnaire, language, trial=response.trial),
    )


def _slots(response: Answering, section_key: str, view: str) -> dict[str, str]:
    """What on a page is this respondent's alone, apart from the answers."""
    public_id = response.public_id
    timed = response.revision and not response.anonymous
    return {
        "public_id": public_id,
        "page_url": address_of(public_id, section_key),
        "revision": str(response.revision),
        "saved_at": format_time(response.updated_at, "short") if timed else "",
        "view": view or secrets.token_hex(8),
        "csrf_token": form_token(),
    }


def _forms(slots: Mapping[str, str]) -> dict[str, Any]:
    """Let templates ask for the token as those of staff do: by calling it."""
    return {**slots, "csrf_token": lambda: slots["csrf_token"]}


def _titles(form: SectionForm | None) -> dict[str, str]:
    if form is None:
        return {}
    return {"section_title": form.title, "section_intro": form.intro}


def _is_answered(
    questionnaire: Questionnaire, section_key: str, answers: Mapping[str, Any]
) -> bool:
    """Whether anything of a section has an answer that its page would show."""
    if not answers:
        return False
    asked = (
        question
        for each in questionnaire.section(section_key).questions
        for question in (each, *each.parts)
    )
    return any(question.key in answers or question.other_key in answers for question in asked)


def _in_words(questionnaire: Questionnaire, clash: Clash, language: str) -> str:
    question = questionnaire.question(clash.question_key)
    return question_type(question.type).as_text(question, clash.stored, language)
