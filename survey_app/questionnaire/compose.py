"""A questionnaire made from one or several banks: whole banks, sections or single questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.questionnaire.banks import Bank
from survey_app.questionnaire.carry import carried, page_carried, provenance
from survey_app.questionnaire.model import LANGUAGES, Question, Questionnaire, Section, Text
from survey_app.questionnaire.problems import error
from survey_app.questionnaire.terms import nearest, term

__all__ = ["Pick", "compose", "provenance"]


@dataclass(frozen=True, slots=True)
class Pick:
    """What is taken from a bank: all of it, one section, or one question of a section."""

    bank: str
    section: str = ""
    question: str = ""

    @classmethod
    def parse(cls, text: str) -> Pick:
        """Read a pick as a page or the command line writes it: ``what``, ``what/joys`` or
        ``what/joys/what_3``.
        """
        bank, _, rest = text.partition("/")
        section, _, question = rest.partition("/")
        return cls(bank, section, question)


def compose(
    title: Text,
    banks: Mapping[str, Bank] | Iterable[Bank],
    picks: Sequence[Pick | str],
    *,
    languages: Sequence[str] = LANGUAGES,
    rename_clashes: bool = False,
) -> Questionnaire:
    """Make a questionnaire of what was picked, in the order of the picks.

    Picks of one section that follow each other share a page. Each question remembers its bank.
    When two questions have one key, QuestionnaireError QB050 is raised or, with
    ``rename_clashes``, the later becomes ``<bank>_<key>``, in its bank's rules too.
    """
    shelf = dict(banks) if isinstance(banks, Mapping) else {bank.id: bank for bank in banks}
    taken = [
        (bank, section, question)
        for pick in picks
        for bank, section, question in _picked(shelf, pick)
    ]
    if not taken:
        raise error("QB052")
    new_keys = _settle_keys(taken, rename_clashes)
    taken_keys = {key for own in new_keys.values() for key in own.values()}
    pages: list[tuple[str, Section, list[Question]]] = []
    for bank, section, question in taken:
        if not pages or (pages[-1][0], pages[-1][1].key) != (bank.id, section.key):
            pages.append((bank.id, section, []))
        pages[-1][2].append(carried(question, bank.id, new_keys[bank.id], taken_keys))
    pages = [
        (bank, page_carried(page, new_keys[bank], taken_keys), questions)
        for bank, page, questions in pages
    ]
    return Questionnaire(title, tuple(languages), _named_pages(pages))


_Taken = tuple[Bank, Section, Question]


def _picked(shelf: Mapping[str, Bank], pick: Pick | str) -> list[_Taken]:
    wanted = Pick.parse(pick) if isinstance(pick, str) else pick
    if wanted.bank not in shelf:
        raise error(
            "QB051", what=term("bank_named"), key=wanted.bank, remedy=nearest(wanted.bank, shelf)
        )
    bank = shelf[wanted.bank]
    sections = [s for s in bank.sections if wanted.section in ("", s.key)]
    if not sections:
        known = [section.key for section in bank.sections]
        remedy = nearest(wanted.section, known)
        raise error(
            "QB051", what=term("section_of", bank=bank.id), key=wanted.section, remedy=remedy
        )
    found = [
        (bank, section, question)
        for section in sections
        for question in section.questions
        if wanted.question in ("", question.key)
    ]
    if not found:
        known = [question.key for section in sections for question in section.questions]
        remedy = nearest(wanted.question, known)
        raise error(
            "QB051", what=term("question_of", bank=bank.id), key=wanted.question, remedy=remedy
        )
    return found


def _settle_keys(taken: Sequence[_Taken], rename: bool) -> dict[str, dict[str, str]]:
    """Give each bank's keys their names in the questionnaire; a second of one name is a clash."""
    owner: dict[str, str] = {}
    new_keys: dict[str, dict[str, str]] = {}
    for bank, _, question in taken:
        own = new_keys.setdefault(bank.id, {})
        for item in (question, *question.parts):
            key = item.key
            if key in owner and rename and item.key not in own:
                key = f"{bank.id}_{item.key}"
            if key in owner:
                raise error("QB050", key=item.key, first=owner[key], second=bank.id)
            owner[key] = bank.id
            own[item.key] = key
    return new_keys


def _named_pages(pages: Sequence[tuple[str, Section, list[Question]]]) -> tuple[Section, ...]:
    """Give each page a key of its own: the section's, with its bank's or a number if taken."""
    used: set[str] = set()
    named = []
    for bank, section, questions in pages:
        key, number = section.key, 2
        if key in used:
            key = f"{bank}_{section.key}"
        while key in used:
            key, number = f"{bank}_{section.key}_{number}", number + 1
        used.add(key)
        named.append(replace(section, key=key, questions=tuple(questions)))
    return tuple(named)
