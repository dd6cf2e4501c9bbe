"""Taking people out of personas: their evidence stays as counted 'withdrawn', nothing else.

Published versions keep their numbers as they were published; drafts are counted again afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from survey_app.personas import editing, material
from survey_app.personas.models import Evidence, Persona, PersonaVersion, Statement
from survey_app.personas.models_around import (
    BoardEntry,
    PersonaComment,
    PersonaPledge,
    PersonaShare,
)
from survey_app.personas.services import EDITABLE
from survey_app.privacy.scrubbing import Scrubber
from survey_app.studies.models import Study
from survey_app.themes.models import AnalysisRun

NO_EXCERPT = 0  # where an excerpt was: keys may be given out again, this one never is


def is_withdrawn(key: str) -> bool:
    """Whether a respondent key stands for somebody who withdrew."""
    return key.startswith("w")


def versions_of(session: Session, study: Study) -> list[PersonaVersion]:
    """Return all versions of all personas with statements and evidence."""
    return list(
        session.scalars(
            select(PersonaVersion)
            .join(Persona, Persona.id == PersonaVersion.persona_id)
            .where(Persona.study_id == study.id)
            .options(selectinload(PersonaVersion.statements).selectinload(Statement.evidence))
        )
    )


def rename_respondents(
    session: Session,
    study: Study,
    renamed: Mapping[str, str],
    *,
    dead_excerpts: Collection[int] = (),
    lost_answers: Mapping[str, Collection[str]] | None = None,
) -> int:
    """Give respondents other keys in all personas and runs; returns how much evidence is gone.

    A key that begins with 'w' withdraws the person. `lost_answers` are closed answers, by
    respondent key, of people who stay for other things that they said.
    """
    n_withdrawn = 0
    for version in versions_of(session, study):
        for statement in version.statements:
            for piece in list(statement.evidence):
                n_withdrawn += _follow(version, statement, piece, renamed, dead_excerpts)
                if piece.question_key in (lost_answers or {}).get(piece.respondent, ()):
                    n_withdrawn += _withdraw(version, statement, piece)
        segment = _segment(version.segment, renamed, dead_excerpts)
        if segment != version.segment:
            version.segment = segment
    for run in session.scalars(select(AnalysisRun).where(AnalysisRun.study_id == study.id)):
        asked = {
            kind: [renamed.get(key, key) for key in keys if not is_withdrawn(renamed.get(key, key))]
            for kind, keys in run.asked.items()
        }
        if asked != run.asked:
            run.asked = asked
    session.flush()
    return n_withdrawn


def scrub_personas(session: Session, study: Study, scrubber: Scrubber) -> int:
    """Take the person's words out of names, statements and notes; returns how many changed."""
    n_changed = 0
    for version in versions_of(session, study):
        for row, names in (
            (version, ("name", "summary", "override_reason", "segment", "not_known")),
            *((statement, ("text", "our_answer")) for statement in version.statements),
        ):
            for name in names:
                before = getattr(row, name)
                after = scrubber.document(before)
                if after != before:
                    setattr(row, name, after)
                    n_changed += 1
    session.flush()
    return n_changed


# What colleagues wrote around personas: free text may hold what a person said.
WRITTEN_AROUND: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (PersonaComment, ("line", "text")),
    (PersonaPledge, ("who", "text")),
    (PersonaShare, ("label",)),
    (BoardEntry, ("line_key", "text")),
)


def scrub_around(session: Session, study: Study, scrubber: Scrubber) -> int:
    """Take the person's words out of comments, pledges, links' labels and boards; how many."""
    n_changed = 0
    placed: set[tuple[int, str, str]] = set()
    for model, names in WRITTEN_AROUND:
        owned = select(model).join(Persona, Persona.id == model.persona_id).order_by(model.id)
        for row in session.scalars(owned.where(Persona.study_id == study.id)):
            cleaned = {name: scrubber.text(getattr(row, name) or "") for name in names}
            changed = {name: text for name, text in cleaned.items() if text != getattr(row, name)}
            if isinstance(row, BoardEntry) and row.line_key is not None:
                place = (row.persona_id, row.board, cleaned["line_key"])
                if place in placed:  # two lines that nothing tells apart any more
                    session.delete(row)
                    continue
                placed.add(place)
            elif "line_key" in changed:
                del changed["line_key"]
            for name, text in changed.items():
                setattr(row, name, text)
            n_changed += bool(changed)
        session.flush()
    return n_changed


def recount_drafts(session: Session, study: Study) -> int:
    """Count all drafts again on what is left; returns how many there are."""
    drafts = [one for one in versions_of(session, study) if one.status in EDITABLE]
    if not drafts:
        return 0
    stuff = material.gather(session, study)
    for version in drafts:
        seen = version.revision
        editing.recount(session, version, stuff, seen=seen)
        if not seen:  # nobody has edited it: the next analysis may still replace it
            version.revision = 0
    session.flush()
    return len(drafts)


def _follow(
    version: PersonaVersion,
    statement: Statement,
    piece: Evidence,
    renamed: Mapping[str, str],
    dead_excerpts: Collection[int],
) -> bool:
    new = renamed.get(piece.respondent)
    dead = piece.excerpt_id in dead_excerpts
    if new is not None:
        piece.respondent = new
    if dead or (new is not None and is_withdrawn(new)):
        return _withdraw(version, statement, piece)
    return False


def _withdraw(version: PersonaVersion, statement: Statement, piece: Evidence) -> bool:
    gone = piece.excerpt_id is None and piece.question_key is None
    piece.excerpt_id, piece.excerpt = None, None
    piece.question_key = piece.choice_code = None
    if version.status in EDITABLE:
        statement.evidence.remove(piece)
    return not gone


def _segment(
    segment: Mapping[str, Any], renamed: Mapping[str, str], dead: Collection[int]
) -> dict[str, Any]:
    changed = dict(segment)
    for name in ("members", "unclassified"):
        if name in segment:
            changed[name] = [renamed.get(key, key) for key in segment[name]]
    if "fit" in segment:
        changed["fit"] = {renamed.get(key, key): fit for key, fit in segment["fit"].items()}
    if segment.get("key_quote") and int(segment["key_quote"]) in dead:
        changed["key_quote"] = None
    if "everyone" in segment:
        changed["everyone"] = [
            {
                **one,
                "evidence": [
                    [NO_EXCERPT if excerpt_id in dead else excerpt_id, stance]
                    for excerpt_id, stance in one.get("evidence", ())
                ],
            }
            for one in segment["everyone"]
        ]
    return changed
