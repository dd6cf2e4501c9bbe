"""The demo's raw material: who the people are and what they may say, in three languages."""

from survey_app.demo.material import chinese, english, russian
from survey_app.demo.material.asides import ASIDES
from survey_app.demo.material.frames import JOINERS, OPENERS, TAILS

VOICES = {"en": english.VOICES, "ru": russian.VOICES, "zh": chinese.VOICES}

__all__ = ["ASIDES", "JOINERS", "OPENERS", "TAILS", "VOICES"]
