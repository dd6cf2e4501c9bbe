"""What may be asked: question banks, questionnaires, question types and rules. A pure library."""

from survey_app.questionnaire.errors import QuestionnaireError
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

__all__ = [
    "LANGUAGES",
    "Answer",
    "Answers",
    "Choice",
    "Question",
    "Questionnaire",
    "QuestionnaireError",
    "Scale",
    "Section",
    "Text",
    "canonical_json",
    "version_id",
    "wording",
]
