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

from .drafts import draft_by_hand, draft_personas
from .fields import FIELD_BY_KEY, FIELDS
from .gaps import empty_fields, find_gaps
from .prevalence import benjamini_hochberg, difference, wilson_interval
from .reality import RealityMeter, measure
from .respondents import KINDS, Quote, Respondent, ThemeInfo, Trait
from .rules import Context, Violation, check, is_publishable
from .sheet import Draft, Evidence, NotKnown, PersonaDraft, Statement
from .stability import jaccard, stability_word
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
    "FIELDS",
    "FIELD_BY_KEY",
    "KINDS",
    "Context",
    "Draft",
    "Evidence",
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
    "counter_text",
    "difference",
    "draft_by_hand",
    "draft_personas",
    "empty_fields",
    "field_label",
    "find_gaps",
    "is_publishable",
    "jaccard",
    "measure",
    "not_known_text",
    "note_text",
    "persona_summary",
    "stability_text",
    "stability_word",
    "violation_text",
    "wilson_interval",
]
