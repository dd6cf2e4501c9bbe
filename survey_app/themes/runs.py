"""Apply: what the engine found becomes suggestions, beside everything that people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session, selectinload

from survey_app.nlp.documents import Cue, Signals
from survey_app.nlp.documents import Excerpt as Clause
from survey_app.nlp.theme_values import Constraints, Member, Seed, ThemeSet
from survey_app.nlp.theme_values import Theme as FoundTheme
from survey_app.studies.models import Study
from survey_app.themes.models import AnalysisRun, Decision, Excerpt, Theme, ThemeExcerpt
from survey_app.themes.tallies import refresh

SAME_THEME_OVERLAP = 0.5  # Jaccard of excerpts from which a suggestion is the one of last time

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What one analysis found: signals of all passages and the themes of each kind."""

    signals: Sequence[Signals]
    themes: Mapping[str, ThemeSet]
    hashes: Mapping[str, str]
    asked: Mapping[str, Sequence[str]]
    n_respondents: int


def constraints(session: Session, study: Study) -> Constraints:
    """Return what people decided, as the engine must keep it."""
    seeds, rejected = [], []
    decided = _decided(session, study)
    for theme in _themes(session, study):
        seed = Seed(
            id=str(theme.id),
            name=theme.name,
            kind=theme.kind,
            members=tuple(
                (str(link.excerpt.passage_id), link.excerpt.start, link.excerpt.end)
                for link in sorted(theme.excerpts, key=lambda link: link.excerpt_id)
            ),
        )
        if theme.status == "rejected":
            rejected.append(seed)
        elif theme.status == "accepted" or _touched(theme, decided):
            seeds.append(seed)
    return Constraints(seeds=tuple(seeds), rejected=tuple(rejected))


def apply(
    session: Session, study: Study, found: Found, *, engine: dict[str, Any], started_at: datetime
) -> AnalysisRun:
    """Store a run: excerpts, continued themes, fresh suggestions; old untouched ones make way."""
    run = AnalysisRun(
        study_id=study.id,
        engine=engine,
        n_passages=len(found.signals),
        n_respondents=found.n_respondents,
        asked={kind: list(keys) for kind, keys in found.asked.items()},
        n_ungrouped=sum(len(one.ungrouped) for one in found.themes.values()),
        started_at=started_at,
    )
    session.add(run)
    session.flush()
    excerpts = _store_excerpts(session, study, found)
    taken_out = _taken_out(session, study)
    decided = _decided(session, study)
    present = {theme.id: theme for theme in _themes(session, study)}
    untouched = [
        theme
        for theme in present.values()
        if theme.status == "suggested" and not _touched(theme, decided)
    ]
    kept: set[int] = set()
    for kind, themes in found.themes.items():
        for one in themes.themes:
            members = {
                excerpts[place].id: member.score
                for member in one.members
                if (place := (member.document_id, member.start, member.end)) in excerpts
            }
            theme = present.get(int(one.seed_id)) if one.seed_id else None
            if theme is None:
                theme = _same_as(members, kind, [t for t in untouched if t.id not in kept])
            if theme is None:
                theme = Theme(study_id=study.id, kind=kind, name=one.name, excerpts=[])
                session.add(theme)
                session.flush()
            kept.add(theme.id)
            _continue(session, theme, one, members, run, taken_out)
    for theme in untouched:
        if theme.id not in kept:
            session.delete(theme)
    session.flush()
    _sweep_excerpts(session, study, {excerpt.id for excerpt in excerpts.values()})
    refresh(session, session.scalars(select(Theme).where(Theme.study_id == study.id)).all(), run)
    return run


def _continue(
    session: Session,
    theme: Theme,
    found: FoundTheme,
    members: Mapping[int, float],
    run: AnalysisRun,
    taken_out: set[tuple[int, int]],
) -> None:
    """Bring a theme up to date; what a person named, put in or took out stays so."""
    if not theme.named_by_person and theme.status == "suggested":
        theme.name = found.name
    theme.keyphrases = list(found.keyphrases)
    if found.seed_id is None:  # a theme that is given to the engine is found again for certain
        theme.confidence = found.confidence
    theme.run_id = run.id
    links = {link.excerpt_id: link for link in theme.excerpts}
    for excerpt_id, link in links.items():
        # What people decided on keeps all its quotes, also one whose passage has changed since.
        gone = found.seed_id is None and link.origin == "machine" and excerpt_id not in members
        if gone:
            session.delete(link)
    for excerpt_id, score in members.items():
        if (theme.id, excerpt_id) in taken_out:
            continue
        if excerpt_id in links:
            links[excerpt_id].score = score
        else:
            session.add(ThemeExcerpt(theme_id=theme.id, excerpt_id=excerpt_id, score=score))
    session.flush()
    session.expire(theme, ["excerpts"])


def _store_excerpts(session: Session, study: Study, found: Found) -> dict[Place, Excerpt]:
    """Write everything that could be grouped, in a theme or not, once per span."""
    existing: dict[Place, Excerpt] = {
        (str(one.passage_id), one.start, one.end): one
        for one in session.scalars(select(Excerpt).where(Excerpt.study_id == study.id))
    }
    clauses: dict[str, list[Clause]] = {
        signals.document_id: list(signals.excerpts) for signals in found.signals
    }
    wanted: dict[Place, dict[str, Any]] = {}
    for kind, themes in found.themes.items():
        members = [member for theme in themes.themes for member in theme.members]
        for member in (*members, *themes.ungrouped):
            place = (member.document_id, member.start, member.end)
            if place not in wanted:
                wanted[place] = _excerpt_of(member, clauses.get(member.document_id, []))
            if kind not in wanted[place]["labels"]:
                wanted[place]["labels"].append(kind)
    stored = {}
    for place, values in wanted.items():
        excerpt = existing.get(place)
        if excerpt is None:
            excerpt = Excerpt(
                study_id=study.id,
                passage_id=int(place[0]),
                start=place[1],
                end=place[2],
                passage_sha256=found.hashes[place[0]],
                **values,
            )
            session.add(excerpt)
        else:
            excerpt.scores, excerpt.labels = values["scores"], values["labels"]
            excerpt.cues = values["cues"]
            if excerpt.quote == values["quote"]:
                excerpt.passage_sha256 = found.hashes[place[0]]
        stored[place] = excerpt
    session.flush()
    return stored


def _excerpt_of(member: Member, clauses: Sequence[Clause]) -> dict[str, Any]:
    """Sum up the clauses that an excerpt consists of: the best score of each kind, all cues."""
    within = [one for one in clauses if one.start < member.end and member.start < one.end]
    scores: dict[str, float] = {}
    cues: dict[tuple[str, int, int], Cue] = {}
    for one in within:
        for kind, score in one.scores.items():
            scores[kind] = max(score, scores.get(kind, 0.0))
        cues |= {(cue.name, cue.start, cue.end): cue for cue in one.cues}
    return {
        "quote": member.quote,
        "scores": scores,
        "labels": [],
        "cues": [
            {"name": cue.name, "start": cue.start, "end": cue.end, "weight": cue.weight}
            for cue in cues.values()
        ],
    }


def _sweep_excerpts(session: Session, study: Study, current: set[int]) -> None:
    """Remove machine excerpts of earlier runs that nothing refers to any more."""
    from sqlalchemy import column as col
    from sqlalchemy import table

    evidence = table("evidence", col("excerpt_id"))
    stale = session.scalars(
        select(Excerpt.id).where(
            Excerpt.study_id == study.id,
            Excerpt.origin == "machine",
            ~Excerpt.key_quote,
            ~exists().where(ThemeExcerpt.excerpt_id == Excerpt.id),
            ~exists().where(evidence.c.excerpt_id == Excerpt.id),
        )
    ).all()
    gone = [excerpt_id for excerpt_id in stale if excerpt_id not in current]
    for at in range(0, len(gone), 500):
        session.execute(delete(Excerpt).where(Excerpt.id.in_(gone[at : at + 500])))


def _same_as(members: Mapping[int, float], kind: str, candidates: Sequence[Theme]) -> Theme | None:
    """Return the suggestion of last time that this one continues, so that links to it hold."""
    ids = set(members)
    best, best_overlap = None, SAME_THEME_OVERLAP
    for theme in candidates:
        if theme.kind != kind:
            continue
        old = {link.excerpt_id for link in theme.excerpts}
        overlap = len(ids & old) / len(ids | old) if ids | old else 0.0
        if overlap >= best_overlap:
            best, best_overlap = theme, overlap
    return best


def _touched(theme: Theme, decided: set[int]) -> bool:
    return (
        theme.named_by_person
        or theme.id in decided
        or any(link.origin == "person" for link in theme.excerpts)
    )


def _decided(session: Session, study: Study) -> set[int]:
    """Return the ids of the themes that somebody has decided about."""
    return {
        theme_id
        for theme_id in session.scalars(
            select(Decision.theme_id).where(
                Decision.study_id == study.id, Decision.undone_at.is_(None)
            )
        )
        if theme_id is not None
    }


def _themes(session: Session, study: Study) -> Sequence[Theme]:
    return session.scalars(
        select(Theme)
        .where(Theme.study_id == study.id, Theme.status != "merged")
        .options(selectinload(Theme.excerpts).joinedload(ThemeExcerpt.excerpt))
        .order_by(Theme.id)
    ).all()


def _taken_out(session: Session, study: Study) -> set[tuple[int, int]]:
    """Return the (theme, excerpt) pairs that a person has parted for good."""
    rows = session.scalars(
        select(Decision.after).where(
            Decision.study_id == study.id,
            Decision.verb.in_(("remove", "move", "split")),
            Decision.undone_at.is_(None),
        )
    )
    return {(pair[0], pair[1]) for after in rows for pair in after.get("parted", [])}
