"""Files that somebody brings are read within limits: a small file cannot fill the memory."""

from __future__ import annotations

import io
import zipfile
import zlib

from survey_app.questionnaire.exchange.errors import ExchangeError

MEGABYTE = 1_000_000
MAX_FILE_BYTES = 5 * MEGABYTE
MAX_UNPACKED_BYTES = 60 * MEGABYTE
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_PARTS = 500
_CHUNK_BYTES = 1 << 16
_DAMAGE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError,
           RuntimeError, OSError, ValueError, OverflowError)  # fmt: skip


def check_size(data: bytes, name: str) -> None:
    """Refuse an empty file (QX003) and a large one (QX002)."""
    if not data.strip(b"\xef\xbb\xbf \r\n\t"):
        raise ExchangeError("QX003", name=name)
    if len(data) > MAX_FILE_BYTES:
        raise ExchangeError("QX002", name=name, limit_mb=MAX_FILE_BYTES // MEGABYTE)


def check_archive(data: bytes, name: str, format_name: str) -> None:
    """Refuse an archive that is damaged (QX004) or unpacks to too much (QX005).

    The parts are counted while unpacking, since the directory of a zip bomb lies.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
        declared = sum(info.file_size for info in infos)
        if len(infos) > MAX_PARTS or declared > MAX_UNPACKED_BYTES:
            raise too_much(name)
        total = 0
        for info in infos:
            with archive.open(info) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    total += len(chunk)
                    if total > MAX_UNPACKED_BYTES:
                        raise too_much(name)
    except ExchangeError:
        raise
    except _DAMAGE as caught:
        raise damaged(name, format_name, type(caught).__name__) from caught


def too_much(name: str) -> ExchangeError:
    """The error for a file that holds more than any form."""
    limit_mb = MAX_UNPACKED_BYTES // MEGABYTE
    return ExchangeError("QX005", name=name, limit_mb=limit_mb, limit_rows=MAX_ROWS)


def damaged(name: str, format_name: str, reason: str) -> ExchangeError:
    """The error for a file that is not what it claims to be."""
    return ExchangeError("QX004", name=name, format=format_name, reason=reason)


def decoded(data: bytes, name: str, format_name: str) -> str:
    """The text of a file in UTF-8, with or without a mark at its beginning."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise damaged(name, format_name, "UTF-8") from None
