"""The words on a sheet: complete in three languages, numbers never without their base."""

from __future__ import annotations

import string

import pytest

from survey_app.exports.bundle import Line, StorySentence
from survey_app.exports.portrayal import figure_text, spread_text, story_text
from survey_app.exports.words import (
    LANGUAGES,
    WORDS,
    count_text,
    differs_text,
    fits_text,
    foot_texts,
    interval_text,
    percent,
    standing_texts,
    word,
)
from tests.builders_exports import a_bundle, a_figure, a_line, a_sheet


@pytest.mark.parametrize("key", WORDS)
def test_every_wording_has_three_languages_with_the_same_gaps(key: str) -> None:
    assert tuple(WORDS[key]) == LANGUAGES
    gaps = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in WORDS[key].values()
    ]
    assert gaps[0] == gaps[1] == gaps[2]


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="'de' is not known"):
        word("themes", "de")


def test_a_count_stands_with_its_base() -> None:
    assert count_text(a_line(), "en") == "7 of 12 asked"
    assert count_text(a_line(n=1200, asked=3400), "en") == "1,200 of 3,400 asked"
    assert count_text(a_line(), "ru") == "7 из 12, кого спросили"
    assert interval_text(a_line(), "en") == "probably 32–81 %"


def test_what_was_not_counted_says_so() -> None:
    assert count_text(Line("x", basis="assumed"), "en") == "assumed: no evidence yet"
    assert count_text(Line("x", basis="inferred"), "en") == "inferred: nobody was asked"
    assert interval_text(Line("x"), "en") == ""


def test_a_difference_is_told_with_the_share_of_the_others() -> None:
    # 7 of 12 is 58 %
    assert differs_text(a_line(differs=True, versus=0.18), "en") == "more than others (18 %)"
    assert differs_text(a_line(differs=True, versus=0.9), "en") == "less than others (90 %)"
    assert differs_text(a_line(differs=False, versus=0.18), "en") == ""


@pytest.mark.parametrize(("share", "shown"), [(0, 0), (0.001, 1), (0.3, 30), (0.999, 99), (1, 100)])
def test_a_share_is_nothing_or_all_only_if_it_truly_is(share: float, shown: int) -> None:
    assert percent(share) == shown


def test_the_share_stands_beside_those_who_fit_no_persona() -> None:
    # 12 of 40 is 30 %
    assert standing_texts(a_sheet(), "en")[:2] == ["12 of 40 people · 30 %", "10 % fit no persona"]


def test_how_many_the_whole_card_fits_is_said_where_it_was_counted() -> None:
    assert fits_text(a_sheet(), "ru") == "Карточка целиком подходит реальным людям: 9 из 40."
    assert standing_texts(a_sheet(fits=None), "en")[-1] == a_sheet().stability


def test_a_figure_stands_with_the_spread_of_its_people() -> None:
    assert spread_text(a_figure(), "en") == ("half of them: 35 to 52; all: 20 to 63; 9 of 12 asked")
    alike = a_figure(lower="41", upper="41", low="", high="", value="40", by_hand=True)
    assert figure_text(alike, "en") == "40 (chosen by the team; half of them: 41; 9 of 12 asked)"
    assert figure_text(alike, "zh") == "40（由团队选定；一半人：41；问过 12 人中 9 人）"


def test_a_chinese_story_has_no_spaces_between_its_sentences() -> None:
    told = a_sheet(story=(StorySentence("他们怕慢。"), StorySentence("他们要快。")))
    assert story_text(told, "zh") == "他们怕慢。他们要快。"
    assert story_text(told, "en") == "他们怕慢。 他们要快。"


def test_the_foot_says_version_review_and_day() -> None:
    assert foot_texts(a_sheet(), a_bundle()) == [
        "rests on 12 people",
        "version 2, published, October 11, 2026",
        "reviewed by the research team",
        "made October 12, 2026",
    ]
    draft = a_sheet(version=None, status="draft", published_on=None, reviewed_by="")
    assert foot_texts(draft, a_bundle())[1:3] == ["draft", "not reviewed by a person"]
