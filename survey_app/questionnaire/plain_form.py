"""Reading the plain form of a definition: each value of the kind it must have, or an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_app.questionnaire.errors import QuestionnaireError


def malformed(sentence: str) -> QuestionnaireError:
    """Make the error for a definition that no model can be made of."""
    return QuestionnaireError(
        "QB010", f"The definition is malformed: {sentence}.", "Check the definition first."
    )


def read_string(data: Mapping[str, Any], name: str, *, optional: bool = False) -> str:
    """Read a text. Raises QuestionnaireError."""
    value = data.get(name, "" if optional else None)
    if not isinstance(value, str):
        raise malformed(f"'{name}' must be text")
    return value


def read_flag(data: Mapping[str, Any], name: str) -> bool:
    """Read true or false; absent is false."""
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise malformed(f"'{name}' must be true or false")
    return value


def read_number(data: Mapping[str, Any], name: str) -> float | None:
    """Read a number or None; a whole float becomes an integer."""
    value = data.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise malformed(f"'{name}' must be a number")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def read_whole(data: Mapping[str, Any], name: str) -> int | None:
    """Read a whole number or None."""
    value = read_number(data, name)
    if value is not None and not isinstance(value, int):
        raise malformed(f"'{name}' must be a whole number")
    return value


def as_table(value: Any, name: str) -> Mapping[str, Any]:
    """Insist on a table."""
    if not isinstance(value, Mapping):
        raise malformed(f"'{name}' must be a table")
    return value


def read_tables(data: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """Read a list of tables; absent is empty."""
    value = data.get(name, ())
    if not isinstance(value, (list, tuple)):
        raise malformed(f"'{name}' must be a list")
    return [as_table(entry, name) for entry in value]


def read_text(data: Mapping[str, Any], name: str, *, optional: bool = False) -> Mapping[str, str]:
    """Read a wording by language."""
    value = as_table(data.get(name, {} if optional else None), name)
    if not all(isinstance(entry, str) for entry in value.values()):
        raise malformed(f"each wording of '{name}' must be text")
    return {str(language): str(entry) for language, entry in value.items()}


def as_strings(value: Any, name: str) -> tuple[str, ...]:
    """Insist on a list of texts."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(entry, str) for entry in value):
        raise malformed(f"'{name}' must be a list of texts")
    return tuple(value)


def without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not set, so that one definition has one spelling. Zero is a value."""
    return {
        key: value
        for key, value in data.items()
        if not (value is None or value is False or value in ("", {}, []))
    }
