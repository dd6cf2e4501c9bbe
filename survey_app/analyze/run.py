"""The analysis itself: signals, themes by kind, personas. Pure; the same material, the same result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from survey_app.analyze.material import Material, Person
from survey_app.nlp import KINDS, find_signals, find_themes
from survey_app.nlp.documents import Signals
from survey_app.nlp.theme_values import Member, Theme, ThemeSet
from survey_app.synthesis import Draft, Quote, Respondent, ThemeInfo, draft_personas

MIN_PEOPLE = 3
"""A theme of fewer people carries no statement (rule R1) and is kept out of the personas."""
KIND_ORDER = ("pain", "goal", "objection", "praise")

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found: `found` has the themes kind by kind; `languages` that of each document."""

    material: Material
    found: tuple[ThemeSet, ...]
    respondents: tuple[Respondent, ...]
    draft: Draft
    languages: dict[str, str]


def analyze(
    material: Material, *, language: str = "en", seed: int = 0, progress: Progress | None = None
) -> Analysis:
    """Read signals, group them kind by kind, draft personas.

    `language` (en, ru, zh) is that of the summaries; `progress` is called with 0-1 and a step.
    """
    tell = progress or (lambda share, step: None)
    documents = material.documents
    signals: list[Signals] = []
    for at, signal in enumerate(find_signals(documents)):
        signals.append(one_kind_each(signal))
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
                progress=lambda share, step, start=start, kind=kind: tell(  # type: ignore[misc]
                    start + 0.15 * share, f"grouping: {kind}"
                ),
            )
        )
    owners = {document.id: document.respondent or document.id for document in documents}
    languages = {signal.document_id: signal.language for signal in signals}
    respondents = _respondents(material.people, found, owners, languages)
    themes = [theme for one in found for theme in one.themes if theme.n_respondents >= MIN_PEOPLE]
    draft = draft_personas(
        respondents,
        [_info(theme, owners) for theme in themes],
        material.traits,
        seed=seed,
        progress=lambda share: tell(0.8 + 0.15 * share, "drafting personas"),
        language=language,
    )
    return Analysis(material, tuple(found), tuple(respondents), draft, languages)


def one_kind_each(signal: Signals) -> Signals:
    """The same signals with each excerpt under its strongest kind only.

    'What hinders you?' asks for pains and objections at once; in a report the same words under
    both would look like two findings.
    """
    excerpts = tuple(
        replace(
            excerpt,
            labels=(
                max(excerpt.labels, key=lambda kind: (excerpt.scores[kind], -KINDS.index(kind))),
            ),
        )
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


def _info(theme: Theme, owners: dict[str, str]) -> ThemeInfo:
    quotes = tuple(
        Quote(quote_id(member), owners[member.document_id], theme.id, member.quote, member.score)
        for member in theme.members
    )
    return ThemeInfo(theme.id, theme.kind, theme.name, quotes)
