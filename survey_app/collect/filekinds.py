"""What an uploaded file really is, by its content, and a copy of it that tells less.

A photo is drawn anew: that takes out where and with what it was taken, and whatever else a file
that only looks like a photo may carry.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from pathlib import PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from survey_app.questionnaire.types.file import MAX_FILE_BYTES, MAX_FILE_NAME_CHARS

MAX_PIXELS = 50_000_000  # a telephone's photo has 12 to 50 million; a bomb has more
PHOTOS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}
_MARKUP = re.compile(rb"<\s*(!doctype|html|svg|script|\?xml|body|iframe)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\w .,()\[\]+&@'-]+")


class NotTakenError(ValueError):
    """A file cannot be taken; ``code`` is one of the questionnaire's messages."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sound_copy(content: bytes, name: str) -> tuple[bytes, str, str]:
    """Return what to keep of a file: its bytes, its media type and a harmless name.

    Raises NotTakenError when it is too large or of a kind that we do not take.
    """
    if len(content) > MAX_FILE_BYTES:
        raise NotTakenError("file_size")
    kept, media_type = _photo(content) or _document(content, name)
    if not kept:
        raise NotTakenError("choose_file")
    if len(kept) > MAX_FILE_BYTES:
        raise NotTakenError("file_size")
    return kept, media_type, _harmless(name, media_type)


def _photo(content: bytes) -> tuple[bytes, str] | None:
    """Draw a photo anew, upright; None when the content is none."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as photo:
            warnings.simplefilter("ignore")
            kind = photo.format or ""
            if kind not in PHOTOS:
                return None
            if photo.width * photo.height > MAX_PIXELS:
                raise NotTakenError("file_size")
            upright = ImageOps.exif_transpose(photo)
            upright.info.clear()  # Pillow would write back profiles, comments and places from here
            drawn = io.BytesIO()
            if kind == "JPEG":
                upright.convert("RGB").save(drawn, kind, quality=88)
            else:
                upright.save(drawn, kind)
            return drawn.getvalue(), PHOTOS[kind]
    except UnidentifiedImageError:
        return None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, NotTakenError):
            raise
        raise NotTakenError("file_kind") from error


def _document(content: bytes, name: str) -> tuple[bytes, str]:
    if content.startswith(b"%PDF-"):
        return content, "application/pdf"
    if _MARKUP.search(content[:4096]) or b"\x00" in content:
        raise NotTakenError("file_kind")
    if PurePosixPath(name).suffix.lower() not in (".txt", ".csv", ".md", ".text", ""):
        raise NotTakenError("file_kind")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotTakenError("file_kind") from error
    return content, "text/plain"


def _harmless(name: str, media_type: str) -> str:
    """Keep of a name what is a letter, a digit or a common mark, and give it its true ending."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = _NOT_IN_NAMES.sub("_", PurePosixPath(last).stem).strip(" .") or "file"
    ending = ENDINGS[media_type]
    return stem[: MAX_FILE_NAME_CHARS - len(ending)].rstrip() + ending
