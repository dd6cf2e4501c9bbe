"""The script laid out beside what was noted: what the call pad and the finished call show.

A pure function of the questionnaire, the closed answers, the notes and the states.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from survey_app.questionnaire import Question, Questionnaire, build_form, wording
from survey_app.questionnaire.answers import answer_text
from survey_app.questionnaire.asked import as_asked
from survey_app.questionnaire.rules import state
from survey_app.questionnaire.types.fields import AnswerField

NOTED_TYPES = ("text", "list", "short", "five_whys", "file")
"""What is answered in the customer's words: noted line by line, not ticked.

Nobody hands a file over the telephone: what it shows is noted.
"""


class Noted(Protocol):
    """What stands under a question: a note line or a turn."""

    question_key: str | None


Note = TypeVar("Note", bound=Noted)


@dataclass(slots=True)
class Item:
    """One line of the script. `tick` is what the interviewer ticks, None where notes are taken.

    `kind` is 'question', 'group', 'part' (of a group) or 'statement'. A group is noted as a whole,
    as people talk; of its parts those that can be ticked are, the others remind what to ask.
    """

    key: str
    kind: str
    text: str
    help: str = ""
    probes: tuple[str, ...] = ()
    tick: AnswerField | None = None
    answer: str = ""
    notes: list[Any] = field(default_factory=list)
    state: str = ""
    shown: bool = True
    parts: list[Item] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether something is asked here, or only said."""
        return self.kind != "statement"

    @property
    def all_notes(self) -> list[Any]:
        """What was noted here and, from imports, under a part."""
        return [*self.notes, *(note for part in self.parts for note in part.notes)]

    @property
    def answered(self) -> bool:
        """Whether something was noted or ticked, here or in a part."""
        return bool(self.notes or self.answer) or any(part.answered for part in self.parts)

    @property
    def standing(self) -> str:
        """'answered', 'asked', 'skipped', or nothing yet; a group's is that of its parts."""
        if self.answered:
            return "answered"
        return self.state


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the script."""

    key: str
    title: str
    items: list[Item]

    @property
    def questions(self) -> list[Item]:
        """What is asked and shown, without what is only said."""
        return [item for item in self.items if item.asks and item.shown]


def lay_out(
    questionnaire: Questionnaire,
    language: str,
    *,
    answers: Mapping[str, Any],
    notes: Iterable[Noted],
    states: Mapping[str, str],
    formdata: Any = None,
) -> list[Part]:
    """Lay the script out in a language, with everything that is known of each question.

    A question that a rule hides is marked so, unless something was noted under it. `formdata`
    shows what was sent in place of what is stored, for a page that is drawn again.
    """
    by_key: dict[str, list[Noted]] = {}
    for note in notes:
        by_key.setdefault(note.question_key or "", []).append(note)
    now = state(questionnaire, answers)
    laid = []
    for section in questionnaire.sections:
        form = build_form(questionnaire, section.key, language, answers, formdata, partial=True)
        if formdata is not None:
            form.validate()

        def item(question: Question, kind: str, form: Any = form) -> Item:
            question = as_asked(questionnaire, question, now, language)
            ticked = question.key in form and question.type not in NOTED_TYPES
            one = Item(
                key=question.key,
                kind=kind,
                text=question.spoken(language),
                help=wording(question.help, language) if ticked else "",
                probes=question.probes.get(language, ()),
                tick=form[question.key] if ticked else None,
                answer=answer_text(question, answers, language),
                notes=by_key.get(question.key, []),
                state=states.get(question.key, ""),
                parts=[item(part, "part") for part in question.parts],
            )
            one.shown = question.key in now.shown or one.answered
            return one

        items = [item(question, _kind(question)) for question in section.questions]
        laid.append(Part(section.key, form.title, items))
    return laid


def asking_keys(questionnaire: Questionnaire) -> set[str]:
    """Return the keys under which something can be noted, ticked or marked: all but statements."""
    return {question.key for question in questionnaire.iter_all() if question.type != "statement"}


def with_parts(questionnaire: Questionnaire, key: str) -> list[str]:
    """Return a question's key and, for a group, those of its parts: asked together."""
    question = questionnaire.question(key)
    return [key, *(part.key for part in question.parts)]


def language_of(questionnaire: Questionnaire, wish: str) -> str:
    """Return the wished language if the script speaks it, else its first."""
    return wish if wish in questionnaire.languages else questionnaire.languages[0]


def question_of(questionnaire: Questionnaire, asked: str) -> str | None:
    """Find the script question that a turn's question or heading is, in any language and case.

    Compared are written and spoken wordings, and keys such as 'p20_3'; None without a match.
    """
    return _wordings(questionnaire).get(_bare(asked))


def free_notes(notes: Sequence[Note], questionnaire: Questionnaire | None) -> list[Note]:
    """Return the notes that stand under no question of the script."""
    keys = asking_keys(questionnaire) if questionnaire else set()
    return [note for note in notes if note.question_key not in keys]


def _kind(question: Question) -> str:
    return question.type if question.type in ("group", "statement") else "question"


def _wordings(questionnaire: Questionnaire) -> dict[str, str]:
    found: dict[str, str] = {}
    for question in questionnaire.iter_all():
        if question.type == "statement":
            continue
        texts = (*question.text.values(), *question.interviewer_text.values(), question.key)
        for text in texts:
            found.setdefault(_bare(text), question.key)
    found.pop("", None)
    return found


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())
