"""Fields that people fill, and that closed questions fill where a question asks for just that."""

from collections.abc import Sequence

from ..sheet import Statement
from .base import Field, Segment, statements_from_answers

Words = tuple[str, str, str]
"""The same in English, Russian and Chinese."""


def slot(
    key: str,
    part: str,
    label: Words,
    hint: Words,
    *,
    types: Sequence[str] = ("buyer",),
    tags: Sequence[str] = (),
    keys: Sequence[str] = (),
    ours: Words | None = None,
) -> Field:
    """A field of one part of the sheet; `hint` says what belongs in it.

    `tags` are those of closed questions that fill it, `keys` endings of question keys whose
    answers count as filling it although they stand elsewhere in the part. `ours` is what the
    team's column beside it is called.
    """

    def build(segment: Segment) -> list[Statement]:
        return statements_from_answers(segment, key)

    return Field(
        key=key,
        label=in_three(label),
        build=build,
        tags=frozenset(tags),
        part=part,
        types=frozenset(types),
        hint=in_three(hint),
        keys=tuple(keys),
        ours=in_three(ours) if ours else {},
    )


def in_three(words: Words) -> dict[str, str]:
    """The words by language code."""
    return dict(zip(("en", "ru", "zh"), words, strict=True))
