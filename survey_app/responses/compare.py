"""What can be compared with what, and the answers for it: from forms, from calls or both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.builder.models import Questionnaire as QuestionnaireRow
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Response
from survey_app.customers.models import Company, Contact
from survey_app.interviews.models import Interview
from survey_app.outreach.models import Invitation
from survey_app.questionnaire import Choice, Question, Questionnaire, wording
from survey_app.questionnaire.rules import computed_answers
from survey_app.responses.cross import FEWEST, CrossTable, cross_table
from survey_app.responses.groups import Grouping, groupings, parted
from survey_app.studies.models import Study

CLOSED = frozenset(
    {"single", "multi", "yes_no", "nps", "scale", "number", "money", "ranking", "matrix"}
)
SOURCES = ("forms", "calls", "both")
CHUNK = 2_000
BETWEEN = {"en": ": ", "ru": ": ", "zh": "："}


@dataclass(frozen=True, slots=True)
class Comparable:
    """One questionnaire with all its versions: a question is one question by its key."""

    row: QuestionnaireRow
    latest: Questionnaire
    publication_ids: tuple[int, ...]
    groupings: tuple[Grouping, ...]

    @property
    def questions(self) -> list[Question]:
        """The closed questions, whose answers can be counted; of a table each of its rows."""
        return [
            row
            for one in self.latest.iter_inputs()
            if one.type in CLOSED
            for row in ([row_of(one, item) for item in one.items] if one.items else [one])
        ]

    def grouping(self, code: str) -> Grouping | None:
        """Return the way to part respondents with this code, if there is one."""
        return next((one for one in self.groupings if one.code == code), None)


def row_of(table: Question, item: Choice) -> Question:
    """One row of a table as a question of its own, `table.row`, as exports name its column."""
    text = {
        code: BETWEEN.get(code, ": ").join((wording(table.text, code), wording(item.text, code)))
        for code in table.text
    }
    key = f"{table.key}.{item.code}"
    return replace(table, key=key, type="scale" if table.scale else "single", text=text, items=())


def comparable(session: Session, study: Study, row: QuestionnaireRow) -> Comparable | None:
    """Read a questionnaire's last version; None if none is published."""
    published = session.scalars(
        select(Publication)
        .where(Publication.questionnaire_id == row.id, Publication.number > 0)
        .order_by(Publication.number)
    ).all()
    if not published:
        return None
    latest = questionnaire_of(session, published[-1])
    ways = tuple(groupings(session, study, latest))
    return Comparable(row, latest, tuple(one.id for one in published), ways)


def compare(
    session: Session, study: Study, of: Comparable, question: Question, by: Grouping, source: str
) -> CrossTable:
    """Count a question's answers in groups. Computed values are those of the latest version."""
    rows: list[tuple[Any, Any]] = []
    anonymous = False
    if source in ("forms", "both"):
        for value, answer, unnamed in _from_forms(session, study, of, question.key, by):
            rows.append((value, answer))
            anonymous = anonymous or unnamed
    if source in ("calls", "both"):
        rows.extend(_from_calls(session, study, of, question.key, by))
    groups, codes = parted(session, study, of.latest, by, [value for value, _answer in rows])
    answers = [(codes(value), answer) for value, answer in rows]
    return cross_table(question, groups, answers, fewest=FEWEST if anonymous else 1)


def _from_forms(
    session: Session, study: Study, of: Comparable, key: str, by: Grouping
) -> Iterator[tuple[Any, Any, bool]]:
    query = (
        select(Response.answers[key.partition(".")[0]], _column(by), Response.anonymous)
        .outerjoin(Contact, Contact.id == Response.contact_id)
        .outerjoin(Company, Company.id == Contact.company_id)
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
    for given, belongs, unnamed in session.execute(query):
        answer = _in_row(given, key)
        if answer is not None:
            yield _computed(of, by, belongs), answer, unnamed


def _from_calls(
    session: Session, study: Study, of: Comparable, key: str, by: Grouping
) -> Iterator[tuple[Any, Any]]:
    query = (
        select(Interview, Contact, Company)
        .outerjoin(Contact, Contact.id == Interview.contact_id)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(
            Interview.study_id == study.id,
            Interview.publication_id.in_(of.publication_ids),
            Interview.status == "held",
        )
        .order_by(Interview.id)
    )
    for interview, contact, company in session.execute(query):
        answer = _in_row(interview.answers.get(key.partition(".")[0]), key)
        if answer is None:
            continue
        known: dict[str, Any] = {
            "channel": interview.mode,
            "language": interview.language,
            "company": company.id if company else None,
        }
        belongs = {
            "fact": known.get(by.name),
            "contact": contact.attributes.get(by.name) if contact else None,
            "company": company.attributes.get(by.name) if company else None,
            "answer": interview.answers.get(by.name),
            "computed": interview.answers,
        }[by.kind]
        yield _computed(of, by, belongs), answer


def _column(by: Grouping) -> Any:
    """What of a response, and of the person and company behind it, tells the group."""
    owners: dict[str, Any] = {"contact": Contact.attributes, "company": Company.attributes}
    if by.kind == "fact":
        return _FORM_FACTS[by.name]
    if by.kind in owners:
        return owners[by.kind][by.name]
    return Response.answers if by.kind == "computed" else Response.answers[by.name]


def _computed(of: Comparable, by: Grouping, belongs: Any) -> Any:
    return computed_answers(of.latest, belongs).get(by.name) if by.kind == "computed" else belongs


def _in_row(given: Any, key: str) -> Any:
    """The answer itself, or what was chosen in the row that the key names."""
    _table, dot, row = key.partition(".")
    return given.get(row) if dot and isinstance(given, dict) else None if dot else given


_FORM_FACTS: dict[str, Any] = {
    "channel": Response.channel,
    "language": Response.language,
    "wave": Invitation.wave_id,
    "company": Contact.company_id,
}
