"""Words that mean the same: 'pricing' meets 'cost', and 'price' meets 'цена' and '价格'.

The list is a plain file (synonyms.txt) that anybody may read and extend. Within a language its
groups count as one word; between languages they tell which themes say the same.
"""

from functools import cache
from importlib.resources import files

from survey_app.nlp.lang import get_language

ORDER = ("en", "ru", "zh")
PREFIX = "="  # of a group's name, so that no word is taken for one


def concept(term: str, language: str) -> str:
    """Give the name of a term's group ('=price'), or the term itself where it has none."""
    return _table(language).get(term, term)


def is_concept(term: str) -> bool:
    """Tell a group's name from a plain term."""
    return term.startswith(PREFIX)


def read_synonyms(text: str) -> list[dict[str, tuple[str, ...]]]:
    """Read groups from a list, one a line; ValueError names the line that does not fit."""
    groups: list[dict[str, tuple[str, ...]]] = []
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("|")
        if len(parts) > len(ORDER):
            raise ValueError(f"synonyms line {number}: at most {len(ORDER)} languages, by bars.")
        group = {}
        for language, part in zip(ORDER, parts, strict=False):
            words = tuple(word.strip().lower() for word in part.split(",") if word.strip())
            for word in words:
                first = seen.setdefault((language, word), number)
                if first != number:
                    raise ValueError(
                        f"synonyms line {number}: {word!r} stands in line {first} already."
                    )
            group[language] = words
        groups.append(group)
    return groups


@cache
def _table(language: str) -> dict[str, str]:
    """Map the terms of a language, as normalised for counting, to their group's name."""
    normalise = get_language(language).normalise
    table: dict[str, str] = {}
    listing = files("survey_app.nlp").joinpath("synonyms.txt").read_text("utf-8")
    for group in read_synonyms(listing):
        first = next(word for name in ORDER for word in group.get(name, ()))
        for word in group.get(language, ()):
            table.setdefault(normalise(word), PREFIX + first)
            table.setdefault(word, PREFIX + first)
    return table
