"""What could be said of a group, counted: one claim a theme and a closed answer.

A claim is a number with its interval and its comparison with everybody else. Fields turn those
worth saying into statements.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .prevalence import benjamini_hochberg, difference, wilson_interval
from .respondents import Respondent, ThemeInfo, Trait


@dataclass(frozen=True, slots=True)
class Claim:
    """`n` of `asked` in a group said or chose it. `key` is theme_key() or answer_key().

    `gap` is the share minus the rest's (`versus`); `differs` the verdict on it, None where there
    is no rest.
    """

    key: str
    n: int
    asked: int
    low: float
    high: float
    versus: float | None = None
    gap: float = 0.0
    differs: bool | None = None

    @property
    def share(self) -> float:
        """The share of those asked, 0-1; 0 where nobody was asked."""
        return self.n / self.asked if self.asked else 0.0


def theme_key(theme_id: str) -> str:
    """The key of the claim that people voiced a theme."""
    return f"theme:{theme_id}"


def answer_key(trait_key: str, code: str) -> str:
    """The key of the claim that people chose an answer."""
    return f"answer:{trait_key}:{code}"


def count_theme(people: Iterable[Respondent], theme_id: str, kind: str) -> tuple[int, int]:
    """How many voiced a theme, and how many were asked for its kind; volunteers do not count.

    Someone who was not asked and said it nevertheless gives a quote, but no share: counting
    only those volunteers who said yes would make every theme look larger than it is.
    """
    asked = [person for person in people if kind in person.asked]
    return sum(theme_id in person.voiced for person in asked), len(asked)


def count_answer(people: Iterable[Respondent], trait_key: str, code: str) -> tuple[int, int]:
    """How many chose a code, and how many were shown the question (skipping it counts as asked)."""
    asked = [
        person for person in people if trait_key in person.asked_traits or person.codes(trait_key)
    ]
    return sum(code in person.codes(trait_key) for person in asked), len(asked)


def claims_of(
    people: Sequence[Respondent], themes: Sequence[ThemeInfo], traits: Sequence[Trait]
) -> dict[str, Claim]:
    """Every claim about a group by itself, without a comparison; themes, then answers."""
    claims = {}
    for theme in themes:
        claims[theme_key(theme.id)] = _claim(
            theme_key(theme.id), *count_theme(people, theme.id, theme.kind)
        )
    for trait in traits:
        for code in trait.choices:
            key = answer_key(trait.key, code)
            claims[key] = _claim(key, *count_answer(people, trait.key, code))
    return claims


def compare(
    groups: Sequence[Sequence[Respondent]],
    everyone: Sequence[Respondent],
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
) -> list[dict[str, Claim]]:
    """The claims of each group, each held against all other people (rule R9).

    A claim differs if its p-value is called by Benjamini-Hochberg over all groups and claims,
    and Newcombe's interval of the difference leaves zero out. Mind that the groups were formed
    on these very answers: this sorts claims, it does not prove the groups. Stability does.
    """
    whole = claims_of(everyone, themes, traits)
    compared: list[tuple[int, str, Claim, bool]] = []
    p_values: list[float] = []
    for number, people in enumerate(groups):
        for key, claim in claims_of(people, themes, traits).items():
            rest_n, rest_asked = whole[key].n - claim.n, whole[key].asked - claim.asked
            found = difference(claim.n, claim.asked, rest_n, rest_asked)
            clear = found.low > 0 or found.high < 0
            versus = found.rest_share if rest_asked else None
            gap = found.value if rest_asked and claim.asked else 0.0
            compared.append((number, key, replace(claim, versus=versus, gap=gap), clear))
            p_values.append(found.p_value)
    called = benjamini_hochberg(p_values)
    result: list[dict[str, Claim]] = [{} for _ in groups]
    for (number, key, claim, clear), hit in zip(compared, called, strict=True):
        verdict = None if claim.versus is None else hit and clear
        result[number][key] = replace(claim, differs=verdict)
    return result


def shared_keys(claims: Iterable[Mapping[str, Claim]]) -> frozenset[str]:
    """The claims that set no group apart: true of everyone, as far as these answers can tell."""
    keys: set[str] = set()
    apart: set[str] = set()
    for group in claims:
        keys |= group.keys()
        apart |= {key for key, claim in group.items() if claim.differs}
    return frozenset(keys - apart)


def _claim(key: str, n: int, asked: int) -> Claim:
    low, high = wilson_interval(n, asked)
    return Claim(key, n, asked, low, high)
