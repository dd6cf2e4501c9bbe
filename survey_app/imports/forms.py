"""Forms of the import: a file and the survey that it answers."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import FileField, SelectField

from survey_app.builder.models import Publication
from survey_app.config import LANGUAGE_NAMES
from survey_app.web.forms import StaffForm, options


class AnswerFileForm(StaffForm):
    """The file, what it answers, and in which language."""

    file = FileField(_l("File"))
    survey = SelectField(
        _l("It answers"),
        description=_l("Without a survey, one is made of the file's headings and published."),
    )
    language = SelectField(_l("Language of the answers"), choices=options(LANGUAGE_NAMES))

    def offer(self, publications: Sequence[Publication]) -> None:
        """Fill in what can be chosen."""
        labels: dict[str, object] = {"": _l("a new survey, made of the headings")}
        labels |= {str(one.id): f"{one.questionnaire.title} ({one.number})" for one in publications}
        self.survey.choices = options(labels)
