"""What the database does by itself: a count that was made ahead goes with what it counted.

Whoever changes themes, quotes or contacts need not think of the counts. A count is never wrong,
only missing, and `tallies` and `left_over` count anew what is missing.
"""

from __future__ import annotations

_SEEN = "IN ('suggested', 'accepted')"
_TALLY = "DELETE FROM theme_tally WHERE theme_id = {row}.theme_id"
_TALLIES_OF_STUDY = (
    "DELETE FROM theme_tally WHERE theme_id IN (SELECT id FROM theme WHERE study_id = OLD.study_id)"
)
# The theme may be gone already: then it is not known of which kind it was.
_LEFT_OF_LINK = (
    "DELETE FROM theme_left_over WHERE study_id = "
    "(SELECT study_id FROM excerpt WHERE id = {row}.excerpt_id) "
    "AND kind = coalesce((SELECT kind FROM theme WHERE id = {row}.theme_id), kind)"
)
_LEFT_OF_EXCERPT = "DELETE FROM theme_left_over WHERE study_id = {row}.study_id"
_LEFT_OF_THEME = (
    "DELETE FROM theme_left_over WHERE study_id = NEW.study_id AND kind IN (OLD.kind, NEW.kind)"
)
_MOVED = f"OLD.kind <> NEW.kind OR (OLD.status {_SEEN}) <> (NEW.status {_SEEN})"

# Name: (event, table, statement, condition).
_RULES: dict[str, tuple[str, str, str, str]] = {
    "theme_tally_joined": ("INSERT", "theme_excerpt", _TALLY.format(row="NEW"), ""),
    "theme_tally_left": ("DELETE", "theme_excerpt", _TALLY.format(row="OLD"), ""),
    "theme_tally_contact": ("DELETE", "contact", _TALLIES_OF_STUDY, ""),
    "theme_left_joined": ("INSERT", "theme_excerpt", _LEFT_OF_LINK.format(row="NEW"), ""),
    "theme_left_left": ("DELETE", "theme_excerpt", _LEFT_OF_LINK.format(row="OLD"), ""),
    "theme_left_said": ("INSERT", "excerpt", _LEFT_OF_EXCERPT.format(row="NEW"), ""),
    "theme_left_unsaid": ("DELETE", "excerpt", _LEFT_OF_EXCERPT.format(row="OLD"), ""),
    "theme_left_labelled": ("UPDATE OF labels", "excerpt", _LEFT_OF_EXCERPT.format(row="NEW"), ""),
    "theme_left_moved": ("UPDATE OF status, kind", "theme", _LEFT_OF_THEME, _MOVED),
}


def _sqlite(name: str) -> tuple[str, ...]:
    what, table, statement, condition = _RULES[name]
    when = f" WHEN {condition}" if condition else ""
    return (f"CREATE TRIGGER {name} AFTER {what} ON {table}{when} BEGIN {statement}; END",)


def _postgresql(name: str) -> tuple[str, ...]:
    what, table, statement, condition = _RULES[name]
    when = f" WHEN ({condition})" if condition else ""
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {statement}; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {what} ON {table} FOR EACH ROW{when} "
        f"EXECUTE FUNCTION {name}()",
    )


TRIGGERS: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(one for name in _RULES for one in _sqlite(name)),
    "postgresql": tuple(one for name in _RULES for one in _postgresql(name)),
}
