"""What goes in and comes out as JSON; the description for programs is made of these."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Language = Literal["en", "ru", "zh"]


class Taken(BaseModel):
    """What a program sends; a field that we do not know is refused, as it may be misspelt."""

    model_config = ConfigDict(extra="forbid")


class Answered(Taken):
    """Answers to one published version, by question key."""

    publication: int = Field(description="Id of the published version, as /surveys lists it.")
    language: Language = Field(description="The language in which the person answered.")
    answers: dict[str, Any] = Field(
        description="Question key to answer. A choice is its code; several are a list of codes; "
        "a date is YYYY-MM-DD; the text of 'other' has the key <question>__other."
    )


class NewResponse(Answered):
    """A questionnaire that was filled in elsewhere."""

    id: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="The program's own name of this response. Sent again, nothing is stored twice.",
    )
    contact: str | None = Field(
        None, max_length=254, description="E-mail address of a contact of the study who answered."
    )
    started_at: AwareDatetime | None = None
    completed_at: AwareDatetime | None = Field(None, description="Missing: now.")


class StudyOut(BaseModel):
    """The study that the token opens."""

    title: str
    organisation: str
    product: str
    language: Language
    status: Literal["open", "closed"]
    n_responses: int = Field(description="Completed; trials are not counted.")


class SurveyOut(BaseModel):
    """One published version of a survey."""

    publication: int
    title: str
    number: int = Field(description="The version's number within its survey, from 1.")
    version: str = Field(description="SHA-256 of the definition: the same text, the same version.")
    languages: list[Language]
    n_questions: int


class SurveysOut(BaseModel):
    """All published versions, the newest first."""

    surveys: list[SurveyOut]


class CheckOut(BaseModel):
    """What the page would say to these answers."""

    accepted: bool
    problems: dict[str, list[str]] = Field(description="Question key to what to do about it.")
    kept: dict[str, Any] = Field(description="What would be stored.")
    dropped: list[str] = Field(description="Keys of questions that these answers hide.")


class StoredOut(BaseModel):
    """Where a response went."""

    id: str = Field(description="Ours; /responses knows it by this.")
    new: bool = Field(description="False: it had been sent before and nothing was stored.")
    dropped: list[str]


class ResponseOut(BaseModel):
    """One completed response."""

    id: str
    label: str = Field(description="How pages call it, such as R-017.")
    publication: int
    version: str
    channel: str
    language: str
    anonymous: bool
    started_at: AwareDatetime
    completed_at: AwareDatetime | None
    answers: dict[str, Any]


class ResponsesOut(BaseModel):
    """A stretch of responses. Ask again with `after` until `next` is null."""

    responses: list[ResponseOut]
    next: str | None


class ThemeOut(BaseModel):
    """One theme that people accepted or that is still suggested."""

    id: int
    kind: str
    name: str
    definition: str
    status: str
    n: int = Field(description="People who voice it, of those asked.")
    asked: int
    n_unasked: int = Field(description="People who brought it up unasked.")
    n_excerpts: int


class ThemesOut(BaseModel):
    """Themes, the most voiced first."""

    themes: list[ThemeOut]


class ErrorOut(BaseModel):
    """What was wrong and what to do."""

    code: str
    message: str
    problems: dict[str, list[str]] = {}
