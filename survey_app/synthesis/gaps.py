"""What is not known of a group, and why (rule R10): the part of a persona that keeps it honest."""

from collections.abc import Iterable, Sequence

from .claims import count_answer
from .fields import FIELDS
from .quotes import MIN_QUOTES
from .respondents import KINDS, Respondent, ThemeInfo, Trait
from .sheet import NotKnown, Statement

MIN_ASKED = 5
"""Fewer people asked than this say too little about a group."""


def find_gaps(
    members: Sequence[Respondent],
    everyone: Sequence[Respondent],
    themes: Sequence[ThemeInfo],
    traits: Sequence[Trait],
) -> tuple[NotKnown, ...]:
    """What was never asked of a group, asked of too few, left out by all, and who is missing.

    The lines follow from the people and the questions alone, whatever a person wrote on the
    sheet, so that a gap cannot be edited away. Kinds first, then closed questions in their order.
    """
    gaps: list[NotKnown] = []
    for kind in KINDS:
        n_asked = sum(kind in person.asked for person in members)
        if n_asked == 0:
            gaps.append(NotKnown("kind_never_asked", {"kind": kind}))
        elif n_asked < MIN_ASKED:
            gaps.append(NotKnown("kind_thin", {"kind": kind, "n": n_asked}))
        elif not _voices(members, themes, kind):
            gaps.append(NotKnown("kind_no_theme", {"kind": kind, "n": n_asked}))
    for trait in traits:
        n_asked = count_answer(members, trait.key, "")[1]
        n_answered = sum(bool(person.codes(trait.key)) for person in members)
        params: dict[str, str | int] = {"key": trait.key, "label": trait.label}
        if n_asked == 0:
            gaps.append(NotKnown("trait_never_asked", params))
        elif n_answered == 0:
            gaps.append(NotKnown("trait_unanswered", {**params, "n": n_asked}))
        elif n_answered < MIN_ASKED:
            gaps.append(NotKnown("trait_thin", {**params, "n": n_answered}))
        nobody = _nobody_chose(everyone, trait)
        if nobody:
            gaps.append(NotKnown("group_empty", {**params, "choices": "; ".join(nobody)}))
    return tuple(gaps)


def empty_fields(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The keys of the fields that a persona has nothing to say in, in the order of the sheet."""
    filled = {statement.field for statement in statements}
    return tuple(field.key for field in FIELDS if field.key not in filled)


def _voices(members: Sequence[Respondent], themes: Sequence[ThemeInfo], kind: str) -> bool:
    """Whether at least one theme of the kind was voiced often enough to be cited."""
    return any(
        sum(theme.id in person.voiced for person in members) >= MIN_QUOTES
        for theme in themes
        if theme.kind == kind
    )


def _nobody_chose(everyone: Sequence[Respondent], trait: Trait) -> list[str]:
    """The choices that nobody in the whole study picked, where the question was answered at all."""
    chosen = {code for person in everyone for code in person.codes(trait.key)}
    if not chosen:
        return []
    return [text for code, text in trait.choices.items() if code not in chosen]
