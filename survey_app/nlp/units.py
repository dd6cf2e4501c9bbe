"""What is grouped: the excerpts of each document that say one thing each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from survey_app.nlp.documents import KINDS, Document, Excerpt, Signals
from survey_app.nlp.language import detect_language
from survey_app.nlp.names import NO_NAMES, Names, name_terms
from survey_app.nlp.split import split_sentences
from survey_app.nlp.theme_values import Seed
from survey_app.nlp.tokens import Token, content_terms
from survey_app.nlp.topic_free import topic_free_terms

if TYPE_CHECKING:
    from survey_app.nlp.talk import Talk

SHORT_ANSWER_CHARS = 300  # up to here an answer is read as one statement, if it says one thing
SHORT_ANSWER_CHARS_ZH = 120
LABEL_SCORE = 0.5
MIN_TOPIC_TERMS = 2  # a sentence with fewer ('Really.') says nothing by itself
MAX_CONTEXT_TERMS = 3  # of what was spoken of just before

_ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\S+|[@＠][\w-]+")
_HAS_ADDRESS = re.compile(r"[@＠]|://|www\.")
_NOISE = re.compile(
    r"&[#\w]{1,8};|\bRT\b|\b([^\W\d_])\1+\b"
    r"|[\[(](?:unintelligible|inaudible|crosstalk|laugh\w*|pause|неразборчиво|смех|听不清|笑)[\])]"
)
_NUMBER = re.compile(
    r"(?<![A-Za-z])[\d.,:/%$€£¥₽×-]*\d[\d.,:/%$€£¥₽×-]*(?![A-Za-z])",
)
_TITLED_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Madam)\.?\s+[A-Z]\w+|\b(?:г-жа|г-н|господин|госпожа)\s+[А-ЯЁ]\w+"
    r"|[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐)"
)


_TURN = re.compile(
    r"(?:but|however|although|though|но|однако|зато|但是|但|不过|然而|可是|只是)\b[\s,:，：]*"
    r"|(?:但是|但|不过|然而|可是|只是)[，：]?(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One excerpt on its way into a theme, with the terms by which it is compared."""

    document_id: str
    start: int
    end: int
    quote: str
    respondent: str
    language: str
    terms: tuple[str, ...]  # stems of content words, in order; the question's own words are gone
    asked: frozenset[str]  # stems of the question's words and of names
    scores: Mapping[str, float]
    seed_id: str | None = None

    @property
    def plain(self) -> str:
        """Give the quote in lower case, without names, links, numbers and the question's words."""
        masked = mask_noise(self.quote)
        if self.asked:
            letters = list(masked)
            placed = _topical(masked, self.language)
            for begin, stop, term in placed:
                if term in self.asked:
                    letters[begin:stop] = " " * (stop - begin)
            if any(term not in self.asked for *_, term in placed):
                masked = "".join(letters)
        return " ".join(masked.lower().split())

    @property
    def meaning(self) -> str:
        """Give the quote as a sentence model reads it: without names, handles and links."""
        return " ".join(mask_noise(self.quote, numbers=False).split())

    @property
    def key(self) -> tuple[str, int, int]:
        """Give the place of this unit in the corpus, by which everything is sorted."""
        return self.document_id, self.start, self.end


def collect_units(
    documents: Sequence[Document],
    *,
    kind: str,
    signals: Mapping[str, Signals],
    seeds: Sequence[Seed] = (),
    talk: "Talk | None" = None,
    names: Names = NO_NAMES,
) -> list[Unit]:
    """Cut documents into units, in order of document id and place.

    With a `kind`, units are the excerpts that carry its label; with 'any', all that say something.
    An excerpt of an accepted theme is taken with exactly the span it was accepted with. In `talk`,
    an excerpt that names hardly anything is about what was spoken of just before. `names` make no
    theme.
    """
    seeded: dict[str, list[tuple[int, int, str]]] = {}
    for seed in seeds:
        for document_id, start, end in seed.members:
            seeded.setdefault(document_id, []).append((start, end, seed.id))
    units = []
    for document in sorted(documents, key=lambda document: document.id):
        language = document.language or detect_language(document.text)
        found = signals.get(document.id)
        excerpts = found.excerpts if found else ()
        if kind == "any":
            spans = _statements(document.text, language, excerpts)
        else:
            spans = _labelled(document.text, language, excerpts, kind)
        context: tuple[str, ...] | None = None
        asked = frozenset[str]()
        if talk and document.id in talk.ids:
            context = talk.asked.get(document.id, ())
        elif document.question:
            asked = frozenset(term for _, _, term in quoted_terms(document.question, language))
        own = [
            span
            for span in seeded.get(document.id, ())
            if 0 <= span[0] < span[1] <= len(document.text)
        ]
        for start, end in spans:
            if not any(start < stop and begin < end for begin, stop, _ in own):
                units.append(
                    _unit(document, start, end, language, asked, excerpts, None, context, names)
                )
        for start, end, seed_id in sorted(set(own)):
            units.append(
                _unit(document, start, end, language, asked, excerpts, seed_id, context, names)
            )
    units.sort(key=lambda unit: (*unit.key, unit.seed_id or ""))
    return units


def says_nothing(unit: Unit) -> bool:
    """Tell small talk and empty answers ('n/a', 'спасибо', '没有') from statements."""
    return not unit.terms


def topic_terms(text: str, language: str) -> list[Token]:
    """Find the words that say what a text is about, without names, numbers and small talk."""
    return _topical(mask_noise(text), language)


def _topical(text: str, language: str) -> list[Token]:
    free = topic_free_terms(language)
    return [
        (start, end, term)
        for start, end, term in content_terms(text, language)
        if term not in free and text[start:end].lower().replace("’", "'") not in free
    ]


@lru_cache(maxsize=16_384)
def quoted_terms(quote: str, language: str) -> tuple[Token, ...]:
    """Find all content words of a quote; keyphrases and names ask for the same quotes."""
    return tuple(content_terms(mask_noise(quote), language))


def mask_noise(text: str, *, numbers: bool = True, blank: str = " ") -> str:
    """Blank out titled names, handles, links and numbers; every offset stays."""
    if _HAS_ADDRESS.search(text):  # seldom, and the pattern is slow
        text = _ADDRESS.sub(lambda match: blank * len(match.group()), text)
    for pattern in (_NOISE, _TITLED_NAME, *((_NUMBER,) if numbers else ())):
        text = pattern.sub(lambda match: blank * len(match.group()), text)
    return text


def _unit(
    document: Document,
    start: int,
    end: int,
    language: str,
    asked: frozenset[str],
    excerpts: Sequence[Excerpt],
    seed_id: str | None,
    context: tuple[str, ...] | None,
    names: Names,
) -> Unit:
    quote = document.text[start:end]
    placed = [term for *_, term in _topical(mask_noise(quote), language)]
    called = name_terms(quote, language, names) if names != NO_NAMES else frozenset()
    if called:
        placed = [term for term in placed if term not in called]
        asked |= called
    terms = tuple(term for term in placed if term not in asked)
    terms = terms or tuple(placed)  # an answer that only repeats the question keeps its words
    if context is not None and len(terms) < MIN_TOPIC_TERMS:
        terms += _spoken_before(document.text, start, language, context)
    scores = {
        name: max(
            (
                excerpt.scores.get(name, 0.0)
                for excerpt in excerpts
                if start < excerpt.end and excerpt.start < end
            ),
            default=0.0,
        )
        for name in KINDS
    }
    return Unit(
        document_id=document.id,
        start=start,
        end=end,
        quote=quote,
        respondent=document.respondent or f"document {document.id}",
        language=language,
        terms=terms,
        asked=asked,
        scores=scores,
        seed_id=seed_id,
    )


def _spoken_before(text: str, start: int, language: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Find what is spoken of just before a scrap of talk: in the last sentence, or when asking."""
    for begin, end in reversed(split_sentences(text[:start], language)[-2:]):
        found = topic_terms(text[begin:end], language)
        if found:
            return tuple(term for *_, term in found[-MAX_CONTEXT_TERMS:])
    return asked[-MAX_CONTEXT_TERMS:]


def _statements(text: str, language: str, excerpts: Iterable[Excerpt]) -> list[tuple[int, int]]:
    """Take a short answer that says one thing as a whole, and cut others into sentences."""
    sentences = split_sentences(text, language)
    if not sentences:
        return []
    whole = sentences[0][0], sentences[-1][1]
    limit = SHORT_ANSWER_CHARS_ZH if language == "zh" else SHORT_ANSWER_CHARS
    if whole[1] - whole[0] <= limit and not _turns(excerpts) and "\n" not in text.strip():
        return [whole]
    spans: list[tuple[int, int]] = []
    for start, end in sentences:  # a scrap ('Really.') goes with the sentence before it
        scrap = len(topic_terms(text[start:end], language)) < MIN_TOPIC_TERMS
        if scrap and spans and "\n" not in text[spans[-1][1] : start]:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans


def _turns(excerpts: Iterable[Excerpt]) -> bool:
    """Tell whether an answer praises one thing and finds fault with another."""
    labels = {label for excerpt in excerpts for label in excerpt.labels}
    return "praise" in labels and bool(labels & {"pain", "objection"})


def _behind_turn(text: str, start: int, end: int) -> int:
    """Leave out the 'but' with which a clause begins: a quote stands on its own feet."""
    turn = _TURN.match(text, start, end)
    return turn.end() if turn and turn.end() < end else start


def _labelled(
    text: str, language: str, excerpts: Iterable[Excerpt], kind: str
) -> list[tuple[int, int]]:
    """Take the excerpts of a kind: neighbours in one sentence are one statement, so is a scrap."""
    sentences = split_sentences(text, language)
    spans: list[tuple[int, int]] = []
    for start, end in sorted(
        {
            (_behind_turn(text, excerpt.start, excerpt.end), excerpt.end)
            for excerpt in excerpts
            if kind in excerpt.labels
        }
    ):
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
            continue
        between = text[spans[-1][1] : start] if spans else ""
        near = bool(spans) and "\n" not in between and not any(c.isalnum() for c in between)
        if near and (
            any(first <= spans[-1][0] and end <= last for first, last in sentences)
            or len(topic_terms(text[start:end], language)) < MIN_TOPIC_TERMS
        ):
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans
