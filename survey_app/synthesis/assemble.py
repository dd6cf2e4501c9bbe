"""From groups of people to personas: what each says of its own, its name, its gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .claims import Claim, claims_of, compare, shared_keys
from .fields import Segment, build_statements
from .gaps import find_gaps
from .naming import choose_key_quote, choose_name
from .profile import has_own_profile
from .quotes import QuotePicker
from .respondents import Respondent, ThemeInfo, Trait
from .segments import Segmentation
from .sheet import PersonaDraft, Statement
from .stability import stability_word
from .wording import fallback_name, summary


@dataclass(frozen=True, slots=True)
class Study:
    """All that was answered, sorted, and the language to sum it up in (en, ru, zh)."""

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
class Group:
    """A segment that has something of its own to say."""

    members: tuple[Respondent, ...]
    fit: Mapping[str, float]
    stability: float
    claims: Mapping[str, Claim]
    shared: frozenset[str]


def groups_with_something_to_say(study: Study, found: Segmentation) -> tuple[list[Group], int]:
    """The segments that differ from the rest in a theme, and how many were dissolved.

    A segment without a theme of its own (people who merely say little, or much of everything)
    is a figure of the method and no persona; its people go to those who fit none. What is left
    is compared anew, since the number of comparisons and what is shared have changed.
    """
    fit = dict(zip(found.ids, found.fit, strict=True))
    segments = list(range(found.n_segments))
    while True:
        members = [_people(study, found.members(segment)) for segment in segments]
        claims = compare(members, study.people, study.themes, study.traits)
        shared = shared_keys(claims)
        own = [
            _says_something(study, members[index], claims[index], shared)
            for index in range(len(segments))
        ]
        if all(own):
            break
        segments = [segment for segment, kept in zip(segments, own, strict=True) if kept]
    groups = [
        Group(
            members[index],
            {person.id: fit[person.id] for person in members[index]},
            found.stability[segment],
            claims[index],
            shared,
        )
        for index, segment in enumerate(segments)
    ]
    return groups, found.n_segments - len(groups)


def _says_something(
    study: Study,
    members: tuple[Respondent, ...],
    claims: Mapping[str, Claim],
    shared: frozenset[str],
) -> bool:
    statements = study.statements(members, claims, shared)
    if not study.themes:
        return any(statement.differs for statement in statements)
    return has_own_profile(members, study.people, study.themes) and any(
        statement.differs and statement.theme_id for statement in statements
    )


def segment_personas(study: Study, groups: Sequence[Group]) -> tuple[PersonaDraft, ...]:
    """One persona a group, in the order of the groups, under distinct names."""
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


def everyone_persona(study: Study) -> PersonaDraft:
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


def by_hand_persona(study: Study, member_ids: frozenset[str], name: str | None) -> PersonaDraft:
    """A persona for people whom a person chose, held against all others; no claim of a segment."""
    members = _people(study, sorted(member_ids))
    (claims,) = compare([members], study.people, study.themes, study.traits)
    n_people = len(study.people)
    persona = PersonaDraft(
        id="persona-by-hand",
        name="",
        summary="",
        share=len(members) / n_people if n_people else 0.0,
        n=len(members),
        stability=None,
        stability_word=None,
        members=tuple(person.id for person in members),
        fit={person.id: 1.0 for person in members},
        statements=study.statements(members, claims),
        unclassified_share=0.0,
        origin="by_hand",
    )
    persona = _finished(study, persona, members, 1, ())
    return replace(persona, name=name, name_theme_id=None) if name else persona


def _finished(
    study: Study,
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


def true_of_everyone(study: Study, groups: Sequence[Group]) -> tuple[Statement, ...]:
    """What sets no persona apart, counted over all people; nothing where there is one persona."""
    if not groups:
        return ()
    claims = {
        key: replace(claim, differs=False)
        for key, claim in claims_of(study.people, study.themes, study.traits).items()
    }
    shared = groups[0].shared
    return study.statements(study.people, claims, frozenset(claims) - shared)


def _people(study: Study, ids: Sequence[str]) -> tuple[Respondent, ...]:
    wanted = set(ids)
    return tuple(person for person in study.people if person.id in wanted)
