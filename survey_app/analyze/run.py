"""The analysis itself: signals, themes by kind, personas. The same material, the same result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from survey_app.analyze.groups import with_compared_groups
from survey_app.analyze.material import Material, Person
from survey_app.nlp import KINDS, find_signals, find_themes, known_names
from survey_app.nlp.documents import Document, Excerpt, Signals
from survey_app.nlp.theme_values import Member, Theme, ThemeSet
from survey_app.synthesis import Draft, Quote, Respondent, ThemeInfo, draft_personas

MIN_PEOPLE = 3
"""A theme of fewer people carries no statement (rule R1) and is kept out of the personas."""
GOOD_CHARS = (40, 200)
"""Quotes of this length read well on a sheet."""
REPEATED = 0.2
"""What is left of a quote's score when somebody else is quoted with the same words."""
KIND_ORDER = ("pain", "goal", "objection", "praise")

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found: `found` has the themes kind by kind; `languages` that of each document.

    `compared_by` is the closed question whose answers make the personas, where the answers show
    no groups of their own; '' elsewhere.
    """

    material: Material
    found: tuple[ThemeSet, ...]
    respondents: tuple[Respondent, ...]
    draft: Draft
    languages: dict[str, str]
    compared_by: str = ""


def analyze(
    material: Material, *, language: str = "en", seed: int = 0, progress: Progress | None = None
) -> Analysis:
    """Read signals, group them kind by kind, draft personas.

    `language` (en, ru, zh) is that of the summaries; `progress` is called with 0-1 and a step.
    """
    tell = progress or (lambda share, step: None)
    documents = material.documents
    signals: list[Signals] = []
    n_asking = questions_by_kind(documents)
    for at, signal in enumerate(find_signals(documents)):
        signals.append(one_kind_each(signal, documents[at], n_asking))
        if at % 200 == 0:
            tell(0.2 * at / len(documents), "reading")
    found = []
    for number, kind in enumerate(KIND_ORDER):
        start = 0.2 + 0.15 * number
        found.append(
            find_themes(
                documents,
                kind=kind,
                signals=signals,
                seed=seed,
                language=language,
                names=known_names(people=material.speakers),
                progress=lambda share, step, start=start, kind=kind: tell(  # type: ignore[misc]
                    start + 0.15 * share, f"grouping: {kind}"
                ),
            )
        )
    owners = {document.id: document.respondent or document.id for document in documents}
    languages = {signal.document_id: signal.language for signal in signals}
    respondents = _respondents(material.people, found, owners, languages)
    themes = [
        _info(theme, owners)
        for one in found
        for theme in one.themes
        if theme.n_respondents >= MIN_PEOPLE
    ]
    draft = draft_personas(
        respondents,
        themes,
        material.traits,
        seed=seed,
        progress=lambda share: tell(0.8 + 0.12 * share, "drafting personas"),
        language=language,
    )
    draft, compared_by = with_compared_groups(
        draft, respondents, themes, material.traits, language=language
    )
    return Analysis(material, tuple(found), tuple(respondents), draft, languages, compared_by)


def questions_by_kind(documents: Sequence[Document]) -> Counter[str]:
    """How many different questions ask for each kind."""
    asked = {document.question: document.elicits for document in documents if document.question}
    return Counter(kind for kinds in asked.values() for kind in kinds)


def one_kind_each(signal: Signals, document: Document, n_asking: Mapping[str, int]) -> Signals:
    """The same signals with each excerpt under one kind only.

    'What hinders you?' asks for pains and objections at once; in a report the same words under
    both would look like two findings. Among kinds that the question asks for, the one that
    fewest questions of the study ask for is taken, so that none goes empty; else the strongest.
    """

    def fit(excerpt: Excerpt, kind: str) -> tuple[bool, int, float, int]:
        asked = kind in document.elicits
        rare = -n_asking.get(kind, 0) if asked else 0
        return asked, rare, excerpt.scores[kind], -KINDS.index(kind)

    excerpts = tuple(
        replace(excerpt, labels=(max(excerpt.labels, key=partial(fit, excerpt)),))
        if len(excerpt.labels) > 1
        else excerpt
        for excerpt in signal.excerpts
    )
    labels = tuple(kind for kind in KINDS if any(kind in one.labels for one in excerpts))
    return replace(signal, excerpts=excerpts, labels=labels)


def quote_id(member: Member) -> str:
    """The id of an excerpt: its document and span."""
    return f"{member.document_id}@{member.start}-{member.end}"


def _respondents(
    people: Sequence[Person],
    found: Sequence[ThemeSet],
    owners: dict[str, str],
    languages: dict[str, str],
) -> list[Respondent]:
    voiced: dict[str, set[str]] = {}
    for one in found:
        for theme in one.themes:
            for member in theme.members:
                voiced.setdefault(owners[member.document_id], set()).add(theme.id)
    spoken: dict[str, str] = {}
    for document_id, owner in owners.items():
        spoken.setdefault(owner, languages.get(document_id, ""))
    return [
        Respondent(
            id=person.id,
            voiced=frozenset(voiced.get(person.id, ())),
            asked=person.asked,
            traits=person.traits,
            asked_traits=person.asked_traits,
            channel=person.channel,
            language=spoken.get(person.id, ""),
        )
        for person in people
    ]


def _info(theme: Theme, owners: Mapping[str, str]) -> ThemeInfo:
    """The theme with its quotes, each scored by how much it tells a reader.

    Who answers 'documentation' in one word fits the theme perfectly and tells nothing; the same
    words from a fifth person tell nothing new. Both stay evidence, behind quotes that say more.
    """
    seen: set[str] = set()
    quotes = []
    for member in theme.members:
        score = member.score * _readable(member.quote)
        words = " ".join(member.quote.casefold().split()).strip(" .,;:!?。，；：！？")
        if words in seen:
            score *= REPEATED
        seen.add(words)
        owner = owners[member.document_id]
        quotes.append(Quote(quote_id(member), owner, theme.id, member.quote, round(score, 4)))
    return ThemeInfo(theme.id, theme.kind, theme.name, tuple(quotes))


def _readable(text: str) -> float:
    """0.3 for a scrap of a word up to 1 for a sentence; a page counts for less again."""
    # A Chinese character says about as much as two and a half letters.
    length = len(text) + 1.5 * sum("\u3400" <= letter <= "\u9fff" for letter in text)
    if length < GOOD_CHARS[0]:
        return 0.3 + 0.7 * length / GOOD_CHARS[0]
    return 1.0 if length <= GOOD_CHARS[1] else max(0.4, GOOD_CHARS[1] / length)
