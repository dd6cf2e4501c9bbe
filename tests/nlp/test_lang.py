import pytest

from survey_app.nlp.cues import BOOKS, find_cues
from survey_app.nlp.features import fold
from survey_app.nlp.lang import LANGUAGES, get_language
from survey_app.nlp.language import detect_language
from survey_app.nlp.tokens import content_terms, tokens

SIGNAL_WORDS = {
    "en": ["not", "never", "no", "want", "need", "problem", "too", "but"],
    "ru": ["не", "нет", "ни", "без", "хотеть", "нужно", "проблема", "слишком"],
    "zh": ["不", "没", "没有", "太", "想", "要", "需要", "问题", "但"],
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_brings_examples_that_it_can_read(code):
    language = get_language(code)
    assert language.code == code
    assert language.name
    for example in language.examples:
        assert detect_language(example) == code
        assert content_terms(example, code)
        assert find_cues(fold(example), code, 0, len(example))


@pytest.mark.parametrize("code", LANGUAGES)
def test_stop_words_leave_the_words_that_carry_a_signal(code):
    for word in SIGNAL_WORDS[code]:
        assert word not in get_language(code).stop_words


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_a_cue_book(code):
    assert set(BOOKS) == set(LANGUAGES)
    assert BOOKS[code].whole["neutral.nothing"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", ["", "слово", "word", "词", "👍🏽", "שלום עולם", "é" * 10_000])
def test_words_stand_where_they_are_said_to_stand(code, text):
    for start, end, norm in tokens(text, code):
        assert 0 <= start < end <= len(text)
        assert norm


def test_words_are_counted_under_one_form():
    assert tokens("Exports exported", "en") == [(0, 7, "export"), (8, 16, "export")]
    assert [norm for *_, norm in tokens("выгрузки и выгрузку", "ru")] == [
        "выгрузка",
        "и",
        "выгрузка",
    ]
    assert [norm for *_, norm in tokens("导出很慢", "zh")] == ["导出", "很", "慢"]


def test_content_terms_leave_out_stop_words_and_numbers():
    assert [norm for *_, norm in content_terms("The 3 exports are not ready", "en")] == [
        "export",
        "not",
        "readi",
    ]


def test_an_unknown_language_is_an_error_that_lists_the_known_ones():
    with pytest.raises(ValueError, match=r"Unknown language .fr.\. Choose one of: en, ru, zh"):
        tokens("bonjour", "fr")
