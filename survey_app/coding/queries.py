"""Every SELECT of coding: texts, what is marked in them, the codebook, who coded what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.coding.agreement import Mark
from survey_app.coding.models import Coding
from survey_app.collect.models import Passage, Response
from survey_app.db import MAX_ID
from survey_app.interviews.models import Interview
from survey_app.studies.models import Study
from survey_app.themes.models import KINDS, Excerpt, Theme, ThemeExcerpt

VISIBLE = ("suggested", "accepted")
EXAMPLE_CHARS = 120

# Asked each time a mark is made; a statement made once is not made and looked up anew.
_PASSAGE = select(Passage).where(
    Passage.id == bindparam("id"), Passage.study_id == bindparam("study")
)
_AT = select(Excerpt).where(
    Excerpt.passage_id == bindparam("passage"),
    Excerpt.start == bindparam("start"),
    Excerpt.end == bindparam("end"),
)
_MARKED = (
    select(Excerpt.id, Excerpt.passage_id, Excerpt.start, Excerpt.end, Theme.id, Theme.name,
           Theme.kind, ThemeExcerpt.origin, Coding.user_id)
    .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
    .join(Theme, Theme.id == ThemeExcerpt.theme_id)
    .outerjoin(
        Coding,
        (Coding.theme_id == ThemeExcerpt.theme_id)
        & (Coding.excerpt_id == ThemeExcerpt.excerpt_id),
    )
    .where(Excerpt.passage_id.in_(bindparam("ids", expanding=True)), Theme.status.in_(VISIBLE))
    .order_by(Excerpt.start, Excerpt.end, Excerpt.id, Theme.id)
)  # fmt: skip

Source = Interview | Response


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a passage that stand in a theme, who put them there, and whether it is settled."""

    excerpt_id: int
    passage_id: int
    start: int
    end: int
    theme_id: int
    theme: str
    kind: str
    origin: str
    coders: frozenset[int]


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk in the list: how long it is, and how much of it each person has coded."""

    id: int
    label: str
    title: str
    n_passages: int
    n_marks: int
    coders: tuple[str, ...]


def source(session: Session, study: Study, sort: str, number: int) -> Source | None:
    """Return a talk or a filled-in survey of this study."""
    if number > MAX_ID:
        return None
    if sort == "interview":
        return session.scalar(
            select(Interview).where(Interview.id == number, Interview.study_id == study.id)
        )
    return session.scalar(
        select(Response).where(Response.id == number, Response.study_id == study.id)
    )


def passages(session: Session, one: Source) -> Sequence[Passage]:
    """Return what was said or noted, in its order."""
    owner = Passage.interview_id if isinstance(one, Interview) else Passage.response_id
    return session.scalars(
        select(Passage).where(owner == one.id).order_by(Passage.position, Passage.id)
    ).all()


def passage(session: Session, study: Study, number: int) -> Passage | None:
    """Return one passage of this study."""
    if number > MAX_ID:
        return None
    return session.scalar(_PASSAGE, {"id": number, "study": study.id})


def excerpt(session: Session, one: Passage, number: int) -> Excerpt | None:
    """Return an excerpt of this passage."""
    return session.scalar(
        select(Excerpt).where(Excerpt.id == min(number, MAX_ID), Excerpt.passage_id == one.id)
    )


def excerpt_at(session: Session, one: Passage, start: int, end: int) -> Excerpt | None:
    """Return the excerpt of a passage between two places, if its words were marked before."""
    return session.scalar(_AT, {"passage": one.id, "start": start, "end": end})


def marked(session: Session, ids: Sequence[int]) -> dict[int, list[Marked]]:
    """Return what is marked in these passages, in the order of the text."""
    if not ids:
        return {}
    rows = session.execute(_MARKED, {"ids": list(ids)})
    found: dict[int, list[Marked]] = defaultdict(list)
    for _mark, coded in groupby(rows, key=lambda row: (row[0], row[4])):
        alike = list(coded)
        first = alike[0]
        coders = frozenset(row[8] for row in alike if row[8] is not None)
        found[first[1]].append(
            Marked(first[0], first[1], first[2], first[3], first[4], first[5], first[6], first[7],
                   coders)
        )  # fmt: skip
    return found


def codebook(session: Session, study: Study) -> list[tuple[str, list[tuple[Theme, str]]]]:
    """Return the visible themes by kind and name, each with one quote that shows how it sounds."""
    themes = session.scalars(
        select(Theme).where(Theme.study_id == study.id, Theme.status.in_(VISIBLE))
    ).all()
    best = (
        select(ThemeExcerpt.theme_id, func.min(ThemeExcerpt.excerpt_id).label("excerpt_id"))
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Theme.study_id == study.id)
        .group_by(ThemeExcerpt.theme_id)
        .subquery()
    )
    examples = {
        theme_id: quote if len(quote) <= EXAMPLE_CHARS else quote[:EXAMPLE_CHARS] + "…"
        for theme_id, quote in session.execute(
            select(best.c.theme_id, Excerpt.quote).join(Excerpt, Excerpt.id == best.c.excerpt_id)
        )
    }
    ordered = sorted(themes, key=lambda one: (one.name.casefold(), one.id))
    return [
        (kind, [(one, examples.get(one.id, "")) for one in ordered if one.kind == kind])
        for kind in KINDS
    ]


def talks(session: Session, study: Study) -> list[Talk]:
    """Return the talks that have words in them, the newest first."""
    n_passages = {
        row[0]: row[1]
        for row in session.execute(
            select(Passage.interview_id, func.count())
            .where(Passage.study_id == study.id, Passage.interview_id.is_not(None))
            .group_by(Passage.interview_id)
        )
    }
    n_marks: dict[int, int] = defaultdict(int)
    coders: dict[int, set[str]] = defaultdict(set)
    for number, name, n in session.execute(
        select(Passage.interview_id, User.name, func.count())
        .join(Excerpt, Excerpt.passage_id == Passage.id)
        .join(Coding, Coding.excerpt_id == Excerpt.id)
        .join(User, User.id == Coding.user_id)
        .where(Passage.study_id == study.id, Passage.interview_id.is_not(None))
        .group_by(Passage.interview_id, User.name)
    ):
        n_marks[number or 0] += n
        coders[number or 0].add(name)
    rows = session.scalars(
        select(Interview).where(Interview.study_id == study.id).order_by(Interview.id.desc())
    )
    return [
        Talk(one.id, one.label, one.title, n_passages[one.id], n_marks[one.id],
             tuple(sorted(coders[one.id])))
        for one in rows
        if one.id in n_passages
    ]  # fmt: skip


def marks(session: Session, study: Study) -> list[tuple[tuple[str, int], Mark]]:
    """Return all that people coded, each with the talk or survey it is in.

    What was merged into another theme counts as that theme; rejected themes do not count.
    """
    into = {
        theme_id: parent_id if status == "merged" and parent_id else theme_id
        for theme_id, status, parent_id in session.execute(
            select(Theme.id, Theme.status, Theme.parent_id).where(
                Theme.study_id == study.id, Theme.status != "rejected"
            )
        )
    }
    rows = session.execute(
        select(Coding.user_id, Passage.id, Excerpt.start, Excerpt.end, Coding.theme_id,
               Passage.interview_id, Passage.response_id)
        .join(Excerpt, Excerpt.id == Coding.excerpt_id)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .where(Passage.study_id == study.id)
        .order_by(Passage.id, Excerpt.start)
    )  # fmt: skip
    return [
        (
            ("interview", interview_id) if interview_id else ("response", response_id or 0),
            Mark(user_id, passage_id, start, end, into[theme_id]),
        )
        for user_id, passage_id, start, end, theme_id, interview_id, response_id in rows
        if theme_id in into
    ]


def texts(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the texts of passages by id."""
    rows = session.execute(select(Passage.id, Passage.text).where(Passage.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the names of users by id."""
    rows = session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
