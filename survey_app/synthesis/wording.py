"""Everything that the library says in words, in English, Russian and Chinese.

The library itself deals in codes and numbers; the words are put on at the edge, so that one
draft can be read in every language.
"""

from collections.abc import Mapping, Sequence

from .fields import FIELD_BY_KEY
from .rules import Violation
from .sheet import Draft, NotKnown, PersonaDraft, Statement
from .words import COUNTER, FALLBACK_NAMES, GAPS, KIND_NAMES, NOTES, PARTS, STABILITY, VIOLATIONS

LANGUAGES = ("en", "ru", "zh")
N_IN_SUMMARY = 3
"""Statements that a summary names; it is a sentence, not the sheet again."""


def field_label(key: str, language: str) -> str:
    """The label of a persona field; a field made by hand has its key for a label."""
    field = FIELD_BY_KEY.get(key)
    return field.label[_known(language)] if field else key


def stability_text(persona: PersonaDraft, language: str) -> str:
    """How steady the persona is, in plain words."""
    word = persona.stability_word or ("by_hand" if persona.origin == "by_hand" else "everyone")
    return STABILITY[word][_known(language)]


def counter_text(persona: PersonaDraft, language: str) -> str:
    """How many statements have evidence against them, or that none was found (rule R11)."""
    n_found = sum(bool(statement.opposing) for statement in persona.statements)
    params = {"found": n_found, "n": len(persona.statements)}
    return _fill(COUNTER["found" if n_found else "none"], params, language)


def not_known_text(gap: NotKnown, language: str) -> str:
    """One line of the box 'what we do not know'."""
    return _fill(GAPS[gap.code], gap.params, language)


def note_text(note: NotKnown, language: str) -> str:
    """One note on how a draft was made."""
    return _fill(NOTES[note.code], note.params, language)


def violation_text(violation: Violation, language: str) -> str:
    """What to do about a broken rule, as one or two sentences."""
    return _fill(VIOLATIONS[violation.code], violation.params, language)


def fallback_name(number: int, language: str) -> str:
    """A name for a persona that no theme names; number 0 stands for everyone."""
    return _fill(FALLBACK_NAMES["group" if number else "everyone"], {"number": number}, language)


def summary(statements: Sequence[Statement], n: int, n_respondents: int, language: str) -> str:
    """Who the persona stands for and what sets it apart, put together from its statements only.

    Holds no word that is not a count, a theme's name or a closed answer.
    """
    language = _known(language)
    parts = PARTS[language]
    share = round(100 * n / n_respondents) if n_respondents else 0
    sentences = [parts["count"].format(n=n, total=n_respondents, share=share)]
    apart = [statement for statement in statements if statement.differs]
    for code, chosen in (
        ("apart", apart),
        ("also", [statement for statement in statements if not statement.differs]),
    ):
        counted = [statement for statement in chosen if statement.asked]
        if counted and (code == "apart" or not apart):
            counted.sort(key=_telling)
            items = [
                parts["item"].format(text=one.text, n=one.n, asked=one.asked)
                for one in counted[:N_IN_SUMMARY]
            ]
            sentences.append(parts[code].format(items=parts["between"].join(items)))
    return parts["join"].join(sentences)


def persona_summary(persona: PersonaDraft, draft: Draft, language: str) -> str:
    """The summary of a persona of a draft in another language than it was drafted in."""
    return summary(persona.statements, persona.n, draft.n_respondents, language)


def _telling(statement: Statement) -> tuple[bool, float, str]:
    """Themes before closed answers, the widest gap to the rest first."""
    gap = (statement.share or 0.0) - (statement.versus or 0.0)
    return statement.theme_id is None, -gap, statement.text


def _fill(table: Mapping[str, str], params: Mapping[str, str | int | float], language: str) -> str:
    language = _known(language)
    words: dict[str, str | int | float] = dict(params)
    if "kind" in words:
        words["kind"] = KIND_NAMES[language].get(str(words["kind"]), str(words["kind"]))
    return table[language].format(**words)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise ValueError(f"language '{language}' is not known; choose one of {known}")
    return language
