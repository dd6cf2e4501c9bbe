"""Office files are zip archives: opened within limits, so that a small file cannot fill memory."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from survey_app.sources.errors import SourceError

MAX_ENTRIES = 2_000
MEGABYTE = 1_000_000
READ_BYTES = 1 << 16
OLE_MAGIC = b"\xd0\xcf\x11\xe0"


def check_size(data: bytes, limit_bytes: int, name: str) -> None:
    """Refuse a file that is empty (SR001) or larger than `limit_bytes` (SR002)."""
    if not data:
        raise SourceError("SR001", name=name)
    if len(data) > limit_bytes:
        raise SourceError("SR002", {"limit_mb": limit_bytes // MEGABYTE}, name)


def open_archive(data: bytes, format_name: str, limit_bytes: int, name: str) -> zipfile.ZipFile:
    """Open an office file whose parts together unpack to at most `limit_bytes`.

    Raises SourceError SR006 for what is no sound archive (also one with a password) and SR007
    for a bomb. Sizes are counted while unpacking, since the directory of a bomb lies.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
        too_big = SourceError(
            "SR007", {"limit_mb": limit_bytes // MEGABYTE, "limit_entries": MAX_ENTRIES}, name
        )
        if len(infos) > MAX_ENTRIES or sum(i.file_size for i in infos) > limit_bytes:
            raise too_big
        total = 0
        for info in infos:
            for chunk in _chunks(archive, info):
                total += len(chunk)
                if total > limit_bytes:
                    raise too_big
    except _DAMAGE as error:
        raise SourceError("SR006", {"format": format_name}, name) from error
    return archive


def read_part(archive: zipfile.ZipFile, part: str, format_name: str, name: str) -> bytes:
    """Return one part of an archive that was opened within limits; SR006 when it is missing."""
    try:
        return archive.read(part)
    except (KeyError, *_DAMAGE) as error:
        raise SourceError("SR006", {"format": format_name}, name) from error


_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # an unknown way of packing
    RuntimeError,  # a password
    OSError,
    ValueError,
    OverflowError,
)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterable[bytes]:
    with archive.open(info) as part:
        while chunk := part.read(READ_BYTES):
            yield chunk
