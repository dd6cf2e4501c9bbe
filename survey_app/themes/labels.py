"""What the review calls things: kinds, channels, how sure a theme is, why an excerpt is there."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from survey_app.collect.labels import CHANNEL_LABELS
from survey_app.synthesis.prevalence import wilson_interval
from survey_app.themes.decisions import name_in
from survey_app.themes.models import Decision
from survey_app.themes.queries import RankedTheme, Voiced

SOLID, LIKELY = 0.75, 0.5  # confidence from which a theme counts as such

KINDS_PLURAL: Mapping[str, object] = {
    "pain": _l("Pains"),
    "goal": _l("Goals"),
    "objection": _l("Objections"),
    "praise": _l("Praise"),
}

CHANNELS = CHANNEL_LABELS

# What speaks for a kind, by the cue's name in the engine.
REASONS: Mapping[str, object] = {
    "asked.pain": _l("the question asks for pains"),
    "asked.goal": _l("the question asks for goals"),
    "asked.objection": _l("the question asks for doubts"),
    "asked.praise": _l("the question asks for praise"),
    "tagged.pain": _l("the interviewer tagged it as a pain"),
    "tagged.goal": _l("the interviewer tagged it as a goal"),
    "tagged.objection": _l("the interviewer tagged it as an objection"),
    "tagged.praise": _l("the interviewer tagged it as praise"),
    "goal.aim": _l("names an aim"),
    "goal.comparative": _l("asks for more or better"),
    "goal.fix": _l("asks for a repair"),
    "goal.imperative": _l("says what to do"),
    "goal.need": _l("names a need"),
    "goal.purpose": _l("says what it is for"),
    "goal.request": _l("asks for something"),
    "goal.should": _l("says how it should be"),
    "goal.suggest": _l("makes a suggestion"),
    "goal.want": _l("says what is wanted"),
    "goal.wish": _l("voices a wish"),
    "objection.authority": _l("somebody else decides"),
    "objection.complexity": _l("seems too complicated"),
    "objection.need": _l("sees no need"),
    "objection.price": _l("doubts the price"),
    "objection.refusal": _l("says no"),
    "objection.risk": _l("fears a risk"),
    "objection.switching": _l("shies away from switching"),
    "objection.timing": _l("not now"),
    "objection.trust": _l("lacks trust"),
    "pain.affect": _l("speaks of annoyance"),
    "pain.breach": _l("a promise was not kept"),
    "pain.cost": _l("costs too much"),
    "pain.effort": _l("takes too much effort"),
    "pain.excess": _l("too much of something"),
    "pain.hindrance": _l("something is in the way"),
    "pain.irony": _l("says the opposite of what is meant"),
    "pain.loss": _l("something was lost"),
    "pain.malfunction": _l("something does not work"),
    "pain.misfit": _l("something does not fit"),
    "pain.missing": _l("something is missing"),
    "pain.quality": _l("poor quality"),
    "pain.time": _l("takes too long"),
    "pain.trust": _l("trust was hurt"),
    "praise.approval": _l("approves of something"),
    "praise.delight": _l("is delighted"),
    "praise.ease": _l("finds it easy"),
    "praise.recommend": _l("would recommend it"),
    "praise.reliable": _l("finds it reliable"),
    "praise.speed": _l("finds it fast"),
    "praise.thanks": _l("says thanks"),
    "praise.value": _l("finds it worth its price"),
    "praise.works": _l("says that it works"),
    "words.negative": _l("unfriendly words"),
    "words.positive": _l("friendly words"),
    "words.unpositive": _l("friendly words, denied"),
    "words.unnegative": _l("unfriendly words, denied"),
}

DONE: Mapping[str, object] = {
    "accept": _l("Accepted “%(name)s”"),
    "reject": _l("Rejected “%(name)s”"),
    "reopen": _l("Suggested again “%(name)s”"),
    "rename": _l("Renamed to “%(name)s”"),
    "define": _l("Defined “%(name)s”"),
    "merge": _l("Merged “%(name)s”"),
    "move": _l("Moved quotes out of “%(name)s”"),
    "remove": _l("Took quotes out of “%(name)s”"),
    "put": _l("Put quotes into “%(name)s”"),
    "split": _l("Split “%(name)s”"),
    "create": _l("New theme “%(name)s”"),
    "nest": _l("Put “%(name)s” in its place"),
    "retag": _l("Gave “%(name)s” another kind"),
    "key": _l("Marked a key quote in “%(name)s”"),
    "unkey": _l("Unmarked a key quote in “%(name)s”"),
    "comment": _l("Commented on “%(name)s”"),
    "uncomment": _l("Removed a comment on “%(name)s”"),
}

# What a person wanted to do, where somebody else was quicker.
VERBS: Mapping[str, object] = {
    "accept": _l("accept it"),
    "reject": _l("reject it"),
    "reopen": _l("open it again"),
    "rename": _l("rename it"),
    "define": _l("describe it"),
    "merge": _l("merge it into another theme"),
    "nest": _l("make it a part of another theme"),
    "retag": _l("give it another kind"),
    "split": _l("split it"),
    "move": _l("move quotes"),
    "remove": _l("take quotes out"),
}

OBJECTION_TYPES: Mapping[str, object] = {
    "price": _l("Price"),
    "trust": _l("Trust"),
    "timing": _l("Not now"),
    "need": _l("No need"),
    "authority": _l("Somebody else decides"),
    "switching": _l("Switching"),
    "complexity": _l("Too complicated"),
    "risk": _l("Risk"),
    "": _l("Other doubts"),
}


def doubt(theme: RankedTheme) -> str:
    """Return how sure a theme is: solid, likely, fragile; empty for one made by hand."""
    if theme.by_hand and not theme.confidence:
        return ""
    if theme.confidence >= SOLID:
        return "solid"
    return "likely" if theme.confidence >= LIKELY else "fragile"


def why(voiced: Voiced, kind: str) -> list[tuple[str, str]]:
    """Return what speaks for a kind in plain words, each with the customer's words for it."""
    found: dict[str, str] = {}
    for reason in voiced.reasons:
        group, _dot, about = reason.cue.partition(".")
        label = REASONS.get(reason.cue)
        speaks = group == kind or group == "words" or about == kind
        if label is not None and speaks:
            found.setdefault(str(label), reason.words)
    return list(found.items())


def done(decision: Decision) -> str:
    """Return what a decision did, with the theme's name, such as 'Accepted “slow exports”'."""
    sentence = DONE.get(decision.verb)
    name = name_in(decision)
    return str(sentence) % {"name": name} if sentence else name


def interval(theme: RankedTheme) -> tuple[float, float]:
    """Return the range, 0-1, in which the share of all customers who would say it likely lies."""
    return wilson_interval(theme.n, theme.asked)
