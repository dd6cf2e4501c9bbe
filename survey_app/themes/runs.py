"""Apply: what the engine found becomes suggestions, beside everything that people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.orm import Session

from survey_app.collect.models import COUNTED, Passage, Response
from survey_app.nlp.theme_values import Constraints, Seed, ThemeSet
from survey_app.nlp.theme_values import Theme as FoundTheme
from survey_app.studies.models import Study
from survey_app.themes.models import AnalysisRun, Decision, Excerpt, Theme, ThemeExcerpt
from survey_app.themes.tallies import refresh

SAME_THEME_OVERLAP = 0.5  # Jaccard of excerpts from which a suggestion is the one of last time

AT_ONCE = 500  # ids in one statement

Place = tuple[str, int, int]
Link = tuple[str, float]  # origin and score


@dataclass(frozen=True, slots=True)
class Found:
    """What one analysis found: the themes of each kind, and the ids of the excerpts stored."""

    themes: Mapping[str, ThemeSet]
    places: Mapping[Place, int]
    asked: Mapping[str, Sequence[str]]
    n_passages: int
    n_respondents: int


def constraints(session: Session, study: Study) -> Constraints:
    """Return what people decided, as the engine must keep it."""
    seeds: list[Seed] = []
    rejected: list[Seed] = []
    touched = _touched(session, study)
    decided = [
        theme
        for theme in _themes(session, study)
        if theme.status in ("accepted", "rejected") or theme.id in touched
    ]
    members = _members(session, [theme.id for theme in decided])
    for theme in decided:
        seed = Seed(str(theme.id), theme.name, theme.kind, tuple(members.get(theme.id, ())))
        (rejected if theme.status == "rejected" else seeds).append(seed)
    return Constraints(seeds=tuple(seeds), rejected=tuple(rejected))


def apply(
    session: Session, study: Study, found: Found, *, engine: dict[str, Any], started_at: datetime
) -> AnalysisRun:
    """Store a run: excerpts, continued themes, fresh suggestions; old untouched ones make way."""
    run = AnalysisRun(
        study_id=study.id,
        engine=engine,
        n_passages=found.n_passages,
        n_respondents=found.n_respondents,
        asked={kind: list(keys) for kind, keys in found.asked.items()},
        n_ungrouped=sum(len(one.ungrouped) for one in found.themes.values()),
        started_at=started_at,
    )
    session.add(run)
    session.flush()
    taken_out = _taken_out(session, study)
    touched = _touched(session, study)
    present = {theme.id: theme for theme in _themes(session, study)}
    untouched = [
        theme
        for theme in present.values()
        if theme.status == "suggested" and theme.id not in touched
    ]
    links = _links(session, study)
    kept: set[int] = set()
    for kind, themes in found.themes.items():
        last_time = {t.id: links.get(t.id, {}).keys() for t in untouched if t.kind == kind}
        for one in themes.themes:
            members = {
                found.places[place]: member.score
                for member in one.members
                if (place := (member.document_id, member.start, member.end)) in found.places
            }
            theme = present.get(int(one.seed_id)) if one.seed_id else None
            if theme is None:
                same = _same_as(
                    members.keys(), {k: v for k, v in last_time.items() if k not in kept}
                )
                theme = present[same] if same else None
            if theme is None:
                theme = Theme(study_id=study.id, kind=kind, name=one.name)
                session.add(theme)
                session.flush()
            kept.add(theme.id)
            _continue(session, theme, one, members, run, taken_out, links.get(theme.id, {}))
    for theme in untouched:
        if theme.id not in kept:
            session.delete(theme)
    session.flush()
    _part_from_colleagues(session, study)
    _sweep_excerpts(session, study, set(found.places.values()))
    session.expire_all()
    refresh(session, session.scalars(select(Theme).where(Theme.study_id == study.id)).all(), run)
    return run


def _continue(
    session: Session,
    theme: Theme,
    found: FoundTheme,
    members: Mapping[int, float],
    run: AnalysisRun,
    taken_out: set[tuple[int, int]],
    links: Mapping[int, Link],
) -> None:
    """Bring a theme up to date; what a person named, put in or took out stays so."""
    if not theme.named_by_person and theme.status == "suggested":
        theme.name = found.name
    theme.keyphrases = list(found.keyphrases)
    if found.seed_id is None:  # a theme that is given to the engine is found again for certain
        theme.confidence = found.confidence
    theme.run_id = run.id
    # What people decided on keeps all its quotes, also one whose passage has changed since.
    gone = [
        excerpt_id
        for excerpt_id, (origin, _) in links.items()
        if found.seed_id is None and origin == "machine" and excerpt_id not in members
    ]
    for at in range(0, len(gone), AT_ONCE):
        session.execute(
            delete(ThemeExcerpt)
            .where(
                ThemeExcerpt.theme_id == theme.id,
                ThemeExcerpt.excerpt_id.in_(gone[at : at + AT_ONCE]),
            )
            .execution_options(synchronize_session=False)
        )
    scores = {one: s for one, s in members.items() if (theme.id, one) not in taken_out}
    rows = [
        {"theme_id": theme.id, "excerpt_id": excerpt_id, "score": score}
        for excerpt_id, score in scores.items()
        if excerpt_id in links and links[excerpt_id][1] != score
    ]
    if rows:
        session.execute(update(ThemeExcerpt), rows)
    new = [
        {"theme_id": theme.id, "excerpt_id": excerpt_id, "score": score}
        for excerpt_id, score in scores.items()
        if excerpt_id not in links
    ]
    if new:
        session.execute(insert(ThemeExcerpt), new)


def _part_from_colleagues(session: Session, study: Study) -> None:
    """Take what is counted no more out of the themes, also of those that a person accepted."""
    theirs = (
        select(Excerpt.id)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .join(Response, Response.id == Passage.response_id)
        .where(Excerpt.study_id == study.id, ~COUNTED)
    )
    session.execute(
        delete(ThemeExcerpt)
        .where(ThemeExcerpt.excerpt_id.in_(theirs))
        .execution_options(synchronize_session=False)
    )


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


def _same_as(members: AbstractSet[int], candidates: Mapping[int, AbstractSet[int]]) -> int | None:
    """Return the suggestion of last time that this one continues, so that links to it hold."""
    best, best_overlap = None, SAME_THEME_OVERLAP
    for theme_id, old in candidates.items():
        overlap = len(members & old) / len(members | old) if members | old else 0.0
        if overlap >= best_overlap:
            best, best_overlap = theme_id, overlap
    return best


def _touched(session: Session, study: Study) -> set[int]:
    """Return the ids of the themes that somebody named, put something in, or decided about."""
    named = select(Theme.id).where(Theme.study_id == study.id, Theme.named_by_person)
    put_in = (
        select(ThemeExcerpt.theme_id)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Theme.study_id == study.id, ThemeExcerpt.origin == "person")
    )
    return _decided(session, study) | set(session.scalars(named)) | set(session.scalars(put_in))


def _members(session: Session, ids: Sequence[int]) -> dict[int, list[Place]]:
    """Return the places of themes' excerpts, in the order in which these were stored."""
    members: dict[int, list[Place]] = {}
    for at in range(0, len(ids), AT_ONCE):
        rows = session.execute(
            select(ThemeExcerpt.theme_id, Excerpt.passage_id, Excerpt.start, Excerpt.end)
            .join(Excerpt, Excerpt.id == ThemeExcerpt.excerpt_id)
            .where(ThemeExcerpt.theme_id.in_(ids[at : at + AT_ONCE]))
            .order_by(ThemeExcerpt.excerpt_id)
        )
        for theme_id, passage_id, start, end in rows:
            members.setdefault(theme_id, []).append((str(passage_id), start, end))
    return members


def _links(session: Session, study: Study) -> dict[int, dict[int, Link]]:
    """Return what each theme holds: excerpt to who put it there, and how well it fits."""
    links: dict[int, dict[int, Link]] = {}
    rows = session.execute(
        select(
            ThemeExcerpt.theme_id, ThemeExcerpt.excerpt_id, ThemeExcerpt.origin, ThemeExcerpt.score
        )
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(Theme.study_id == study.id, Theme.status != "merged")
    )
    for theme_id, excerpt_id, origin, score in rows:
        links.setdefault(theme_id, {})[excerpt_id] = origin, score
    return links


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
        select(Theme).where(Theme.study_id == study.id, Theme.status != "merged").order_by(Theme.id)
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
