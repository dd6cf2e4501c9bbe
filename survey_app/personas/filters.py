"""Which people a filter takes: answers to closed questions, and themes that they voice.

'All agencies under 20 people' is two questions, one with several answers. A filter is kept with
the persona made from it as codes, so that it can be asked again when more people have answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from survey_app.personas.material import Material
from survey_app.synthesis.respondents import Respondent, Trait

ANSWER, THEME = "answer:", "theme"
MAX_WORDS_OF_AN_ANSWER = 8  # answers named one by one; more are counted


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """One of the answers to each question, and all of the themes. Empty: everybody."""

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    themes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.answers or self.themes)

    def takes(self, person: Respondent) -> bool:
        """Whether this person is meant; who was not asked a question is not."""
        return all(
            set(codes).intersection(person.codes(key)) for key, codes in self.answers.items()
        ) and set(self.themes) <= set(person.voiced)

    def members(self, people: Iterable[Respondent]) -> list[str]:
        """The keys of everybody who is meant, in the order given."""
        return [person.id for person in people if self.takes(person)]

    def kept(self) -> dict[str, Any]:
        """The filter as JSON."""
        return {
            "answers": {key: list(codes) for key, codes in self.answers.items()},
            "themes": list(self.themes),
        }


def from_kept(kept: Mapping[str, Any] | None) -> PeopleFilter | None:
    """The filter that a version keeps; None where it was made without one."""
    if not kept:
        return None
    return PeopleFilter(
        {key: tuple(codes) for key, codes in kept.get("answers", {}).items()},
        tuple(kept.get("themes", ())),
    )


def from_request(sent: MultiDict[str, str], stuff: Material) -> PeopleFilter:
    """What was ticked, without what the study does not know or keeps sensitive (rule R18)."""
    traits = {trait.key: trait for trait in offered(stuff)}
    answers = {}
    for key, trait in traits.items():
        codes = tuple(code for code in trait.choices if code in sent.getlist(ANSWER + key))
        if codes:
            answers[key] = codes
    known = {theme.id for theme in stuff.themes}
    return PeopleFilter(answers, tuple(one for one in sent.getlist(THEME) if one in known))


def offered(stuff: Material) -> tuple[Trait, ...]:
    """The closed questions by which people may be chosen; sensitive ones never form a group."""
    return tuple(trait for trait in stuff.traits if not trait.sensitive)


def in_words(chosen: PeopleFilter, traits: Mapping[str, Trait], themes: Mapping[str, str]) -> str:
    """The filter as people say it: 'How many are you? 2–9 or 10–49; says “Customers pay late”'."""
    parts = []
    for key, codes in chosen.answers.items():
        trait = traits.get(key)
        named = [trait.choices.get(code, code) if trait else code for code in codes]
        if len(named) > MAX_WORDS_OF_AN_ANSWER:
            rest = len(named) - MAX_WORDS_OF_AN_ANSWER
            named = [*named[:MAX_WORDS_OF_AN_ANSWER], _("%(n)s more", n=rest)]
        label = trait.label if trait else key
        joint = " " if label.endswith(("?", "？")) else ": "
        parts.append(f"{label}{joint}{_(' or ').join(named)}")
    parts += [_("says “%(theme)s”", theme=themes.get(one, one)) for one in chosen.themes]
    return "; ".join(parts)
