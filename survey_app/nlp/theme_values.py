"""What the grouping hands back: themes with their members, and what people decided before."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Member:
    """An excerpt that belongs to a theme (or to none): `text[start:end] == quote`.

    `score` (0-1) says how firmly it belongs: how often it lands in this theme when the grouping is
    repeated on parts of the material, and how close it is to the theme's middle.
    """

    document_id: str
    start: int
    end: int
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """What some of a large theme's respondents say in particular; members by their place."""

    name: str
    n_respondents: int
    members: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of excerpts that say the same, in the words of those who said it.

    `kind` is pain, goal, objection, praise or 'any' where no kind prevails. `members` come most
    telling first, the first ones from different people. `confidence` (0-1) is how well the theme
    is found again in parts of the material. `description` is one sentence made of excerpts;
    `parts` are what a large theme falls into.
    """

    id: str
    name: str
    kind: str
    keyphrases: tuple[str, ...]
    n_respondents: int
    confidence: float
    members: tuple[Member, ...]
    seed_id: str | None = None  # the accepted theme that this one continues
    description: str = ""
    parts: tuple[Part, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)  # by language, where it has several


@dataclass(frozen=True, slots=True)
class ThemeSet:
    """Everything one run found: themes by number of respondents, and what stayed ungrouped.

    `assignments` has every document's id; None where no theme holds any of it. `engine` records
    version, parameters, seed and a fingerprint of the corpus.
    """

    themes: tuple[Theme, ...]
    assignments: Mapping[str, str | None]
    ungrouped: tuple[Member, ...]
    engine: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Seed:
    """A theme that a person decided on, with its excerpts as (document id, start, end)."""

    id: str
    name: str
    kind: str
    members: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided before: `seeds` are kept and grow, `rejected` are not suggested again."""

    seeds: tuple[Seed, ...] = ()
    rejected: tuple[Seed, ...] = ()
