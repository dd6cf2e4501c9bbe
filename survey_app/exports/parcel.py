"""What is handed over: one file, or a zip of one file a persona where the format holds no more."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from datetime import UTC
from io import BytesIO

from survey_app.exports.bundle import Bundle
from survey_app.exports.formats import Format

MAX_FILE_NAME_CHARS = 80


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file under way to somebody: its bytes, media type and ending (no dot)."""

    data: bytes
    media_type: str
    extension: str


def wrapped(bundle: Bundle, wanted: Format) -> Parcel:
    """The bundle in a format; the same bundle gives the same bytes.

    Raises ExportError where this machine cannot write it.
    """
    if not wanted.one_each or len(bundle.personas) < 2:
        return Parcel(_written(bundle, wanted), wanted.media_type, wanted.extension)
    stream = BytesIO()
    moment = bundle.made_at.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for position, sheet in enumerate(bundle.personas, start=1):
            name = f"{position:02}-{file_name(sheet.name)}.{wanted.extension}"
            one = _written(replace(bundle, personas=(sheet,)), wanted)
            archive.writestr(zipfile.ZipInfo(name, date_time=moment), one)
    return Parcel(stream.getvalue(), "application/zip", "zip")


def file_name(title: str) -> str:
    """Letters and digits of every script; what a file system could stumble over is left out."""
    words = "".join(letter if letter.isalnum() else " " for letter in title).split()
    return "-".join(words)[:MAX_FILE_NAME_CHARS].rstrip("-") or "personas"


def _written(bundle: Bundle, wanted: Format) -> bytes:
    stream = BytesIO()
    wanted.write(bundle, stream)
    return stream.getvalue()
