"""The form about an open link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import NumberRange, Optional

from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import OpenLink
from survey_app.collect.sites import MOST_SITES, site_origin
from survey_app.db import db
from survey_app.questionnaire import Question, wording
from survey_app.web.forms import MAX_SHORT_CHARS, StaffForm, at_most, needed
from survey_app.web.i18n import current_language

MOST_RESPONSES = 1_000_000


class LinkForm(StaffForm):
    """Where the link is put up, what it takes, and until when."""

    publication_id = SelectField(_l("Survey"), coerce=int)
    title = StringField(
        _l("Where it is put up"),
        [needed(), at_most(MAX_SHORT_CHARS)],
        description=_l("For you: “Poster at the spring fair”, “Footer of the shop”."),
    )
    closes_on = DateField(
        _l("Last day"),
        [Optional()],
        description=_l("Whoever has begun by then may finish."),
    )
    max_responses = IntegerField(
        _l("Close after so many answers"),
        [Optional(), NumberRange(1, MOST_RESPONSES, _l("Write a whole number from 1."))],
    )
    quota_question = SelectField(_l("Limit the answers by one question"))
    quotas = TextAreaField(
        _l("How many of each"),
        [at_most(2_000)],
        description=_l("One a line: the choice as people read it, a colon, a number."),
    )
    anonymous = BooleanField(
        _l("Anonymous"),
        description=_l("Keeps the day, no address, and cannot be undone for answers given."),
    )
    kiosk = BooleanField(
        _l("One device for many people"),
        description=_l("For a tablet at a stand: it starts clean by itself after each person."),
    )
    embed_sites = TextAreaField(
        _l("Sites that may show the survey within a page"),
        [at_most(2_000)],
        description=_l("One a line, such as https://shop.example. Without any, none may."),
    )

    def __init__(self, surveys: Sequence[Publication], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.surveys = {one.id: one for one in surveys}
        self.publication_id.choices = [(one.id, one.questionnaire.title) for one in surveys]
        self.quota_question.choices = [("", _("No, take all")), *self._questions().items()]

    def validate_quotas(self, field: TextAreaField) -> None:
        """Each line must name a choice of the chosen question, and a number."""
        if self.quota_question.data and not self.quota_table():
            raise ValidationError(_("Write at least one line, such as “%(line)s”.", line="…: 50"))

    def validate_quota_question(self, field: SelectField) -> None:
        """The question must be one of the chosen survey."""
        if field.data and self._question() is None:
            raise ValidationError(_("Choose a question of the survey that is chosen above."))

    def validate_embed_sites(self, field: TextAreaField) -> None:
        """Each line must name one site; a device for many people stands in no page."""
        lines = self._site_lines()
        wrong = next((one for one in lines if site_origin(one) is None), None)
        if wrong is not None:
            raise ValidationError(
                _("Write the address of a site in place of “%(line)s”.", line=wrong)
            )
        if len(lines) > MOST_SITES:
            raise ValidationError(_("Name at most %(n)s sites.", n=MOST_SITES))
        if lines and self.kiosk.data:
            raise ValidationError(
                _(
                    "A link for a shared tablet cannot stand in a page. "
                    "Put up another one for the site."
                )
            )

    def quota_table(self) -> dict[str, int]:
        """Return the most answers by code of a choice. Raises ValidationError on a bad line."""
        question = self._question()
        if question is None:
            return {}
        named = {
            text.strip().casefold(): choice.code
            for choice in question.choices
            for text in (*choice.text.values(), choice.code)
        }
        table = {}
        for line in (self.quotas.data or "").splitlines():
            if not line.strip():
                continue
            name, _colon, number = line.replace("：", ":").rpartition(":")
            code = named.get(name.strip().casefold())
            if code is None or not number.strip().isdecimal():
                raise ValidationError(
                    _(
                        "Mend the line “%(line)s”: a choice of the question, a colon, a number.",
                        line=line.strip(),
                    )
                )
            table[code] = int(number)
        return table

    def values(self) -> dict[str, Any]:
        """Return the columns of the link."""
        return {
            "publication_id": self.publication_id.data,
            "title": self.title.data,
            "closes_at": _end_of(self.closes_on.data),
            "max_responses": self.max_responses.data,
            "quota_question": self.quota_question.data or None,
            "quotas": self.quota_table(),
            "anonymous": self.anonymous.data,
            "kiosk": self.kiosk.data,
            "embed_sites": list(
                dict.fromkeys(site for one in self._site_lines() if (site := site_origin(one)))
            ),
        }

    def _site_lines(self) -> list[str]:
        lines = (line.strip() for line in (self.embed_sites.data or "").splitlines())
        return [line for line in lines if line]

    def _question(self) -> Question | None:
        publication = self.surveys.get(self.publication_id.data)
        if publication is None or not self.quota_question.data:
            return None
        return _single_choices(publication).get(self.quota_question.data)

    def _questions(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for publication in self.surveys.values():
            for key, question in _single_choices(publication).items():
                found.setdefault(key, wording(question.text, current_language()))
        return found


def start_values(link: OpenLink) -> dict[str, Any]:
    """Return what the form shows of a link."""
    names = choice_names(link)
    lines = [f"{names.get(code, code)}: {most}" for code, most in link.quotas.items()]
    return {
        "publication_id": link.publication_id,
        "title": link.title,
        "closes_on": (link.closes_at - timedelta(seconds=1)).date() if link.closes_at else None,
        "max_responses": link.max_responses,
        "quota_question": link.quota_question or "",
        "quotas": "\n".join(lines),
        "anonymous": link.anonymous,
        "kiosk": link.kiosk,
        "embed_sites": "\n".join(link.embed_sites),
    }


def choice_names(link: OpenLink) -> dict[str, str]:
    """Return the choices of the question that limits a link, by code, in the reader's language."""
    question = _single_choices(link.publication).get(link.quota_question or "")
    if question is None:
        return {}
    return {one.code: wording(one.text, current_language()) for one in question.choices}


def _single_choices(publication: Publication) -> dict[str, Question]:
    questionnaire = questionnaire_of(db.session(), publication)
    return {one.key: one for one in questionnaire.iter_inputs() if one.type == "single"}


def _end_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) + timedelta(days=1) if day else None
