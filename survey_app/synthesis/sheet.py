"""What comes out: a persona as statements with their evidence, whoever made it.

A draft by the machine, a persona that a marketer edited and one made by hand from a filter have
the same shape, so that the same rules (`rules.check`) hold for all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["observed", "inferred", "assumed"]
Stance = Literal["for", "against"]
StabilityWord = Literal["solid", "likely", "fragile"]
Origin = Literal["segment", "everyone", "by_hand"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One excerpt or one closed answer behind a statement.

    An excerpt has a `quote_id`; a closed answer has `trait_key` and `code` instead. `text` is
    the quote as it was said, or the text of the choice.
    """

    respondent_id: str
    text: str
    stance: Stance = "for"
    quote_id: str | None = None
    trait_key: str | None = None
    code: str | None = None

    @property
    def is_quote(self) -> bool:
        """Whether this is something said, not something ticked."""
        return self.quote_id is not None

    @property
    def key(self) -> str:
        """What makes this piece of evidence one and the same wherever it is cited."""
        if self.quote_id is not None:
            return f"quote:{self.quote_id}"
        return f"answer:{self.respondent_id}:{self.trait_key}:{self.code}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim in one field of a persona, with the numbers and the evidence behind it.

    `n` of the `asked` said it; `low` and `high` are the 95 % Wilson interval of that share (0-1).
    `differs` says whether the share is truly unlike the rest's (`versus`, 0-1): True, False, or
    None where there is no rest to compare with. An `assumed` statement carries no number.
    A statement of a theme has `theme_id`; one of a closed answer `trait_key` and `code`; one
    written by a person may have neither. `link` is a source outside of the answers: such a
    statement is inferred and carries no number either.
    """

    field: str
    text: str
    basis: Basis = "observed"
    n: int | None = None
    asked: int | None = None
    low: float | None = None
    high: float | None = None
    theme_id: str | None = None
    evidence: tuple[Evidence, ...] = ()
    differs: bool | None = None
    versus: float | None = None
    trait_key: str | None = None
    code: str | None = None
    link: str = ""

    @property
    def share(self) -> float | None:
        """The share of those asked who said it, 0-1; None where nobody was counted."""
        return self.n / self.asked if self.n is not None and self.asked else None

    @property
    def supporting(self) -> tuple[Evidence, ...]:
        """The evidence that speaks for the statement."""
        return tuple(piece for piece in self.evidence if piece.stance == "for")

    @property
    def opposing(self) -> tuple[Evidence, ...]:
        """The evidence that speaks against the statement."""
        return tuple(piece for piece in self.evidence if piece.stance == "against")


@dataclass(frozen=True, slots=True)
class NotKnown:
    """One line of the box 'what we do not know'. `wording.not_known_text` puts it into words."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonaDraft:
    """A persona: who it stands for, what is claimed of it, and what is not known of it.

    `n` people are its members, `share` (0-1) of all respondents; `unclassified_share` are those
    who fit no segment at all and stands beside it. `stability` is the mean Jaccard similarity
    over resamples, 0-1; it and its word are None for personas that are no segment found by the
    machine (`origin` 'everyone' or 'by_hand'). `fit` gives each member's fit, 0-1.
    """

    id: str
    name: str
    summary: str
    share: float
    n: int
    stability: float | None
    stability_word: StabilityWord | None
    members: tuple[str, ...]
    fit: Mapping[str, float]
    statements: tuple[Statement, ...]
    not_known: tuple[NotKnown, ...] = ()
    unclassified_share: float | None = None
    origin: Origin = "segment"
    name_theme_id: str | None = None
    key_quote: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All that one run of `draft_personas` found, with what is needed to run it again.

    `everyone` holds the statements that do not differ between personas ('true of everyone');
    `unclassified` the ids of respondents who fit no segment. `engine` names version, seed,
    method, parameters and the fingerprint of the input. `notes` are codes with their numbers;
    `wording.note_text` puts them into words.
    """

    personas: tuple[PersonaDraft, ...]
    everyone: tuple[Statement, ...]
    unclassified: tuple[str, ...]
    n_respondents: int
    engine: Mapping[str, object]
    notes: tuple[NotKnown, ...] = ()
