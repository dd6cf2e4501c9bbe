"""Every SELECT of the review: themes ranked by respondents, excerpts in context, what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, String, case, cast, exists, func, select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.builder.versions import version
from survey_app.collect.models import Passage, Response
from survey_app.interviews.models import Interview
from survey_app.questionnaire import wording
from survey_app.studies.models import Study
from survey_app.themes.models import KINDS, AnalysisRun, Excerpt, Theme, ThemeExcerpt
from survey_app.themes.voices import voice_key

VISIBLE = ("suggested", "accepted")


@dataclass(frozen=True, slots=True)
class RankedTheme:
    """A theme as a list shows it: `n` of the `asked` said it.

    `n_voices` counts everybody who said it, also those who were never asked for its kind: they
    give quotes, but no share.
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


@dataclass(frozen=True, slots=True)
class Voiced:
    """An excerpt with the text around it and where it comes from."""

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
    speaker: str
    labels: tuple[str, ...]
    cues: tuple[str, ...]
    origin: str
    key_quote: bool
    intact: bool
    passage_id: int
    response_id: int | None
    interview_id: int | None
    score: float = 1.0


def respondent_of() -> ColumnElement[str]:
    """Return the SQL for a passage's respondent key; the same as `voices.voice_key`."""
    contact = func.coalesce(Response.contact_id, Interview.contact_id)
    return case(
        (contact.is_not(None), "c" + cast(contact, String)),
        (Passage.response_id.is_not(None), "r" + cast(Passage.response_id, String)),
        else_="i" + cast(Passage.interview_id, String),
    )


def latest_run(session: Session, study: Study) -> AnalysisRun | None:
    """Return the newest analysis of the study."""
    return session.scalar(
        select(AnalysisRun)
        .where(AnalysisRun.study_id == study.id)
        .order_by(AnalysisRun.id.desc())
        .limit(1)
    )


def ranked(
    session: Session, study: Study, *, kind: str = "", statuses: Sequence[str] = VISIBLE
) -> list[RankedTheme]:
    """Return themes by the number of respondents who voice them, the largest first."""
    run = latest_run(session, study)
    asked = {kind: set(keys) for kind, keys in (run.asked if run else {}).items()}
    themes = select(Theme).where(Theme.study_id == study.id, Theme.status.in_(statuses))
    if kind:
        themes = themes.where(Theme.kind == kind)
    voices: dict[int, set[str]] = defaultdict(set)
    n_excerpts: dict[int, int] = defaultdict(int)
    pairs = session.execute(
        select(ThemeExcerpt.theme_id, respondent_of(), func.count())
        .join(Excerpt, Excerpt.id == ThemeExcerpt.excerpt_id)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(Excerpt.study_id == study.id)
        .group_by(ThemeExcerpt.theme_id, respondent_of())
    )
    for theme_id, respondent, number in pairs:
        voices[theme_id].add(respondent)
        n_excerpts[theme_id] += number
    found = []
    for theme in session.scalars(themes):
        base = asked.get(theme.kind, set())
        found.append(
            RankedTheme(
                id=theme.id,
                kind=theme.kind,
                name=theme.name,
                status=theme.status,
                confidence=theme.confidence,
                revision=theme.revision,
                n_voices=len(voices[theme.id]),
                n=len(voices[theme.id] & base),
                asked=len(base),
                n_excerpts=n_excerpts[theme.id],
            )
        )
    return sorted(found, key=lambda t: (-t.n_voices, -t.n_excerpts, t.name, t.id))


def counts(session: Session, study: Study) -> dict[str, int]:
    """Count the visible themes of each kind."""
    rows = session.execute(
        select(Theme.kind, func.count())
        .where(Theme.study_id == study.id, Theme.status.in_(VISIBLE))
        .group_by(Theme.kind)
    )
    found = dict(rows.tuples().all())
    return {kind: found.get(kind, 0) for kind in KINDS}


def n_by_status(session: Session, study: Study) -> dict[str, int]:
    """Count themes by status."""
    rows = session.execute(
        select(Theme.status, func.count()).where(Theme.study_id == study.id).group_by(Theme.status)
    )
    return dict(rows.tuples().all())


def theme(session: Session, study: Study, theme_id: int) -> Theme | None:
    """Return one theme of this study."""
    return session.scalar(select(Theme).where(Theme.id == theme_id, Theme.study_id == study.id))


def excerpts_by_id(session: Session, study: Study, ids: Sequence[int]) -> Sequence[Excerpt]:
    """Return these excerpts as far as they are this study's."""
    return session.scalars(
        select(Excerpt)
        .where(Excerpt.study_id == study.id, Excerpt.id.in_(ids))
        .order_by(Excerpt.id)
    ).all()


def voiced_in(session: Session, study: Study, theme: Theme, *, limit: int = 500) -> list[Voiced]:
    """Return the excerpts of a theme, those that say it best first."""
    query = (
        _voiced(study)
        .add_columns(ThemeExcerpt.score)
        .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
        .where(ThemeExcerpt.theme_id == theme.id)
        .order_by(Excerpt.key_quote.desc(), ThemeExcerpt.score.desc(), Excerpt.id)
        .limit(limit)
    )
    return [_as_voiced(session, row, score=row[-1]) for row in session.execute(query)]


def ungrouped(session: Session, study: Study, kind: str, *, limit: int = 200) -> list[Voiced]:
    """Return the excerpts of a kind that belong to no theme, in the order they were said."""
    in_a_theme = (
        exists()
        .where(ThemeExcerpt.excerpt_id == Excerpt.id, ThemeExcerpt.theme_id == Theme.id)
        .where(Theme.kind == kind, Theme.status.in_(VISIBLE))
    )
    query = _voiced(study).where(~in_a_theme).order_by(Excerpt.id)
    found = []
    for row in session.execute(query):
        if kind in row[0].labels:
            found.append(_as_voiced(session, row))
            if len(found) == limit:
                break
    return found


def search(session: Session, study: Study, words: str, *, limit: int = 100) -> list[Voiced]:
    """Return excerpts that contain these words, whatever theme they are in."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    query = (
        _voiced(study)
        .where(Excerpt.quote.ilike(f"%{escaped}%", escape="\\"))
        .order_by(Excerpt.id)
        .limit(limit)
    )
    return [_as_voiced(session, row) for row in session.execute(query)]


def voiced_by_ids(session: Session, study: Study, ids: Sequence[int]) -> dict[int, Voiced]:
    """Return excerpts of this study with their context, by id."""
    query = _voiced(study).where(Excerpt.id.in_(ids))
    return {row[0].id: _as_voiced(session, row) for row in session.execute(query)}


def _voiced(study: Study) -> Select[tuple[Excerpt, Passage, Response, Interview, str, str]]:
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


CONTEXT_CHARS = 240


def _as_voiced(session: Session, row: Row[tuple[object, ...]], *, score: float = 1.0) -> Voiced:
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
    return Voiced(
        id=excerpt.id,
        quote=excerpt.quote,
        before=_tail(text[:start]),
        after=_head(text[end:]),
        respondent=voice_key(
            contact_id=source.contact_id,
            response_id=passage.response_id,
            interview_id=passage.interview_id,
        ),
        source_label=source.label,
        channel=source.channel if isinstance(source, Response) else source.mode,
        language=passage.language or source.language,
        when=passage.noted_at,
        question=question,
        speaker=passage.speaker,
        labels=tuple(excerpt.labels),
        cues=tuple(dict.fromkeys(cue["name"] for cue in excerpt.cues)),
        origin=excerpt.origin,
        key_quote=excerpt.key_quote,
        intact=text[start:end] == excerpt.quote,
        passage_id=passage.id,
        response_id=passage.response_id,
        interview_id=passage.interview_id,
        score=score,
    )


def _tail(text: str) -> str:
    return text if len(text) <= CONTEXT_CHARS else "…" + text[-CONTEXT_CHARS:]


def _head(text: str) -> str:
    return text if len(text) <= CONTEXT_CHARS else text[:CONTEXT_CHARS] + "…"
