"""Closed answers that have an order: 'Under ten, Tens, Hundreds', '1–5, 6–20', 'Never … Daily'."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Scales in words, from least to most. A column is ordered if one scale knows all its values.
SCALES: tuple[tuple[str, ...], ...] = tuple(
    tuple(step.strip() for step in scale.split("<"))
    for scale in (
        "never < almost never < rarely|seldom|less often|less than monthly|less often than monthly"
        "|less than once a month < once < yearly|annually|every year|once a year"
        " < quarterly|every quarter|every semester < monthly|every month|once a month"
        " < sometimes|occasionally < weekly|every week|once a week"
        " < often|several times a week < very often < daily|every day"
        " < several times a day < always",
        "никогда < почти никогда < редко|реже < ежегодно|раз в год"
        " < ежеквартально|раз в квартал < ежемесячно|каждый месяц|раз в месяц < иногда"
        " < еженедельно|каждую неделю|раз в неделю < часто < ежедневно|каждый день|постоянно"
        " < всегда",
        "从不|从来没有 < 很少|极少 < 每年 < 每季度 < 每月|每个月 < 有时|偶尔 < 每周|每星期"
        " < 经常 < 每天|每日 < 总是",
        "strongly disagree < disagree|somewhat disagree < neutral|neither agree nor disagree"
        " < agree|somewhat agree < strongly agree",
        "совсем не согласен|полностью не согласен < не согласен|скорее не согласен"
        " < нейтрально < согласен|скорее согласен < полностью согласен",
        "非常不同意|完全不同意 < 不同意 < 一般|中立 < 同意 < 非常同意|完全同意",
        "very dissatisfied < dissatisfied < neutral < satisfied < very satisfied",
        "очень недоволен < недоволен|скорее недоволен < нейтрально < доволен|скорее доволен"
        " < очень доволен",
        "非常不满意 < 不满意 < 一般 < 满意 < 非常满意",
        "very poor|terrible < poor|bad < fair|average|ok < good < very good < excellent",
        "very low|none < low|small < medium|middle|moderate < high|large < very high|very large",
        "очень низкий < низкий|малый|небольшой < средний < высокий|большой|крупный < очень высокий",
        "很低 < 低|小 < 中|中等 < 高|大 < 很高",
        "complete beginner|complete novice < beginner|novice|junior < intermediate|middle|mid"
        " < advanced|senior < expert|lead",
        "новичок|начинающий < средний < продвинутый|опытный < эксперт",
        "primary < secondary|high school < bachelor|undergraduate < master|graduate"
        " < doctorate|phd",
    )
)

# Longer ones are answers in sentences, where a number is not a band.
MAX_LEVEL_CHARS = 40
MAX_LEVEL_WORDS = 6  # or twice as many Chinese characters

_MAGNITUDES = {
    "ten": 10.0, "tens": 10.0, "dozens": 12.0, "hundred": 100.0, "hundreds": 100.0,
    "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "one": 1.0,
    "billions": 1e9, "десятки": 10.0, "сотни": 100.0, "тысячи": 1e3, "миллионы": 1e6,
    "десяти": 10.0, "几十": 10.0, "几百": 100.0, "几千": 1e3, "上万": 1e4,
}  # fmt: skip
_UNDER = re.compile(
    r"\b(?:under|below|less than|fewer than|up to|before)\b|^\s*[<≤]|\b(?:менее|меньше|до|младше)\b"
    r"|以下|以内|不到|少于|低于"
)
_OVER = re.compile(
    r"\b(?:over|above|more than|or more|and more|or older|at least)\b|\+|^\s*[>≥]"
    r"|\b(?:более|больше|свыше|старше|от)\b|以上|超过|多于|高于"
)
_NUMBER = re.compile(
    r"\d+(?:[ \u00a0,.]\d{3})*(?:[.,]\d+)?\s*(?:(k|тыс|m|млн|百万|万|千)(?![a-zа-я]))?", re.I
)
_FACTORS = {"k": 1e3, "тыс": 1e3, "千": 1e3, "万": 1e4, "m": 1e6, "млн": 1e6, "百万": 1e6}
_MONTHS = re.compile(r"month|week|day|мес|недел|дн|月|周|天")
# Answers outside any order; they stand last.
_OUTSIDE = re.compile(
    r"^(?:n/?a|none of .*|other.*|not applicable|don'?t know|prefer not.*|не знаю|другое.*"
    r"|нет ответа|затрудняюсь.*|其他.*|不知道|不清楚|不适用)$"
)


def ordered_levels(values: Iterable[str]) -> tuple[str, ...] | None:
    """Return the values from least to most if they are steps of one scale or bands of numbers.

    Returns None where fewer than two values have a place in an order or one of them has none
    ('Other' and 'Don't know' are allowed and come last).
    """
    distinct = sorted({value for value in values if value.strip()})
    inside = [v for v in distinct if not _OUTSIDE.match(v.strip().casefold())]
    outside = tuple(v for v in distinct if v not in inside)
    if len(inside) < 2 or any(_is_sentence(v) for v in inside):
        return None
    for place in (_place_on_scale(inside), _place_by_number(inside)):
        if place is not None:
            return tuple(sorted(inside, key=lambda v: (place[v], v))) + outside
    return None


def _is_sentence(level: str) -> bool:
    n_words = len(level.split()) + len(re.findall(r"[\u3400-\u9fff]", level)) / 2
    return len(level) > MAX_LEVEL_CHARS or n_words > MAX_LEVEL_WORDS


def _place_on_scale(values: list[str]) -> dict[str, float] | None:
    bare = {v: re.sub(r"[(（][^()（）]*[)）]", "", v.casefold()) for v in values}
    plain = {v: " ".join(re.sub(r"[^\w\s]+", " ", text).split()) for v, text in bare.items()}
    for scale in SCALES:
        steps = {word: float(i) for i, step in enumerate(scale) for word in step.split("|")}
        if all(text in steps for text in plain.values()):
            return {v: steps[text] for v, text in plain.items()}
    return None


def _place_by_number(values: list[str]) -> dict[str, float] | None:
    places = {}
    for value in values:
        place = _magnitude(value.casefold())
        if place is None:
            return None
        places[value] = place
    return places if len(set(places.values())) == len(places) else None


def _magnitude(text: str) -> float | None:
    """Return where a band begins; just below its bound for 'under …', just above for '…+'."""
    found = _NUMBER.search(text)
    if found:
        digits = re.sub(r"[ \u00a0,.](?=\d{3}(?:\D|$))", "", found[0])
        number = float(re.sub(r"[^\d.]", "", digits.replace(",", ".")).strip(".") or 0)
        number *= _FACTORS.get((found[1] or "").casefold(), 1.0)
    else:
        words = [_MAGNITUDES[w] for w in re.findall(r"\w+", text) if w in _MAGNITUDES]
        words += [size for word, size in _MAGNITUDES.items() if not word.isascii() and word in text]
        if not words:
            return None
        number = words[0]
        for factor in words[1:2]:
            number *= factor if factor >= 100 else 1.0
    if _MONTHS.search(text) and not re.search(r"year|год|лет|年", text):
        number /= 12.0
    if _UNDER.search(text):
        return number - 0.5 if number > 1 else number / 2
    return number + 0.25 if _OVER.search(text) else number
