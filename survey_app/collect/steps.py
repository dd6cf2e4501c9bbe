"""What a sent page comes to, before anything is written: pure thinking over answers and rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from survey_app.collect.plainly import read_plainly
from survey_app.collect.uploads import Received
from survey_app.collect.visits import Answering
from survey_app.questionnaire import Questionnaire, SectionForm, build_form
from survey_app.questionnaire.answers import check_answers
from survey_app.questionnaire.rules import state

Going = Literal["on", "back", "summary", "stay", "later"]
"""Which button was pressed; 'stay' is a change of language or the page saving by itself."""

SUMMARY = "/summary"
DONE = "/done"
FULL = "/full"
LATER = "/later"
"""Places that are no section: no key of one begins with a slash."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One page as a respondent's browser sends it."""

    section_key: str
    fields: Any  # a multi-dict, as WTForms reads it
    going: Going
    seen_revision: int
    view: str
    language: str
    next_language: str
    partial: bool = False
    more: str = ""  # the question whose next box is asked for
    files: Mapping[str, Received] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that was changed elsewhere meanwhile, and differs from what was sent now."""

    question_key: str
    stored: Any
    sent: Any


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be stored and where the person goes next."""

    section_key: str
    asked: frozenset[str]
    form: SectionForm | None  # None: all is well, so that nothing is to be shown again
    clashes: Sequence[Clash]
    refused: bool
    answers: dict[str, Any]
    changed: bool  # whether any answer has
    language: str
    page: int
    view: str
    goes_to: str
    at: str = ""  # the HTML id to begin at there
    files: Mapping[str, Received] = field(default_factory=dict)

    @property
    def completes(self) -> bool:
        """Whether this page is the last one and nothing is missing."""
        return self.goes_to == DONE and not self.refused and not self.clashes

    @property
    def rests_in(self) -> str:
        """The section that the person has before them afterwards; empty where it is none."""
        if self.refused or self.goes_to == LATER:
            return self.section_key
        return "" if self.goes_to.startswith("/") else self.goes_to


def take_page(questionnaire: Questionnaire, response: Answering, sent: Sent) -> Step:
    """Read a sent page: what of it can be taken, what clashes, what is missing, where it leads.

    The page must be one that is shown to this person.
    """
    quick = read_plainly(questionnaire, response, sent)
    if quick is not None:
        return Step(
            section_key=sent.section_key,
            asked=_asked(questionnaire, sent.section_key),
            form=None,
            clashes=(),
            refused=False,
            answers=quick.answers,
            changed=quick.answers != response.answers,
            language=sent.next_language,
            page=_reached(questionnaire, response, sent.section_key),
            view=sent.view,
            goes_to=_onwards(questionnaire, sent, quick.answers, checked=quick.whole),
        )
    form = build_form(
        questionnaire,
        sent.section_key,
        sent.language,
        response.answers,
        sent.fields,
        partial=sent.partial,
        seed=response.public_id,
    )
    found = clashes(response, form, seen_revision=sent.seen_revision, view=sent.view)
    going_on = sent.going in ("on", "summary")
    refused = not form.validate() and going_on
    chain = next((one for one in form.shown_fields if one.name == sent.more), None)
    if chain is not None and chain.refused:
        refused = True
    answers = form.merged()
    return Step(
        section_key=sent.section_key,
        asked=_asked(questionnaire, sent.section_key),
        form=form,
        clashes=found,
        refused=refused,
        answers=answers,
        changed=answers != response.answers,
        language=sent.next_language,
        page=_reached(questionnaire, response, sent.section_key),
        view=sent.view,
        goes_to=_way(questionnaire, sent, form, answers),
        at=chain.next_id if chain is not None else "",
        files=sent.files,
    )


def clashes(
    response: Answering, form: SectionForm, *, seen_revision: int, view: str
) -> list[Clash]:
    """Tell which answers of this page somebody changed since the sender last saw them.

    An answer that was not there yet, or that is the same on both sides, is no clash; nor is
    what the same view of the page has just saved by itself while its reader went on typing.
    """
    if seen_revision == response.revision or (view and view == response.saved_by):
        return []
    sent = form.answers()
    found = []
    for each in form.shown_fields:
        key = each.question.key
        stored = response.answers.get(key)
        if stored is not None and stored != sent.get(key):
            found.append(Clash(key, stored, sent.get(key)))
    return found


def visible_sections(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> list[str]:
    """Return the keys of the sections that have something to show, in order; never none."""
    return list(state(questionnaire, answers).sections) or [questionnaire.sections[0].key]


def first_gap(
    questionnaire: Questionnaire, answers: Mapping[str, Any], language: str
) -> str | None:
    """Return the key of the first section that still needs something, or None."""
    missing = check_answers(questionnaire, answers, language)
    if not missing:
        return None
    for section in questionnaire.sections:
        for question in section.questions:
            if question.key in missing or any(part.key in missing for part in question.parts):
                return section.key
    return None


def resting_place(questionnaire: Questionnaire, response: Answering) -> str:
    """Return the section, the summary or the end: where a person who comes back goes on."""
    if response.status == "completed":
        return DONE
    sections = visible_sections(questionnaire, response.answers)
    if not response.revision:
        return sections[0]
    if response.section in sections:
        return response.section
    if response.page + 1 < len(sections):
        return sections[response.page + 1]
    gap = first_gap(questionnaire, response.answers, response.language)
    return gap or (SUMMARY if len(sections) > 1 else sections[-1])


def _asked(questionnaire: Questionnaire, section_key: str) -> frozenset[str]:
    return frozenset(question.key for question in questionnaire.section(section_key).questions)


def _reached(questionnaire: Questionnaire, response: Answering, section_key: str) -> int:
    sections = visible_sections(questionnaire, response.answers)
    place = sections.index(section_key) if section_key in sections else 0
    return max(response.page, place)


def _way(
    questionnaire: Questionnaire, sent: Sent, form: SectionForm, answers: Mapping[str, Any]
) -> str:
    """Where the pressed button leads, once the page is saved."""
    if sent.going == "stay" or (form.newly_shown and sent.going not in ("back", "later")):
        return sent.section_key
    return _onwards(questionnaire, sent, answers)


def _onwards(
    questionnaire: Questionnaire,
    sent: Sent,
    answers: Mapping[str, Any],
    *,
    checked: bool = False,
) -> str:
    """Return the place behind this one; `checked` says that no answer is missing anywhere."""
    sections = visible_sections(questionnaire, answers)
    place = sections.index(sent.section_key) if sent.section_key in sections else 0
    if sent.going == "later":
        return LATER
    if sent.going == "back":
        return sections[max(0, place - 1)]
    if place + 1 < len(sections) and sent.going == "on":
        return sections[place + 1]
    gap = None if checked else first_gap(questionnaire, answers, sent.language)
    if gap is not None:
        return gap
    # One page is its own summary.
    return SUMMARY if len(sections) > 1 else DONE
