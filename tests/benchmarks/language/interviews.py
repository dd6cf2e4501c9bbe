"""Interview studies: how many of the researchers' own themes are found, and by whom.

A theme of theirs counts as found where one of ours holds at least half of its participants and
shares two content words of its wording (or synonyms). A rough measure: the table beside it is for
reading, the unmatched first.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from survey_app.analyze.notes import read_notes
from survey_app.nlp import KINDS, Theme, find_signals, find_themes
from survey_app.nlp.main_kind import with_main_kind
from survey_app.nlp.signals import asked_kinds
from survey_app.nlp.synonyms import concept
from survey_app.nlp.tokens import content_terms

STUDIES = ("onrr-new-site", "pdpilot")
PARTICIPANTS_SHARE = 0.5
MIN_WORDS = 2  # with one, nearly everything is found in long transcripts


@dataclass(frozen=True, slots=True)
class Match:
    """One of the researchers' themes, and ours that comes nearest."""

    expected: str
    participants: frozenset[str]
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


def matches(folder: Path, themes: list[Theme]) -> list[Match]:
    """Match each of the researchers' themes with ours, by participants and words."""
    with (folder / "expected_themes.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    found = []
    for row in rows:
        people = frozenset(row["participants"].split())
        wanted = _words(row["theme"])
        best = Match(row["theme"], people, None, 0, (), False)
        for theme in themes:
            speakers = {_participant(member.document_id) for member in theme.members}
            said = _words(" ".join([theme.name, *theme.keyphrases]))
            shared = len(people & speakers)
            words = tuple(sorted(wanted & said))
            counts = len(words) >= MIN_WORDS and shared >= PARTICIPANTS_SHARE * len(people)
            one = Match(row["theme"], people, theme, shared, words, counts)
            key = (counts, len(words) > 0, shared + len(words))
            if key > (best.counts, len(best.shared_words) > 0,
                      best.shared_people + len(best.shared_words)):  # fmt: skip
                best = one
        found.append(best)
    return found


def show(folder: Path, vectors: str = "off") -> tuple[int, int]:
    """Print the researchers' themes beside ours; return (found, expected)."""
    themes = themes_of(folder, vectors)
    rows = matches(folder, themes)
    n_found = sum(row.counts for row in rows)
    print(f"\n{folder.name}: {n_found} of {len(rows)} found, {len(themes)} themes of ours")
    for row in sorted(rows, key=lambda row: row.counts):
        name = row.found.name if row.found else "nothing near"
        print(
            f"  {'found ' if row.counts else 'MISSED'} {row.expected[:70]:<70} | {name} "
            f"({row.shared_people} of {len(row.participants)} people; "
            f"{', '.join(row.shared_words) or 'no word shared'})"
        )
    for theme in themes:
        print(f"    {theme.n_respondents:3d} {theme.confidence:.2f} {theme.kind:<10}{theme.name}")
        for member in theme.members[:2]:
            print(f"             {member.quote[:100]}")
    return n_found, len(rows)


def _words(text: str) -> frozenset[str]:
    return frozenset(concept(term, "en") for _, _, term in content_terms(text, "en"))


def _participant(document_id: str) -> str:
    """Read the participant from a note's document id, which begins with the file's name."""
    return document_id.split(".")[0].split(":")[0].upper()[:3]
