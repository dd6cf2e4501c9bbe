"""Keys and codes out of the names that other tools allow, unique and always the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from survey_app.questionnaire.keys import RESERVED_KEYS
from survey_app.questionnaire.model import OTHER_SUFFIX

MAX_KEY_CHARS = 40

_CODE = re.compile(f"[a-z0-9][a-z0-9_]{{,{MAX_KEY_CHARS - 1}}}")


class Names:
    """Gives each foreign name one key and remembers it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.by_name: dict[str, str] = {}

    def key(self, name: str, otherwise: str = "question") -> str:
        """Make a question's or section's key; the same name gives the same key again."""
        if name not in self.by_name:
            self.by_name[name] = self._free(as_key(name, otherwise))
        return self.by_name[name]

    def fresh(self, name: str, otherwise: str = "question") -> str:
        """Make a key that nothing else has, also where the name came before."""
        return self._free(as_key(name, otherwise))

    def code(self, name: str) -> str:
        """Make a choice's code, which may begin with a digit."""
        if name not in self.by_name:
            self.by_name[name] = self._free(
                name if _CODE.fullmatch(name) else _plain(name) or "choice"
            )
        return self.by_name[name]

    def _free(self, key: str) -> str:
        found, number = key, 2
        while found in self.taken or found in RESERVED_KEYS or found.endswith(OTHER_SUFFIX):
            ending = f"_{number}"
            found = key[: MAX_KEY_CHARS - len(ending)].rstrip("_") + ending
            number += 1
        self.taken.add(found)
        return found


def as_key(name: str, otherwise: str = "question") -> str:
    """Spell a name as a key: small Latin letters, digits and single underscores, a letter first.

    >>> as_key("Q1. Возраст"), as_key("2nd-Name"), as_key("年龄")
    ('q1', 'q_2nd_name', 'question')
    """
    plain = _plain(name)
    if plain and not plain[0].isalpha():
        plain = f"q_{plain}"[:MAX_KEY_CHARS].rstrip("_")
    return plain or otherwise


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    ascii_only = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", "_", ascii_only)
    return re.sub(r"[^a-z0-9]+", "_", ascii_only.lower()).strip("_")[:MAX_KEY_CHARS].rstrip("_")
