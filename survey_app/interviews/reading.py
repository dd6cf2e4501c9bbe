"""An interview as it is read when it is over: parts with questions, notes and turns in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.interviews import queries
from survey_app.interviews.models import Interview
from survey_app.interviews.script import Part, free_notes, language_of, lay_out
from survey_app.interviews.services import script_of
from survey_app.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Stretch:
    """Turns that follow each other and answer the same question; `question` may be empty."""

    question: str
    turns: list[Passage]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page shows: a script with notes, or the stretches of a transcript."""

    parts: list[Part]
    free: list[Passage]
    stretches: list[Stretch]
    n_asked: int
    n_answered: int
    n_questions: int


def reading_of(session: Session, interview: Interview) -> Reading:
    """Put an interview in order for its reader.

    Notes stand under the questions of the script. Imported turns stay in the order in which they
    were said, since that is how a talk is understood.
    """
    notes = queries.notes(session, interview)
    script = script_of(session, interview)
    states = queries.states(session, interview)
    parts = _parts(interview, script, notes, states)
    asked = [item for part in parts for item in part.questions]
    imported = interview.mode == "import"
    return Reading(
        parts=[] if imported else parts,
        free=[] if imported else free_notes(notes, script),
        stretches=_stretches(interview, script, notes) if imported else [],
        n_asked=sum(item.standing in ("asked", "answered") for item in asked),
        n_answered=sum(item.answered for item in asked),
        n_questions=len(asked),
    )


def _parts(
    interview: Interview,
    script: Questionnaire | None,
    notes: Sequence[Passage],
    states: dict[str, str],
) -> list[Part]:
    if script is None:
        return []
    return lay_out(
        script,
        language_of(script, interview.language),
        answers=interview.answers,
        notes=notes,
        states=states,
    )


def _stretches(
    interview: Interview, script: Questionnaire | None, notes: Sequence[Passage]
) -> list[Stretch]:
    """Group turns by what they answer. The interviewer's own turns begin the next stretch."""
    texts = {}
    if script is not None:
        language = language_of(script, interview.language)
        texts = {one.key: one.spoken(language) for one in script.iter_all()}
    asks_aloud = any(note.by_interviewer for note in notes)

    def question(note: Passage) -> str:
        # Where the interviewer is heard asking, the question stands in the talk already.
        if asks_aloud and note.question_key is None:
            return ""
        return texts.get(note.question_key or "", note.question_text or "")

    return [Stretch(asked, list(turns)) for asked, turns in groupby(notes, key=question)]
