"""Names of themes: phrases in the customers' words that begin and end well."""

import pytest

from survey_app.nlp.documents import Document
from survey_app.nlp.name_words import NAME_WORDS
from survey_app.nlp.naming import tidy
from survey_app.nlp.themes import find_themes
from survey_app.nlp.tokens import content_terms


def names(texts, language="en"):
    documents = [
        Document(id=f"{i:02d}", text=text, language=language) for i, text in enumerate(texts)
    ]
    return [theme.name for theme in find_themes(documents, signals=[]).themes]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Exports take too long.", "exports take too long"),
        ("  “Nobody answers\n on Fridays!!” ", "nobody answers on Fridays"),
        ("API keys expire", "API keys expire"),
        ("I can't log in", "I can't log in"),
        ("TOO EXPENSIVE FOR US", "too expensive for us"),
        ("Слишком дорого…", "слишком дорого"),
        ("导出太慢了。", "导出太慢了"),
        ("", ""),
    ],
)
def test_case_and_closing_marks_are_tidied(phrase, expected):
    assert tidy(phrase) == expected


def test_proper_names_keep_their_capital():
    assert tidy("Fridays are bad", proper=frozenset({"Fridays"})) == "Fridays are bad"


def test_the_name_is_what_most_of_them_said():
    texts = [
        "Exports take too long",
        "I think that exports take too long, and my boss agrees",
        "The exports take ages",
        "Honestly, exports take too long.",
    ]
    assert names(texts) == ["exports take too long"]


def test_the_name_drops_the_way_into_the_sentence():
    texts = [
        "It would be nice if we could get a dark theme for the editor",
        "I wish there was a dark theme",
        "Please add a dark theme",
    ]
    (name,) = names(texts)
    assert "dark theme" in name
    assert not name.startswith(("it ", "i ", "please", "would", "a "))


def test_russian_and_chinese_names_are_in_their_own_words():
    russian = [
        "Выгрузка отчёта длится слишком долго",
        "Мне кажется, что выгрузка отчёта длится слишком долго",
        "Выгрузка отчёта висит",
    ]
    assert names(russian, "ru") == ["выгрузка отчёта длится слишком долго"]
    chinese = ["导出速度太慢", "我觉得导出速度太慢，受不了", "导出速度很慢"]
    assert names(chinese, "zh") == ["导出速度太慢"]


def test_no_two_themes_have_one_name():
    texts = [f"the export {verb} on {day}" for verb in ("stalls", "fails") for day in "ABCDEF"]
    found = names(texts)
    assert len(set(found)) == len(found)


def test_one_word_answers_are_named_by_that_word():
    assert names(["Price", "price", "the price!"]) == ["price"]


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_names_begin_and_end_like_phrases(language):
    texts = {
        "en": [
            "The search is slow because of the filters that we have to set with every visit",
            "Search is slow when I set filters and then go back to it",
            "We set the filters again with every visit, which is slow and",
            "The filters are lost, so that the search is slow for all of us",
        ],
        "ru": [
            "Поиск тормозит из-за фильтров, которые мы должны ставить при каждом",
            "Поиск тормозит, когда ставишь фильтры и потом возвращаешься к",
            "Фильтры слетают, поэтому поиск тормозит у всех нас и",
        ],
        "zh": [
            "搜索很慢因为每次都要重新设置筛选条件",
            "设置筛选条件之后搜索很慢而且",
            "筛选条件总是丢失，所以搜索很慢的",
        ],
    }[language]
    words = NAME_WORDS[language]
    for name in names(texts, language):
        parts = [name[a:b].lower() for a, b, _ in content_terms(name, language)]
        assert parts, name
        last = name.split()[-1].lower() if language != "zh" else name
        assert last not in words.weak_ends, name
        first = name.split()[0].lower() if language != "zh" else name
        assert first not in words.weak_starts, name
        assert name.lower() in " ".join(texts).lower(), name


def test_a_lone_i_has_its_capital():
    assert tidy("a business that works when i sleep") == "a business that works when I sleep"
    assert tidy("it tells me when i'm late") == "it tells me when I'm late"


def test_a_clean_spelling_names_the_theme_where_one_slipped():
    texts = [
        "One single overveiw of all projects",
        "An overview of all projects",
        "An overview of my projects",
        "The overview of projects is missing",
        "A good overview of projects",
    ]
    (name,) = names(texts)
    assert "overview" in name


def test_a_number_is_not_torn_at_its_comma():
    texts = [
        "An invoice over 2,000 needs a signature",
        "Every invoice over 2,000 needs a signature",
    ]
    for name in names(texts):
        assert not name.endswith("over 2"), name


def test_capitals_of_a_heading_go_where_others_write_the_word_small():
    texts = ["Lack Of Debugging", "the debugging of cells is a pain", "debugging is missing"]
    assert all("Debugging" not in name for name in names(texts))


def test_a_word_said_three_times_is_no_name():
    texts = ["approvals approvals approvals", "approvals take weeks", "approvals are slow"]
    assert names(texts)[0].count("approvals") == 1
