"""The bank files of this installation, read once and again when a file changes; searched."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app

from survey_app.questionnaire import Question, Section
from survey_app.questionnaire.banks import Bank, load_bank
from survey_app.questionnaire.minutes import minutes_of, seconds_of
from survey_app.questionnaire.tags import AUDIENCES, ELICITS_TAGS


def banks() -> dict[str, Bank]:
    """Return the installation's banks by id. Raises BankError for a broken file."""
    folder: Path = current_app.extensions["portrait_settings"].banks_dir
    shelf = {}
    for path in sorted(folder.glob("*.toml")):
        stamp = path.stat().st_mtime_ns
        known = _read.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, load_bank(path))
            _read[path] = known
        shelf[known[1].id] = known[1]
    return shelf


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in the banks: words in any language, a tag, who is asked."""

    words: str = ""
    tag: str = ""
    audience: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> Search:
        """Read a search as a page sends it; what we do not know is left out."""
        tag, audience = sent.get("tag", ""), sent.get("audience", "")
        return cls(
            words=sent.get("q", "").strip()[:200],
            tag=tag if tag in ELICITS_TAGS else "",
            audience=audience if audience in AUDIENCES else "",
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.tag or self.audience)


@dataclass(frozen=True, slots=True)
class Offer:
    """One question of a bank as it can be ticked."""

    pick: str
    question: Question
    seconds: int
    words: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a page of banks shows: banks with the questions found, what is ticked or in already."""

    search: Search
    found: list[tuple[Bank, list[tuple[Section, list[Offer]]]]]
    picks: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    minutes: int = 0
    seconds: float = 0.0
    tags: list[str] = field(default_factory=list)

    @property
    def n_found(self) -> int:
        """How many questions were found."""
        return sum(len(offers) for _, sections in self.found for _, offers in sections)


def shelf_page(
    search: Search,
    *,
    picks: Collection[str] = (),
    taken: Collection[str] = (),
    draft: Mapping[str, Any] | None = None,
) -> Shelf:
    """Gather what a search finds. What is ticked stays on the page whether found or not."""
    found = []
    tags: set[str] = set()
    for bank in banks().values():
        sections = [(section, list(_offers(bank, section))) for section in bank.sections]
        tags |= {tag for _, offers in sections for one in offers for tag in one.question.elicits}
        kept = []
        for section, offers in sections:
            wanted = [
                one for one in offers if one.pick in picks or _fits(one, bank, section, search)
            ]
            if wanted:
                kept.append((section, wanted))
        if kept:
            found.append((bank, kept))
    known = draft or {}
    seconds = sum(
        seconds_of(question)
        for section in known.get("sections", ())
        for question in section.get("questions", ())
    )
    return Shelf(
        search, found, frozenset(picks), frozenset(taken), minutes_of(known), seconds, sorted(tags)
    )


def _offers(bank: Bank, section: Section) -> Iterator[Offer]:
    for question in section.questions:
        texts = [
            *question.text.values(),
            *section.title.values(),
            *bank.title.values(),
            *(text for part in question.parts for text in part.text.values()),
            *(text for choice in question.choices for text in choice.text.values()),
        ]
        yield Offer(
            pick=f"{bank.id}/{section.key}/{question.key}",
            question=question,
            seconds=round(seconds_of(question.to_dict())),
            words=" ".join([question.key, *texts]).casefold(),
        )


def _fits(offer: Offer, bank: Bank, section: Section, search: Search) -> bool:
    wanted = search.words.casefold().split()
    tags = {*offer.question.elicits, *(t for part in offer.question.parts for t in part.elicits)}
    return (
        all(word in offer.words for word in wanted)
        and (not search.tag or search.tag in tags)
        and (not search.audience or search.audience in (section.audience or bank.audience))
    )


_read: dict[Path, tuple[int, Bank]] = {}
