"""What to call a theme: the phrase among its members that says best what they all say."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.nlp.keyphrases import find_keyphrases, weigh_terms
from survey_app.nlp.lang import get_language
from survey_app.nlp.name_words import NAME_WORDS, NameWords
from survey_app.nlp.spelling import Spellings, learn_spellings
from survey_app.nlp.tokens import content_terms
from survey_app.nlp.units import Unit, mask_noise, quoted_terms

MAX_SPEAKERS = 30  # members whose words are weighed for a name, the most telling ones
MIN_SPEAKERS = 2  # respondents, for a name in the study's language rather than in most people's
MAX_SHARED_TERMS = 0.6  # of two names' content words, as Jaccard; above, they sound the same
MAX_NAME_CHARS = 70
AFTER_JOINT = 0.7  # shape of a phrase that begins within a clause, after 'of' or 'with'

_SEGMENT = re.compile(
    r"(?:[^.,;:!?…()\[\]{}<>«»\"“”|/\\*#=+~\n\r\t。，；：！？、（）【】《》—–]"
    r"|(?<=\d)[.,:](?=\d))+|-{2,}"  # the comma of '2,000' ends nothing
)
_NUMBER = re.compile(r"(?<![^\W\d_])\d")  # not the digit of 'S3'
_SMALL_I = re.compile(r"\bi\b(?=$|[ '’])")
_DASH = re.compile(r" [-–—] ")
_SEGMENT_ZH = re.compile(r"[^\W_]+(?:[ ·'’.-](?=[A-Za-z0-9])[^\W_]+)*")
_EDGES = " \t\n.,;:!?…-–—'’\"“”«»。，；：！？、*#_"


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    terms: frozenset[str]
    score: float


def name_themes(
    groups: Sequence[Sequence[Unit]],
    weights: Sequence[Mapping[str, float]],
    keyphrases: Sequence[Sequence[str]],
    taken: Sequence[str] = (),
    language: str | None = None,
) -> list[str]:
    """Name each group by a phrase of 2-7 words (3-14 Chinese characters) that a member wrote.

    Members are expected most telling first. Larger groups choose first; no two names are the same
    or, where it can be helped, share most of their content words. `taken` names stay unused. Where
    a group speaks several languages, the name is in `language` if two of its respondents do.
    """
    used = [(name.casefold(), _terms_of(name)) for name in taken]
    spellings = learn_spellings(groups)
    names = [""] * len(groups)
    order = sorted(
        range(len(groups)),
        key=lambda at: (-len({unit.respondent for unit in groups[at]}), at),
    )
    for at in order:
        speakers = _in_main_language(groups[at], language)[:MAX_SPEAKERS]
        candidates = _candidates(speakers, weights[at], spellings)
        name = _first_free(candidates, used) or _fallback(groups[at], keyphrases[at], used)
        names[at] = name
        used.append((name.casefold(), _terms_of(name)))
    return names


def name_in_each_language(group: Sequence[Unit]) -> dict[str, str]:
    """Name a group once in each of its languages; empty where it speaks only one."""
    names = {}
    languages = sorted({unit.language for unit in group})
    for language in languages if len(languages) > 1 else ():
        spoken = [unit for unit in group if unit.language == language]
        weights = weigh_terms([spoken])
        phrases = find_keyphrases(spoken, weights[0])
        names[language] = name_themes([spoken], weights, [phrases])[0]
    return names


def tidy(phrase: str, *, proper: frozenset[str] = frozenset()) -> str:
    """Trim a phrase to its words: one line, no closing marks, a small first letter.

    A capital stays in acronyms, 'I' (which always has one), and words in `proper`.
    """
    phrase = " ".join(phrase.split()).strip(_EDGES)
    if len(phrase) > 4 and phrase.isupper() and " " in phrase:
        phrase = phrase.lower()
    first = phrase.split(" ", 1)[0] if phrase else ""
    plain = first[1:].islower() or (len(first) == 1 and first != "I")
    if plain and first not in proper and not first.startswith(("I'", "I’")):
        phrase = phrase[0].lower() + phrase[1:]
    return _SMALL_I.sub("I", phrase)


def _candidates(
    group: Sequence[Unit], weights: Mapping[str, float], spellings: Spellings
) -> list[_Candidate]:
    """Score all phrases of a group, best first; the same words from more people count more."""
    scored: dict[str, tuple[float, frozenset[str]]] = {}
    speakers: dict[frozenset[str], set[str]] = {}
    proper = _seen_inside_with_capital(group)
    for rank, unit in enumerate(group):
        placed = quoted_terms(unit.quote, unit.language)
        early = 1 - 0.1 * rank / max(1, len(group))
        readable = _DASH.sub("\n\n\n", mask_noise(unit.quote, numbers=False, blank="\n"))
        for start, end, shape in _phrases(readable, unit.language):
            inside = [(a, b, term) for a, b, term in placed if start <= a and b <= end]
            terms = frozenset(term for _, _, term in inside)
            if not terms:
                continue
            told = sum(weights.get(term, 0.0) for term in terms)
            score = told / math.sqrt(1 + len(terms)) * shape * early
            text = tidy(spellings.without_title_case(unit.quote[start:end]), proper=proper)
            if not text or len(text) > MAX_NAME_CHARS:
                continue
            score *= _soundness(text, spellings, unit.language)
            speakers.setdefault(terms, set()).add(unit.respondent)
            if text not in scored or scored[text][0] < score:
                scored[text] = score, terms
    found = [
        _Candidate(text, terms, score * (1 + 0.15 * math.log(len(speakers[terms]))))
        for text, (score, terms) in scored.items()
    ]
    return sorted(found, key=lambda candidate: (-round(candidate.score, 9), candidate.text))


def _in_main_language(group: Sequence[Unit], preferred: str | None = None) -> list[Unit]:
    """Keep the members in the preferred language, else in the one that most respondents speak."""
    speakers: dict[str, set[str]] = {}
    for unit in group:
        speakers.setdefault(unit.language, set()).add(unit.respondent)
    main = min(speakers, key=lambda language: (-len(speakers[language]), language))
    if preferred and len(speakers.get(preferred, ())) >= MIN_SPEAKERS:
        main = preferred
    return [unit for unit in group if unit.language == main]


def _soundness(text: str, spellings: Spellings, language: str) -> float:
    """Mark down slips of the keyboard, words twice, and numbers that belong to one person (0-1)."""
    spans = get_language(language).word_spans(text)
    words = [text[a:b].lower() for a, b in spans]
    sound = 1.0
    if any(spellings.is_slip(word) for word in words):
        sound *= 0.4
    elif any(spellings.counts[word] == 1 for word in words if word.isalpha()):
        sound *= 0.9
    if len(set(words)) < len(words) and language != "zh":
        sound *= 0.4
    if _NUMBER.search(text):
        sound *= 0.5
    if not NAME_WORDS[language].numerals.isdisjoint(words):
        sound *= 0.75
    return sound


def _phrases(quote: str, language: str) -> Iterator[tuple[int, int, float]]:
    """Find the phrases of a quote that could stand as a name: (start, end, shape 0-1)."""
    words = NAME_WORDS[language]
    pattern = _SEGMENT_ZH if language == "zh" else _SEGMENT
    for segment in pattern.finditer(quote):
        text = segment.group()
        spans = [
            (segment.start() + a, segment.start() + b)
            for a, b in get_language(language).word_spans(text)
        ]
        if spans:
            yield from _windows(quote, spans, words, chinese=language == "zh")


def _windows(
    quote: str, spans: list[tuple[int, int]], words: NameWords, *, chinese: bool
) -> Iterator[tuple[int, int, float]]:
    lower = [quote[a:b].lower().replace("’", "'") for a, b in spans]
    first = _after_openers(lower, words, chinese=chinese)
    starts = {first: 1.0}
    for at in range(first + 1, len(lower)):
        if lower[at - 1] in words.breaks:  # a new clause begins: 'because it crashes'
            starts.setdefault(_after_openers(lower, words, chinese=chinese, begin=at), 0.95)
        elif lower[at] in words.subjects:
            starts.setdefault(_after_openers(lower, words, chinese=chinese, begin=at), 0.9)
        elif lower[at - 1] in words.joints:
            starts.setdefault(_after_openers(lower, words, chinese=chinese, begin=at), AFTER_JOINT)
    for begin, start_shape in sorted(starts.items()):
        after_joint = start_shape == AFTER_JOINT
        if begin >= len(lower) or lower[begin] in words.weak_starts:
            continue
        for stop in range(begin + 1, len(lower) + 1):
            whole = stop == len(lower)
            if not whole and lower[stop] not in words.joints:
                continue
            size = spans[stop - 1][1] - spans[begin][0] if chinese else stop - begin
            if size > words.longest:
                break
            last = lower[stop - 1]
            if size < words.shortest or last in words.weak_ends:
                continue
            if len(last) == 1 and last.isascii() and quote[spans[stop - 1][0]].islower():
                continue  # the 'e' of 'e.g.'
            broken = not whole and lower[stop] not in words.breaks
            shape = start_shape * (1.0 if whole else 0.75 if broken else 0.95)
            if lower[begin] in words.vague_starts:
                shape *= 0.65
            elif after_joint and not words.predicates.isdisjoint(lower[begin:stop]):
                shape *= 0.6  # '(on my) phone the lists are tiny'
            if last in words.vague_ends:
                shape *= 0.85
            if any(
                one in words.breaks and after in words.joints
                for one, after in zip(lower[begin:stop], lower[begin + 1 : stop], strict=False)
            ):
                shape *= 0.6  # two halves: 'screen and in the file'
            if size < words.best[0]:
                shape *= 0.85
            elif size > words.best[1]:
                shape *= 0.95
            yield spans[begin][0], spans[stop - 1][1], shape


def _after_openers(lower: Sequence[str], words: NameWords, *, chinese: bool, begin: int = 0) -> int:
    """Skip 'and I think that' and the like at the front of a phrase."""
    while begin < len(lower) - 1:
        n_dropped = 0
        for parts in words.openers_by_start.get(lower[begin][: 1 if chinese else None], ()):
            if chinese:
                n_dropped = _words_spelling(lower[begin:], parts[0])
            elif tuple(lower[begin : begin + len(parts)]) == parts:
                n_dropped = len(parts)
            if n_dropped:
                break
        if not n_dropped or begin + n_dropped >= len(lower):
            break
        begin += n_dropped
    return begin


def _words_spelling(lower: Sequence[str], opener: str) -> int:
    """Count the leading words that together spell an opener; 0 where they do not."""
    spelt = ""
    for n, word in enumerate(lower, 1):
        spelt += word
        if spelt == opener:
            return n
        if not opener.startswith(spelt):
            return 0
    return 0


def _first_free(
    candidates: Sequence[_Candidate], used: Sequence[tuple[str, frozenset[str]]]
) -> str:
    """Take the best phrase that does not sound like a name in use; then one merely different."""
    for candidate in candidates[:200]:
        if all(
            candidate.text.casefold() != name
            and len(candidate.terms & terms)
            <= MAX_SHARED_TERMS * max(1, len(candidate.terms | terms))
            for name, terms in used
        ):
            return candidate.text
    names = {name for name, _ in used}
    return next((c.text for c in candidates if c.text.casefold() not in names), "")


def _fallback(
    group: Sequence[Unit], keyphrases: Sequence[str], used: Sequence[tuple[str, frozenset[str]]]
) -> str:
    """Name a group in which nobody wrote a phrase: by a keyphrase, or by what was written."""
    names = {name for name, _ in used}
    said = [tidy(unit.quote)[:MAX_NAME_CHARS].strip() for unit in group]
    for name in [*keyphrases, *sorted(said, key=lambda text: (len(text), text))]:
        if name and name.casefold() not in names:
            return name
    stem = (list(keyphrases) or said or ["?"])[0]
    return next(
        n for i in range(2, len(used) + 3) if (n := f"{stem} ({i})").casefold() not in names
    )


def _terms_of(name: str) -> frozenset[str]:
    from survey_app.nlp.language import detect_language

    return frozenset(term for _, _, term in content_terms(name, detect_language(name)))


def _seen_inside_with_capital(group: Sequence[Unit]) -> frozenset[str]:
    """Find words that keep their capital inside a sentence: 'Friday', 'Excel'."""
    inside = re.compile(r"(?<=[\w,] )[^\W\d_][^\W_]+")
    found: dict[str, list[int]] = {}
    for unit in group:
        for match in inside.finditer(unit.quote):
            word = match.group()
            found.setdefault(word.lower(), [0, 0])[word[0].isupper()] += 1
    return frozenset(word.capitalize() for word, (small, large) in found.items() if large > small)
