"""The wordings of a form's rows in our languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from survey_app.questionnaire.exchange.losses import Loss, Place, loss
from survey_app.questionnaire.exchange.piping import inward
from survey_app.questionnaire.exchange.plain import most_chars, tidy, without_markup
from survey_app.questionnaire.exchange.tongues import LABELS, guessed, language_of
from survey_app.questionnaire.exchange.xlsform.sheets import Form, Row, known_tags, tags_in

REFERENCE = re.compile(r"\$\{\s*([^{}]+?)\s*\}")


class Wordings:
    """Knows which column holds which language and what was lost on the way."""

    def __init__(self, form: Form, language: str) -> None:
        self.losses: list[Loss] = []
        self.by_tag = self._languages(form, language)

    def of(
        self, row: Row, column: str, where: Place, keys: Mapping[str, str], *, name: str = "text"
    ) -> dict[str, str]:
        """The wordings of a cell by our languages, tidy and with our kind of piping."""
        found: dict[str, str] = {}
        for tag, cell in row.texts.get(column, {}).items():
            language = self.by_tag.get(tag)
            if language is None or language in found:
                continue
            plain = without_markup(cell)
            if plain != cell:
                self.note(loss("markup", where))
            text, made, lost = inward(tidy(plain), REFERENCE, keys)
            for there in made:
                self.note(loss("fallback_made", where, name=there))
            for there in lost:
                self.note(loss("property", where, name="${…}", value=there))
            most = most_chars(name)
            if len(text) > most:
                self.note(loss("shortened", where, name=column, most=most))
                text = text[:most]
            if text.strip():
                found[language] = text
        return found

    def note(self, found: Loss) -> None:
        """Keep a loss once."""
        if found not in self.losses:
            self.losses.append(found)

    def _languages(self, form: Form, language: str) -> dict[str, str]:
        tags = tags_in(form)
        by_tag = known_tags(tags)
        default = form.settings[0].get("default_language") if form.settings else ""
        for tag in tags:
            if tag in by_tag:
                continue
            texts = [
                row.texts[column][tag]
                for row in (*form.survey, *form.choices)
                for column in row.texts
                if tag in row.texts[column]
            ]
            wanted = language or language_of(default) or guessed(texts)
            if tag == "" and wanted not in by_tag.values():
                by_tag[tag] = wanted
                if not language_of(default):
                    self.note(loss("language_taken", language=LABELS[wanted]))
            elif tag == "":
                by_tag[tag] = wanted  # beside labels of that language: fills their gaps
            elif not by_tag:
                by_tag[tag] = wanted
                self.note(loss("language_taken", language=LABELS[wanted]))
            else:
                self.note(loss("language_left_out", language=tag))
        return by_tag
