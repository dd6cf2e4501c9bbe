"""Verbs about questionnaires: make from banks, add, publish a version, freeze one for a trial."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.builder import queries
from survey_app.builder.models import Publication, Questionnaire, QuestionnaireVersion
from survey_app.builder.versions import questionnaire_of
from survey_app.db import now
from survey_app.errors import Conflict, Unprocessable
from survey_app.questionnaire import (
    Choice,
    Question,
    Scale,
    canonical_json,
    version_id,
    wording,
)
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire.banks import Bank, asks_no_customer
from survey_app.questionnaire.check import check_questionnaire
from survey_app.questionnaire.compose import compose, provenance
from survey_app.questionnaire.diff import Change, diff
from survey_app.questionnaire.edit import add_question, add_section
from survey_app.questionnaire.retype import SCALE_HIGH, SCALE_LOW
from survey_app.studies.models import Study

OWN_KEY = "own_{number}"
LEVELS = ("cosmetic", "compatible", "breaking")
# What rooms to the right have counted ahead is dropped by them when other people count.
AUDIENCE_CHANGED: list[Callable[[Session, int], None]] = []


def create(
    session: Session,
    study: Study,
    *,
    purpose: str,
    title: str,
    banks: Mapping[str, Bank],
    picks: Sequence[str],
    languages: Sequence[str],
) -> Questionnaire:
    """Make a questionnaire from what was picked from the banks, in that order.

    The banks' keys stay, so that answers to the same question can be compared between studies.
    """
    first = banks[picks[0].partition("/")[0]]
    titles = {
        language: title if language == study.language else wording(first.title, language)
        for language in languages
    }
    definition = compose(titles, banks, picks, languages=languages, rename_clashes=True)
    questionnaire = Questionnaire(
        study_id=study.id,
        purpose=purpose,
        title=title,
        for_team=purpose == "survey"
        and all(asks_no_customer(question, banks) for question in definition.iter_questions()),
        draft=definition.to_dict(),
    )
    session.add(questionnaire)
    session.flush()
    return questionnaire


def create_from(
    session: Session, study: Study, *, purpose: str, title: str, definition: Definition
) -> Questionnaire:
    """Make a questionnaire from a whole definition."""
    questionnaire = Questionnaire(
        study_id=study.id, purpose=purpose, title=title, draft=definition.to_dict()
    )
    session.add(questionnaire)
    session.flush()
    return questionnaire


def set_audience(session: Session, questionnaire: Questionnaire, *, for_team: bool) -> None:
    """Say whether customers or colleagues answer a survey; a script's words are always theirs.

    What colleagues answered counts nowhere as a customer's, also what is there already. Raises
    Unprocessable for a script.
    """
    if questionnaire.purpose != "survey":
        raise Unprocessable(_l("A script is for talks with customers."))
    if questionnaire.for_team == for_team:
        return
    questionnaire.for_team = for_team
    session.flush()
    for changed in AUDIENCE_CHANGED:
        changed(session, questionnaire.study_id)


def draft_of(questionnaire: Questionnaire) -> Definition:
    """Return the draft as a value."""
    return Definition.from_dict(questionnaire.draft)


def with_picks(
    definition: Definition, banks: Mapping[str, Bank], picks: Sequence[str], *, section: str = ""
) -> Definition:
    """Add questions of banks to a draft: into the section named, else into the one of the same
    key, else into a new one. What the draft has already is left out.
    """
    known = {question.bank_key or question.key for question in definition.iter_questions()}
    extra = compose({}, banks, picks, languages=definition.languages, rename_clashes=True)
    for page in extra.sections:
        wanted = [q for q in page.questions if (q.bank_key or q.key) not in known]
        if not wanted:
            continue
        keys = {one.key for one in definition.sections}
        target = section if section in keys else page.key
        if target not in keys:
            definition = add_section(definition, replace(page, questions=()))
        for question in wanted:
            definition = add_question(definition, target, provenance(question, question.bank))
    return definition


def own_question(
    definition: Definition,
    *,
    type: str,  # noqa: A002  (the field's own word)
    text: Mapping[str, str],
    choices: Sequence[Mapping[str, str]] = (),
    elicits: Sequence[str] = (),
    required: bool = False,
) -> Question:
    """Make a question of the team's own, with the next free key."""
    keys = {question.key for question in definition.iter_all()}
    number = next(n for n in range(1, len(keys) + 2) if OWN_KEY.format(number=n) not in keys)
    return Question(
        key=OWN_KEY.format(number=number),
        type=type,
        text=dict(text),
        required=required,
        elicits=tuple(elicits),
        choices=tuple(
            Choice(code=f"choice_{place}", text=dict(wording))
            for place, wording in enumerate(choices, start=1)
        ),
        scale=Scale(1, 5, SCALE_LOW, SCALE_HIGH) if type == "scale" else None,
    )


def changes_since_published(session: Session, questionnaire: Questionnaire) -> list[Change]:
    """Tell what publishing now would change; empty before the first publication."""
    if not questionnaire.publications:
        return []
    before = questionnaire_of(session, questionnaire.publications[-1])
    return diff(before, draft_of(questionnaire))


def publish(session: Session, questionnaire: Questionnaire, *, user: User | None) -> Publication:
    """Freeze the draft as a version that never changes.

    Raises Unprocessable with what is to be mended, and Conflict when nothing has changed.
    """
    definition = draft_of(questionnaire)
    problems = check_questionnaire(definition)
    if problems:
        raise Unprocessable(" ".join(f"{one.sentence} {one.remedy}" for one in problems[:5]))
    frozen_id = version_id(definition)
    if questionnaire.publications and questionnaire.publications[-1].version_id == frozen_id:
        raise Conflict(_l("Nothing has changed since the last version."))
    changes = changes_since_published(session, questionnaire)
    level = max((LEVELS.index(change.level) for change in changes), default=0)
    publication = Publication(
        version_id=_frozen(session, definition),
        number=len(questionnaire.publications) + 1,
        change=LEVELS[level] if questionnaire.publications else "first",
        published_by_id=user.id if user else None,
        published_at=now(),
    )
    questionnaire.publications.append(publication)
    session.flush()
    return publication


def freeze_for_trial(session: Session, questionnaire: Questionnaire) -> Publication:
    """Freeze the draft as it stands so that it can be tried out; it becomes no version.

    A draft that has not changed since the last trial is not frozen again. Raises Unprocessable
    while it cannot be answered.
    """
    definition = draft_of(questionnaire)
    problems = check_questionnaire(definition)
    if problems:
        raise Unprocessable(_l("Mend what is listed here first, then try it out."))
    trials = queries.trial_publications(session, questionnaire)
    frozen_id = _frozen(session, definition)
    for trial in trials:
        if trial.version_id == frozen_id:
            return trial
    trial = Publication(
        questionnaire_id=questionnaire.id,
        version_id=frozen_id,
        number=trials[0].number - 1 if trials else 0,
        change="trial",
    )
    session.add(trial)
    session.flush()
    return trial


def _frozen(session: Session, definition: Definition) -> str:
    """Keep a definition under its content's name, once for all who have the same."""
    frozen_id = version_id(definition)
    if session.get(QuestionnaireVersion, frozen_id) is None:
        session.add(QuestionnaireVersion(id=frozen_id, definition=canonical_json(definition)))
        session.flush()
    return frozen_id
