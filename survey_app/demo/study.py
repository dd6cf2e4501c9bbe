"""The values a demo study consists of. All are frozen; all times are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone of the company's own team. `role`: researcher, interviewer or viewer."""

    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class DemoContact:
    """A person we may write to.

    `audience` (office, sole, bookkeeper, misfit) is how the person was invented. It is for
    tests and benchmarks only: show it nowhere, since nobody knows it of a real customer.
    """

    key: str
    name: str
    email: str
    company: str
    language: str
    audience: str


@dataclass(frozen=True, slots=True)
class DemoResponse:
    """One filled-in questionnaire; `completed_at` is None where the person stopped midway.

    `answers` is the answers document by question (or part) key. `concerns` names what the
    open answers were dealt from, for tests and benchmarks. `page` is the furthest page
    reached, from 0; `page_seconds` the time by section.
    """

    key: str
    contact_key: str
    language: str
    channel: str
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    answers: Mapping[str, Any]
    concerns: tuple[str, ...]
    page: int
    page_seconds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DemoNoteLine:
    """One line of an interviewer's note; `tag` is pain, goal, objection, praise, quote or None."""

    text: str
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class DemoNoteBlock:
    """What happened with one question of the script.

    `state`: answered (it has lines), asked (no answer worth a note) or skipped (never asked).
    """

    question_key: str
    state: str
    lines: tuple[DemoNoteLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoInterview:
    """One call as the interviewer noted it. `outcome`: completed, cut_short or follow_up."""

    key: str
    contact_key: str
    interviewer_email: str
    language: str
    mode: str
    held_at: datetime
    minutes: int
    outcome: str
    blocks: tuple[DemoNoteBlock, ...]
    free_notes: str


@dataclass(frozen=True, slots=True)
class DemoTranscript:
    """A recorded call as WebVTT text, ready for the import."""

    file_name: str
    language: str
    contact_key: str | None
    text: str


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question taken from a bank; `parts` keeps only these parts of a group, None keeps all."""

    bank: str
    key: str
    parts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of the study's own, in the shape that bank files use."""

    definition: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The question's key."""
        return str(self.definition["key"])


@dataclass(frozen=True, slots=True)
class DemoSection:
    """One page of the questionnaire."""

    key: str
    title: Mapping[str, str]
    intro: Mapping[str, str]
    questions: tuple[BankQuestion | OwnQuestion, ...]


@dataclass(frozen=True, slots=True)
class DemoQuestionnaire:
    """What is asked, page by page, and in which languages."""

    title: Mapping[str, str]
    languages: tuple[str, ...]
    sections: tuple[DemoSection, ...]


@dataclass(frozen=True, slots=True)
class DemoStudy:
    """Everything that a demo instance is filled with."""

    organisation: str
    product: str
    name: str
    purpose: str
    seed: int
    now: datetime
    team: tuple[DemoPerson, ...]
    questionnaire: DemoQuestionnaire
    contacts: tuple[DemoContact, ...]
    responses: tuple[DemoResponse, ...]
    interviews: tuple[DemoInterview, ...]
    transcripts: tuple[DemoTranscript, ...]
