"""The labelled sets: where they lie, what their labels mean, which may be fitted.

The folder of the data is an argument everywhere; nothing of it is copied into the project.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# customers' intents of the banking set that report something gone wrong
BANKING_PAINS = [
    "not_recognised",
    "declined",
    "reverted",
    "failed",
    "not_received",
    "wrong_",
    "not_working",
    "stolen",
    "lost_",
    "charged",
    "swallowed",
    "compromised",
    "blocked",
    "pending",
    "not_updated",
    "delayed",
    "disputed",
    "missing",
    "contactless_not",
]
BANKING_NEUTRAL = [
    "charge",
    "card_about",
    "delivery",
    "exchange_rate",
    "supported",
    "top_up_limits",
    "age_limit",
    "verify",
    "activate",
    "apple_pay",
    "edit_",
    "country",
    "get_",
    "order",
    "visa",
    "virtual_card",
    "fiat",
    "automatic",
    "passcode_forgotten",
]


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text: its label for one kind is True or False, or None where it says nothing."""

    text: str
    truth: bool | None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """One set and one kind: how a stored label reads as yes, no or 'says nothing'."""

    name: str
    file: str
    kind: str
    reads: Callable[[dict[str, str]], bool | None]
    family: str
    language: str = "en"
    fitted: bool = False
    target: float | None = None

    def rows(self, folder: Path) -> Iterator[Row]:
        """Read the rows that say yes or no."""
        with (folder / "labelled" / self.file).open(newline="", encoding="utf-8") as stream:
            for raw in csv.DictReader(stream):
                truth = self.reads(raw)
                if truth is not None:
                    yield Row(raw["text"], truth)


def _is(*labels: str) -> Callable[[dict[str, str]], bool | None]:
    return lambda row: row["label"] in labels


def _among(yes: tuple[str, ...], no: tuple[str, ...]) -> Callable[[dict[str, str]], bool | None]:
    def reads(row: dict[str, str]) -> bool | None:
        return True if row["label"] in yes else False if row["label"] in no else None

    return reads


def _banking_pain(row: dict[str, str]) -> bool | None:
    label = row["label"]
    if any(part in label for part in BANKING_PAINS):
        return True
    return False if any(part in label for part in BANKING_NEUTRAL) else None


def _resists(row: dict[str, str]) -> bool | None:
    return row["label"] not in ("not-a-strategy", "organization-inquiry")


def _ends_with(ending: str) -> Callable[[dict[str, str]], bool | None]:
    return lambda row: row["label"].endswith(ending)


S = LabelledSet
MEASURED = (
    S(
        "complaints_tweets",
        "complaints_tweets.csv",
        "pain",
        _is("complaint"),
        "tweets",
        target=0.69,
    ),
    S(
        "airline_sentiment",
        "airline_sentiment.csv",
        "pain",
        _is("negative"),
        "airline",
        target=0.85,
    ),
    S("pros_cons", "pros_cons.csv", "pain", _is("cons"), "pros_cons", fitted=True, target=0.77),
    S(
        "jupyter pain",
        "jupyter_survey.csv",
        "pain",
        _among(("pain", "objection"), ("praise", "met_need", "goal", "goal_first")),
        "jupyter",
        fitted=True,
        target=0.76,
    ),
    S(
        "jupyter pain/praise",
        "jupyter_survey.csv",
        "pain",
        _among(("pain", "objection"), ("praise",)),
        "jupyter",
        fitted=True,
    ),
    S(
        "product_sentences",
        "product_sentences.csv",
        "pain",
        _is("negative", "mixed"),
        "product",
        fitted=True,
    ),
    S(
        "app bug reports",
        "app_reviews_google.csv",
        "pain",
        _among(("bug report",), ("rating",)),
        "apps",
    ),
    S("banking77", "banking77.csv", "pain", _banking_pain, "banking", fitted=True),
    S("suggestion_forum", "suggestion_forum.csv", "goal", _is("suggestion"), "forum", target=0.60),
    S(
        "app_reviews_google",
        "app_reviews_google.csv",
        "goal",
        _is("feature request"),
        "apps",
        target=0.65,
    ),
    S("app_reviews_vu", "app_reviews_vu.csv", "goal", _is("requirement"), "apps"),
    S(
        "jupyter goal",
        "jupyter_survey.csv",
        "goal",
        _among(("goal", "goal_first"), ("praise", "pain", "objection", "met_need")),
        "jupyter",
        fitted=True,
    ),
    S("resisting_p4g", "resisting_p4g.csv", "objection", _resists, "p4g", target=0.40),
    S(
        "jupyter objection",
        "jupyter_survey.csv",
        "objection",
        _among(("objection",), ("praise", "pain", "goal", "goal_first", "met_need")),
        "jupyter",
        fitted=True,
    ),
    S("jupyter praise", "jupyter_survey.csv", "praise", _is("praise"), "jupyter", fitted=True),
    S("airline praise", "airline_sentiment.csv", "praise", _is("positive"), "airline"),
    S("ru_banks", "ru_banks.csv", "pain", _is("negative", "mixed"), "ru_banks", "ru"),
    S("ru_banks praise", "ru_banks.csv", "praise", _is("positive", "mixed"), "ru_banks", "ru"),
    S("zh_hotel", "zh_hotel.csv", "pain", _is("negative"), "zh_hotel", "zh"),
    S("zh_waimai", "zh_waimai.csv", "pain", _is("negative"), "zh_waimai", "zh"),
    S("zh_shopping", "zh_shopping.csv", "pain", _ends_with("=negative"), "zh_shopping", "zh"),
)
FITTED = (
    *(s for s in MEASURED if s.fitted and s.kind == "pain" and s.name != "jupyter pain/praise"),
    S(
        "napire",
        "napire_causes.csv",
        "pain",
        lambda r: r["label"] != "NotCodable" or None,
        "napire",
    ),
    S("clinc150", "clinc150.csv", "pain", lambda r: False, "clinc"),
    S("pros praise", "pros_cons.csv", "praise", _is("pros"), "pros_cons"),
    S("product praise", "product_sentences.csv", "praise", _is("positive", "mixed"), "product"),
    S(
        "jupyter praise",
        "jupyter_survey.csv",
        "praise",
        _among(("praise",), ("pain", "objection", "goal", "goal_first")),
        "jupyter",
    ),
    S("banking praise", "banking77.csv", "praise", lambda r: False, "banking"),
    S("clinc praise", "clinc150.csv", "praise", lambda r: False, "clinc"),
    S("napire praise", "napire_causes.csv", "praise", lambda r: False, "napire"),
    S(
        "jupyter goal",
        "jupyter_survey.csv",
        "goal",
        _among(("goal", "goal_first"), ("praise", "pain", "objection", "met_need")),
        "jupyter",
    ),
    S("product goal", "product_sentences.csv", "goal", lambda r: False, "product"),
    S("pros_cons goal", "pros_cons.csv", "goal", lambda r: False, "pros_cons"),
    S("clinc goal", "clinc150.csv", "goal", lambda r: False, "clinc"),
    S("napire goal", "napire_causes.csv", "goal", lambda r: False, "napire"),
)
# free sets whose labels say yes and no of a kind; they show how sure words alone may be
CEILED = (
    *(s for s in MEASURED if s.fitted and s.name != "jupyter pain/praise" and s.kind != "praise"),
    *(s for s in FITTED if s.name in ("pros praise", "product praise", "jupyter praise")),
)
