"""A photo or a document. The file itself lies in the installation's store; the answer names it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from survey_app.questionnaire.canonical import canonical_dumps
from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import AnswerError, Cell, QuestionType, check_text
from survey_app.questionnaire.types.compound import FileField
from survey_app.questionnaire.types.summary import Summary, SummaryRow, plain

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_FILE_NAME_CHARS = 120
MEDIA_TYPES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "application/pdf": "PDF",
    "text/plain": "TXT",
}
ACCEPT = ".jpg,.jpeg,.png,.webp,.pdf,.txt"
REFUSED = "!"
"""What stands before the code of a message in place of a file that could not be taken."""

DESCRIPTION = {"name": str, "size": int, "sha256": str, "media_type": str, "id": str}
"""What an answer says of a file, and of which kind each value is."""


class File(QuestionType):
    """One file: JPEG, PNG, WebP, PDF or plain text, up to 8 MB.

    The store decides what a file is by its content; here only its description is checked.
    """

    name = "file"
    label: ClassVar[Text] = {
        "en": "Photo or document",
        "ru": "Фото или документ",
        "zh": "照片或文件",
    }
    rule_kind = None
    field_class = FileField
    required_code = "choose_file"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Read the description that the store wrote, or the message why it took none."""
        text = typed[0].strip() if typed else ""
        if not text:
            return None
        if text.startswith(REFUSED):
            raise AnswerError(text.removeprefix(REFUSED), most=MAX_FILE_BYTES // 1024**2)
        try:
            described = json.loads(text)
        except ValueError:
            raise AnswerError("choose_file") from None
        return described if isinstance(described, dict) else None

    def from_answer(self, question: Question, answer: Any) -> list[str]:
        """The description, as the store writes it."""
        return [canonical_dumps(answer)]

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of a description that lacks something or tells of a file we would not take."""
        if not isinstance(answer, dict) or set(answer) != set(DESCRIPTION):
            return [AnswerError("choose_file")]
        fits = all(type(answer[name]) is kind for name, kind in DESCRIPTION.items())
        if not fits or check_text(answer["name"], MAX_FILE_NAME_CHARS):
            return [AnswerError("choose_file")]
        if not 0 < answer["size"] <= MAX_FILE_BYTES:
            return [AnswerError("file_size", most=MAX_FILE_BYTES // 1024**2)]
        if answer["media_type"] not in MEDIA_TYPES:
            return [AnswerError("file_kind")]
        named = re.fullmatch("[0-9a-f]{32}", answer["id"])
        summed = re.fullmatch("[0-9a-f]{64}", answer["sha256"])
        return [] if named and summed else [AnswerError("choose_file")]

    def as_text(self, question: Question, answer: Any, language: str, other: str = "") -> str:
        """The file's name, kind and size."""
        if not isinstance(answer, dict):
            return str(answer)
        kind = MEDIA_TYPES.get(str(answer.get("media_type")), "?")
        return f"{answer.get('name', '')} ({kind}, {file_size(answer.get('size', 0))})"

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count the files by kind."""
        given = [answer for answer in answers if isinstance(answer, dict)]
        kinds = [answer.get("media_type") for answer in given]
        rows = tuple(
            SummaryRow(media_type, plain(name), kinds.count(media_type))
            for media_type, name in MEDIA_TYPES.items()
            if media_type in kinds
        )
        return Summary(len(given), rows)

    def export_cells(self, question: Question, answer: Any, other: str = "") -> list[Cell]:
        """The name of the file."""
        return [answer.get("name") if isinstance(answer, dict) else None]


def file_size(n_bytes: Any) -> str:
    """Write a size as people read it: 340 KB, 2.1 MB.

    >>> file_size(348160), file_size(2202009)
    ('340 KB', '2.1 MB')
    """
    size = n_bytes if isinstance(n_bytes, int) else 0
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{max(1, round(size / 1024))} KB"
