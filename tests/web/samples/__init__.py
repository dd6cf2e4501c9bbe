"""Sample content for the style guide and the specimens, in three languages and right to left."""

from __future__ import annotations

from tests.web.samples.arabic import ARABIC
from tests.web.samples.chinese import CHINESE
from tests.web.samples.english import ENGLISH
from tests.web.samples.russian import RUSSIAN
from tests.web.samples.shapes import Sample

SAMPLES: dict[str, Sample] = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE, "ar": ARABIC}
