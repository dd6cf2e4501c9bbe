"""Question banks: files of questions worth asking, read, checked and written.

A bank is one TOML file with every language inside; its name is its id. A bank of your own may
name fewer ``languages``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

from survey_app.questionnaire.check import check_sections
from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.model import LANGUAGES, Question, Questionnaire, Section, Text
from survey_app.questionnaire.problems import Problem, error, problem
from survey_app.questionnaire.shape import BANK_KEYS, Findings
from survey_app.questionnaire.tags import AUDIENCES
from survey_app.questionnaire.terms import term

_NEEDED = ("id", "version", "title", "purpose", "audience", "minutes")


class BankError(QuestionnaireError):
    """A bank file is broken; ``problems`` lists all that is to be mended."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(
            first.code,
            f"{first.place}: {first.sentence}{more}",
            first.remedy,
            {language: _in_words(problems, language) for language in LANGUAGES},
        )
        self.problems = problems


_MORE = {"en": " ({n} more)", "ru": " (и ещё {n})", "zh": "（另有 {n} 处）"}


def _in_words(problems: list[Problem], language: str) -> tuple[str, str]:
    """Word the first problem and say how many there are besides."""
    sentence, remedy = problems[0].in_language(language)
    more = _MORE[language].format(n=len(problems) - 1) if len(problems) > 1 else ""
    return f"{problems[0].place}: {sentence}{more}", remedy


@dataclass(frozen=True, slots=True)
class Bank:
    """One bank: what it is for, who answers it, how long it takes, and its sections."""

    id: str
    version: int
    title: Text
    purpose: Text
    audience: tuple[str, ...]
    minutes: int
    sections: tuple[Section, ...]
    source: str = ""
    languages: tuple[str, ...] = LANGUAGES

    def questionnaire(self) -> Questionnaire:
        """The bank as a questionnaire: the same sections, nothing chosen or changed."""
        return Questionnaire(self.title, self.languages, self.sections)

    def question(self, key: str) -> Question:
        """Find a question or part by its key. Raises QuestionnaireError if there is none."""
        return self.questionnaire().question(key)

    @property
    def n_questions(self) -> int:
        """How many questions there are; a group counts as one, a statement not at all."""
        return sum(q.type != "statement" for q in self.questionnaire().iter_questions())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Bank:
        """Read a bank from its plain form. Raises BankError with all problems."""
        if found := check_bank_data(data, "the bank"):
            raise BankError(found)
        return cls._from_checked(data)

    @classmethod
    def _from_checked(cls, data: Mapping[str, Any]) -> Bank:
        return cls(
            id=data["id"],
            version=data["version"],
            title=dict(data["title"]),
            purpose=dict(data["purpose"]),
            audience=tuple(data["audience"]),
            minutes=data["minutes"],
            sections=tuple(Section.from_dict(section) for section in data["sections"]),
            source=data.get("source", ""),
            languages=tuple(data.get("languages", LANGUAGES)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Write the bank as plain data, in the order in which a file is pleasant to read."""
        data: dict[str, Any] = {
            "id": self.id,
            "version": self.version,
            "title": dict(self.title),
            "purpose": dict(self.purpose),
            "audience": list(self.audience),
            "minutes": self.minutes,
        }
        if self.source:
            data["source"] = self.source
        if self.languages != LANGUAGES:
            data["languages"] = list(self.languages)
        return data | {"sections": [section.to_dict() for section in self.sections]}


def load_bank(path: Path) -> Bank:
    """Read a bank file. Raises BankError with all problems when there are any."""
    data, found = _read(Path(path))
    if not found:
        found = check_bank_data(data, str(path), stem=Path(path).stem)
    if found:
        raise BankError(found)
    return Bank._from_checked(data)


def load_banks(folder: Path) -> dict[str, Bank]:
    """Read every bank file of a folder, by id, in alphabetical order. Raises BankError."""
    return {path.stem: load_bank(path) for path in sorted(Path(folder).glob("*.toml"))}


def check_bank(path: Path) -> list[Problem]:
    """List all that is wrong with a bank file; empty when it is sound."""
    data, found = _read(Path(path))
    return found or check_bank_data(data, str(path), stem=Path(path).stem)


def check_bank_data(data: Mapping[str, Any], place: str, stem: str = "") -> list[Problem]:
    """List all that is wrong with a bank in its plain form; ``stem`` is its file's name."""
    found = Findings(place)
    _check_languages(found, data.get("languages", LANGUAGES))
    fitting = found.check_table(term("bank"), data, BANK_KEYS, _NEEDED)
    bank_id = fitting.get("id")
    if stem and bank_id and bank_id != stem:
        found.add("QB006", id=bank_id, stem=stem)
    if fitting.get("version", 1) < 1:
        found.add("QB040", version=fitting["version"])
    if not 1 <= fitting.get("minutes", 1) <= 240:
        found.add("QB028", minutes=fitting["minutes"])
    if "audience" in fitting:
        named = fitting["audience"] or ["nobody"]
        for audience in named:
            if audience not in AUDIENCES:
                found.add("QB029", audience=audience, known=", ".join(AUDIENCES))
    if "sections" in fitting or "sections" not in data:
        check_sections(found, fitting.get("sections", []))
    return found.problems


def dump_bank(bank: Bank) -> str:
    """Write a bank as TOML; ``load_bank`` reads the same bank from it."""
    return tomli_w.dumps(bank.to_dict(), multiline_strings=False)


def save_bank(bank: Bank, folder: Path) -> Path:
    """Write a bank into a folder under its id; an existing file is refused, not overwritten."""
    path = Path(folder) / f"{bank.id}.toml"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(dump_bank(bank))
    except OSError as caught:
        raise error("QB056", path=path, reason=caught.strerror or "unknown reason") from caught
    return path


def _check_languages(found: Findings, languages: Any) -> None:
    """All languages, unless the bank says which it has."""
    if not isinstance(languages, (list, tuple)):
        return
    for language in languages:
        if language not in LANGUAGES:
            found.add("QB054", language=language, known=", ".join(LANGUAGES))
    found.languages = tuple(known for known in LANGUAGES if known in languages)
    if not found.languages:
        found.add("QB053")


def _read(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    place = str(path)
    try:
        raw = path.read_bytes()
    except OSError as caught:
        return {}, [problem("QB001", place, reason=caught.strerror or "unknown reason")]
    try:
        return tomllib.loads(raw.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        return {}, [problem("QB002", place)]
    except tomllib.TOMLDecodeError as caught:
        return {}, [problem("QB003", place, reason=str(caught).rstrip("."))]
    except RecursionError:
        return {}, [problem("QB003", place, reason="nested too deeply")]


def asks_no_customer(question: Question, banks: Mapping[str, Bank]) -> bool:
    """Whether a question was taken from where only colleagues are asked; own questions are not."""
    bank = banks.get(question.bank)
    if bank is None:
        return False
    audience = bank.audience
    for section in bank.sections:
        if section.audience and any(one.key == question.bank_key for one in section.questions):
            audience = section.audience
    return bool(audience) and "customer" not in audience
