"""What text says: sentences, signals, themes, names and quotes. A pure library.

In come `Document`s (an answer, a note, a turn of a transcript); out go signals, themes and quotes
whose spans point into the text as it was given. No Flask, no database, nothing downloaded.

    from survey_app.nlp import Document, find_signals, find_themes

Names are loaded at first use, so that importing the package stays light.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from survey_app.nlp.documents import KINDS, Cue, Document, Excerpt, Signals
    from survey_app.nlp.elicits import infer_elicits
    from survey_app.nlp.language import detect_language
    from survey_app.nlp.learning import Judgement, Lesson, learn, most_instructive
    from survey_app.nlp.names import Names, known_names
    from survey_app.nlp.signals import find_signals
    from survey_app.nlp.split import split_clauses, split_sentences
    from survey_app.nlp.theme_values import Constraints, Member, Part, Seed, Theme, ThemeSet
    from survey_app.nlp.themes import find_themes

_HOME = {
    "KINDS": "documents",
    "Constraints": "theme_values",
    "Cue": "documents",
    "Document": "documents",
    "Excerpt": "documents",
    "Judgement": "learning",
    "Lesson": "learning",
    "Member": "theme_values",
    "Names": "names",
    "Part": "theme_values",
    "Seed": "theme_values",
    "Signals": "documents",
    "Theme": "theme_values",
    "ThemeSet": "theme_values",
    "detect_language": "language",
    "find_signals": "signals",
    "find_themes": "themes",
    "infer_elicits": "elicits",
    "known_names": "names",
    "learn": "learning",
    "most_instructive": "learning",
    "split_clauses": "split",
    "split_sentences": "split",
}

__all__ = [
    "KINDS",
    "Constraints",
    "Cue",
    "Document",
    "Excerpt",
    "Judgement",
    "Lesson",
    "Member",
    "Names",
    "Part",
    "Seed",
    "Signals",
    "Theme",
    "ThemeSet",
    "detect_language",
    "find_signals",
    "find_themes",
    "infer_elicits",
    "known_names",
    "learn",
    "most_instructive",
    "split_clauses",
    "split_sentences",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module at first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'survey_app.nlp' has no attribute {name!r}")
    value = getattr(import_module(f"survey_app.nlp.{_HOME[name]}"), name)
    globals()[name] = value
    return value
