"""Where sentences and clauses begin and end.

Lines and bullets come first, because notes and answers are lists more often than prose. Then the
marks that end a sentence, with each language's abbreviations and initials; a smiley ends one too
where a capital letter follows. Who types in haste leaves the mark out and still begins with a
capital: in a language that writes titles in small letters, 'ждал час Никто не пришёл' are two
sentences. Clauses end where a sentence turns ('but', 'но', '但').
"""

import re

from survey_app.nlp.lang import Language, get_language
from survey_app.nlp.language import detect_language

Span = tuple[int, int]

MAX_SHORTENED = 3  # letters of a word with a dot that goes on in small letters

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_BULLET = re.compile(
    r"\s{0,40}(?:(?:[-–—*•·▪●◦‣>✓✔➢➤]{1,6}\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s|[①-⑳•●▪])\s{0,8}){1,4}"
)
_EMOJI = "\u2600-\u27bf\U0001f300-\U0001faff\U0001f1e6-\U0001f1ff\u2b50\u2764"
_CLOSERS = "\"'”’»)\\]」』）】*"
# What may end a sentence. Group 'dots' needs a look at its neighbours; 'firm' ends it anyway.
_FACE = rf"[{_EMOJI}][\ufe0f\u200d\U0001f3fb-\U0001f3ff]{{0,4}}"
_FACES = rf"(?:\s?{_FACE}){{0,12}}"
# Every repetition is bounded, so that a million dots cost a million steps and not their square.
_ENDS = re.compile(
    rf"(?P<firm>[!?‼⁉]\ufe0f?[.!?‼⁉]{{0,12}}[{_CLOSERS}]{{0,4}}{_FACES}(?=\s)|[。！？]{{1,12}}[{_CLOSERS}]{{0,4}}"
    r"|…{2,12}(?![，,、…]))"
    rf"|(?P<dots>[.…]{{1,12}}[{_CLOSERS}]{{0,4}})(?P<after>{_FACES}(?=\s))"
    rf"|(?P<face>{_FACE}{_FACES}|(?<=\s)[:;=]-?[()DPp]{{1,8}}|\){{1,8}}|\({{2,8}})(?=\s)"
)
# What joins two statements in haste: "slow / no help - twice". It belongs to neither.
JOINTS = "/|–—-•·*;,"
# a link, or a row of hashtags, behind which something new begins
_TAIL = re.compile(r"(?:https?://\S{1,300}|#\w{1,60}(?:\s#\w{1,60}){1,20})(?=\s+[A-ZА-ЯЁ])")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“«]{1,12}\Z")
_INITIAL = re.compile(r"(?:[A-ZА-ЯЁ]\.)*[A-ZА-ЯЁ]\Z")
# somebody else begins to speak, or the teller goes on: "Учил? -- спросила она"
_SPEECH = re.compile(r"\s*(?:--|[—–-])\s+([^\W\d_])")
_NEXT = re.compile(rf"[\s{_EMOJI}\ufe0f\u200d]*([^\s]?)")


def split_sentences(text: str, language: str | None = None) -> list[Span]:
    """Find the sentences of a text: half-open spans, trimmed, in order, never overlapping."""
    lang = get_language(language or detect_language(text))
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        start, stop = line.span()
        bullet = _BULLET.match(text, start, stop)
        if bullet and bullet.end() < stop:
            start = bullet.end()
        for end in _sentence_ends(text, start, stop, lang):
            spans.append(_trimmed(text, start, end))
            start = end
        spans.append(_trimmed(text, start, stop))
    return [span for span in spans if span[0] < span[1]]


def split_clauses(text: str, language: str | None = None) -> list[Span]:
    """Cut sentences where they turn: 'I like the map, but it is slow' becomes two clauses."""
    code = language or detect_language(text)
    contrast = get_language(code).contrast
    clauses: list[Span] = []
    for start, end in split_sentences(text, code):
        at = start
        for turn in contrast.finditer(text, start, end):
            if turn.start() > at and turn.end() < end:
                clauses.append(_trimmed(text, at, turn.start()))
                at = turn.end()
        clauses.append(_trimmed(text, at, end))
    return [span for span in clauses if span[0] < span[1]]


def _sentence_ends(text: str, start: int, stop: int, lang: Language) -> list[int]:
    """Find the places inside a line where a sentence ends, by its mark or by the next's capital."""
    ends = {
        mark.end()
        for mark in _ENDS.finditer(text, start, stop)
        if mark.end() < stop and _ends_sentence(text, mark, lang)
    }
    ends |= {tail.end() for tail in _TAIL.finditer(text, start, stop)}
    if lang.unmarked_start:
        ends |= {mark.end() for mark in lang.unmarked_start.finditer(text, start, stop)}
    return sorted(ends)


def _ends_sentence(text: str, mark: re.Match[str], lang: Language) -> bool:
    """Decide whether a mark with white space (or Chinese text) behind it ends its sentence."""
    following = _NEXT.match(text, mark.end(), min(len(text), mark.end() + 40))
    next_letter = following.group(1) if following else ""
    if mark["face"]:
        if mark["face"] == ")" and "(" in text[max(0, mark.start() - 80) : mark.start()]:
            return False  # a bracket that closes, no smile
        return next_letter.isupper() or next_letter == "@"
    speech = _SPEECH.match(text, mark.end(), min(len(text), mark.end() + 8))
    if speech and speech.group(1).islower():
        return False
    if mark["firm"]:
        return not (next_letter.islower() and mark["firm"][-1] in _CLOSERS)
    if not next_letter:
        return True
    before = _WORD_BEFORE.search(text, max(0, mark.start() - 13), mark.start())
    word = before.group() if before else ""
    if word.lower() in lang.abbreviations or "." in word:
        # an abbreviation may still end a sentence, but only before a capital letter, and titles,
        # months and 'e.g.' are followed by one all the time; 'etc.' is not
        return word.lower() in lang.closing_abbreviations and next_letter.isupper()
    if mark["dots"] == "." and _INITIAL.match(word) and word != "I":
        return False
    if mark["dots"] == "." and next_letter.islower() and len(word) <= MAX_SHORTENED:
        return False  # '20 гр. с маслом', an abbreviation that no list has
    if len(mark["dots"]) > 1 and mark["dots"][1] in ".…":
        return not next_letter.islower()
    return True


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (
        text[start].isspace() or (text[start] in JOINTS and text[start + 1 : start + 2].isspace())
    ):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
