"""Every way in which a bank or a questionnaire can be wrong: code, sentence, remedy.

The table below is the whole list. Codes are stable: they are quoted in documents and tests, so a
kind that is no longer needed leaves a gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.model import LANGUAGES
from survey_app.questionnaire.problem_words import CHINESE, RUSSIAN
from survey_app.questionnaire.terms import worded

KINDS: dict[str, tuple[str, str]] = {
    # the file
    "QB001": ("the file cannot be read ({reason}).", "Check the path and the permissions."),
    "QB002": ("the file is not UTF-8 text.", "Save it as UTF-8."),
    "QB003": ("the file is not TOML ({reason}).", "Mend the line named."),
    "QB004": ("{what} repeats key '{key}' (first in {first}).", "Rename one."),
    "QB005": ("{what} has no '{name}'.", "Add it."),
    "QB006": (
        "id '{id}' differs from the file name '{stem}'.",
        "Rename the file or change the id.",
    ),
    "QB007": ("{what} has an unknown key '{name}'.", "{remedy}"),
    # wordings
    "QB008": ("{what} lacks {languages} in '{name}'.", "Add the missing translation."),
    "QB009": (
        "{what} has '{name}' in the unknown language '{language}'.",
        "Use one of: {known}.",
    ),
    "QB010": ("{what}: '{name}' must be {expected}.", "Change the value."),
    "QB011": ("{what} has an empty wording in '{name}' ({language}).", "Write it."),
    # questions
    "QB012": ("{what} has the unknown type '{type}'.", "{remedy}"),
    "QB013": ("{what} elicits the unknown tag '{tag}'.", "{remedy}"),
    "QB014": (
        "{what} has key '{key}', which is not a key.",
        "Use small Latin letters, digits and single underscores, a letter first, at most 40.",
    ),
    "QB015": ("section key '{key}' is used twice.", "Rename one."),
    "QB016": ("section '{key}' has no questions.", "Add a question or remove the section."),
    "QB017": ("there are no sections.", "Add a section with a question."),
    # choices
    "QB018": ("{what} has fewer than two choices.", "List the choices to tick."),
    "QB019": (
        "{what} has the choice code '{code}', which is not a code.",
        "Use small Latin letters, digits and underscores, at most 40.",
    ),
    "QB020": ("{what} repeats choice code '{code}'.", "Rename one."),
    "QB042": ("{what} has more than one 'other' choice.", "Keep one."),
    "QB043": (
        "{what} marks choice '{code}' as exclusive, but only one can be ticked anyway.",
        "Remove 'exclusive' or use type 'multi'.",
    ),
    "QB046": (
        "{what} marks choice '{code}' as both 'other' and 'exclusive'.",
        "Keep one of the two.",
    ),
    # sensitive questions
    "QB021": ("{what} is sensitive but states no purpose.", "Say in 'purpose' why it is asked."),
    "QB022": ("{what} is sensitive and required.", "Set required = false."),
    "QB023": (
        "{what} is sensitive but offers no way to decline.",
        "Add a choice with the code 'prefer_not'.",
    ),
    # numbers and scales
    "QB024": ("{what} has a scale from {low} to {high}.", "Put the smaller number into 'low'."),
    "QB026": ("{what} has a scale of {points} points.", "Use at most 11 points."),
    "QB027": ("{what} has min {min} above max {max}.", "Swap them."),
    "QB041": (
        "{what} has the currency '{currency}'.",
        "Use the three capital letters of ISO 4217, such as EUR.",
    ),
    "QB045": ("{what} allows {rows} rows.", "Allow from 1 to 50."),
    # the bank
    "QB028": ("minutes is {minutes}.", "Give the minutes that answering takes, from 1 to 240."),
    "QB029": ("audience names '{audience}'.", "Use one or more of: {known}."),
    "QB040": ("version is {version}.", "Use a whole number from 1."),
    # groups and fields that belong to a type
    "QB030": ("{what} is a group inside a group.", "Make its parts parts of the outer group."),
    "QB031": ("{what} is a group without parts.", "Add parts or choose another type."),
    "QB039": ("{what} of type '{type}' does not use '{name}'.", "Remove it or change the type."),
    "QB044": ("{what} has the reserved key '{key}'.", "Choose another key."),
    "QB047": (
        "{what} has a control character in '{name}' ({language}).",
        "Delete the invisible character.",
    ),
    "QB048": (
        "{what} is {length} characters long in '{name}' ({language}).",
        "Shorten it to {most} characters.",
    ),
    # rules
    "QB032": ("{what} has a rule that cannot be read: {rule}.", "{remedy}"),
    "QB033": (
        "{what} has a rule with {found}, which rules do not know.",
        "Use and, or, not, comparisons, in, + - * / and question keys only.",
    ),
    "QB034": ("{what} has a rule about '{key}', which is no question here.", "{remedy}"),
    "QB035": (
        "{what} has a rule about '{key}', which is not asked before it.",
        "Move the question down or the rule to a later one.",
    ),
    "QB036": ("{what} has a rule that {clash}.", "{remedy}"),
    "QB037": ("{what} has a rule about choice '{code}', which '{key}' does not have.", "{remedy}"),
    "QB038": ("{what} has a rule that is too {extent}.", "Split it; at most {most}."),
    # logic
    "QB057": ("{what} is meant for '{audience}'.", "Use one or more of: {known}."),
    "QB058": (
        "{what} comes to a list.",
        "Compute a number, a text, a date, or yes or no.",
    ),
    "QB059": (
        "{what} builds on '{key}', which is not computed above it.",
        "Put '{key}' above it; none may lead back to itself.",
    ),
    "QB060": (
        "{what} quotes '{key}' in '{name}' ({language}) without words for when it is unanswered.",
        "Add them after a bar: {example}.",
    ),
    "QB061": (
        "{what} quotes '{key}' in '{name}' ({language}), which is no question here.",
        "{remedy}",
    ),
    "QB062": (
        "{what} quotes '{key}' in '{name}' ({language}), which is not asked before it.",
        "Move the question down or leave the quotation out.",
    ),
    "QB063": (
        "{what} has braces in '{name}' ({language}) that quote nothing: {found}.",
        "Write {example}, or single braces.",
    ),
    "QB064": (
        "{what} quotes '{key}' in '{name}' ({language}), which has no answer of its own.",
        "Quote one of its parts or another question.",
    ),
    "QB065": (
        "{what} can never be shown: nothing that can be answered fulfils '{rule}'.",
        "Change the rule or remove it.",
    ),
    "QB067": (
        "{what} can never be shown: nothing that can be answered fulfils '{rule}'. "
        "Never asked: {keys}.",
        "Change the rule or remove it.",
    ),
    "QB068": (
        "{what} can never be fulfilled: no answer makes '{rule}' true.",
        "Change the rule of the check.",
    ),
    "QB069": (
        "{what} does not speak of '{key}', whose answer it checks.",
        "Name '{key}' in the rule, or make it the rule of another question.",
    ),
    "QB070": (
        "{what} says why it is required, but it is not.",
        "Set required = true or remove 'required_text'.",
    ),
    "QB071": ("{what} asks '{ask}'.", "Use one of: exact, range, either."),
    "QB072": (
        "{what} asks for a range, but has no bands to choose.",
        "Add choices with 'low' and 'high', or ask = \"exact\".",
    ),
    "QB073": (
        "{what} has a band from {low} to {high}, which holds no number.",
        "Put the smaller number into 'low'; 'high' is the first number that is outside.",
    ),
    "QB074": (
        "{what} has overlapping bands: {number} is in '{first}' and in '{second}'.",
        "Let one band end where the next begins.",
    ),
    "QB075": (
        "{what} has a band without bounds: '{code}'.",
        "Add 'low', 'high' or both, or use the code 'prefer_not'.",
    ),
    "QB076": ("{what} asks for at least {least} rows but allows {rows}.", "Swap them."),
    "QB077": (
        "{what} stands under '{parent}', which is no choice here.",
        "{remedy}",
    ),
    "QB078": ("{what} stands under itself.", "Let 'parent' name a choice further up."),
    "QB079": (
        "{what} needs either choices or a scale for its rows.",
        "Keep one of the two.",
    ),
    "QB080": ("{what} has no rows to answer.", "List them in 'items'."),
    # questionnaires made from banks
    "QB050": (
        "two of the questions chosen have the key '{key}' (from {first} and {second}).",
        "Leave one out or let the second be renamed.",
    ),
    "QB051": ("there is no {what} '{key}'.", "{remedy}"),
    "QB052": ("nothing was chosen.", "Choose at least one question."),
    "QB053": ("the questionnaire has no languages.", "Choose at least one language."),
    "QB054": ("the language '{language}' is unknown.", "Use one of: {known}."),
    "QB056": ("{path} cannot be written ({reason}).", "Choose another name or folder."),
    "QB055": ("{what} cannot have the wording '{name}'.", "Use one of: {known}."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: a stable code, the place, and the details of its sentence."""

    code: str
    place: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is the matter, in English."""
        return self.in_language("en")[0]

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return self.in_language("en")[1]

    def in_language(self, language: str) -> tuple[str, str]:
        """What is the matter and what to do, in a language of the interface."""
        return say(self.code, language, self.details)

    def __str__(self) -> str:
        return f"{self.code} {self.place}: {self.sentence} {self.remedy}"


def problem(code: str, place: str, /, **details: Any) -> Problem:
    """Make a problem of a kind from the table."""
    return Problem(code, place, details)


def error(code: str, /, **details: Any) -> QuestionnaireError:
    """Make an error of a kind from the table, to be raised."""
    words = {language: _capital(*say(code, language, details)) for language in LANGUAGES}
    return QuestionnaireError(code, *words["en"], words=words)


def say(code: str, language: str, details: Mapping[str, Any]) -> tuple[str, str]:
    """Word a kind of problem in a language: the sentence and the remedy."""
    sentence, remedy = {"ru": RUSSIAN, "zh": CHINESE}.get(language, KINDS)[code]
    known = worded(details, language)
    return sentence.format(**known), remedy.format(**known)


def _capital(sentence: str, remedy: str) -> tuple[str, str]:
    return sentence[:1].upper() + sentence[1:], remedy
