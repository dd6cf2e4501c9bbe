"""What a persona is called: by its challenge or goal, never by a job title or an invented person.

'Exports take too long' says what to do about these people; 'Marketing Mary' says nothing and
invites everyone to think of a Mary they know.
"""

from collections.abc import Collection, Sequence

from .respondents import ThemeInfo
from .sheet import Evidence, Statement

NAMING_KINDS = (("pain", "goal"), ("objection",), ("praise",))
"""Kinds of theme to name a persona by; a later group only where an earlier one offers nothing."""
MAX_NAME_CHARS = 60
GOOD_QUOTE = range(25, 181)
"""Characters of a quote that reads well in large type."""


def choose_name(
    statements: Sequence[Statement], themes: Sequence[ThemeInfo], taken: Collection[str]
) -> tuple[str, str | None] | None:
    """The name and the id of the theme it is taken from (None for a closed answer).

    The theme that sets the group apart most wins: the widest gap to the rest, or the highest
    share where there is no rest. `taken` are names already given; None where nothing is left.
    """
    kinds = {theme.id: theme.kind for theme in themes}
    used = {name.casefold() for name in taken}
    for group in NAMING_KINDS:
        candidates = [
            statement
            for statement in statements
            if statement.theme_id is not None and kinds.get(statement.theme_id) in group
        ]
        for statement in sorted(candidates, key=_telling):
            name = tidy_name(statement.text)
            if name and name.casefold() not in used:
                return name, statement.theme_id
    answers = [statement for statement in statements if statement.trait_key and statement.differs]
    for statement in sorted(answers, key=_telling):
        name = tidy_name(statement.text)
        if name.casefold() not in used:
            return name, None
    return None


def tidy_name(text: str) -> str:
    """A theme's name as a heading: one line, a capital in front, no full stop, 60 characters."""
    name = " ".join(text.split()).strip(" .,;:!?。，；：！？\"'«»“”")
    if len(name) > MAX_NAME_CHARS:
        cut = name[: MAX_NAME_CHARS - 1]
        name = (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"
    return name[:1].upper() + name[1:]


def choose_key_quote(
    statements: Sequence[Statement], themes: Sequence[ThemeInfo], theme_id: str | None
) -> Evidence | None:
    """The quote for large type: of the naming theme, readable in length, best fitting first."""
    scores = {quote.id: quote.score for theme in themes for quote in theme.quotes}
    pieces = [
        (statement.theme_id != theme_id, piece)
        for statement in statements
        for piece in statement.supporting
        if piece.is_quote
    ]
    if not pieces:
        return None
    return min(
        pieces,
        key=lambda pair: (
            pair[0],
            len(pair[1].text) not in GOOD_QUOTE,
            -scores.get(pair[1].quote_id or "", 0.0),
            pair[1].key,
        ),
    )[1]


def _telling(statement: Statement) -> tuple[bool, float, str]:
    gap = (statement.share or 0.0) - (statement.versus or 0.0)
    return (not statement.differs, -gap, statement.theme_id or statement.text)
