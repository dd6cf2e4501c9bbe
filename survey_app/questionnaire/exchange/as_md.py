"""XLSForm as Markdown tables, to be read in a mail or kept beside code."""

from __future__ import annotations

from survey_app.questionnaire.exchange.as_xlsx import brought
from survey_app.questionnaire.exchange.bounded import check_size, decoded
from survey_app.questionnaire.exchange.results import Brought, Taken
from survey_app.questionnaire.exchange.xlsform.md_tables import read_tables, write_tables
from survey_app.questionnaire.exchange.xlsform.sheets import form_of, table_of
from survey_app.questionnaire.exchange.xlsform.writing import write_form
from survey_app.questionnaire.model import Questionnaire

NAME = "xlsform-md"
LABEL = {"en": "XLSForm (Markdown)", "ru": "XLSForm (Markdown)", "zh": "XLSForm（Markdown）"}
EXTENSION = "md"
MEDIA_TYPE = "text/markdown"
READS = True


def read(data: bytes, name: str, language: str = "") -> Brought:
    """Read a form. Raises ExchangeError."""
    check_size(data, name)
    tables = read_tables(decoded(data, name, "Markdown"), name)
    return brought(form_of(tables), name, language)


def write(questionnaire: Questionnaire, language: str = "") -> Taken:
    """Write a form with all languages of the questionnaire."""
    form, losses = write_form(questionnaire)
    return Taken(write_tables(table_of(form)).encode("utf-8", "replace"), tuple(losses))
