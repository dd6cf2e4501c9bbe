"""What a persona is: segments, their stability, statements and their evidence. A pure library.

In come respondents with the themes they voiced and the closed answers they gave; out comes a
draft: personas whose every line has its count, interval and evidence, what is true of everyone,
who fits no persona, and what is not known. `check` holds any persona, also one that a person
edited, against the trust rules. Nothing here knows a web page or a database.

    from survey_app.synthesis import Context, check, draft_personas
    draft = draft_personas(respondents, themes, traits, seed=0)
    for persona in draft.personas:
        broken = check(persona, Context(tuple(respondents), tuple(themes), tuple(traits)))
"""

from .boards import BOARD_BY_KEY, BOARDS
from .changes import compare_versions, line_key
from .drafts import draft_by_hand, draft_personas
from .fields import FIELD_BY_KEY, FIELDS
from .gaps import empty_fields, find_gaps
from .golden import Golden, golden_questions
from .prevalence import benjamini_hochberg, difference, wilson_interval
from .reality import RealityMeter, measure
from .representation import represent
from .respondents import KINDS, Quote, Respondent, ThemeInfo, Trait
from .rules import Context, Violation, check, is_publishable
from .saturation import saturation
from .sheet import Draft, Evidence, NotKnown, PersonaDraft, Statement
from .stability import jaccard, stability_word
from .stress import stress_test
from .wording import (
    counter_text,
    field_label,
    not_known_text,
    note_text,
    persona_summary,
    stability_text,
    violation_text,
)

__all__ = [
    "BOARDS",
    "BOARD_BY_KEY",
    "FIELDS",
    "FIELD_BY_KEY",
    "KINDS",
    "Context",
    "Draft",
    "Evidence",
    "Golden",
    "NotKnown",
    "PersonaDraft",
    "Quote",
    "RealityMeter",
    "Respondent",
    "Statement",
    "ThemeInfo",
    "Trait",
    "Violation",
    "benjamini_hochberg",
    "check",
    "compare_versions",
    "counter_text",
    "difference",
    "draft_by_hand",
    "draft_personas",
    "empty_fields",
    "field_label",
    "find_gaps",
    "golden_questions",
    "is_publishable",
    "jaccard",
    "line_key",
    "measure",
    "not_known_text",
    "note_text",
    "persona_summary",
    "represent",
    "saturation",
    "stability_text",
    "stability_word",
    "stress_test",
    "violation_text",
    "wilson_interval",
]
