"""The four files of an analysis: themes.json, personas.json, report.html, report.pdf."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from survey_app import __version__
from survey_app.analyze.context import around
from survey_app.analyze.material import BadInput
from survey_app.analyze.run import Analysis, quote_id
from survey_app.analyze.theme_file import themes_as_data
from survey_app.exports.bundle import Bundle, Quote, ThemeSheet
from survey_app.exports.errors import ExportError
from survey_app.exports.formats import FORMAT_BY_EXTENSION
from survey_app.exports.from_draft import Setting, bundle_from_draft
from survey_app.exports.nearest import stems
from survey_app.exports.words import in_marks, word
from survey_app.nlp.theme_values import Member, Theme
from survey_app.synthesis import Evidence, Respondent
from survey_app.synthesis.shown import sentence_case

LANGUAGES = ("en", "ru", "zh")
QUOTES_A_THEME = 3
TELLING_MEMBERS = 10
FILES = ("themes.json", "personas.json", "report.html", "report.pdf")


def main_language(analysis_languages: dict[str, str]) -> str:
    """The language that most documents are in, among those a report can be written in."""
    counts = Counter(code for code in analysis_languages.values() if code in LANGUAGES)
    return max(LANGUAGES, key=lambda code: counts[code])


def make_bundle(analysis: Analysis, *, language: str, made_at: datetime) -> Bundle:
    """The analysis as a report shows it."""
    describe = _Describer(analysis, language)
    setting = Setting(
        study=analysis.material.title,
        organisation="",
        language=language,
        made_at=made_at,
        describe=describe,
        person_label=describe.person_label,
        respondents=analysis.respondents,
        traits=analysis.material.traits,
    )
    bundle = bundle_from_draft(
        analysis.draft,
        setting,
        themes=_theme_sheets(analysis, describe),
        sources=[fact.text(language) for fact in analysis.material.sources],
        engine={"portrait": __version__, "themes": [dict(one.engine) for one in analysis.found]},
    )
    if analysis.compared_by:
        note = word("compared_by", language, question=analysis.compared_by)
        bundle = replace(bundle, notes=(*bundle.notes, note))
    return bundle


def write_files(
    analysis: Analysis, bundle: Bundle, folder: Path, warn: Callable[[str], None]
) -> list[Path]:
    """Write the four files and return their paths; an older report is replaced file by file.

    A report.pdf that cannot be set on this machine (no Chinese font) is left out, with a warning.
    Raises BadInput where the folder cannot be written to.
    """
    themes = json.dumps(
        themes_as_data(analysis.found, analysis.material.places), ensure_ascii=False, indent=1
    )
    contents = {"themes.json": themes.encode("utf-8", "replace") + b"\n"}
    for name in FILES[1:]:
        stream = BytesIO()
        try:
            FORMAT_BY_EXTENSION[name.rsplit(".", 1)[1]].write(bundle, stream)
        except ExportError as error:
            warn(f"{name} is left out. {error}")
            continue
        contents[name] = stream.getvalue()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in contents.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise BadInput(
            f"{folder.name}: the report cannot be written ({error.strerror}). "
            "Choose another --output."
        ) from None
    return [folder / name for name in contents]


class _Describer:
    """Gives evidence its sentence and its source line."""

    def __init__(self, analysis: Analysis, language: str) -> None:
        self._language = language
        self._documents = {one.id: one for one in analysis.material.documents}
        self._people = {one.id: one for one in analysis.material.people}
        self._members: dict[str, Member] = {
            quote_id(member): member
            for one in analysis.found
            for theme in one.themes
            for member in theme.members
        }

    def __call__(self, evidence: Evidence) -> Quote:
        """The quote behind a piece of evidence, its number still open."""
        return self.quote(self._members[evidence.quote_id or ""])

    def quote(self, member: Member) -> Quote:
        """A member of a theme within its sentence."""
        document = self._documents[member.document_id]
        before, after = around(document.text, member.start, member.end, document.language)
        return Quote(0, member.quote, self._source(member), before, after)

    def person_label(self, person_id: str) -> str:
        """How a respondent is named beside what they said."""
        person = self._people.get(person_id)
        return person.label if person else person_id

    def owner(self, member: Member) -> str:
        """Who said it."""
        document = self._documents[member.document_id]
        return document.respondent or document.id

    def _source(self, member: Member) -> str:
        document = self._documents[member.document_id]
        person = self._people.get(self.owner(member))
        parts = [person.label, person.about] if person else [self.owner(member)]
        if document.question:
            parts.append(in_marks(document.question, self._language))
        return " · ".join(part for part in parts if part)


def _theme_sheets(analysis: Analysis, describe: _Describer) -> tuple[ThemeSheet, ...]:
    """All themes by kind, most people first, counted over those who were asked for the kind."""
    sheets = []
    for one in analysis.found:
        own = [_theme_sheet(theme, analysis.respondents, describe) for theme in one.themes]
        sheets += sorted(own, key=lambda sheet: (-sheet.n, sheet.name))
    return tuple(sheets)


def _theme_sheet(theme: Theme, people: Sequence[Respondent], describe: _Describer) -> ThemeSheet:
    asked = [person for person in people if theme.kind in person.asked]
    voices = {describe.owner(member) for member in theme.members}
    n_asked_voices = sum(person.id in voices for person in asked)
    quotes: list[Quote] = []
    heard: set[str] = set()
    wanted = stems(theme.name)
    # The first members tell most; among them those nearest to the theme's name come first.
    first = sorted(
        theme.members[:TELLING_MEMBERS], key=lambda member: -len(wanted & stems(member.quote))
    )
    for member in (*first, *theme.members[TELLING_MEMBERS:]):
        if describe.owner(member) not in heard and len(quotes) < QUOTES_A_THEME:
            heard.add(describe.owner(member))
            quotes.append(replace(describe.quote(member), number=len(quotes) + 1))
    return ThemeSheet(
        key=theme.id,
        name=sentence_case(theme.name),
        kind=theme.kind,
        n=n_asked_voices if asked else len(voices),
        asked=len(asked),
        quotes=tuple(quotes),
    )
