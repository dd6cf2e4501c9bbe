"""What speaks in one clause: cues, the question that was asked, words, and its shape."""

from dataclasses import dataclass

from survey_app.nlp.cues import BOOKS, Found, find_cues, negated_stretches
from survey_app.nlp.tokens import Token, tokens

MAX_WORD_COUNT = 3  # a fourth bad word adds nothing
SHORT_WORDS, LONG_WORDS = 3, 20
MAX_TERMS = 60  # of a clause without end, the first words are weighed

# what a question's tags say about the kind of its answers
ASKED = {
    "pain": "pain",
    "complaint": "pain",
    "frustration": "pain",
    "fear": "objection",
    "risk": "objection",
    "barrier": "objection",
    "objection": "objection",
    "goal": "goal",
    "need": "goal",
    "motivation": "goal",
    "wish": "goal",
    "job": "goal",
    "praise": "praise",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature that fired: its name, how strongly, and where."""

    name: str
    strength: float
    start: int
    end: int


def clause_evidence(
    text: str, folded: str, language: str, start: int, end: int, asked: frozenset[str]
) -> list[Evidence]:
    """Gather what one clause says; `folded` is the text in lower case, character by character."""
    found = find_cues(folded, language, start, end)
    evidence = [
        Evidence(f.name, 1.0, f.start, f.end) for f in {f.name: f for f in reversed(found)}.values()
    ]
    evidence += [Evidence(f"asked.{kind}", 1.0, start, end) for kind in sorted(asked)]
    if len(found) == 1 and found[0].name == "neutral.nothing":
        return evidence
    words = tokens(folded[start:end], language)
    stretches = negated_stretches(folded[start:end], language) if words else []
    evidence += _lexicon(words, stretches, language, start)
    evidence += _shape(text, words, found, start, end)
    if language == "en":
        evidence += _terms(words, stretches, start)
    return evidence


def fold(text: str) -> str:
    """Lower a text's case without moving any character; curly apostrophes become straight."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("’", "'")


def _lexicon(
    words: list[Token], stretches: list[tuple[int, int]], language: str, offset: int
) -> list[Evidence]:
    book = BOOKS[language]
    counts: dict[str, list[Token]] = {}
    for word in words:
        if word[2] in book.negative:
            polarity = "negative"
        elif word[2] in book.positive:
            polarity = "positive"
        else:
            continue
        if any(left < word[0] < right for left, right in stretches):
            polarity = "un" + polarity
        counts.setdefault(polarity, []).append(word)
    return [
        Evidence(
            f"words.{polarity}",
            float(min(MAX_WORD_COUNT, len(hits))),
            offset + hits[0][0],
            offset + hits[0][1],
        )
        for polarity, hits in counts.items()
    ]


def _shape(
    text: str, words: list[Token], found: list[Found], start: int, end: int
) -> list[Evidence]:
    names = []
    if text[end - 1] in "?？" or text.startswith(("?", "？"), end):
        names.append("shape.question")
    if "!" in text[start:end] or "！" in text[start:end]:
        names.append("shape.exclaim")
    if len(words) <= SHORT_WORDS:
        names.append("shape.short")
    elif len(words) > LONG_WORDS:
        names.append("shape.long")
    if text.startswith("@"):
        names.append("shape.handle")
    kinds = {f.name.partition(".")[0] for f in found}
    if not kinds & {"pain", "praise", "goal", "objection"}:
        names.append("shape.no_cue")
    if {"pain", "praise"} <= kinds:
        names.append("shape.mixed")
    if len({f.name for f in found if f.name.startswith("pain.")}) > 1:
        names.append("shape.many_pains")
    return [Evidence(name, 1.0, start, end) for name in names]


def _terms(words: list[Token], stretches: list[tuple[int, int]], offset: int) -> list[Evidence]:
    terms: dict[str, tuple[int, int]] = {}
    previous = "^"
    previous_start = words[0][0] if words else 0
    for start, end, norm in words[:MAX_TERMS]:
        word = "not_" + norm if any(left < start < right for left, right in stretches) else norm
        terms.setdefault("t:" + word, (start, end))
        terms.setdefault(f"t:{previous} {norm}", (previous_start, end))
        previous, previous_start = norm, start
    return [Evidence(name, 1.0, offset + s, offset + e) for name, (s, e) in terms.items()]
