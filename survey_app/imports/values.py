"""A cell of a table as the answer to a question, or a sentence that says why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from survey_app.questionnaire import Question, question_type
from survey_app.questionnaire.answers import check_answer
from survey_app.questionnaire.types.base import AnswerError

_YES = {"yes", "y", "true", "1", "да", "是", "agree", "i agree", "checked", "x", "✓"}
_NO = {"no", "n", "false", "0", "нет", "否"}
_PARTS = re.compile(r"\s*[;|\n]\s*|,\s+")
_MOMENTS = (
    "%Y/%m/%d %I:%M:%S %p", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d", "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M", "%d.%m.%Y", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M",
    "%m/%d/%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
)  # fmt: skip


class Unfit(ValueError):
    """A cell that cannot be taken; ``error`` says what to do, in each language."""

    def __init__(self, error: AnswerError) -> None:
        super().__init__(error.code)
        self.error = error


def answer_of(
    question: Question,
    cells: Sequence[tuple[str, str]],
    language: str,
    words: Mapping[str, str] | None = None,
) -> tuple[Any, str]:
    """Read the cells of a question's columns, each with its part of the heading; '' for the whole.

    Gives the answer, None when nothing was said, and the text of 'other'. ``words`` are those of
    the choices (`words_of`), made once for a whole table. Raises Unfit.
    """
    filled = [(part, cell.strip()) for part, cell in cells if cell.strip()]
    if not filled:
        return None, ""
    other = ""
    if question.choices and question.type in ("single", "multi", "interests", "ranking"):
        typed, other = _ticked(question, filled, words or words_of(question))
    elif question.type in ("yes_no", "consent"):
        typed = [_truth(filled[0][1])]
    elif question.type in ("list", "five_whys"):
        typed = [line for _, cell in filled for line in cell.splitlines()]
    else:
        typed = [filled[0][1]]
    kind = question_type(question.type)
    try:
        answer = kind.to_answer(question, typed, language)
    except AnswerError as error:
        raise Unfit(error) from error
    if answer is None:
        return None, ""
    answers = {question.key: answer} | ({question.other_key: other} if other else {})
    if found := check_answer(question, answers):
        raise Unfit(found[0])
    return answer, other


def moments(cells: Sequence[str]) -> list[datetime | None]:
    """Read a column of moments by the one spelling that fits most cells; the rest are None.

    '03/04/2026' alone may be March or April; the column as a whole mostly tells. Without a zone
    the time is taken as UTC.
    """
    parted = [_without_zone(cell.strip()) for cell in cells]
    best: list[datetime | None] = [_iso(cell.strip()) for cell in cells]
    for spelling in _MOMENTS:
        read = [_moment(cell, ahead, spelling) for cell, ahead in parted]
        if sum(one is not None for one in read) > sum(one is not None for one in best):
            best = read
    return best


def _without_zone(cell: str) -> tuple[str, timedelta]:
    """A moment without 'GMT+3' or 'UTC' behind it, and how far ahead of UTC that is."""
    zone = re.search(r"\s*(?:GMT|UTC|Z)?(?:([+-])(\d{1,2})(?::?(\d\d))?)?$", cell)
    if zone is None or not zone.group().strip() or "/" not in cell[:11]:
        return re.sub(r"\s*(GMT|UTC|Z)$", "", cell), timedelta()
    ahead = timedelta(hours=int(zone.group(2) or 0), minutes=int(zone.group(3) or 0))
    return cell[: zone.start()], -ahead if zone.group(1) == "-" else ahead


def _iso(cell: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _moment(cell: str, ahead: timedelta, spelling: str) -> datetime | None:
    try:
        found = datetime.strptime(cell, spelling).replace(tzinfo=UTC)
    except ValueError:
        return None
    return found - ahead


def words_of(question: Question) -> dict[str, str]:
    """The codes of a question's choices by code and by their words in every language."""
    by_words = {choice.code: choice.code for choice in question.choices}
    for choice in question.choices:
        for text in choice.text.values():
            by_words.setdefault(_folded(text), choice.code)
    return by_words


def _ticked(
    question: Question, filled: Sequence[tuple[str, str]], by_words: Mapping[str, str]
) -> tuple[list[str], str]:
    """The codes that cells name by code or by words; what is no choice is the text of 'other'."""
    codes: list[str] = []
    said: list[str] = []
    many = question_type(question.type).many_values or question.type == "ranking"
    for part, cell in filled:
        code = by_words.get(part) or by_words.get(_folded(part)) if part else None
        if part == "other":
            said.append(cell)
        elif code:
            if _folded(cell) not in _NO:
                codes.append(code)
        elif found := by_words.get(cell) or by_words.get(_folded(cell)):
            codes.append(found)
        elif many:
            for piece in _pieces(cell, by_words):
                known = by_words.get(piece) or by_words.get(_folded(piece))
                (codes if known else said).append(known or piece)
        else:
            said.append(cell)
    other = question.other_choice
    if said and other is None:
        raise Unfit(AnswerError("choose_shown"))
    if said and other and other.code not in codes:
        codes.append(other.code)
    return list(dict.fromkeys(codes)), ", ".join(said)


def _pieces(cell: str, known: Mapping[str, str]) -> list[str]:
    """Split a cell with several choices; a choice with a comma in it stays whole."""
    pieces = [piece for piece in _PARTS.split(cell) if piece]
    found: list[str] = []
    while pieces:
        for n in range(len(pieces), 0, -1):
            whole = ", ".join(pieces[:n])
            if n == 1 or whole in known or _folded(whole) in known:
                found.append(whole)
                pieces = pieces[n:]
                break
    return found


def _truth(cell: str) -> str:
    folded = _folded(cell)
    if folded in _YES:
        return "yes"
    return "no" if folded in _NO else cell


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
