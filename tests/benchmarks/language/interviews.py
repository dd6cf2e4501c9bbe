"""Interview studies: how many of the researchers' own themes are found, and by whom.

One of theirs counts as found where one of ours

- quotes at least half of its participants with an excerpt that has a word of its wording, and
- shows two topic words of its wording (or synonyms) in its name, keyphrases or description; or one
  that no other theme of theirs has, and that half of the people of ours say.

A rough measure, so the table beside it is for reading, the unmatched first. The control is what
the other study's wordings would find here: what chance and common words bring.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from survey_app.analyze.notes import read_notes
from survey_app.nlp import KINDS, Theme, find_signals, find_themes
from survey_app.nlp.main_kind import with_main_kind
from survey_app.nlp.signals import asked_kinds
from survey_app.nlp.synonyms import concept
from survey_app.nlp.units import topic_terms

STUDIES = ("onrr-new-site", "pdpilot")
PARTICIPANTS_SHARE = 0.5
MIN_WORDS = 2
TURNS_ON = 0.5  # of the people of a theme: a word that it turns on


@dataclass(frozen=True, slots=True)
class Expected:
    """One of the researchers' themes: who said it, its topic words, and those that only it has."""

    theme: str
    participants: frozenset[str]
    words: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """One of the researchers' themes, and ours that comes nearest."""

    expected: Expected
    found: Theme | None
    shared_people: int
    shared_words: tuple[str, ...]
    counts: bool


def themes_of(folder: Path, vectors: str = "off") -> list[Theme]:
    """Analyse a study's notes as `portrait analyze` does: each kind apart."""
    paths = sorted(path for path in (folder / "notes").iterdir() if path.is_file())
    documents = read_notes(paths, folder.name).documents
    signals = [
        with_main_kind(found, asked_kinds(document))
        for found, document in zip(find_signals(documents), documents, strict=True)
    ]
    return [
        theme
        for kind in KINDS
        for theme in find_themes(documents, kind=kind, signals=signals, vectors=vectors).themes
    ]


def expected_of(folder: Path) -> list[Expected]:
    """Read what the researchers found."""
    with (folder / "expected_themes.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    spoken = [_words(row["theme"]) for row in rows]
    everywhere = Counter(word for words in spoken for word in words)
    return [
        Expected(
            row["theme"],
            frozenset(row["participants"].split()),
            words,
            frozenset(word for word in words if everywhere[word] == 1),
        )
        for row, words in zip(rows, spoken, strict=True)
    ]


def matches(expected: list[Expected], themes: list[Theme]) -> list[Match]:
    """Match each of the researchers' themes with the one of ours that comes nearest."""
    sides = [_side(theme) for theme in themes]
    found = []
    for one in expected:
        best = Match(one, None, 0, (), False)
        for theme, (face, said, turns) in zip(themes, sides, strict=True):
            shared = sum(bool(one.words & said[who]) for who in one.participants & said.keys())
            words = tuple(sorted(one.words & face))
            readable = len(words) >= MIN_WORDS or bool(one.own & face & turns)
            counts = readable and shared >= PARTICIPANTS_SHARE * len(one.participants)
            match = Match(one, theme, shared, words, counts)
            if _nearness(match) > _nearness(best):
                best = match
        found.append(best)
    return found


def _nearness(match: Match) -> tuple[bool, bool, int]:
    n_words = len(match.shared_words)
    return match.counts, n_words > 0, match.shared_people + n_words


def _side(theme: Theme) -> tuple[frozenset[str], dict[str, frozenset[str]], frozenset[str]]:
    """What a theme shows, what it quotes from each participant, and the words it turns on."""
    said: dict[str, frozenset[str]] = {}
    for member in theme.members:
        who = _participant(member.document_id)
        said[who] = said.get(who, frozenset()) | _words(member.quote)
    often = Counter(word for words in said.values() for word in words)
    least = max(2, TURNS_ON * len(said))
    face = _words("; ".join([theme.name, *theme.keyphrases, theme.description]))
    return face, said, frozenset(word for word, n in often.items() if n >= least)


def show(folder: Path, vectors: str = "off") -> tuple[int, int]:
    """Print the researchers' themes beside ours; return (found, expected)."""
    themes = themes_of(folder, vectors)
    rows = matches(expected_of(folder), themes)
    n_found = sum(row.counts for row in rows)
    print(f"\n{folder.name}: {n_found} of {len(rows)} found, {len(themes)} themes of ours")
    for other in STUDIES:
        if other != folder.name and (folder.parent / other).is_dir():
            control = matches(expected_of(folder.parent / other), themes)
            n_control = sum(row.counts for row in control)
            print(f"  control, the wordings of {other}: {n_control} of {len(control)}")
    for row in sorted(rows, key=lambda row: row.counts):
        name = row.found.name if row.found else "nothing near"
        print(
            f"  {'found ' if row.counts else 'MISSED'} {row.expected.theme[:70]:<70} | {name} "
            f"({row.shared_people} of {len(row.expected.participants)} people; "
            f"{', '.join(row.shared_words) or 'no word shared'})"
        )
    for theme in themes:
        print(f"    {theme.n_respondents:3d} {theme.confidence:.2f} {theme.kind:<10}{theme.name}")
        for member in theme.members[:2]:
            print(f"             {member.quote[:100]}")
    return n_found, len(rows)


def _words(text: str) -> frozenset[str]:
    return frozenset(concept(term, "en") for _, _, term in topic_terms(text, "en"))


def _participant(document_id: str) -> str:
    """Read the participant from a note's document id, which begins with the file's name."""
    return document_id.split(".")[0].split(":")[0].upper()[:3]
