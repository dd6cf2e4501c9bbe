"""What can be compared with what, and the answers for it: from forms, from calls or both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.builder.models import Questionnaire as QuestionnaireRow
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import CHANNELS, Response
from survey_app.customers.models import Company, Contact
from survey_app.interviews.models import Interview
from survey_app.outreach.models import Invitation, Wave
from survey_app.questionnaire import Question, Questionnaire
from survey_app.questionnaire.model import LANGUAGES, Text
from survey_app.questionnaire.types.summary import plain
from survey_app.responses.cross import FEWEST, CrossTable, cross_table
from survey_app.studies.models import Study

CLOSED = frozenset({"single", "multi", "yes_no", "nps", "scale", "number", "money", "ranking"})
GROUPING = frozenset({"single", "multi", "yes_no", "scale"})
SOURCES = ("forms", "calls", "both")
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Comparable:
    """One questionnaire with all its versions: a question is one question by its key."""

    row: QuestionnaireRow
    latest: Questionnaire
    publication_ids: tuple[int, ...]

    @property
    def questions(self) -> list[Question]:
        """The closed questions, whose answers can be counted."""
        return [one for one in self.latest.iter_inputs() if one.type in CLOSED]

    @property
    def groupings(self) -> list[Question]:
        """The questions whose choices part the respondents into groups."""
        return [one for one in self.latest.iter_inputs() if one.type in GROUPING]


def comparable(session: Session, row: QuestionnaireRow) -> Comparable | None:
    """Read a questionnaire's last version; None if none is published."""
    published = session.scalars(
        select(Publication)
        .where(Publication.questionnaire_id == row.id)
        .order_by(Publication.number)
    ).all()
    if not published:
        return None
    latest = questionnaire_of(session, published[-1])
    return Comparable(row, latest, tuple(one.id for one in published))


def compare(
    session: Session, study: Study, of: Comparable, question: Question, by: str, source: str
) -> CrossTable:
    """Count a question's answers in groups by `by`: a question key, or one of FACTS."""
    answers: list[tuple[Sequence[str], Any]] = []
    anonymous = False
    if source in ("forms", "both"):
        for codes, answer, unnamed in _from_forms(session, study, of, question.key, by):
            answers.append((codes, answer))
            anonymous = anonymous or unnamed
    if source in ("calls", "both"):
        answers.extend(_from_calls(session, study, of, question.key, by))
    groups = _groups(session, study, of, by)
    return cross_table(question, groups, answers, fewest=FEWEST if anonymous else 1)


def _from_forms(
    session: Session, study: Study, of: Comparable, key: str, by: str
) -> Iterator[tuple[list[str], Any, bool]]:
    fact = _FORM_FACTS.get(by)
    group = Response.answers[by] if fact is None else fact
    query = (
        select(Response.answers[key], group, Response.anonymous)
        .outerjoin(Contact, Contact.id == Response.contact_id)
        .outerjoin(Invitation, Invitation.id == Response.invitation_id)
        .where(
            Response.study_id == study.id,
            Response.publication_id.in_(of.publication_ids),
            Response.status == "completed",
            ~Response.trial,
        )
        .order_by(Response.id)
        .execution_options(yield_per=CHUNK)
    )
    for answer, belongs, unnamed in session.execute(query):
        if answer is not None:
            yield _codes(belongs), answer, unnamed


def _from_calls(
    session: Session, study: Study, of: Comparable, key: str, by: str
) -> Iterator[tuple[list[str], Any]]:
    query = (
        select(Interview, Contact.company_id)
        .outerjoin(Contact, Contact.id == Interview.contact_id)
        .where(
            Interview.study_id == study.id,
            Interview.publication_id.in_(of.publication_ids),
            Interview.status == "held",
        )
        .order_by(Interview.id)
    )
    for interview, company_id in session.execute(query):
        answer = interview.answers.get(key)
        if answer is None:
            continue
        known = {"channel": interview.mode, "language": interview.language, "company": company_id}
        belongs = known.get(by) if by in FACTS else interview.answers.get(by)
        yield _codes(belongs), answer


def _codes(belongs: Any) -> list[str]:
    if belongs is None:
        return []
    if isinstance(belongs, bool):
        return ["yes" if belongs else "no"]
    return [str(one) for one in belongs] if isinstance(belongs, list) else [str(belongs)]


def _groups(session: Session, study: Study, of: Comparable, by: str) -> list[tuple[str, Text]]:
    if by == "channel":
        return [(code, plain(code)) for code in CHANNELS]
    if by == "language":
        return [(code, plain(code)) for code in LANGUAGES]
    if by == "wave":
        waves = session.execute(
            select(Wave.id, Wave.title).where(Wave.study_id == study.id).order_by(Wave.id)
        )
        return [(str(key), plain(title)) for key, title in waves]
    if by == "company":
        companies = session.execute(
            select(Company.id, Company.name)
            .where(Company.study_id == study.id)
            .order_by(Company.name)
        )
        return [(str(key), plain(name)) for key, name in companies]
    question = of.latest.question(by)
    if question.type == "yes_no":
        return [
            ("yes", {"en": "yes", "ru": "да", "zh": "是"}),
            ("no", {"en": "no", "ru": "нет", "zh": "否"}),
        ]
    if question.scale:
        return [(str(point), plain(str(point))) for point in question.scale.points]
    return [(choice.code, choice.text) for choice in question.choices]


_FORM_FACTS: dict[str, Any] = {
    "channel": Response.channel,
    "language": Response.language,
    "wave": Invitation.wave_id,
    "company": Contact.company_id,
}
FACTS = tuple(_FORM_FACTS)
"""What is known of a respondent without asking; a question may not use these as its key's name."""
