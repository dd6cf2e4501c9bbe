"""The trust rules: what must hold before a persona may be published, and what is worth a warning.

The same check runs on a draft by the machine and on a sheet that a person edited, added to or
wrote from nothing. A hard violation blocks publishing; a soft one warns. Words: `wording`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from .claims import count_answer, count_theme
from .fields.base import MIN_SENSITIVE, min_people
from .gaps import find_gaps
from .prevalence import wilson_interval
from .quotes import MAX_STATEMENTS_PER_QUOTE, MIN_QUOTES
from .reality import measure
from .respondents import Quote, Respondent, ThemeInfo, Trait
from .sheet import Basis, Evidence, PersonaDraft, Statement
from .stability import stability_word

MAX_VOICE_SHARE = 0.4
"""Rule R3: nobody gives more than this share of a persona's quotes, 0-1."""
TOLERANCE = 0.005
"""How far a stored share may lie from the recounted one: half a percentage point, by rounding."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that does not hold. `statement` is a position in the persona's statements."""

    rule: str
    hard: bool
    code: str
    statement: int | None = None
    params: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What a persona is held against: the people, the questions and the sources.

    `source` gives the text that an excerpt's span cuts out of its stored passage now, or None
    where the passage is gone. Without it quotes are compared with the themes' own.
    """

    respondents: tuple[Respondent, ...]
    themes: tuple[ThemeInfo, ...] = ()
    traits: tuple[Trait, ...] = ()
    source: Callable[[str], str | None] | None = None

    def source_text(self) -> Callable[[str], str | None]:
        """The function that looks up an excerpt's text at its source."""
        if self.source is not None:
            return self.source
        quotes: dict[str, Quote] = {
            quote.id: quote for theme in self.themes for quote in theme.quotes
        }
        return lambda quote_id: quotes[quote_id].text if quote_id in quotes else None


def check(persona: PersonaDraft, context: Context) -> list[Violation]:
    """Every rule that a persona breaks, hard ones first, then by rule and statement."""
    found = [
        *_evidence(persona, context),
        *_sources(persona, context),
        *_voices(persona),
        *_counts(persona, context),
        *_share(persona, context),
        *_reality(persona, context),
        *_stability(persona),
        *_not_known(persona, context),
        *_basis(persona),
        *_sensitive(persona, context),
    ]
    return sorted(
        found,
        key=lambda one: (
            not one.hard,
            int(one.rule[1:]),
            -1 if one.statement is None else one.statement,
            one.code,
        ),
    )


def is_publishable(persona: PersonaDraft, context: Context) -> bool:
    """Whether no hard rule stands in the way of publishing."""
    return not any(violation.hard for violation in check(persona, context))


def _evidence(persona: PersonaDraft, context: Context) -> Iterator[Violation]:
    """R1: three pieces of evidence by two members, by three where 30 or more took part.

    Only members count: what others said does not support a claim about these people.
    An assumption needs no evidence, but then it must say that it is one (R14). What was inferred
    from a source outside names that source instead, and makes no claim of what people said.
    """
    members = frozenset(persona.members)
    need = min_people(len(context.respondents))
    for index, statement in enumerate(persona.statements):
        if statement.basis == "assumed" or _rests_on_link(statement):
            continue
        own = [piece for piece in statement.supporting if piece.respondent_id in members]
        n_pieces = len({piece.key for piece in own})
        n_people = len({piece.respondent_id for piece in own})
        if n_pieces < MIN_QUOTES:
            params = {"have": n_pieces, "need": MIN_QUOTES}
            yield Violation("R1", True, "too_few_quotes", index, params)
        if n_people < need:
            params = {"have": n_people, "need": need}
            yield Violation("R1", True, "too_few_people", index, params)


def _rests_on_link(statement: Statement) -> bool:
    """Whether it is inferred from a source outside, of no theme and no answer, without a number."""
    return (
        statement.basis == "inferred"
        and bool(statement.link)
        and not statement.evidence
        and statement.theme_id is None
        and statement.trait_key is None
        and statement.n is None
    )


def _sources(persona: PersonaDraft, context: Context) -> Iterator[Violation]:
    """R2: what is cited stands at its source, character for character."""
    source = context.source_text()
    people = {person.id: person for person in context.respondents}
    for index, statement in enumerate(persona.statements):
        for piece in statement.evidence:
            code = _broken(piece, source, people)
            if code:
                yield Violation("R2", True, code, index, {"quote": piece.text})


def _broken(
    piece: Evidence, source: Callable[[str], str | None], people: Mapping[str, Respondent]
) -> str | None:
    if piece.quote_id is not None:
        text = source(piece.quote_id)
        if text is None:
            return "source_gone"
        return None if text == piece.text else "quote_changed"
    if piece.trait_key is None:
        return "no_source"
    person = people.get(piece.respondent_id)
    if person is None:
        return "source_gone"
    return None if piece.code in person.codes(piece.trait_key) else "answer_changed"


def _voices(persona: PersonaDraft) -> Iterator[Violation]:
    """R3: no excerpt serves more than two statements, nobody gives over 40 % of the quotes."""
    uses: dict[str, set[int]] = {}
    texts: dict[str, str] = {}
    speakers: dict[str, str] = {}
    for index, statement in enumerate(persona.statements):
        for piece in statement.supporting:
            if piece.is_quote:
                uses.setdefault(piece.key, set()).add(index)
                texts[piece.key] = piece.text
                speakers[piece.key] = piece.respondent_id
    for key, statements in uses.items():
        if len(statements) > MAX_STATEMENTS_PER_QUOTE:
            at = max(statements)
            yield Violation(
                "R3", False, "quote_overused", at, {"quote": texts[key], "n": len(statements)}
            )
    for person, n_quotes in sorted(Counter(speakers.values()).items()):
        if n_quotes / len(speakers) > MAX_VOICE_SHARE:
            yield Violation(
                "R3",
                False,
                "one_voice",
                None,
                {"person": person, "n": n_quotes, "total": len(speakers)},
            )


def _counts(persona: PersonaDraft, context: Context) -> Iterator[Violation]:
    """R4: n of the N asked, with its Wilson interval, and the count must be right."""
    kinds = {theme.id: theme.kind for theme in context.themes}
    members = [person for person in context.respondents if person.id in set(persona.members)]
    for index, statement in enumerate(persona.statements):
        n, asked = statement.n, statement.asked
        if n is None or asked is None:
            if statement.basis == "observed" or (n is None) != (asked is None):
                yield Violation("R4", True, "no_count", index)
            continue
        counted = _recount(statement, members, kinds)
        if counted is not None and counted != (n, asked):
            params = {"n": counted[0], "asked": counted[1]}
            yield Violation("R4", True, "wrong_count", index, params)
        elif not 0 <= n <= asked or asked == 0:
            yield Violation("R4", True, "no_count", index)
        elif not _is_wilson(statement, n, asked):
            low, high = wilson_interval(n, asked)
            params = {"low": round(100 * low), "high": round(100 * high)}
            yield Violation("R4", True, "wrong_interval", index, params)


def _recount(
    statement: Statement, members: Sequence[Respondent], kinds: Mapping[str, str]
) -> tuple[int, int] | None:
    if statement.theme_id is not None and statement.theme_id in kinds:
        return count_theme(members, statement.theme_id, kinds[statement.theme_id])
    if statement.trait_key is not None and statement.code is not None:
        return count_answer(members, statement.trait_key, statement.code)
    return None


def _is_wilson(statement: Statement, n: int, asked: int) -> bool:
    if statement.low is None or statement.high is None:
        return False
    low, high = wilson_interval(n, asked)
    return abs(statement.low - low) <= TOLERANCE and abs(statement.high - high) <= TOLERANCE


def _share(persona: PersonaDraft, context: Context) -> Iterator[Violation]:
    """R5: the persona's share stands beside the share of those who fit no persona."""
    if persona.unclassified_share is None:
        yield Violation("R5", True, "no_unclassified_share")
    n_respondents = len(context.respondents)
    n_members = len(set(persona.members))
    share = n_members / n_respondents if n_respondents else 0.0
    if persona.n != n_members or abs(persona.share - share) > TOLERANCE:
        params = {"n": n_members, "total": n_respondents, "share": round(100 * share)}
        yield Violation("R5", True, "wrong_share", None, params)


def _reality(persona: PersonaDraft, context: Context) -> Iterator[Violation]:
    """R6: a card that fewer than 5 people or 5 % match is nobody's portrait."""
    kinds = {theme.id: theme.kind for theme in context.themes}
    meter = measure(persona.statements, context.respondents, kinds)
    if meter.after and meter.is_thin:
        params = {"n": len(meter.matching), "share": round(100 * meter.share)}
        yield Violation("R6", False, "hardly_anybody", None, params)


def _stability(persona: PersonaDraft) -> Iterator[Violation]:
    """R7: a segment must come again. Groups chosen by hand and 'everyone' make no such claim."""
    if persona.origin != "segment":
        return
    if persona.stability is None:
        yield Violation("R7", True, "not_tested")
    elif stability_word(persona.stability, persona.share) == "fragile":
        params = {"stability": f"{persona.stability:.2f}"}
        yield Violation("R7", True, "fragile", None, params)


def _not_known(persona: PersonaDraft, context: Context) -> Iterator[Violation]:
    """R10: every gap that the questions leave stands in the box 'what we do not know'."""
    members = [person for person in context.respondents if person.id in set(persona.members)]
    expected = find_gaps(members, context.respondents, context.themes, context.traits)
    stated = {(gap.code, str(gap.params.get("kind") or gap.params.get("key"))) for gap in
              persona.not_known}  # fmt: skip
    missing = [
        gap
        for gap in expected
        if (gap.code, str(gap.params.get("kind") or gap.params.get("key"))) not in stated
    ]
    if missing:
        yield Violation("R10", True, "gaps_missing", None, {"n": len(missing)})


def _basis(persona: PersonaDraft) -> Iterator[Violation]:
    """R14: observed, inferred or assumed; what is assumed carries no number."""
    for index, statement in enumerate(persona.statements):
        if statement.basis not in get_args(Basis):
            yield Violation("R14", True, "no_basis", index)
        elif statement.basis == "assumed" and any(
            number is not None
            for number in (
                statement.n, statement.asked, statement.low, statement.high, statement.versus
            )
        ):  # fmt: skip
            yield Violation("R14", True, "assumed_number", index)


def _sensitive(persona: PersonaDraft, context: Context) -> Iterator[Violation]:
    """R18: what is sensitive is said of at least five people."""
    sensitive = {trait.key for trait in context.traits if trait.sensitive}
    for index, statement in enumerate(persona.statements):
        if statement.trait_key in sensitive and (statement.n or 0) < MIN_SENSITIVE:
            yield Violation("R18", True, "too_few_to_tell", index, {"need": MIN_SENSITIVE})
