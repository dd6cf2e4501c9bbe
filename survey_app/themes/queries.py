"""Every SELECT of the review: themes ranked by respondents, excerpts in context, what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication
from survey_app.builder.versions import version
from survey_app.collect.models import Passage, Response
from survey_app.collect.search import folded_words, matching
from survey_app.db import MAX_ID
from survey_app.interviews.models import Interview
from survey_app.questionnaire import wording
from survey_app.studies.models import Study
from survey_app.themes.left_over import VISIBLE as VISIBLE
from survey_app.themes.left_over import is_left_over, n_left_over
from survey_app.themes.models import KINDS, AnalysisRun, Excerpt, Theme, ThemeComment, ThemeExcerpt
from survey_app.themes.tallies import newest_run, tallies
from survey_app.themes.voices import respondent_of as respondent_of
from survey_app.themes.voices import voice_key

_ONE = select(Theme).where(Theme.id == bindparam("id"), Theme.study_id == bindparam("study"))


@dataclass(frozen=True, slots=True)
class RankedTheme:
    """A theme as a list shows it: `n` of the `asked` said it.

    `n_voices` counts everybody who said it, also those who were never asked for its kind: they
    give quotes, but no share. `objection_type` is a person's choice, or what most quotes say.
    """

    id: int
    kind: str
    name: str
    status: str
    confidence: float
    revision: int
    n_voices: int
    n: int
    asked: int
    n_excerpts: int
    by_hand: bool
    parent_id: int | None
    depth: int = 0
    objection_type: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the engine took an excerpt for what it is: a cue, and the words in which it lay.

    `words` is empty where the cue covers everything, such as what the question asked for.
    """

    cue: str
    words: str


@dataclass(frozen=True, slots=True)
class Voiced:
    """An excerpt with the text around it and where it comes from.

    `placed_by` says who put it into the theme: 'person', 'machine', or '' outside of a theme.
    `intact` is False where the passage has changed so that the quote no longer stands in it.
    """

    id: int
    quote: str
    before: str
    after: str
    respondent: str
    source_label: str
    channel: str
    language: str
    when: datetime
    question: str
    question_key: str | None
    speaker: str
    labels: tuple[str, ...]
    reasons: tuple[Reason, ...]
    origin: str
    placed_by: str
    key_quote: bool
    intact: bool
    passage_id: int
    response_id: int | None
    interview_id: int | None
    score: float = 1.0


def latest_run(session: Session, study: Study) -> AnalysisRun | None:
    """Return the newest analysis of the study."""
    return newest_run(session, study.id)


def ranked(
    session: Session, study: Study, *, kind: str = "", statuses: Sequence[str] = VISIBLE
) -> list[RankedTheme]:
    """Return themes by the number of respondents who voice them, the largest first."""
    run = latest_run(session, study)
    asked = {kind: len(keys) for kind, keys in (run.asked if run else {}).items()}
    query = select(Theme).where(Theme.study_id == study.id, Theme.status.in_(statuses))
    themes = session.scalars(query.where(Theme.kind == kind) if kind else query).all()
    counted = tallies(session, themes, run)
    found = [
        RankedTheme(
            id=theme.id,
            kind=theme.kind,
            name=theme.name,
            status=theme.status,
            confidence=theme.confidence,
            revision=theme.revision,
            n_voices=counted[theme.id].n_voices,
            n=counted[theme.id].n,
            asked=asked.get(theme.kind, 0),
            n_excerpts=counted[theme.id].n_excerpts,
            by_hand=theme.run_id is None,
            parent_id=theme.parent_id,
            objection_type=theme.objection_type or counted[theme.id].objection_type or "",
        )
        for theme in themes
    ]
    return sorted(found, key=lambda t: (-t.n_voices, -t.n_excerpts, t.name, t.id))


def choices(session: Session, study: Study) -> list[Theme]:
    """Return the themes that quotes can be put into, by name."""
    return sorted(
        session.scalars(select(Theme).where(Theme.study_id == study.id, Theme.status.in_(VISIBLE))),
        key=lambda theme: (theme.name.casefold(), theme.id),
    )


def comments(session: Session, theme: Theme) -> dict[int | None, list[ThemeComment]]:
    """Return what colleagues remark on a theme (None) and on its quotes (by excerpt)."""
    rows = session.scalars(
        select(ThemeComment)
        .where(ThemeComment.theme_id == theme.id, ThemeComment.removed_at.is_(None))
        .options(joinedload(ThemeComment.user))
        .order_by(ThemeComment.id)
    )
    found: dict[int | None, list[ThemeComment]] = defaultdict(list)
    for row in rows:
        found[row.excerpt_id].append(row)
    return found


def comment(session: Session, theme: Theme, comment_id: int) -> ThemeComment | None:
    """Return one comment on a theme or its quotes, if it stands."""
    return session.scalar(
        select(ThemeComment).where(
            ThemeComment.id == min(comment_id, MAX_ID),
            ThemeComment.theme_id == theme.id,
            ThemeComment.removed_at.is_(None),
        )
    )


def counts(session: Session, study: Study) -> dict[str, int]:
    """Count the visible themes of each kind."""
    rows = session.execute(
        select(Theme.kind, func.count())
        .where(Theme.study_id == study.id, Theme.status.in_(VISIBLE))
        .group_by(Theme.kind)
    )
    found = {str(kind): int(number) for kind, number in rows}
    return {kind: found.get(kind, 0) for kind in KINDS}


def n_by_status(session: Session, study: Study) -> dict[str, int]:
    """Count themes by status."""
    rows = session.execute(
        select(Theme.status, func.count()).where(Theme.study_id == study.id).group_by(Theme.status)
    )
    return {str(status): int(number) for status, number in rows}


def n_of(session: Session, study: Study, *, kind: str, statuses: Sequence[str]) -> int:
    """Count the themes of a kind in these states."""
    query = select(func.count(Theme.id)).where(
        Theme.study_id == study.id, Theme.kind == kind, Theme.status.in_(statuses)
    )
    return session.scalar(query) or 0


def theme(session: Session, study: Study, theme_id: int) -> Theme | None:
    """Return one theme of this study."""
    if theme_id > MAX_ID:
        return None
    return session.scalar(_ONE, {"id": theme_id, "study": study.id})


def excerpts_by_id(session: Session, study: Study, ids: Sequence[int]) -> Sequence[Excerpt]:
    """Return these excerpts as far as they are this study's."""
    return session.scalars(
        select(Excerpt)
        .where(Excerpt.study_id == study.id, Excerpt.id.in_([one for one in ids if one <= MAX_ID]))
        .order_by(Excerpt.id)
    ).all()


def voiced_in(session: Session, study: Study, theme: Theme, *, limit: int) -> list[Voiced]:
    """Return the excerpts of a theme, those that say it best first."""
    query = (
        _voiced(study)
        .add_columns(ThemeExcerpt.origin, ThemeExcerpt.score)
        .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
        .where(ThemeExcerpt.theme_id == theme.id)
        .order_by(Excerpt.key_quote.desc(), ThemeExcerpt.score.desc(), Excerpt.id)
        .limit(limit)
    )
    return [
        _as_voiced(session, row, placed_by=row[-2], score=row[-1]) for row in session.execute(query)
    ]


def ungrouped(session: Session, study: Study, kind: str, *, limit: int) -> list[Voiced]:
    """Return the excerpts of a kind that belong to no theme, in the order they were said."""
    query = _voiced(study).where(*is_left_over(kind)).order_by(Excerpt.id).limit(limit)
    return [_as_voiced(session, row) for row in session.execute(query)]


def n_ungrouped(session: Session, study: Study, kind: str) -> int:
    """Count the excerpts of a kind that belong to no theme."""
    return n_left_over(session, study.id, kind)


def search(session: Session, study: Study, words: str, *, limit: int) -> list[Voiced]:
    """Return excerpts in which all these words occur, whatever theme they are in.

    The index of passages narrows the search; what it has not read yet is looked through.
    """
    matches = matching(session, words)
    sought = folded_words(words)
    if matches is None:
        return []
    query = _voiced(study).where(matches | ~Passage.indexed).order_by(Excerpt.id)
    found = []
    for row in session.execute(query.execution_options(yield_per=500)):
        said = " ".join(folded_words(row[0].quote))
        if all(word in said for word in sought):
            found.append(_as_voiced(session, row))
            if len(found) == limit:
                break
    return found


def themes_of(session: Session, study: Study, excerpt_ids: Sequence[int]) -> dict[int, list[Theme]]:
    """Return the visible themes in which each of these excerpts stands."""
    rows = session.execute(
        select(ThemeExcerpt.excerpt_id, Theme)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(
            Theme.study_id == study.id,
            Theme.status.in_(VISIBLE),
            ThemeExcerpt.excerpt_id.in_(excerpt_ids),
        )
        .order_by(Theme.id)
    )
    found: dict[int, list[Theme]] = defaultdict(list)
    for excerpt_id, one in rows:
        found[excerpt_id].append(one)
    return found


def voiced_by_ids(session: Session, study: Study, ids: Sequence[int]) -> dict[int, Voiced]:
    """Return excerpts of this study with their context, by id."""
    query = _voiced(study).where(Excerpt.id.in_(ids))
    return {row[0].id: _as_voiced(session, row) for row in session.execute(query)}


def _voiced(study: Study) -> Select[Any]:
    script = Publication.__table__.alias("script")
    return (
        select(
            Excerpt,
            Passage,
            Response,
            Interview,
            Publication.version_id,
            script.c.version_id,
        )
        .join(Passage, Passage.id == Excerpt.passage_id)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .outerjoin(Publication, Publication.id == Response.publication_id)
        .outerjoin(script, script.c.id == Interview.publication_id)
        .where(Excerpt.study_id == study.id)
    )


CONTEXT_CHARS = 160


def _as_voiced(session: Session, row: Any, *, placed_by: str = "", score: float = 1.0) -> Voiced:
    excerpt, passage, response, interview, survey_version, script_version = row[:6]
    assert isinstance(excerpt, Excerpt)
    assert isinstance(passage, Passage)
    source = response or interview
    assert isinstance(source, Response | Interview)
    text = passage.text
    start, end = excerpt.start, excerpt.end
    question = passage.question_text or ""
    version_id = survey_version or script_version
    if passage.question_key and isinstance(version_id, str):
        for asked in version(session, version_id).iter_all():
            if asked.key == passage.question_key:
                question = wording(asked.text, source.language)
    intact = text[start:end] == excerpt.quote
    return Voiced(
        id=excerpt.id,
        quote=excerpt.quote,
        before=_tail(text[:start]) if intact else "",
        after=_head(text[end:]) if intact else "",
        respondent=voice_key(
            contact_id=source.contact_id,
            response_id=passage.response_id,
            interview_id=passage.interview_id,
        ),
        source_label=source.label,
        channel=source.channel if isinstance(source, Response) else source.mode,
        language=passage.language or source.language,
        when=_said_at(passage, source),
        question=question,
        question_key=passage.question_key,
        speaker=passage.speaker,
        labels=tuple(excerpt.labels),
        reasons=_reasons(excerpt, text if intact else ""),
        origin=excerpt.origin,
        placed_by=placed_by,
        key_quote=excerpt.key_quote,
        intact=intact,
        passage_id=passage.id,
        response_id=passage.response_id,
        interview_id=passage.interview_id,
        score=score,
    )


def _said_at(passage: Passage, source: Response | Interview) -> datetime:
    """Return when it was said, which for what came in by import is not when it was stored."""
    if isinstance(source, Response):
        return source.completed_at or source.updated_at
    return source.started_at or source.planned_at or passage.noted_at


def _reasons(excerpt: Excerpt, text: str) -> tuple[Reason, ...]:
    """Return what speaks for the labels, each cue once, with its words where they are fewer."""
    found: dict[str, Reason] = {}
    for cue in excerpt.cues:
        if cue["weight"] > 0 and cue["name"] not in found:
            words = text[cue["start"] : cue["end"]].strip()
            told = cue["name"].startswith(("asked.", "tagged.")) or words == excerpt.quote
            found[cue["name"]] = Reason(cue["name"], "" if told else words)
    return tuple(found.values())


def _tail(text: str) -> str:
    if len(text) <= CONTEXT_CHARS:
        return text
    _, space, whole_words = text[-CONTEXT_CHARS:].partition(" ")
    return "… " + (whole_words if space else text[-CONTEXT_CHARS:])


def _head(text: str) -> str:
    if len(text) <= CONTEXT_CHARS:
        return text
    whole_words, space, _ = text[:CONTEXT_CHARS].rpartition(" ")
    return (whole_words if space else text[:CONTEXT_CHARS]) + " …"
