"""A questionnaire as data for the page: numbered questions, each with what stands under it."""

from __future__ import annotations

from typing import Any

from survey_app.questionnaire.exchange.losses import Loss, loss, place
from survey_app.questionnaire.exchange.paper.conditions import Unsayable, condition_words
from survey_app.questionnaire.exchange.paper.words import WORDS
from survey_app.questionnaire.exchange.piping import PIPED
from survey_app.questionnaire.model import Choice, Question, Questionnaire, Text, wording

MAX_LIST_LINES = 12
LIST_LINES = 5
WHYS = 5
LINES = {"text": 5, "short": 1, "email": 1, "phone": 1, "url": 1}


class Paper:
    """Numbers the questions and says everything in one language."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.questionnaire = questionnaire
        self.language = language
        self.losses: list[Loss] = []
        self.questions = {question.key: question for question in questionnaire.iter_all()}
        self.numbers = self._numbered()

    def page(self) -> dict[str, Any]:
        """Everything that the template sets."""
        needed = any(question.required for question in self.questionnaire.iter_all())
        for computed in self.questionnaire.computed:
            self.losses.append(loss("on_paper", place("survey"), name=computed.key))
        return {
            "title": self.text(self.questionnaire.title),
            "language": self.language,
            "intro": self.word("intro" if needed else "intro_free"),
            "words": {name: self.word(name) for name in ("number", "date", "page", "thanks")},
            "sections": [
                {
                    "title": self.text(section.title),
                    "intro": self.text(section.intro),
                    "only_if": self.condition(section.show_if, place("section", key=section.key)),
                    "questions": [self.block(question) for question in section.questions],
                }
                for section in self.questionnaire.sections
                if section.questions
            ],
        }

    def block(self, question: Question) -> dict[str, Any]:
        """One question: its number, its words, and the lines and boxes under it."""
        where = place("question", key=question.key)
        notes = [self.text(question.help)]
        if question.sensitive:
            notes += [self.word("free"), self.text(question.purpose)]
        block: dict[str, Any] = {
            "number": self.numbers.get(question.key, ""),
            "text": self.text(question.text),
            "needed": question.required,
            "only_if": self.condition(question.show_if, where),
            "parts": [self.block(part) for part in question.parts],
            "lines": LINES.get(question.type, 0),
            "numbered": 0, "unit": "", "boxes": [], "square": True, "points": [], "ends": [],
            "columns": [], "rows": [], "day": question.type == "date", "whys": 0, "why": "",
        }  # fmt: skip
        notes += self._by_type(question, block)
        block["notes"] = [note for note in notes if note]
        self._lost(question, where)
        return block

    def _by_type(self, question: Question, block: dict[str, Any]) -> list[str]:
        """Fill the block; give the sentences that say how to answer."""
        kind = question.type
        boxes = [self.box(choice, question) for choice in question.choices]
        if kind in ("single", "multi", "interests"):
            block["boxes"] = boxes
            return [self.word("one" if kind == "single" else "many")]
        if kind == "ranking":
            block |= {"boxes": boxes, "square": False}
            return [self.word("rank")]
        if kind in ("yes_no", "consent"):
            names = ("yes", "no") if kind == "yes_no" else ("agree",)
            block["boxes"] = [{"text": self.word(name), "write": False, "level": 0, "note": ""}
                              for name in names]  # fmt: skip
            return []
        if kind in ("number", "money"):
            return self._number(question, block, boxes)
        if kind in ("scale", "nps"):
            scale = question.scale
            block["points"] = [str(point) for point in (scale.points if scale else range(11))]
            block["ends"] = [self.text(scale.low_text), self.text(scale.high_text)] if scale else []
            return [self.word("one")]
        if kind == "matrix":
            scale = question.scale
            block["columns"] = (
                [str(point) for point in scale.points]
                if scale
                else [self.text(choice.text) for choice in question.choices]
            )
            block["ends"] = [self.text(scale.low_text), self.text(scale.high_text)] if scale else []
            block["rows"] = [self.text(item.text) for item in question.items]
            return [self.word("one_a_row")]
        if kind == "list":
            block["numbered"] = min(question.rows or LIST_LINES, MAX_LIST_LINES)
            return [] if question.help else [self.word("list")]
        if kind == "five_whys":
            block |= {"lines": 1, "whys": WHYS, "why": self.word("why")}
            return [self.word("whys")]
        return {"date": [self.word("day")], "file": [self.word("attach")]}.get(kind, [])

    def _number(
        self, question: Question, block: dict[str, Any], boxes: list[dict[str, Any]]
    ) -> list[str]:
        ask = question.ask or ("range" if boxes else "exact")
        notes = []
        if ask != "exact":
            block["boxes"] = boxes
            notes.append(self.word("one" if ask == "range" else "or_range"))
        if ask != "range":
            block["unit"] = self.text(question.unit) or question.currency or " "
            low, high = question.min, question.max
            if low is not None or high is not None:
                name = "between" if None not in (low, high) else "at_most"
                name = "at_least" if high is None else name
                notes.insert(0, self.word(name, low=_digits(low), high=_digits(high)))
        return notes

    def box(self, choice: Choice, question: Question) -> dict[str, Any]:
        """One box with its words; 'other' has a line to write on."""
        level, parent, seen = 0, choice.parent, {choice.code}
        while parent and parent not in seen:
            seen.add(parent)
            level += 1
            above = question.choice(parent)
            parent = above.parent if above else ""
        note = self.word("alone") if choice.exclusive else ""
        return {"text": self.text(choice.text), "write": choice.other, "level": level, "note": note}

    def condition(self, rule: str, where: Any) -> str:
        """A condition in words, or a loss."""
        if not rule:
            return ""
        try:
            return condition_words(rule, self.language, self.numbers, self.questions)
        except Unsayable:
            self.losses.append(loss("rule", where, rule=rule))
            return ""

    def text(self, text: Text) -> str:
        """A wording; where an answer would be quoted stands its fallback."""
        return PIPED.sub(lambda match: match.group(2), wording(text, self.language))

    def word(self, name: str, **details: str) -> str:
        """One of the form's own words."""
        return wording(WORDS[name], self.language).format(**details)

    def _numbered(self) -> dict[str, str]:
        """1, 2, 3 for questions; 2a, 2b for the parts of a group. Statements have none."""
        numbers: dict[str, str] = {}
        count = 0
        for question in self.questionnaire.iter_questions():
            if question.type == "statement":
                continue
            count += 1
            numbers[question.key] = str(count)
            for place_, part in enumerate(question.parts):
                letter = chr(ord("a") + place_) if place_ < 26 else f".{place_ + 1}"
                numbers[part.key] = f"{count}{letter}"
        return numbers

    def _lost(self, question: Question, where: Any) -> None:
        names = ["random_order"] if question.random_order else []
        names += ["checks"] if question.checks else []
        names += [f"show_if ({c.code})" for c in (*question.choices, *question.items) if c.show_if]
        texts = (question.text, question.help, *(choice.text for choice in question.choices))
        if any(PIPED.search(said) for text in texts for said in text.values()):
            names.append("{{…}}")
        self.losses += [loss("on_paper", where, name=name) for name in names]


def _digits(number: float | None) -> str:
    return "" if number is None else f"{number:g}" if abs(number) < 1e6 else str(number)
