"""From stored personas to what an export shows: the same sheets that the pages show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from flask_babel import force_locale
from sqlalchemy.orm import Session

from survey_app.collect.labels import CHANNEL_LABELS
from survey_app.exports.board_queries import Look, Stands, boards_of
from survey_app.exports.boards import BoardSheet
from survey_app.exports.bundle import (
    Bundle,
    Line,
    Quote,
    Relation,
    Section,
    Sheet,
    StorySentence,
)
from survey_app.exports.from_draft import Numbering
from survey_app.exports.words import day, number, word
from survey_app.personas import sheets
from survey_app.personas.models import PersonaVersion
from survey_app.personas.relations import relations_of
from survey_app.personas.services import PINNED
from survey_app.personas.telling import Told, story_of
from survey_app.studies.models import Study
from survey_app.synthesis.shown import ShownPart, common, parts_of
from survey_app.themes.queries import Voiced

SENTENCE_ENDS = ".!?…。！？\n"

# What is gone is said, not hidden: a quote that was withdrawn or reads differently now.
LOST = {
    "en": "Evidence that is gone or reads differently at its source now, and is not shown: {n}.",
    "ru": "Доказательств отозвано или изменилось в источнике, они не показаны: {n}.",
    "zh": "已撤回或与来源不再一致、因而未显示的证据：{n} 条。",
}

Link = Callable[[PersonaVersion, sheets.Line], str]
"""Gives the address at which the evidence of a line can be read."""
Boards = Callable[[str, Look], tuple[BoardSheet, ...]]
"""Gives the boards of one version in a language; its lines stand as the sheet has them."""


def bundle_of(
    session: Session,
    study: Study,
    versions: Sequence[PersonaVersion],
    *,
    language: str,
    made_at: datetime,
    link: Link,
    boards: bool = True,
    person: str = "third",
) -> Bundle:
    """Return these versions as one bundle, worded in `language` (en, ru, zh).

    With `boards` each sheet brings its boards; stories are told in the third or first `person`.
    What is true of everyone and how the groups came about is told by the newest of them.
    Raises ValueError where there is no version.
    """
    if not versions:
        raise ValueError("give at least one version to export")
    with force_locale(language):
        shown = [sheets.sheet_of(session, study, version, language) for version in versions]
        newest = max(shown, key=lambda sheet: sheet.version.id)
        numbering = Numbering()
        shared = parts_of([(one.field, one) for one in newest.everyone], language)
        everyone = _sections(newest.version, shared, numbering, language, link)
        return Bundle(
            study=study.title,
            organisation=study.organisation,
            language=language,
            made_at=made_at,
            personas=tuple(
                replace(
                    _sheet(
                        sheet,
                        language,
                        link,
                        _boards(session, study, sheet) if boards else None,
                        story_of(sheet, person=person, language=language),
                    ),
                    relations=_relations(session, study, sheet.version),
                )
                for sheet in shown
            ),
            n_respondents=newest.n_respondents,
            unclassified_share=newest.unclassified_share,
            everyone=everyone,
            everyone_quotes=numbering.quotes,
            notes=newest.notes,
            engine=dict(newest.version.engine),
        )


def _boards(session: Session, study: Study, sheet: sheets.Sheet) -> Boards:
    return lambda language, look: boards_of(session, study, sheet.version, language, look)


def _relations(session: Session, study: Study, version: PersonaVersion) -> tuple[Relation, ...]:
    """How it belongs to others; what is published names no draft."""
    drafts = version.status not in PINNED
    return tuple(
        Relation(one.words, tuple(other.name for other in one.others))
        for one in relations_of(session, study, version, drafts=drafts)
    )


def _sheet(
    sheet: sheets.Sheet,
    language: str,
    link: Link,
    boards: Boards | None,
    told: Sequence[Told],
) -> Sheet:
    version = sheet.version
    numbering = Numbering()
    sections = _sections(version, sheet.parts, numbering, language, link)
    key = sheet.key_quote
    line_of_key = next((line for line in sheet.lines if key and key in line.quotes), None)
    key_quote = None
    if key is not None and line_of_key is not None:
        number_of_key = numbering.add(f"quote:{key.id}", _quote(key, language))
        key_quote = next(one for one in numbering.quotes if one.number == number_of_key)

    def look(statement_id: int) -> Stands | None:
        line = sheet.line_of(statement_id)
        if line is None:
            return None
        cited = _numbers(line.quotes, line.ticked, numbering, language, link(version, line))
        return Stands(line.short, line.question, cited)

    drawn = boards(language, look) if boards else ()
    story = tuple(
        _sentence(one, numbering, language, link(version, one.line) if one.line else "")
        for one in told
    )
    n_lost = sheet.n_withdrawn + sheet.n_broken
    lost = (LOST[language].format(n=number(n_lost, language)),) if n_lost else ()
    rules = ", ".join(version.engine.get("overridden", ()))
    reason = f"{rules}: {version.override_reason}" if version.override_reason else ""
    return Sheet(
        **{**common(sheet), "not_known": (*sheet.not_known, *lost)},
        key=f"persona-{version.persona_id}",
        type=version.persona.type,
        version=version.number,
        status=version.status,  # type: ignore[arg-type]  # a CHECK constraint holds it
        published_on=version.published_at.date() if version.published_at else None,
        reviewed_by=version.reviewed_by.name if version.reviewed_by else "",
        key_quote=key_quote,
        sections=sections,
        quotes=numbering.quotes,
        override_reason=reason,
        portrait=sheets.portrait_seed(version.persona_id) if sheet.face else "",
        boards=drawn,
        story=story,
    )


def _sentence(told: Told, numbering: Numbering, language: str, href: str) -> StorySentence:
    """A sentence with the numbers of its quote, or of all its line stands on."""
    line, said = told.line, told.sentence.said
    if line is None:
        return StorySentence(told.sentence.text)
    quotes = [one for one in line.quotes if one.quote == said][:1] if said else line.quotes
    numbers = _numbers(quotes, line.ticked, numbering, language, href)
    return StorySentence(told.sentence.text, numbers)


def _sections(
    version: PersonaVersion,
    parts: Sequence[ShownPart[sheets.Line]],
    numbering: Numbering,
    language: str,
    link: Link,
) -> tuple[Section, ...]:
    """The same parts with numbers instead of evidence."""
    return tuple(
        Section(
            part.key,
            part.label,
            part.kind,
            tuple(_line(line, numbering, language, link(version, line)) for line in part.lines),
        )
        for part in parts
    )


def _line(line: sheets.Line, numbering: Numbering, language: str, href: str) -> Line:
    return Line(
        **common(line),
        evidence=(
            *_numbers(line.quotes, line.ticked, numbering, language, href),
            *_page(line.link, numbering),
        ),
        against=_numbers(
            line.against, line.ticked_against, numbering, language, href, against=True
        ),
    )


def _page(address: str, numbering: Numbering) -> tuple[int, ...]:
    """The number of the page that a line was inferred from; nothing where it names none."""
    if not address:
        return ()
    site = (urlsplit(address).hostname or address).removeprefix("www.")
    quote = Quote(0, site, address, is_answer=True, href=address)
    return (numbering.add(f"page:{address}", quote),)


def _numbers(
    quotes: Sequence[Voiced],
    ticked: Sequence[sheets.Ticked],
    numbering: Numbering,
    language: str,
    href: str,
    *,
    against: bool = False,
) -> tuple[int, ...]:
    """Numbers of what stands at its source (rule R2); broken quotes leave the house never."""
    found = [
        numbering.add(f"quote:{one.id}", _quote(one, language, href, against=against))
        for one in quotes
        if one.intact
    ]
    for answer in ticked:
        stance = "against" if against else "for"
        quote = Quote(
            0, answer.choice, _chosen_by(answer, language), against=against, is_answer=True,
            href=href,
        )  # fmt: skip
        found.append(numbering.add(f"answer:{stance}:{answer.question}:{answer.choice}", quote))
    return tuple(found)


def _quote(
    voiced: Voiced, language: str, href: str | None = None, *, against: bool = False
) -> Quote:
    channel = str(CHANNEL_LABELS.get(voiced.channel, voiced.channel))
    source = f"{voiced.source_label}, {channel}, {day(voiced.when.date(), language)}"
    if voiced.question:
        source += f" · {voiced.question}"
    return Quote(
        0,
        voiced.quote,
        source,
        before=_from_sentence_start(voiced.before),
        after="" if voiced.quote.endswith(tuple(SENTENCE_ENDS)) else _to_sentence_end(voiced.after),
        against=against,
        href=f"{href}#q{voiced.id}" if href else None,
    )


def _chosen_by(answer: sheets.Ticked, language: str) -> str:
    count = number(answer.n, language)
    if not answer.people:
        return word("said_by", language, n=count)
    people = ", ".join(answer.people)
    if answer.n > len(answer.people):
        rest = number(answer.n - len(answer.people), language)
        people += " " + word("and_more", language, n=rest)
    return word("chosen_by", language, n=count, people=people)


def _from_sentence_start(text: str) -> str:
    """What stands before the quote in its own sentence."""
    trimmed = text.rstrip()
    last = max((trimmed.rfind(mark) for mark in SENTENCE_ENDS), default=-1)
    return text[last + 1 :].lstrip() if last >= 0 else text


def _to_sentence_end(text: str) -> str:
    """What stands after the quote in its own sentence; the next one begins with a space."""
    for place, letter in enumerate(text):
        if letter in SENTENCE_ENDS:
            return text[: place + 1].rstrip("\n")
    return text
