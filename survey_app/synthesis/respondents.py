"""What goes in: the people who answered, what they voiced, what they were asked.

Nothing here knows where an answer came from; a CSV file, a survey and an interview all arrive
in the same shape. "Asked" is kept apart from "voiced" because every share in a persona is
counted over those who were asked, never over everyone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("goal", "pain", "objection", "praise")
"""The kinds of theme that a question can ask for, in the order in which a persona shows them."""

NO_CODES: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Respondent:
    """One person who answered a questionnaire or sat through an interview.

    `voiced` holds theme ids; `asked` holds the kinds of theme this person was asked for.
    `traits` holds closed answers, question key -> code (or codes, where several could be chosen);
    `asked_traits` the keys of the closed questions that were shown. A kind or key outside
    `asked` or `asked_traits` is missing, not "no".
    """

    id: str
    voiced: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    traits: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    asked_traits: frozenset[str] = frozenset()
    channel: str = ""
    language: str = ""

    def codes(self, key: str) -> tuple[str, ...]:
        """What this person chose at one closed question; empty where it was left out."""
        answer = self.traits.get(key, NO_CODES)
        return (answer,) if isinstance(answer, str) else tuple(answer)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted span of what one respondent said (an excerpt). `score` is its fit to its theme."""

    id: str
    respondent_id: str
    theme_id: str
    text: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class ThemeInfo:
    """A group of excerpts of one kind, under the name that customers' words gave it."""

    id: str
    kind: str
    name: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Trait:
    """A closed question: its label and its choices (code -> text), in the order of the form.

    `ordered` says that the choices are steps of one scale (company size, age band). A `sensitive`
    trait describes people only behind five of them and never helps to form a segment.
    `elicits` are the question's tags (info_source, decision_role, demographic …); they decide
    which field of a persona the answer belongs to, and a trait without tags describes who
    people are.
    """

    key: str
    label: str
    choices: Mapping[str, str]
    ordered: bool = False
    sensitive: bool = False
    elicits: tuple[str, ...] = ()
