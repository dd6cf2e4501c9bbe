"""The cells of a row as the answer to a question, or a sentence that says why they are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from survey_app.imports.moments import Moments
from survey_app.questionnaire import Question, question_type
from survey_app.questionnaire.types.base import MAX_SHORT_CHARS, AnswerError, check_text
from survey_app.questionnaire.types.text import LongText

OTHER_PART = "__other"
"""The part of a heading under which the text of 'other' stands."""
MAX_REMEMBERED_CHARS = 48
MAX_REMEMBERED = 20_000
MAX_PLAIN_DIGITS = 12

_YES = {"yes", "y", "true", "1", "да", "是", "agree", "i agree", "checked", "x", "✓", "✔", "☑"}
_NO = {"no", "n", "false", "0", "нет", "否", "unchecked", "not selected", "☐"}
_OTHER = {"-oth-", "other"}
_BY_MARKS = re.compile(r"\s*[;|\n]\s*")
_BY_COMMAS = re.compile(r",\s+|[，、]")
_POINT = re.compile(r"\s*(\d{1,3})\s*(?:[-–—:.()=](?!\d)|$)")


class Unfit(ValueError):
    """Cells that cannot be taken; ``error`` says what to do, in each language."""

    def __init__(self, error: AnswerError) -> None:
        super().__init__(error.code)
        self.error = error


class QuestionReader:
    """Reads the columns of one question, row after row.

    ``parts`` are what the columns stand for, in their order: '' for the whole answer, the code of
    a choice or a row, the number of a place or a why, `OTHER_PART` for the text of 'other'. What
    short cells come to is remembered, since most rows say the same as others.
    """

    def __init__(
        self, question: Question, parts: Sequence[str], moments: Moments | None = None
    ) -> None:
        self.question, self.parts = question, tuple(parts)
        self.kind = question_type(question.type)
        self.moments = moments or Moments()
        self.words = words_of(question)
        self.other = question.other_choice
        self._remembered: dict[tuple[str, ...], tuple[Any, str] | Unfit] = {}
        self._plainly = _plain_reader(question) if self.parts == ("",) else None

    def read(self, cells: Sequence[str], language: str) -> tuple[Any, str]:
        """Read one row's cells: the answer, None when nothing was said, and the text of 'other'.

        Raises Unfit. Equal cells may give the same object: take it as unchangeable.
        """
        if self._plainly is not None and (answer := self._plainly(cells[0])) is not None:
            return answer, ""
        key = (language, *cells)
        found = self._remembered.get(key)
        if found is None:
            try:
                found = self._read(cells, language)
            except Unfit as unfit:
                found = unfit
            short = sum(map(len, cells)) <= MAX_REMEMBERED_CHARS
            if short and len(self._remembered) < MAX_REMEMBERED:
                self._remembered[key] = found
        if isinstance(found, Unfit):
            raise found
        return found

    def _read(self, cells: Sequence[str], language: str) -> tuple[Any, str]:
        filled = [
            (part, cell.strip())
            for part, cell in zip(self.parts, cells, strict=True)
            if cell and not cell.isspace()
        ]
        if not filled:
            return None, ""
        typed, other = self._typed(filled)
        try:
            answer = self.kind.to_answer(self.question, typed, language)
        except AnswerError as error:
            raise Unfit(error) from error
        if answer is None:
            return None, ""
        problems = self.kind.check(self.question, answer)
        if other and not problems:
            problems = check_text(other, MAX_SHORT_CHARS)
        if problems:
            raise Unfit(problems[0])
        return answer, other

    def _typed(self, filled: Sequence[tuple[str, str]]) -> tuple[list[str], str]:
        """What a person would have typed or ticked on the page."""
        kind = self.question.type
        if kind == "ranking":
            return self._ranked(filled)
        if kind in ("single", "multi", "interests"):
            return self._ticked(filled)
        if kind == "matrix":
            return self._rows(filled), ""
        if kind in ("yes_no", "consent"):
            return [_truth(filled[0][1])], ""
        if kind == "list":
            return [line for _, cell in filled for line in cell.splitlines()], ""
        if kind == "five_whys":
            return [cell for _, cell in filled], ""
        if kind == "date":
            return [self.moments.read_day(filled[0][1])], ""
        if kind in ("scale", "nps"):
            return [_point(filled[0][1])], ""
        if kind in ("number", "money") and self.question.choices:
            return self._banded(filled), ""
        return [filled[0][1]], ""

    def _code(self, words: str) -> str | None:
        return self.words.get(words) or self.words.get(folded(words))

    def _ticked(self, filled: Sequence[tuple[str, str]]) -> tuple[list[str], str]:
        """The codes that cells name by code or by words; what is no choice is 'other'."""
        codes: list[str] = []
        said: list[str] = []
        for part, cell in filled:
            code = self._code(part) if part else None
            if part == OTHER_PART:
                said.append(cell)
            elif code and self.other and code == self.other.code:
                self._other_said(cell, codes, said)
            elif code:
                if folded(cell) not in _NO:
                    codes.append(code)
            elif found := self._code(cell):
                codes.append(found)
            elif self.other and folded(cell) in _OTHER:
                codes.append(self.other.code)
            elif self.kind.many_values:
                for piece in pieces(cell, self.words):
                    known = self._code(piece)
                    (codes if known else said).append(known or piece)
            else:
                said.append(cell)
        if said and self.other is None:
            raise Unfit(AnswerError("choose_shown"))
        if said and self.other and self.other.code not in codes:
            codes.append(self.other.code)
        return list(dict.fromkeys(codes)), ", ".join(said)

    def _other_said(self, cell: str, codes: list[str], said: list[str]) -> None:
        """A cell under 'other': its tick, or what was written there."""
        if folded(cell) in _NO or self.other is None:
            return
        if folded(cell) in _YES or (self._code(cell) or folded(cell)) in {self.other.code, *_OTHER}:
            codes.append(self.other.code)
        else:
            said.append(cell)

    def _ranked(self, filled: Sequence[tuple[str, str]]) -> tuple[list[str], str]:
        """Places under choices ('crm' 2), choices under places ('2' CRM), or all in one cell."""
        found: list[str] = []
        said: list[str] = []
        for part, cell in filled:
            code = self._code(part) if part else None
            if part == OTHER_PART:
                said.append(cell)
            elif code:
                found.append(f"{code}={cell}")
            elif part:
                known = self._code(cell)
                if known is None:
                    raise Unfit(AnswerError("choose_shown"))
                found.append(f"{known}={part}")
            else:
                named = [re.sub(r"^\d+[.)]\s*", "", one) for one in pieces(cell, self.words)]
                found += [self._code(one) or one for one in named]
        return found, ", ".join(said)

    def _rows(self, filled: Sequence[tuple[str, str]]) -> list[str]:
        """One cell a row of the table; a choice by its code or words, a point by its number."""
        found = []
        for part, cell in filled:
            if part:
                value = _point(cell) if self.question.scale else self._code(cell) or cell
                found.append(f"{part}={value}")
            else:  # all rows in one cell, as in a text: 'Price: good; Speed: bad'
                for line in _BY_MARKS.split(cell):
                    row, _, value = line.rpartition(":")
                    found.append(f"{self.words.get(folded(row), row)}={self._code(value) or value}")
        return found

    def _banded(self, filled: Sequence[tuple[str, str]]) -> list[str]:
        """The exact number first and its band second, as the page asks for them."""
        exact = next((cell for part, cell in filled if part != "band"), "")
        band = next((cell for part, cell in filled if part == "band"), "")
        if code := self._code(exact):
            exact, band = "", code
        if self.question.ask == "range":
            return [band or exact]
        return [exact, self._code(band) or band]


def _plain_reader(question: Question) -> Callable[[str], Any] | None:
    """The quick way for cells that are their answer as they stand; None is for the long way."""
    kind = question_type(question.type)
    if question.type == "text" and isinstance(kind, LongText):
        most = kind.most_chars
        return lambda cell: cell if _is_clean(cell) and len(cell) <= most else None
    if question.type == "number" and not question.choices:
        check = kind.check

        def whole(cell: str) -> int | None:
            if not (cell.isascii() and cell.isdigit() and len(cell) <= MAX_PLAIN_DIGITS):
                return None
            number = int(cell)
            return None if check(question, number) else number

        return whole
    return None


def _is_clean(cell: str) -> bool:
    """Whether tidying a text would leave it as it is, as nearly always."""
    if not cell or not cell.isprintable() or cell[0] == " " or cell[-1] == " ":
        return False
    return cell.isascii() or unicodedata.is_normalized("NFC", cell)


def words_of(question: Question) -> dict[str, str]:
    """The codes of a question's choices and rows by code and by their words in every language."""
    named = (*question.choices, *question.items)
    by_words = {one.code: one.code for one in named}
    for one in named:
        for text in one.text.values():
            by_words.setdefault(folded(text), one.code)
    return by_words


def answer_of(
    question: Question, cells: Sequence[tuple[str, str]], language: str
) -> tuple[Any, str]:
    """Read the cells of one row, each with its part of the heading. Raises Unfit."""
    parts, texts = [part for part, _ in cells], [cell for _, cell in cells]
    return QuestionReader(question, parts).read(texts, language)


def pieces(cell: str, known: Mapping[str, str]) -> list[str]:
    """Split a cell with several choices; a choice with a comma or semicolon in it stays whole.

    Semicolons, bars and line ends part choices where there are any, else commas do.
    """
    marks = _BY_MARKS if _BY_MARKS.search(cell) else _BY_COMMAS
    bounds = [0, *(place for mark in marks.finditer(cell) for place in mark.span()), len(cell)]
    spans = [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)
             if start < end]  # fmt: skip
    found: list[str] = []
    while spans:
        for n in range(len(spans), 0, -1):
            whole = cell[spans[0][0] : spans[n - 1][1]].strip()
            if n == 1 or whole in known or folded(whole) in known:
                found.append(whole)
                spans = spans[n:]
                break
    if marks is _BY_MARKS:  # one of the parts may be two choices that a comma parts
        return [
            inner
            for one in found
            for inner in ([one] if folded(one) in known else _if_all_known(one, known))
        ]
    return found


def folded(text: str) -> str:
    """Words as they are compared: without capitals, double spaces and a full stop at the end."""
    return " ".join(text.casefold().split()).rstrip(".")


def _if_all_known(text: str, known: Mapping[str, str]) -> list[str]:
    parts = [part.strip() for part in _BY_COMMAS.split(text)]
    return parts if all(folded(part) in known for part in parts) else [text]


def _point(cell: str) -> str:
    """'5 – very good' and 'A5 (5)' are points of a scale like '5'."""
    if found := _POINT.match(cell):
        return found[1]
    bracketed = re.search(r"\((\d{1,3})\)\s*$", cell)
    return bracketed[1] if bracketed else cell


def _truth(cell: str) -> str:
    said = folded(cell)
    if said in _YES:
        return "yes"
    return "no" if said in _NO else cell


def is_tick(cell: str, words: str) -> bool:
    """Whether a cell under a choice says only that it was ticked or not."""
    return folded(cell) in {folded(words), "n/a"} | _YES | _NO
