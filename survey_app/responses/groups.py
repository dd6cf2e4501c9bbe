"""Into which groups respondents fall: by what is known of them, what they said, what follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.labels import CHANNEL_LABELS
from survey_app.config import LANGUAGE_NAMES
from survey_app.customers.models import Attribute, Company
from survey_app.outreach.models import Wave
from survey_app.questionnaire import Question, Questionnaire
from survey_app.questionnaire.messages import INTERFACE
from survey_app.questionnaire.model import Text
from survey_app.questionnaire.types.summary import plain
from survey_app.studies.models import Study

FACTS = ("language", "company", "wave", "channel")
"""What is known of every respondent without asking."""
CHOSEN = frozenset({"single", "multi", "yes_no", "scale"})
MOST_GROUPS = 12
N_BANDS = 4

Groups = Sequence[tuple[str, Text]]
CodesOf = Callable[[Any], list[str]]


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to part the respondents. `code` stands in the page's address.

    `kind` is fact, contact or company (an attribute of the list, called `name`), answer or
    computed (the question or value with the key `name`).
    """

    code: str
    kind: str
    name: str
    label: Text


def groupings(session: Session, study: Study, latest: Questionnaire) -> list[Grouping]:
    """List the ways to part the respondents of a questionnaire, those of the list first."""
    attributes = session.scalars(
        select(Attribute)
        .where(Attribute.study_id == study.id)
        .order_by(Attribute.owner.desc(), Attribute.position, Attribute.id)
    )
    return [
        *(Grouping(code, "fact", code, plain(code)) for code in FACTS),
        # A key of a question has no hyphen, so that the two never meet.
        *(
            Grouping(f"attribute-{one.id}", one.owner, one.name, plain(one.name))
            for one in attributes
        ),
        *(
            Grouping(one.key, "answer", one.key, one.text)
            for one in latest.iter_inputs()
            if one.type in CHOSEN
        ),
        *(Grouping(one.key, "computed", one.key, one.text) for one in latest.computed),
    ]


def parted(
    session: Session, study: Study, latest: Questionnaire, by: Grouping, values: Iterable[Any]
) -> tuple[Groups, CodesOf]:
    """Give the groups in their order, and what tells the codes of the groups of a value.

    Answers and facts have groups of their own. Of other values the twelve most frequent are
    groups, numbers with more values than that fall into four bands, dates into years.
    """
    if by.kind == "fact":
        return _of_fact(session, study, by.name), _codes
    if by.kind == "answer":
        return _of_question(latest.question(by.name)), _codes
    return _found([_comparable(value) for value in values])


def _of_fact(session: Session, study: Study, name: str) -> Groups:
    if name == "channel":
        return [(code, plain(str(label))) for code, label in CHANNEL_LABELS.items()]
    if name == "language":
        return [(code, plain(label)) for code, label in LANGUAGE_NAMES.items()]
    if name == "wave":
        waves = select(Wave.id, Wave.title).where(Wave.study_id == study.id).order_by(Wave.id)
        return [(str(key), plain(title)) for key, title in session.execute(waves)]
    companies = (
        select(Company.id, Company.name).where(Company.study_id == study.id).order_by(Company.name)
    )
    return [(str(key), plain(title)) for key, title in session.execute(companies)]


def _of_question(question: Question) -> Groups:
    if question.type == "yes_no":
        return [("yes", INTERFACE["yes"]), ("no", INTERFACE["no"])]
    if question.scale:
        return [(str(point), plain(str(point))) for point in question.scale.points]
    return [(choice.code, choice.text) for choice in question.choices]


def _codes(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _found(values: Sequence[Hashable]) -> tuple[Groups, CodesOf]:
    counts = Counter(value for value in values if value is not None)
    numbers = sorted(value for value in counts.elements() if isinstance(value, float))
    if len(set(numbers)) > MOST_GROUPS:
        return _bands(numbers)
    frequent = sorted(counts, key=lambda value: (-counts[value], str(value)))[:MOST_GROUPS]
    frequent.sort(key=_place)
    return (
        [(_spelt(value), _label(value)) for value in frequent],
        lambda value: [] if value is None else [_spelt(_comparable(value))],
    )


def _bands(numbers: Sequence[float]) -> tuple[Groups, CodesOf]:
    """Four bands with about as many people each; equal numbers stay together."""
    starts = sorted({numbers[len(numbers) * place // N_BANDS] for place in range(N_BANDS)})
    ends = [*(max(n for n in numbers if n < start) for start in starts[1:]), numbers[-1]]
    labels = [
        plain(_digits(low) if low == high else f"{_digits(low)} – {_digits(high)}")
        for low, high in zip(starts, ends, strict=True)
    ]

    def codes(value: Any) -> list[str]:
        number = _comparable(value)
        if not isinstance(number, float):
            return []
        return [str(sum(start <= number for start in starts) - 1)]

    return [(str(place), label) for place, label in enumerate(labels)], codes


def _comparable(value: Any) -> Hashable:
    """Numbers alike, whether computed or read from a list; of a date its year."""
    if isinstance(value, bool) or value is None or value == "":
        return None if value == "" else value
    if isinstance(value, (int, float, Decimal)):
        return float(value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    if len(text) == len("2026-03-31") and text[4::3] == "--":
        return text[:4]
    try:
        return float(text) if text[-1].isdigit() and len(text) <= MOST_GROUPS else text
    except ValueError:
        return text


def _place(value: Hashable) -> tuple[bool, float, str]:
    if isinstance(value, float):
        return False, value, ""
    return True, 0.0, str(value)


def _spelt(value: Hashable) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _digits(value) if isinstance(value, float) else str(value)


def _label(value: Hashable) -> Text:
    return INTERFACE[_spelt(value)] if isinstance(value, bool) else plain(_spelt(value))


def _digits(number: float) -> str:
    return f"{number:.12g}"
