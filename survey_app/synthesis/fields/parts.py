"""The parts of a sheet: fields that stand under one heading, in the order of each type."""

from collections.abc import Mapping, Sequence

from .slots import Words, in_three

TYPES = ("buyer", "icp", "negative")

_LABELS: Mapping[str, Words] = {
    "mind": ("How they see life", "Как смотрят на жизнь", "心理特征"),
    "company": ("The company", "Компания", "公司概况"),
    "traits": ("Seven traits", "Семь признаков", "七项特征"),
    "metrics": ("By which figures", "Какие показатели", "衡量指标"),
    "deciders": ("Who decides there", "Кто там решает", "谁来决策"),
    "limits": ("Where the fit ends", "Где граница", "匹配的边界"),
    "behaviour": ("How they behave with us", "Как ведут себя с нами", "与我们的互动"),
    "away": ("Why we turn them away", "Почему отказываем", "为何婉拒"),
}
PART_LABELS = {key: in_three(words) for key, words in _LABELS.items()}
"""Headings of parts that no single field gives its name."""

_COMMON = ("goals", "pains", "objections", "praise", "decision_role", "buying", "learning")
_PERSON = ("who", "demographics", "mind")
_COMPANY = ("company", "traits", "metrics", "deciders", "limits", "behaviour")
ORDER: Mapping[str, Sequence[str]] = {
    "buyer": (*_COMMON, *_PERSON, *_COMPANY, "away"),
    "icp": (*_COMPANY[:4], *_COMMON, "behaviour", "limits", *_PERSON, "away"),
    "negative": ("away", *_COMMON, *_PERSON, *_COMPANY),
}
"""Every part has its place in every type: a line that was written before the type was changed
still stands somewhere."""
