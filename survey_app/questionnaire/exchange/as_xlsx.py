"""XLSForm as a spreadsheet, for KoboToolbox, ODK, and translators who like Excel."""

from __future__ import annotations

from survey_app.questionnaire.exchange.results import Brought, Taken
from survey_app.questionnaire.exchange.xlsform.aside import restore
from survey_app.questionnaire.exchange.xlsform.reading import read_form
from survey_app.questionnaire.exchange.xlsform.sheets import Form, form_of, table_of
from survey_app.questionnaire.exchange.xlsform.workbook import read_workbook, write_workbook
from survey_app.questionnaire.exchange.xlsform.writing import write_form
from survey_app.questionnaire.model import Questionnaire

NAME = "xlsform"
LABEL = {
    "en": "XLSForm (Excel; KoboToolbox, ODK)",
    "ru": "XLSForm (Excel; KoboToolbox, ODK)",
    "zh": "XLSForm（Excel，KoboToolbox、ODK）",
}
EXTENSION = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READS = True


def read(data: bytes, name: str, language: str = "") -> Brought:
    """Read a form. Raises ExchangeError."""
    return brought(form_of(read_workbook(data, name)), name, language)


def write(questionnaire: Questionnaire, language: str = "") -> Taken:
    """Write a form with all languages of the questionnaire."""
    form, losses = write_form(questionnaire)
    return Taken(write_workbook(table_of(form)), tuple(losses))


def brought(form: Form, name: str, language: str) -> Brought:
    """Understand a form's sheets, however they were stored."""
    found = read_form(form, language, name)
    restore(found, form)
    return Brought(Questionnaire.from_dict(found.data), tuple(found.words.losses))
