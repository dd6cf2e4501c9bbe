"""Files that were set once are handed out again: a published version renders a single time.

The name of a kept file is the fingerprint of everything on it, so that it can never be stale. What
it quotes is personal data: an erasure empties the study's folder, and the night what is old.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from survey_app import __version__
from survey_app.exports.bundle import Bundle
from survey_app.exports.formats import Format
from survey_app.exports.parcel import Parcel, wrapped

SLOW = frozenset({"pdf", "png", "pptx", "docx"})
"""The others take a few milliseconds and are written anew each time."""
MAX_KEPT = 60
"""Files of one study; beyond, the least recently made goes."""


def rendered(folder: Path, bundle: Bundle, wanted: Format) -> Parcel:
    """The bundle in a format, from `folder` where the very same was set before.

    Raises ExportError where this machine cannot write it. A folder that cannot be written to
    costs time, nothing else.
    """
    if wanted.extension not in SLOW:
        return wrapped(bundle, wanted)
    several = wanted.one_each and len(bundle.personas) > 1
    ending, media = ("zip", "application/zip") if several else (wanted.extension, wanted.media_type)
    path = folder / f"{fingerprint(bundle, wanted)}.{ending}"
    with suppress(OSError):
        return Parcel(path.read_bytes(), media, ending)
    parcel = wrapped(bundle, wanted)
    with suppress(OSError):
        _keep(path, parcel.data)
    return parcel


def fingerprint(bundle: Bundle, wanted: Format) -> str:
    """SHA-256 of all that is shown, of the format, and of the programs that set it."""
    content = f"{_programs()}\n{wanted.extension}\n{bundle!r}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(name).replace(path)  # whole or not at all
    kept = sorted(path.parent.iterdir(), key=lambda one: (one.stat().st_mtime, one.name))
    for old in kept[:-MAX_KEPT]:
        old.unlink(missing_ok=True)


@cache
def _programs() -> str:
    """What else decides how a file looks: our own templates and code, and their version."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*.*")):
        if path.suffix in (".py", ".typ", ".html", ".css"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
