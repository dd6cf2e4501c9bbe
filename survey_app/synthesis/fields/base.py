"""What every persona field is, and the two ways to fill one: from themes or from closed answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..claims import Claim, answer_key, theme_key
from ..counter import against_answer, against_theme, closed_against
from ..quotes import MIN_QUOTES, QuotePicker
from ..respondents import Respondent, ThemeInfo, Trait
from ..sheet import Evidence, Statement

MAX_STATEMENTS = 5
"""A sheet is one page: so many statements a field, the most telling first."""
SHARED_SHARE = 0.2
"""A theme that does not set a group apart is still worth a line where a fifth voiced it."""
ANSWER_SHARE = 0.4
"""A closed answer that does not set a group apart is worth a line from this share on."""
MAX_ANSWERS_CITED = 20
MIN_SENSITIVE = 5
"""Rule R18: what is sensitive is said of five people or more, or not at all."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A group of people as the fields see it: who they are and every claim about them.

    `skip` holds the keys of claims that stand elsewhere (true of everyone, or of some only).
    `traits` are the closed questions of one field, `questions` those of all.
    """

    members: tuple[Respondent, ...]
    n_respondents: int
    themes: tuple[ThemeInfo, ...]
    traits: tuple[Trait, ...]
    claims: Mapping[str, Claim]
    quotes: QuotePicker
    skip: frozenset[str] = frozenset()
    questions: tuple[Trait, ...] = ()

    @property
    def member_ids(self) -> frozenset[str]:
        """The ids of the people in the group."""
        return frozenset(person.id for person in self.members)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a persona: its key, its label by language, and how its statements are built.

    `kind` is the kind of theme it shows, `tags` the tags of closed questions that belong to it;
    `takes_sensitive` says that sensitive questions do, whatever their tags. `part` is the heading
    it stands under ('' for its own), `types` the personas that have it (buyer, icp, negative).
    """

    key: str
    label: Mapping[str, str]
    build: Callable[[Segment], list[Statement]]
    kind: str | None = None
    tags: frozenset[str] = frozenset()
    takes_sensitive: bool = False
    part: str = ""
    types: frozenset[str] = frozenset({"buyer", "icp", "negative"})
    hint: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    ours: Mapping[str, str] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """The key of the part of the sheet that it stands in."""
        return self.part or self.key

    def is_about(self, question_key: str) -> bool:
        """Whether the answer to a closed question fills it, by the ending of the question's key."""
        return any(
            question_key == ending.strip("_") or question_key.endswith("_" + ending.lstrip("_"))
            for ending in self.keys
        )


def min_people(n_respondents: int) -> int:
    """How many different people must stand behind a statement (rule R1)."""
    return 3 if n_respondents >= 30 else 2


def enough_evidence(evidence: tuple[Evidence, ...], n_respondents: int) -> bool:
    """Whether evidence carries a statement: three pieces by two people, by three in 30 or more."""
    people = {piece.respondent_id for piece in evidence}
    pieces = {piece.key for piece in evidence}
    return len(pieces) >= MIN_QUOTES and len(people) >= min_people(n_respondents)


def statements_from_themes(segment: Segment, field: str, kind: str) -> list[Statement]:
    """One statement a theme of the kind that has enough voices, in the customers' own words."""
    ranked = [
        (segment.claims[theme_key(theme.id)], theme)
        for theme in segment.themes
        if theme.kind == kind and theme_key(theme.id) not in segment.skip
    ]
    statements: list[Statement] = []
    for claim, theme in sorted(ranked, key=lambda pair: _rank(pair[0])):
        if len(statements) == MAX_STATEMENTS or not _worth_saying(
            claim, SHARED_SHARE, if_alone=True
        ):
            continue
        if not _enough_voices(segment, theme):
            continue
        members = segment.member_ids
        evidence = segment.quotes.pick(theme.quotes, members)
        if enough_evidence(evidence, segment.n_respondents):
            evidence += against_theme(theme, segment.themes, members)
            evidence += closed_against(theme, segment.questions, segment.members)
            statements.append(_statement(field, theme.name, claim, evidence, theme_id=theme.id))
    return statements


def statements_from_answers(segment: Segment, field: str) -> list[Statement]:
    """One statement a closed answer that most chose, or that sets the group apart."""
    ranked = [
        (segment.claims[answer_key(trait.key, code)], trait, code)
        for trait in segment.traits
        for code in trait.choices
        if answer_key(trait.key, code) not in segment.skip
    ]
    statements: list[Statement] = []
    for claim, trait, code in sorted(ranked, key=lambda entry: _rank(entry[0])):
        if len(statements) == MAX_STATEMENTS or not _worth_saying(
            claim, ANSWER_SHARE, if_alone=False
        ):
            continue
        if trait.sensitive and claim.n < MIN_SENSITIVE:
            continue
        chosen = trait.choices[code]
        evidence = tuple(
            Evidence(person.id, chosen, trait_key=trait.key, code=code)
            for person in segment.members
            if code in person.codes(trait.key)
        )[:MAX_ANSWERS_CITED]
        if enough_evidence(evidence, segment.n_respondents):
            if not trait.sensitive:  # counter-evidence would single out the few who differ
                evidence += against_answer(trait, code, segment.members)
            text = f"{trait.label}: {chosen}"
            statements.append(
                _statement(field, text, claim, evidence, trait_key=trait.key, code=code)
            )
    return statements


def _worth_saying(claim: Claim, least: float, *, if_alone: bool) -> bool:
    """Whether a claim earns a line: it sets the group apart, or enough people share it.

    Where there is a rest that says it more, half the group must say it: 'a quarter of these,
    and twice as many of the others' would be read the wrong way round. `if_alone` is the answer
    where there is nobody to compare with and fewer than `least` (0-1) share it.
    """
    if claim.differs:
        return claim.gap > 0
    if claim.differs is None:
        return if_alone or claim.share >= least
    return claim.share >= (least if claim.gap >= 0 else 0.5)


def _rank(claim: Claim) -> tuple[bool, float, float, str]:
    """What sets the group apart first, then what most said."""
    return (not claim.differs, -claim.share, -claim.gap, claim.key)


def _enough_voices(segment: Segment, theme: ThemeInfo) -> bool:
    """A look ahead, so that a theme without enough quotes does not use up the picker's memory."""
    usable = [quote for quote in theme.quotes if quote.respondent_id in segment.member_ids]
    people = {quote.respondent_id for quote in usable}
    return len(usable) >= MIN_QUOTES and len(people) >= min_people(segment.n_respondents)


def _statement(
    field: str,
    text: str,
    claim: Claim,
    evidence: tuple[Evidence, ...],
    *,
    theme_id: str | None = None,
    trait_key: str | None = None,
    code: str | None = None,
) -> Statement:
    """The claim in words. Without anyone asked it is inferred from volunteers, with no number."""
    if claim.asked == 0:
        return Statement(field, text, "inferred", theme_id=theme_id, evidence=evidence)
    return Statement(
        field,
        text,
        "observed",
        claim.n,
        claim.asked,
        claim.low,
        claim.high,
        theme_id,
        evidence,
        claim.differs,
        claim.versus,
        trait_key,
        code,
    )
