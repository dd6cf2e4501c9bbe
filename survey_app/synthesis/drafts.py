"""From answers to drafted personas: the whole road, in one pure function.

The same people, themes, questions and seed give the same draft, whatever order they come in.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from .. import __version__
from .claims import Claim, claims_of, compare, shared_keys
from .fields import Segment, build_statements
from .gaps import find_gaps
from .items import make_table
from .naming import choose_key_quote, choose_name
from .quotes import QuotePicker
from .respondents import Respondent, ThemeInfo, Trait
from .segments import MIN_TO_SEGMENT, Segmentation, find_segments
from .sheet import Draft, NotKnown, PersonaDraft, Statement
from .stability import N_RESAMPLES, RESAMPLE_SHARE, stability_word
from .wording import fallback_name, summary

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
    people = _sorted_unique("respondent", respondents, lambda person: person.id)
    themes = _sorted_unique("theme", themes, lambda theme: theme.id)
    _sorted_unique("closed question", traits, lambda trait: trait.key)
    study = _Study(people, themes, tuple(traits), language)
    step = progress or (lambda _share: None)
    step(0.0)
    found = find_segments(
        make_table(people, themes, traits), seed=seed, progress=lambda share: step(0.9 * share)
    )
    groups, n_dissolved = _groups_with_something_to_say(study, found)
    personas = _segment_personas(study, groups)
    if not personas and people:
        personas = (_everyone_persona(study),)
    placed = {member for persona in personas for member in persona.members}
    unclassified = tuple(person.id for person in people if person.id not in placed)
    step(1.0)
    return Draft(
        personas,
        _true_of_everyone(study, groups),
        unclassified,
        len(people),
        _engine(study, found, seed),
        _notes(study, found, personas, n_dissolved, len(unclassified)),
    )


@dataclass(frozen=True, slots=True)
class _Study:
    people: tuple[Respondent, ...]
    themes: tuple[ThemeInfo, ...]
    traits: tuple[Trait, ...]
    language: str

    def statements(
        self,
        members: tuple[Respondent, ...],
        claims: Mapping[str, Claim],
        skip: frozenset[str] = frozenset(),
    ) -> tuple[Statement, ...]:
        """What the fields say of a group."""
        return build_statements(
            Segment(
                members, len(self.people), self.themes, self.traits, claims, QuotePicker(), skip
            )
        )


@dataclass(frozen=True, slots=True)
class _Group:
    """A segment that has something of its own to say."""

    members: tuple[Respondent, ...]
    fit: Mapping[str, float]
    stability: float
    claims: Mapping[str, Claim]
    shared: frozenset[str]


def _groups_with_something_to_say(study: _Study, found: Segmentation) -> tuple[list[_Group], int]:
    """The segments that differ from the rest in a theme, and how many were dissolved.

    A segment without a theme of its own (people who merely say little, say) is a figure of the
    method and no persona; its people go to those who fit none. What is left is compared anew,
    since the number of comparisons and what is shared have changed.
    """
    fit = dict(zip(found.ids, found.fit, strict=True))
    segments = list(range(found.n_segments))
    while True:
        members = [_people(study, found.members(segment)) for segment in segments]
        claims = compare(members, study.people, study.themes, study.traits)
        shared = shared_keys(claims)
        own = [
            any(
                statement.differs and (statement.theme_id or not study.themes)
                for statement in study.statements(members[index], claims[index], shared)
            )
            for index in range(len(segments))
        ]
        if all(own):
            break
        segments = [segment for segment, kept in zip(segments, own, strict=True) if kept]
    groups = [
        _Group(
            members[index],
            {person.id: fit[person.id] for person in members[index]},
            found.stability[segment],
            claims[index],
            shared,
        )
        for index, segment in enumerate(segments)
    ]
    return groups, found.n_segments - len(groups)


def _segment_personas(study: _Study, groups: Sequence[_Group]) -> tuple[PersonaDraft, ...]:
    n_people = len(study.people)
    outside = n_people - sum(len(group.members) for group in groups)
    personas: list[PersonaDraft] = []
    for number, group in enumerate(groups, start=1):
        share = len(group.members) / n_people
        persona = PersonaDraft(
            id=f"persona-{number}",
            name="",
            summary="",
            share=share,
            n=len(group.members),
            stability=group.stability,
            stability_word=stability_word(group.stability, share),
            members=tuple(person.id for person in group.members),
            fit=group.fit,
            statements=study.statements(group.members, group.claims, group.shared),
            unclassified_share=outside / n_people,
        )
        taken = [other.name for other in personas]
        personas.append(_finished(study, persona, group.members, number, taken))
    return tuple(personas)


def _everyone_persona(study: _Study) -> PersonaDraft:
    """The one persona of a study without segments: k = 1, no claim of a group."""
    claims = claims_of(study.people, study.themes, study.traits)
    persona = PersonaDraft(
        id="persona-1",
        name="",
        summary="",
        share=1.0,
        n=len(study.people),
        stability=None,
        stability_word=None,
        members=tuple(person.id for person in study.people),
        fit={person.id: 1.0 for person in study.people},
        statements=study.statements(study.people, claims),
        unclassified_share=0.0,
        origin="everyone",
    )
    return _finished(study, persona, study.people, 0, ())


def _finished(
    study: _Study,
    persona: PersonaDraft,
    members: tuple[Respondent, ...],
    number: int,
    taken: Sequence[str],
) -> PersonaDraft:
    """The persona with all that follows from its statements: name, summary, quote, gaps."""
    name, theme_id = choose_name(persona.statements, study.themes, taken) or (
        fallback_name(number, study.language),
        None,
    )
    return replace(
        persona,
        name=name,
        name_theme_id=theme_id,
        summary=summary(persona.statements, persona.n, len(study.people), study.language),
        key_quote=choose_key_quote(persona.statements, study.themes, theme_id),
        not_known=find_gaps(members, study.people, study.themes, study.traits),
    )


def _true_of_everyone(study: _Study, groups: Sequence[_Group]) -> tuple[Statement, ...]:
    """What sets no persona apart, counted over all people; nothing where there is one persona."""
    if not groups:
        return ()
    claims = {
        key: replace(claim, differs=False)
        for key, claim in claims_of(study.people, study.themes, study.traits).items()
    }
    shared = groups[0].shared
    return study.statements(study.people, claims, frozenset(claims) - shared)


def _engine(study: _Study, found: Segmentation, seed: int) -> dict[str, object]:
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


def _fingerprint(study: _Study) -> str:
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
    study: _Study,
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
    if n_dissolved:
        notes.append(NotKnown("segments_dissolved", {"groups": n_dissolved}))
    if n_unclassified:
        notes.append(NotKnown("unclassified", {"n": n_unclassified, "total": n_people}))
    if found.agreement is not None and found.agreement < MIN_AGREEMENT:
        notes.append(NotKnown("methods_disagree", {"agreement": f"{found.agreement:.2f}"}))
    return tuple(notes)


def _people(study: _Study, ids: Sequence[str]) -> tuple[Respondent, ...]:
    wanted = set(ids)
    return tuple(person for person in study.people if person.id in wanted)


def _sorted_unique(
    what: str, things: Sequence[_Thing], key: Callable[[_Thing], str]
) -> tuple[_Thing, ...]:
    ordered = sorted(things, key=key)
    for first, second in pairwise(ordered):
        if key(first) == key(second):
            raise ValueError(f"two entries share the {what} id '{key(first)}'; give each its own")
    return tuple(ordered)
