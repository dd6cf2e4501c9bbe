"""The WTForms field behind every type: keeps what was typed, knows its question, says what to do.

Templates render it; the field carries what they need. It has no widget of its own, because the
markup of a group of radio buttons is a page's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wtforms.fields import Field

from survey_app.questionnaire.model import Answer, Choice, Question, wording

if TYPE_CHECKING:
    from survey_app.questionnaire.types.base import AnswerError, QuestionType


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button or tick box: what is sent, what stands beside it, and its HTML id."""

    value: str
    label: str
    id: str
    checked: bool
    choice: Choice | None = None


class AnswerField(Field):  # type: ignore[misc]  # WTForms has no type hints
    """One input of a page.

    ``data`` is the answer as it is stored, or None; ``typed`` is what the person typed or ticked,
    kept even when it cannot be taken; ``errors`` say what to do.
    """

    data: Answer | None

    def __init__(
        self,
        question: Question,
        question_type: QuestionType,
        language: str,
        *,
        required: bool = False,
        other_text: str = "",
        **more: Any,
    ) -> None:
        super().__init__(
            label=wording(question.text, language),
            description=wording(question.help, language),
            id=f"q-{question.key}",
            **more,
        )
        self.question = question
        self.question_type = question_type
        self.type_name = question_type.name
        self.language = language
        self.required = required
        self.typed: list[str] = []
        self.other_text = other_text
        self._problem: AnswerError | None = None

    def reword(self, question: Question) -> None:
        """Ask the same question in other words, with other choices or in another order."""
        self.question = question
        self.label.text = wording(question.text, self.language)
        self.description = self.help

    @property
    def help(self) -> str:
        """The line of help under the question, or nothing."""
        return wording(self.question.help, self.language)

    @property
    def required_text(self) -> str:
        """Why the answer is needed, or nothing."""
        return wording(self.question.required_text, self.language) if self.required else ""

    @property
    def purpose(self) -> str:
        """Why a sensitive question is asked, or nothing."""
        return wording(self.question.purpose, self.language)

    @property
    def unit(self) -> str:
        """What is counted, such as 'people' or 'EUR', or nothing."""
        return wording(self.question.unit, self.language) or self.question.currency

    @property
    def value(self) -> str:
        """What stands in a single text box."""
        return self.typed[0] if self.typed else ""

    @property
    def error_id(self) -> str:
        """The HTML id of the error beside the field."""
        return f"{self.id}-error"

    @property
    def help_id(self) -> str:
        """The HTML id of the help beside the field."""
        return f"{self.id}-help"

    @property
    def other_name(self) -> str:
        """The name of the text box of 'other'; empty when there is none."""
        return self.question.other_key if self.question.other_choice else ""

    @property
    def other_id(self) -> str:
        """The HTML id of the text box of 'other'."""
        return f"{self.id}-other-text"

    @property
    def input_names(self) -> tuple[str, ...]:
        """The names under which a page sends this answer."""
        return (self.name,)

    def gather(self, formdata: Any) -> list[str]:
        """What was sent under these names, as the type reads it."""
        return [str(value) for value in formdata.getlist(self.name)]

    @property
    def focus_id(self) -> str:
        """The HTML id that a link of the error summary leads to."""
        return self.options[0].id if self.options else str(self.id)

    @property
    def next_id(self) -> str:
        """The HTML id of the input that is to be filled next."""
        return self.focus_id

    @property
    def refused(self) -> bool:
        """Whether something was sent that cannot be taken."""
        return self._problem is not None

    @property
    def other_refused(self) -> bool:
        """Whether the text of 'other' cannot be taken."""
        return self._other_error() is not None

    @property
    def options(self) -> list[Option]:
        """What can be ticked, in order; empty for a type that is typed."""
        return []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the stored answer, then what was sent, with the text of 'other'."""
        self._problem = None
        super().process(None, data, extra_filters)
        if formdata is None:
            return
        self.process_formdata(self.gather(formdata))
        if self.other_name:
            sent = formdata.getlist(self.other_name)
            self.other_text = str(sent[0]) if sent else ""

    def process_data(self, value: Any) -> None:
        """Show a stored answer."""
        self.data = value
        kind = self.question_type
        self.typed = [] if value is None else kind.from_answer(self.question, value)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was sent; what cannot be read is kept as typed."""
        from survey_app.questionnaire.types.base import AnswerError

        self.typed = [str(value) for value in valuelist]
        self.data = None
        self._problem = None
        try:
            answer = self.question_type.to_answer(self.question, self.typed, self.language)
            for problem in (
                [] if answer is None else self.question_type.check(self.question, answer)
            ):
                raise problem
            self.data = answer
        except AnswerError as caught:
            self._problem = caught

    def pre_validate(self, form: Any) -> None:
        """Say what to do about an answer that cannot be taken or is missing."""
        from survey_app.questionnaire.types.base import AnswerError

        problem = self._problem or self._other_error()
        if problem is None and self.data is not None:
            problem = self.question_type.unfinished(self.question, self.data)
        if problem is None and self.required and self.data is None:
            problem = AnswerError(self.question_type.required_code)
        if problem is not None:
            self.errors.append(problem.in_language(self.language))

    def _other_error(self) -> AnswerError | None:
        from survey_app.questionnaire.types.base import MAX_SHORT_CHARS, check_text

        if not self.other_answer:
            return None
        return next(iter(check_text(self.other_answer, MAX_SHORT_CHARS)), None)

    @property
    def other_answer(self) -> str:
        """The text of 'other' as it is stored; nothing unless 'other' is ticked."""
        from survey_app.questionnaire.types.base import cleaned

        choice = self.question.other_choice
        ticked = self.data if isinstance(self.data, list) else [self.data]
        return cleaned(self.other_text) if choice and choice.code in ticked else ""


class ChoiceField(AnswerField):
    """Radio buttons or tick boxes, one for each choice."""

    @property
    def options(self) -> list[Option]:
        """One option for each choice of the question."""
        return [
            Option(
                value=choice.code,
                label=wording(choice.text, self.language),
                id=f"{self.id}-{choice.code}",
                checked=choice.code in self.typed,
                choice=choice,
            )
            for choice in self.question.choices
        ]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """A text beside 'other' with nothing ticked counts as 'other' ticked."""
        super().process(formdata, data, extra_filters)
        other = self.question.other_choice
        if formdata is not None and other and not self.typed and self.other_text.strip():
            self.process_formdata([other.code])


class PointField(AnswerField):
    """A row of numbers to tick, with words at both ends."""

    @property
    def options(self) -> list[Option]:
        """One option for each point of the scale."""
        return [
            Option(str(point), str(point), f"{self.id}-{point}", str(point) in self.typed)
            for point in self.question_type.points(self.question)  # type: ignore[attr-defined]
        ]

    @property
    def low_text(self) -> str:
        """What the lowest number means."""
        scale = self.question.scale
        return wording(scale.low_text, self.language) if scale else ""

    @property
    def high_text(self) -> str:
        """What the highest number means."""
        scale = self.question.scale
        return wording(scale.high_text, self.language) if scale else ""


class YesNoField(AnswerField):
    """Two radio buttons, or the single tick box of a consent."""

    @property
    def options(self) -> list[Option]:
        """Yes and no, in the respondent's language."""
        from survey_app.questionnaire.messages import INTERFACE

        return [
            Option(value, wording(INTERFACE[value], self.language), f"{self.id}-{value}",
                   value in self.typed)
            for value in self.question_type.values  # type: ignore[attr-defined]
        ]  # fmt: skip


class RowsField(AnswerField):
    """Short rows, each its own input of one name; one box with a line a row works as well."""

    @property
    def n_rows(self) -> int:
        """How many rows may be filled."""
        return int(self.question_type.most_rows(self.question))  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[str]:
        """What stands in the rows: all that were typed, and empty ones up to the number offered."""
        return self.typed + [""] * (self.n_rows - len(self.typed))

    @property
    def value(self) -> str:
        """All rows in one box, one a line."""
        return "\n".join(self.typed)
