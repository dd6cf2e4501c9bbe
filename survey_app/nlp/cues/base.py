"""How cues are written down: a reason, and the wordings that give it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueBook:
    """The wordings of one language, as regular expressions over lower-case text.

    `moods` say in which mood a clause stands (a wish, a request, a condition); `stances` say what
    is felt about something. Both map a cue's name to alternatives separated by ` | ` or new lines.
    Names are the same in all languages, so that they share their weights.
    """

    moods: dict[str, str]
    stances: dict[str, str]
    openings: dict[str, str]  # only where a clause begins
    whole: dict[str, str]  # only where they are all that was answered
    negators: str
    negation_reach: int  # how many characters behind a negator stand in its scope
    scope_ends: str
    form: Callable[[str], str]  # a lower-case word -> its entry in the two lists below
    positive: frozenset[str]  # stems or lemmas; a feature beside the cues, never the whole verdict
    negative: frozenset[str]
    spaced: bool = True  # words have spaces between them
