"""One page of a questionnaire as a WTForms form made from data: a section, its groups, 'other'.

The rules decide first, then the fields check, then the page's answers are handed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms.form import BaseForm

from survey_app.questionnaire.answers import clean, failed_checks
from survey_app.questionnaire.asked import as_asked, section_as_asked
from survey_app.questionnaire.model import Answers, Question, Questionnaire, Section, wording
from survey_app.questionnaire.problems import error
from survey_app.questionnaire.rule_program import program
from survey_app.questionnaire.rules import NOTHING, offered, state
from survey_app.questionnaire.types import question_type
from survey_app.questionnaire.types.compound import COMPOUND
from survey_app.questionnaire.types.fields import AnswerField


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as a page shows it: a statement has no fields, a group several."""

    question: Question
    fields: tuple[AnswerField, ...]
    text: str
    help: str
    purpose: str

    @property
    def type_name(self) -> str:
        """The question's type, which chooses the template partial."""
        return self.question.type

    @property
    def id(self) -> str:
        """The HTML id of the question as a whole."""
        return f"question-{self.question.key}"

    @property
    def field(self) -> AnswerField:
        """The only field of a question that is neither a statement nor a group."""
        return self.fields[0]


@dataclass(frozen=True, slots=True)
class PageError:
    """One line of the error summary: where to go, which question, what to do."""

    target_id: str
    label: str
    message: str


class SectionForm(BaseForm):  # type: ignore[misc]  # WTForms has no type hints
    """The fields of one section, with what the page needs to show and to save.

    ``stored`` are the answers of the whole response before this page was sent; ``seed`` names the
    response, for the order of choices that are asked in a random one.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        section: Section,
        language: str,
        stored: Answers,
        formdata: Any = None,
        *,
        partial: bool = False,
        seed: str = "",
    ) -> None:
        self.questionnaire = questionnaire
        self.section = section
        self.language = language
        self.stored = dict(stored)
        inputs = [question for question, _ in _inputs(section)]
        self._unsent: set[str] = set()
        self._seed = seed
        super().__init__(
            {
                question.key: question_type(question.type).field(
                    question,
                    language,
                    required=question.required,
                    other_text=str(stored.get(question.other_key, "")),
                )
                for question in inputs
            }
        )
        page_answers = {q.key: stored[q.key] for q in inputs if stored.get(q.key) is not None}
        sent = _with_getlist(formdata)
        self.process(formdata=sent, data=page_answers)
        if partial and sent is not None:
            self._restore_unsent(sent, page_answers)
        self._before = state(questionnaire, self.stored)
        self.now = self._before
        if sent is not None:
            self.now = state(questionnaire, self._laid_over({}) | self._page_answers())
        self._shown = self.now.shown
        for field in self:
            self._ask(field, seed, sent, page_answers)
        if sent is not None and (self.now.unoffered or self.now.unoffered_items):
            # What is no longer offered counts as unanswered for what comes after it.
            self.now = state(questionnaire, self._laid_over({}) | self._page_answers())
            self._shown = self.now.shown
        asked = section_as_asked(questionnaire, section, self.now, language)
        self.title = wording(asked.title, language)
        self.intro = wording(asked.intro, language)

    def _ask(self, field: AnswerField, seed: str, sent: Any, page_answers: Answers) -> None:
        """Put a question as this respondent meets it, and drop what it does not offer."""
        question = field.question
        asked = as_asked(self.questionnaire, question, self.now, self.language, seed)
        if asked is question:
            return
        field.reword(asked)
        hidden = self.now.unoffered.get(question.key, NOTHING)
        items = self.now.unoffered_items.get(question.key, NOTHING)
        if not hidden and not items:
            return
        stored = page_answers.get(question.key)
        kept = None if stored is None else offered(stored, hidden, items)
        was_sent = sent is not None and field.name not in self._unsent
        field.process(_FormData.without(sent, hidden) if was_sent else None, kept)

    @property
    def entries(self) -> list[Entry]:
        """The questions shown, in order, each with its fields."""
        shown = [question for question in self.section.questions if question.key in self._shown]
        found = []
        for each in shown:
            fields = tuple(self[part.key] for part in _answering(each) if self._has(part))
            own = fields and fields[0].question.key == each.key
            question = fields[0].question if own else self._as_asked(each)
            found.append(
                Entry(
                    question=question,
                    fields=fields,
                    text=wording(question.text, self.language),
                    help=wording(question.help, self.language),
                    purpose=wording(question.purpose, self.language),
                )
            )
        return found

    @property
    def reacts(self) -> bool:
        """Whether an answer on this page can change what the page shows."""
        rules = program(self.questionnaire)
        asked = (one for question in self.section.questions for one in (question, *question.parts))
        return any(one.show_if or one.key in rules.personal for one in asked)

    @property
    def redrawn(self) -> list[tuple[Entry, bool]]:
        """The questions as they stand now, each with whether it looked different as it was stored.

        Empty when none did: then a page that shows what was stored needs no change.
        """
        if not self.reacts:
            return []
        found = [(entry, self._looks_new(entry.question)) for entry in self.entries]
        old = [one.key for one in self.section.questions if one.key in self._before.shown]
        same = old == [entry.question.key for entry, _ in found]
        return [] if same and not any(new for _, new in found) else found

    def _looks_new(self, question: Question) -> bool:
        for each in (question, *question.parts):
            if (each.key in self._before.shown) is not (each.key in self._shown):
                return True
            original = program(self.questionnaire).by_key[each.key]
            before, now = (
                as_asked(self.questionnaire, original, when, self.language, self._seed)
                for when in (self._before, self.now)
            )
            if before != now:
                return True
        return False

    @property
    def shown_fields(self) -> list[AnswerField]:
        """The fields of the questions shown, in order."""
        return [field for field in self if field.question.key in self._shown]

    @property
    def takes_files(self) -> bool:
        """Whether a file may be sent along, shown already or brought up by an answer."""
        return any(field.type_name == "file" for field in self)

    @property
    def moving_types(self) -> bool:
        """Whether a script makes something of this page easier to handle."""
        return any(field.type_name in ("ranking", "five_whys") for field in self)

    @property
    def rare_types(self) -> bool:
        """Whether something here has a look of its own, so that its stylesheet is fetched."""
        return any(isinstance(field, COMPOUND) for field in self)

    @property
    def newly_shown(self) -> list[str]:
        """Questions that this page's answers brought up: show the page once more for them."""
        keys = (q.key for question in self.section.questions for q in (question, *question.parts))
        return [key for key in keys if key in self._shown and self._is_new(key)]

    def _is_new(self, key: str) -> bool:
        """Whether the question, one of its choices or one of its rows was not there before."""
        before, now = self._before, self.now
        return (
            key not in before.shown
            or not before.unoffered.get(key, NOTHING) <= now.unoffered.get(key, NOTHING)
            or not before.unoffered_items.get(key, NOTHING) <= now.unoffered_items.get(key, NOTHING)
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the questions shown, each by its type and then by the checks of its own.

        Hidden questions are neither checked nor required.
        """
        refused = [field for field in self.shown_fields if not field.validate(self)]
        for field in self.shown_fields:
            if not field.errors and not field.refused:
                said = failed_checks(self.questionnaire, field.question, self.now, self.language)
                field.errors = [*field.errors, *said]
                refused += [field] if said else []
        return not refused

    @property
    def page_errors(self) -> list[PageError]:
        """The error summary after ``validate``, in page order."""
        return [
            PageError(field.focus_id, field.label.text, said)
            for field in self.shown_fields
            for said in field.errors
        ]

    def answers(self) -> dict[str, Any]:
        """The answers of this page that can be taken, and nothing of any other page."""
        return {
            key: value
            for key, value in self._page_answers().items()
            if key.removesuffix("__other") in self._shown
        }

    def merged(self) -> dict[str, Any]:
        """The whole response with this page laid over it, hidden answers dropped.

        What was emptied is gone; what cannot be taken leaves the earlier answer standing.
        """
        refused = {f.question.key: self.stored.get(f.question.key) for f in self if f.refused}
        keep = {key: value for key, value in refused.items() if value is not None}
        return clean(self.questionnaire, self._laid_over(keep) | self.answers())

    def _restore_unsent(self, sent: Any, page_answers: Answers) -> None:
        for field in self:
            if not any(name in sent for name in (*field.input_names, field.other_name)):
                key = field.question.key
                self._unsent.add(field.name)
                field.process(None, page_answers.get(key))
                field.other_text = str(self.stored.get(field.question.other_key, ""))

    def _laid_over(self, keep: Mapping[str, Any]) -> dict[str, Any]:
        """The stored answers without this page's, except those to keep."""
        own = {name for field in self for name in (field.question.key, field.question.other_key)}
        others = {key: value for key, value in self.stored.items() if key not in own}
        kept_texts = {
            key + "__other": self.stored[key + "__other"]
            for key in keep
            if key + "__other" in self.stored
        }
        return others | dict(keep) | kept_texts

    def _page_answers(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in self:
            if field.data is not None:
                found[field.question.key] = field.data
                if field.other_answer and not field.other_refused:
                    found[field.question.other_key] = field.other_answer
        return found

    def _as_asked(self, question: Question) -> Question:
        return as_asked(self.questionnaire, question, self.now, self.language)

    def _has(self, question: Question) -> bool:
        return question.key in self and question.key in self._shown


def build_form(
    questionnaire: Questionnaire,
    section_key: str,
    language: str,
    answers: Answers,
    formdata: Any = None,
    *,
    partial: bool = False,
    seed: str = "",
) -> SectionForm:
    """Make the form of one section: from the stored answers or, with ``formdata``, as sent.

    ``formdata`` is a multi-dict such as a request's form; fields of other pages are ignored. An
    input that was not sent counts as emptied, as browsers leave unticked boxes out; ``partial``
    (saving while typing) leaves the stored answers of what was not sent alone, and an empty value
    empties. ``seed`` names the response, for choices in an order of each respondent's own.

    Raises QuestionnaireError for an unknown section or a language the questionnaire lacks.
    """
    if language not in questionnaire.languages:
        raise error("QB054", language=language, known=", ".join(questionnaire.languages))
    section = questionnaire.section(section_key)
    return SectionForm(
        questionnaire, section, language, answers, formdata, partial=partial, seed=seed
    )


class _FormData(dict[str, Sequence[str]]):
    """A plain mapping of name to value or values, as tests and the command line have it."""

    @classmethod
    def without(cls, sent: Any, codes: Collection[str]) -> _FormData:
        """What was sent, without the codes that are not offered."""
        return cls(
            {
                name: [v for v in sent.getlist(name) if not (isinstance(v, str) and v in codes)]
                for name in sent
            }
        )

    def getlist(self, name: str) -> list[str]:
        """All values sent under a name."""
        value = self.get(name, [])
        return [value] if isinstance(value, str) else list(value)


def _with_getlist(formdata: Any) -> Any:
    if formdata is None or hasattr(formdata, "getlist"):
        return formdata
    return _FormData(formdata)


def _answering(question: Question) -> tuple[Question, ...]:
    return question.parts if question.type == "group" else (question,)


def _inputs(section: Section) -> Iterator[tuple[Question, Question]]:
    """Walk the inputs of a section with the question each belongs to."""
    for question in section.questions:
        for part in _answering(question):
            if question_type(part.type).takes_answer:
                yield part, question
