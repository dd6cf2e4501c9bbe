"""What a question can bring out of people: the tags that carry over to the analysis."""

from __future__ import annotations

ELICITS_TAGS = frozenset(
    {
        *("action", "behaviour", "budget", "channel", "competitor", "complaint", "context"),
        *("decision_role", "demographic", "disqualifier", "emotion", "expectation", "fear"),
        *("firmographic", "fit", "goal", "info_source", "interest", "journey_stage", "loyalty"),
        *("metric", "motivation", "need", "objection", "outlook", "pain", "praise"),
        *("preference", "psychographic", "quote", "role", "skill", "tool", "trigger", "usage"),
        "value",
    }
)

AUDIENCES = ("customer", "interviewer", "team", "analyst")
"""Who may be asked, or may fill a bank in about a customer."""
