"""The one error of this library: a code, one sentence and a remedy."""

from __future__ import annotations


class QuestionnaireError(ValueError):
    """Something about a bank or a questionnaire cannot be done as asked.

    ``code`` is stable (``QB050``); ``sentence`` says what is the matter and ``remedy`` what to do.
    """

    def __init__(self, code: str, sentence: str, remedy: str = "") -> None:
        super().__init__(f"{code} {sentence} {remedy}".rstrip())
        self.code = code
        self.sentence = sentence
        self.remedy = remedy
