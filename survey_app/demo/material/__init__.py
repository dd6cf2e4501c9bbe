"""The demo's raw material: who the people are and what they may say, in three languages."""

from survey_app.demo.material import chinese, english, russian
from survey_app.demo.material.asides import ASIDES

VOICES = {"en": english.VOICES, "ru": russian.VOICES, "zh": chinese.VOICES}
OPENERS = {"en": english.OPENERS, "ru": russian.OPENERS, "zh": chinese.OPENERS}
JOINERS = {"en": english.JOINERS, "ru": russian.JOINERS, "zh": chinese.JOINERS}
TAILS = {"en": english.TAILS, "ru": russian.TAILS, "zh": chinese.TAILS}

__all__ = ["ASIDES", "JOINERS", "OPENERS", "TAILS", "VOICES"]
