"""Where sentences and clauses begin and end: lines and bullets first, then sentences, then 'but'."""

import re

from survey_app.nlp.language import detect_language

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-–—*•·▪●◦‣>]+\s+|\(?\d{1,2}[.)]\s+|[①-⑳]\s*)")
_ENDS = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？；]+[”’」』）]*\s*")
_CONTRAST = re.compile(
    r"(?:[,;:]\s*|\s[-–—]\s*|\s)(?=(?:but|however|although|though)\b)"
    r"|[,;]\s*(?=(?:но|а|однако|хотя|зато)\s)"
    r"|[，,;；\s]\s*(?=(?:但是|但|不过|然而|可是|只是))",
    re.IGNORECASE,
)


def split_sentences(text: str, language: str | None = None) -> list[Span]:
    """Find the sentences of a text as half-open spans without surrounding white space."""
    language = language or detect_language(text)
    spans = []
    for line in _LINE.finditer(text):
        start = line.start()
        bullet = _BULLET.match(text, start, line.end())
        if bullet:
            start = bullet.end()
        for mark in _ENDS.finditer(text, start, line.end()):
            spans.append(_trimmed(text, start, mark.end()))
            start = mark.end()
        spans.append(_trimmed(text, start, line.end()))
    return [span for span in spans if span[0] < span[1]]


def split_clauses(text: str, language: str | None = None) -> list[Span]:
    """Cut sentences where they turn: 'I like the map, but it is slow' becomes two clauses."""
    clauses = []
    for start, end in split_sentences(text, language):
        at = start
        for turn in _CONTRAST.finditer(text, start, end):
            clauses.append(_trimmed(text, at, turn.start()))
            at = turn.end()
        clauses.append(_trimmed(text, at, end))
    return [span for span in clauses if span[0] < span[1]]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
