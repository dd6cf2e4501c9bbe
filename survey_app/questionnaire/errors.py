"""The one error of this library: a code, one sentence and a remedy."""

from __future__ import annotations

from collections.abc import Mapping


class QuestionnaireError(ValueError):
    """Something about a bank or a questionnaire cannot be done as asked.

    ``code`` is stable (``QB050``); ``sentence`` says what is the matter and ``remedy`` what to do,
    in English. ``in_language`` says both for a page.
    """

    def __init__(
        self,
        code: str,
        sentence: str,
        remedy: str = "",
        words: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        super().__init__(f"{code} {sentence} {remedy}".rstrip())
        self.code = code
        self.sentence = sentence
        self.remedy = remedy
        self.words = words or {}

    def in_language(self, language: str) -> str:
        """What is the matter and what to do, in a language of the interface if it is known."""
        sentence, remedy = self.words.get(language, (self.sentence, self.remedy))
        return f"{sentence} {remedy}".rstrip()
