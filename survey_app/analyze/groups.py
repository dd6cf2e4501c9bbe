"""Where the answers show no groups of their own: the groups that a closed question makes.

They are chosen, not found, and say so on their sheets; they let a reader compare what data
scientists say with what students say, which one sheet for everyone does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from survey_app.synthesis import (
    Draft,
    PersonaDraft,
    Respondent,
    Statement,
    ThemeInfo,
    Trait,
    draft_by_hand,
)
from survey_app.synthesis.wording import fallback_name, summary

MIN_RESPONDENTS = 60
"""With fewer people the groups of a question are too small to compare."""
MIN_PEOPLE = 20
MIN_SHARE = 0.03
MAX_GROUPS = 4
MAX_LINES = 5
"""So many statements a field, as on any other sheet."""


def with_compared_groups(
    draft: Draft,
    respondents: Sequence[Respondent],
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
    *,
    language: str,
) -> tuple[Draft, str]:
    """The draft with the largest groups of one closed question, and the question's label.

    Unchanged, with '', where there are segments, or no question with two groups large enough.
    The one persona for everyone is called just that: most of them did not say what a theme says.
    """
    if any(persona.origin != "everyone" for persona in draft.personas):
        return draft, ""
    everyone = tuple(
        replace(persona, name=fallback_name(0, language), name_theme_id=None)
        for persona in draft.personas
    )
    found = _question(respondents, traits)
    if found is None:
        return replace(draft, personas=everyone), ""
    trait, groups = found
    personas = [
        _persona(f"{trait.key}-{code}", trait, code, members, respondents, themes, traits, language)
        for code, members in groups
    ]
    return replace(draft, personas=(*everyone, *personas)), trait.label


def _question(
    respondents: Sequence[Respondent], traits: Sequence[Trait]
) -> tuple[Trait, list[tuple[str, list[Respondent]]]] | None:
    """The first question about who people are that makes two groups, else the first of a scale."""
    if len(respondents) < MIN_RESPONDENTS:
        return None
    n_at_least = max(MIN_PEOPLE, MIN_SHARE * len(respondents))
    usable = [trait for trait in traits if not trait.sensitive]
    for trait in sorted(usable, key=lambda trait: (bool(trait.elicits), trait.ordered)):
        groups = [
            (code, [person for person in respondents if code in person.codes(trait.key)])
            for code in trait.choices
        ]
        groups = [(code, people) for code, people in groups if len(people) >= n_at_least]
        groups.sort(key=lambda group: (-len(group[1]), group[0]))
        if len(groups) >= 2:
            return trait, groups[:MAX_GROUPS]
    return None


def _persona(
    key: str,
    trait: Trait,
    code: str,
    members: Sequence[Respondent],
    respondents: Sequence[Respondent],
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
    language: str,
) -> PersonaDraft:
    """The group held against all others, with what it says most even where others say it too."""
    ids = [person.id for person in members]
    others = [one for one in traits if one.key != trait.key]
    against = draft_by_hand(respondents, themes, others, ids, language=language)
    alone = draft_by_hand(members, themes, others, ids, language=language)
    statements = _joined([one for one in against.statements if one.differs], list(alone.statements))
    telling = next((one for one in statements if one.theme_id), None)
    name = trait.choices[code]
    return replace(
        against,
        id=key,
        name=name[:1].upper() + name[1:] + (f": {telling.text}" if telling else ""),
        name_theme_id=telling.theme_id if telling else None,
        statements=statements,
        summary=summary(statements, len(ids), len(respondents), language),
        key_quote=alone.key_quote or against.key_quote,
    )


def _joined(apart: list[Statement], alone: list[Statement]) -> tuple[Statement, ...]:
    """What sets the group apart first, then what it says most, five lines a field."""
    known = {(one.theme_id, one.trait_key, one.code) for one in apart}
    rest = [one for one in alone if (one.theme_id, one.trait_key, one.code) not in known]
    lines: list[Statement] = []
    for one in (*apart, *rest):
        if sum(other.field == one.field for other in lines) < MAX_LINES:
            lines.append(one)
    return tuple(lines)
