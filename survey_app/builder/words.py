"""What the builder calls things: verbs, comparisons, tags and fields in plain words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

VERBS = {
    "edit": _l("an edit"),
    "move": _l("moving a question"),
    "move_section": _l("moving a section"),
    "remove": _l("removing a question"),
    "remove_section": _l("removing a section"),
    "add": _l("adding questions"),
    "add_section": _l("adding a section"),
    "copy": _l("copying a question"),
    "copy_section": _l("copying a section"),
    "question": _l("editing a question"),
    "section": _l("editing a section"),
    "retype": _l("another type"),
    "translate": _l("translations"),
    "settings": _l("title, languages or computed values"),
}
"""What was done, as it follows 'Undo:'."""

COMPARISONS = {
    "==": _l("is"),
    "!=": _l("is not"),
    "<": _l("is under"),
    "<=": _l("is at most"),
    ">": _l("is over"),
    ">=": _l("is at least"),
    "has": _l("includes"),
    "lacks": _l("does not include"),
    "yes": _l("is yes"),
    "no": _l("is no"),
    "given": _l("was answered"),
}

ELICITS = {
    "pain": _l("pains"),
    "goal": _l("goals"),
    "objection": _l("objections"),
    "praise": _l("praise"),
}
"""The four kinds that the analysis looks for first."""

OTHER_TAGS = {
    "action": _l("what they do"),
    "behaviour": _l("habits"),
    "budget": _l("budget"),
    "channel": _l("channels"),
    "competitor": _l("competitors"),
    "complaint": _l("complaints"),
    "context": _l("circumstances"),
    "decision_role": _l("role in the decision"),
    "demographic": _l("age, place, family"),
    "disqualifier": _l("why they do not fit"),
    "emotion": _l("feelings"),
    "expectation": _l("expectations"),
    "fear": _l("fears"),
    "firmographic": _l("about the company"),
    "fit": _l("how well we fit"),
    "info_source": _l("where they look things up"),
    "interest": _l("interests"),
    "journey_stage": _l("stage of the journey"),
    "loyalty": _l("loyalty"),
    "metric": _l("how success is measured"),
    "motivation": _l("motives"),
    "need": _l("needs"),
    "outlook": _l("plans and outlook"),
    "preference": _l("preferences"),
    "psychographic": _l("values and character"),
    "quote": _l("words worth quoting"),
    "role": _l("job and duties"),
    "skill": _l("skills"),
    "tool": _l("tools"),
    "trigger": _l("what set it off"),
    "usage": _l("how they use it"),
    "value": _l("what it is worth to them"),
}

AUDIENCES = {
    "customer": _l("customers"),
    "interviewer": _l("interviewers"),
    "team": _l("the team"),
    "analyst": _l("analysts"),
}

FIELDS = {
    "choices": _l("choices"),
    "scale": _l("scale"),
    "min": _l("smallest number"),
    "max": _l("largest number"),
    "integer": _l("whole numbers only"),
    "unit": _l("unit"),
    "currency": _l("currency"),
    "rows": _l("most lines"),
    "min_rows": _l("fewest lines"),
    "items": _l("rows"),
    "ask": _l("exact number or range"),
    "random_order": _l("random order"),
    "parts": _l("parts"),
}
"""What a question of a certain type has, as a sentence names it."""

WORDINGS = {
    "title": _l("Title"),
    "intro": _l("Introduction"),
    "text": _l("Question"),
    "help": _l("Help beneath it"),
    "interviewer_text": _l("As an interviewer says it"),
    "purpose": _l("Why it is asked"),
    "required_text": _l("Why an answer is needed"),
    "unit": _l("Unit"),
    "low_text": _l("Words at the low end"),
    "high_text": _l("Words at the high end"),
    "choices": _l("Choice"),
    "items": _l("Row"),
    "checks": _l("Message of a check"),
}

LEVELS = {
    "cosmetic": _l("Wording only: answers before and after mean the same."),
    "compatible": _l("More can be answered; answers given so far stay good."),
    "breaking": _l("Answers given so far may not mean the same: send it as a new wave."),
}
