"""One spelling for one definition: canonical JSON and the version id made from it.

Two definitions that mean the same give the same characters and therefore the same id, on every
machine and in every Python. Sorted keys, no white space, Unicode NFC, whole floats as integers.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any


def canonical_dumps(value: Any) -> str:
    """Write plain data (dicts, lists, strings, numbers, booleans) in its one canonical spelling.

    Raises ValueError for infinities and not-a-number, which JSON does not know.
    """
    return json.dumps(
        normalised(value),
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def digest(text: str) -> str:
    """Name a text by its content: SHA-256 of its UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def nfc(text: str) -> str:
    """Put a text into Unicode normal form C, in which it is stored and compared."""
    return unicodedata.normalize("NFC", text)


def normalised(value: Any) -> Any:
    """Copy plain data with every string in NFC and every whole float as an integer."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, Mapping):
        return {nfc(str(key)): normalised(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [normalised(entry) for entry in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
