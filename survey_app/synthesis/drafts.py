"""From answers to drafted personas: the whole road, in one pure function.

The same people, themes, questions and seed give the same draft, whatever order they come in.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import TypeVar

from .. import __version__
from .assemble import (
    Study,
    by_hand_persona,
    everyone_persona,
    groups_with_something_to_say,
    segment_personas,
    true_of_everyone,
)
from .items import make_table
from .respondents import Respondent, ThemeInfo, Trait
from .segments import MIN_TO_SEGMENT, Segmentation, find_segments
from .sheet import Draft, NotKnown, PersonaDraft
from .stability import N_RESAMPLES, RESAMPLE_SHARE
from .volume import LEVEL

MIN_AGREEMENT = 0.5
"""Below this agreement (adjusted Rand) of two methods the reader is told."""

_Thing = TypeVar("_Thing")


def draft_personas(
    respondents: Sequence[Respondent],
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
    *,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
    language: str = "en",
) -> Draft:
    """Personas with evidence for every line, from coded respondents.

    Under 20 people, or where the answers show no groups, there is one persona for everyone.
    `progress` is called with 0-1; `language` (en, ru, zh) is that of the summaries, all else is
    in the customers' words. Raises ValueError where two respondents, themes or traits share an id.
    """
    study = _study(respondents, themes, traits, language)
    people = study.people
    step = progress or (lambda _share: None)
    step(0.0)
    found = find_segments(
        make_table(people, study.themes, study.traits),
        seed=seed,
        progress=lambda share: step(0.9 * share),
    )
    groups, n_dissolved = groups_with_something_to_say(study, found)
    personas = segment_personas(study, groups)
    if not personas and people:
        personas = (everyone_persona(study),)
    placed = {member for persona in personas for member in persona.members}
    unclassified = tuple(person.id for person in people if person.id not in placed)
    step(1.0)
    return Draft(
        personas,
        true_of_everyone(study, groups),
        unclassified,
        len(people),
        _engine(study, found, seed),
        _notes(study, found, personas, n_dissolved, len(unclassified)),
    )


def draft_by_hand(
    respondents: Sequence[Respondent],
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
    member_ids: Collection[str],
    *,
    name: str | None = None,
    language: str = "en",
) -> PersonaDraft:
    """A persona for a group that a person chose ('all agencies under 20 people').

    It claims no segment, so that it has no stability; all other rules hold for it. Without a
    `name` its most telling theme names it. Raises ValueError for a member who is no respondent.
    """
    study = _study(respondents, themes, traits, language)
    unknown = sorted(set(member_ids) - {person.id for person in study.people})
    if unknown:
        raise ValueError(f"no respondent has the id '{unknown[0]}'; choose members among them")
    return by_hand_persona(study, frozenset(member_ids), name)


def _study(
    respondents: Sequence[Respondent],
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
    language: str,
) -> Study:
    _sorted_unique("closed question", traits, lambda trait: trait.key)
    return Study(
        _sorted_unique("respondent", respondents, lambda person: person.id),
        _sorted_unique("theme", themes, lambda theme: theme.id),
        tuple(traits),
        language,
    )


def _engine(study: Study, found: Segmentation, seed: int) -> dict[str, object]:
    """All that is needed to run the draft again and get the same one (rules R8, R16)."""
    return {
        "name": "portrait synthesis",
        "version": __version__,
        "seed": seed,
        "method": found.method,
        "items": found.items,
        "criterion": dict(found.criterion),
        "second_method": found.second_method,
        "agreement": found.agreement,
        "parameters": {"resamples": N_RESAMPLES, "resample_share": RESAMPLE_SHARE},
        "fingerprint": _fingerprint(study),
    }


def _fingerprint(study: Study) -> str:
    """SHA-256 of the whole input in canonical JSON; another answer gives another one."""
    content = {
        "respondents": [
            [
                person.id,
                sorted(person.voiced),
                sorted(person.asked),
                sorted((key, person.codes(key)) for key in person.traits),
                sorted(person.asked_traits),
                person.channel,
                person.language,
            ]
            for person in study.people
        ],
        "themes": [
            [
                theme.id,
                theme.kind,
                theme.name,
                sorted((one.id, one.respondent_id, one.text, one.score) for one in theme.quotes),
            ]
            for theme in study.themes
        ],
        "traits": [
            [trait.key, trait.label, list(trait.choices.items()), trait.ordered, trait.sensitive]
            for trait in study.traits
        ],
    }
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _notes(
    study: Study,
    found: Segmentation,
    personas: Sequence[PersonaDraft],
    n_dissolved: int,
    n_unclassified: int,
) -> tuple[NotKnown, ...]:
    n_people = len(study.people)
    notes = []
    if n_people < MIN_TO_SEGMENT:
        notes.append(NotKnown("too_few_to_segment", {"n": n_people, "need": MIN_TO_SEGMENT}))
    elif all(persona.origin == "everyone" for persona in personas):
        notes.append(NotKnown("no_segments", {"n": n_people}))
    if found.criterion.get("p_beyond_volume", 0.0) > LEVEL:
        notes.append(NotKnown("only_volume"))
    if n_dissolved:
        notes.append(NotKnown("segments_dissolved", {"groups": n_dissolved}))
    if n_unclassified:
        notes.append(NotKnown("unclassified", {"n": n_unclassified, "total": n_people}))
    if found.agreement is not None and found.agreement < MIN_AGREEMENT:
        notes.append(NotKnown("methods_disagree", {"agreement": f"{found.agreement:.2f}"}))
    return tuple(notes)


def _sorted_unique(
    what: str, things: Sequence[_Thing], key: Callable[[_Thing], str]
) -> tuple[_Thing, ...]:
    ordered = sorted(things, key=key)
    for first, second in pairwise(ordered):
        if key(first) == key(second):
            raise ValueError(f"two entries share the {what} id '{key(first)}'; give each its own")
    return tuple(ordered)
