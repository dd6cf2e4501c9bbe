"""What speaks in one clause: cues, the question that was asked, words, and its shape.

Bags of stems and word pairs were tried as well (40 weights of regularisation and less) and left
out: fitted on free sets they gained 0.004 F1 on one foreign set and lost 0.01 to 0.3 on others.
"""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from survey_app.nlp.cues import BOOKS, Found, find_cues, inside, negated_stretches
from survey_app.nlp.lang import get_language
from survey_app.nlp.split import Span

MAX_WORD_COUNT = 3  # a fourth bad word adds nothing
SHORT_WORDS, LONG_WORDS = 3, 20

_FACES = {
    "praise.face": re.compile(
        "[😀-😆😉-😎😗-😛🙂😍🥰😻👍👏🙏💯🎉❤♥💖💕🔥⭐🌟🤩🤗]|(?<![\\w])[:;=]-?[)dp]+(?!\\w)|[）)]{3,}"
    ),
    "pain.face": re.compile(
        "[😒😓😔😕😖😞-😩😫😭😰😱😡😠🤬😤👎💩🙄🙁☹😣🤦🤮🤯💔]|(?<![\\w])[:;=]'?-?[(]+|[（(]{3,}"
    ),
}

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

# what people ask about before it happens to them: 'is my train late?', 'how do I get a refund?'
_ASKED_ABOUT = {"pain.time", "pain.loss", "pain.cost", "pain.redress", "pain.hindrance"}
_MANY_MARKS = re.compile(r"[?？]{2}|[?？][!！]|[!！][?？]")
_SHOUTED = re.compile(r"(?<!\w)[A-ZА-ЯЁ]{4,}(?!\w)")  # one may be a name, two are a raised voice


class Evidence(NamedTuple):
    """One feature that fired: its name, how strongly, and where."""

    name: str
    strength: float
    start: int
    end: int


def clause_evidence(
    text: str,
    folded: str,
    language: str,
    start: int,
    end: int,
    asked: Mapping[str, float],
) -> list[Evidence]:
    """Gather what one clause says; `folded` is the text in lower case, character by character.

    `asked` has for each kind that the question asks for how strongly it does (0-1).
    """
    found = find_cues(folded, language, start, end)
    found += _faces(folded, start, end)
    if not found and not any(character.isalnum() for character in folded[start:end]):
        found = [Found("neutral.nothing", start, end)]
    evidence = [
        Evidence(f.name, 1.0, f.start, f.end) for f in {f.name: f for f in reversed(found)}.values()
    ]
    evidence += [Evidence(f"asked.{kind}", asked[kind], start, end) for kind in sorted(asked)]
    if len(found) == 1 and found[0].name == "neutral.nothing":
        return evidence
    words = get_language(language).word_spans(folded[start:end])
    stretches = negated_stretches(folded[start:end], language) if words else []
    evidence += _lexicon(folded[start:end], words, stretches, language, start)
    evidence += _shape(text, words, found, start, end, asked)
    return evidence


def fold(text: str) -> str:
    """Lower a text's case without moving any character; curly apostrophes become straight."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("’", "'")


def _lexicon(
    clause: str, words: list[Span], stretches: list[Span], language: str, offset: int
) -> list[Evidence]:
    book = BOOKS[language]
    counts: dict[str, list[Span]] = {}
    for word in words:
        form = book.form(clause[word[0] : word[1]])
        if form in book.negative:
            polarity = "negative"
        elif form in book.positive:
            polarity = "positive"
        else:
            continue
        if inside(word[0], stretches):
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


def _faces(folded: str, start: int, end: int) -> list[Found]:
    """Read smileys, which need no language."""
    return [
        Found(name, match.start(), match.end())
        for name, pattern in _FACES.items()
        if (match := pattern.search(folded, start, end))
    ]


def _shape(
    text: str, words: list[Span], found: list[Found], start: int, end: int, asked: Collection[str]
) -> list[Evidence]:
    names = []
    if text[end - 1] in "?？" or text.startswith(("?", "？"), end):
        names.append("shape.question")
    if "!" in text[start:end] or "！" in text[start:end]:
        names.append("shape.exclaim")
    if _MANY_MARKS.search(text, start, end):
        names.append("shape.many_marks")
    if len(_SHOUTED.findall(text, start, end)) > 1:
        names.append("shape.shout")
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
    pains = {f.name for f in found if f.name.startswith("pain.")}
    if len(pains) > 1:
        names.append("shape.many_pains")
    if pains and pains <= _ASKED_ABOUT and "shape.question" in names:
        names.append("shape.asks")
    if asked and "praise" in kinds and not kinds & {"pain", "objection"}:
        names.append("answer.only_praise")
    return [Evidence(name, 1.0, start, end) for name in names]
