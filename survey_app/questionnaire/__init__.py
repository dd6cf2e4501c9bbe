"""What may be asked: question banks, questionnaires, question types and rules. A pure library.

In: bank files and the edits of a researcher. Out: immutable questionnaires, the form of each page,
checked answers, and the passages that the analysis reads. Knows neither Flask nor a database.
"""

from survey_app.questionnaire.answers import (
    answer_text,
    check_answers,
    clean,
    passages,
)
from survey_app.questionnaire.banks import (
    Bank,
    BankError,
    check_bank,
    dump_bank,
    load_bank,
    load_banks,
)
from survey_app.questionnaire.check import check_definition, check_questionnaire
from survey_app.questionnaire.compose import Pick, compose
from survey_app.questionnaire.diff import Change, diff, gravest
from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.forms import SectionForm, build_form
from survey_app.questionnaire.messages import message
from survey_app.questionnaire.model import (
    LANGUAGES,
    Answer,
    Answers,
    Choice,
    Question,
    Questionnaire,
    Scale,
    Section,
    Text,
    canonical_json,
    version_id,
    wording,
)
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.rules import visible
from survey_app.questionnaire.types import TYPES, question_type

__all__ = [
    "LANGUAGES",
    "TYPES",
    "Answer",
    "Answers",
    "Bank",
    "BankError",
    "Change",
    "Choice",
    "Pick",
    "Problem",
    "Question",
    "Questionnaire",
    "QuestionnaireError",
    "Scale",
    "Section",
    "SectionForm",
    "Text",
    "answer_text",
    "build_form",
    "canonical_json",
    "check_answers",
    "check_bank",
    "check_definition",
    "check_questionnaire",
    "clean",
    "compose",
    "diff",
    "dump_bank",
    "gravest",
    "load_bank",
    "load_banks",
    "message",
    "passages",
    "question_type",
    "version_id",
    "visible",
    "wording",
]
