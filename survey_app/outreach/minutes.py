"""The minutes that a mail promises: the questionnaire's own estimate."""

from survey_app.questionnaire.minutes import minutes_of

__all__ = ["minutes_of"]
