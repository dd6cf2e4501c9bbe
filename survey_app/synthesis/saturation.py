"""When have we heard enough? (rule R17): how many new themes each further person brings.

Source of the idea and of the window: G. Guest, E. Namey, M. Chen (2020), A simple method to
assess and report thematic saturation in qualitative research, PLoS ONE 15(5):e0232076: a base of
the first people, then runs of a few more; saturated where a run brings at most 5 % of the base's
themes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BASE_PEOPLE = 4
RUN_PEOPLE = 3
NEW_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Saturation:
    """`new[i]` themes were first heard from person i (in order), `seen[i]` in all up to then.

    `reached_at` is the number of people after which a run of three brought hardly anything new;
    None where that has not come yet. `last_new` is how many themes the last three people added.
    """

    new: tuple[int, ...]
    seen: tuple[int, ...]
    reached_at: int | None
    last_new: int

    @property
    def n_people(self) -> int:
        """How many people spoke."""
        return len(self.new)


def saturation(spoken: Iterable[Iterable[str]]) -> Saturation:
    """Follows people in the order in which they spoke; each is given by the themes voiced."""
    heard: set[str] = set()
    new, seen = [], []
    for themes in spoken:
        fresh = set(themes) - heard
        heard |= fresh
        new.append(len(fresh))
        seen.append(len(heard))
    return Saturation(tuple(new), tuple(seen), _reached(new, seen), sum(new[-RUN_PEOPLE:]))


def _reached(new: Sequence[int], seen: Sequence[int]) -> int | None:
    if len(new) < BASE_PEOPLE + RUN_PEOPLE or not seen[BASE_PEOPLE - 1]:
        return None
    base = seen[BASE_PEOPLE - 1]
    for end in range(BASE_PEOPLE + RUN_PEOPLE, len(new) + 1):
        if sum(new[end - RUN_PEOPLE : end]) / base <= NEW_SHARE:
            return end
    return None
