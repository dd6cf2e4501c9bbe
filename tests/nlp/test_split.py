import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.nlp.split import split_clauses, split_sentences


def quotes(text, spans):
    return [text[start:end] for start, end in spans]


def test_sentences_end_at_their_marks_and_spans_point_into_the_text():
    text = "The export is slow. Nobody answers!  Why?"
    assert split_sentences(text, "en") == [(0, 19), (20, 35), (37, 41)]
    assert quotes(text, split_sentences(text)) == ["The export is slow.", "Nobody answers!", "Why?"]


def test_bullets_and_lines_come_first_and_are_not_part_of_the_quote():
    text = "- slow export\n* no help\n1) too many clicks\n\n• confusing menu"
    assert quotes(text, split_sentences(text, "en")) == [
        "slow export",
        "no help",
        "too many clicks",
        "confusing menu",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We met Dr. Miller and approx. 20 others, e.g. buyers.",
        "It went from 2.4 to 2.5 in Jan. 2024.",
        "J. R. Smith asked for it.",
        "Well... it works",
    ],
)
def test_abbreviations_initials_and_hesitation_end_no_sentence(text):
    assert quotes(text, split_sentences(text, "en")) == [text]


def test_russian_abbreviations_end_no_sentence():
    text = "Ждали 2 ч. и т.д. и т.п. без ответа. Потом ушли."
    assert quotes(text, split_sentences(text, "ru")) == [
        "Ждали 2 ч. и т.д. и т.п. без ответа.",
        "Потом ушли.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ждал час Никто не пришёл", ["Ждал час", "Никто не пришёл"]),
        ("Читаю роман Кто виноват весь день", ["Читаю роман Кто виноват весь день"]),
        ("Шины, диски и т. д. При этом дорого.", ["Шины, диски и т. д.", "При этом дорого."]),
        ("Учил? -- спросила она. Нет.", ["Учил? -- спросила она.", "Нет."]),
        (
            "Смотрите https://a.example/b Очень дорого",
            ["Смотрите https://a.example/b", "Очень дорого"],
        ),
    ],
)
def test_russian_in_haste_is_split_where_a_small_word_has_a_capital(text, expected):
    assert quotes(text, split_sentences(text, "ru")) == expected


def test_what_somebody_says_and_who_says_it_stay_one_sentence():
    text = "'Why is it late?' - asked the driver. Nobody knew."
    assert quotes(text, split_sentences(text, "en")) == [
        "'Why is it late?' - asked the driver.",
        "Nobody knew.",
    ]


def test_chinese_sentences_need_no_spaces_between_them():
    text = "导出太慢。没人回复！怎么办？"
    assert split_sentences(text, "zh") == [(0, 5), (5, 10), (10, 14)]


def test_a_smiley_ends_a_sentence_before_a_capital_letter():
    text = "Очень красиво 😍 Спасибо большое"
    assert quotes(text, split_sentences(text, "ru")) == ["Очень красиво 😍", "Спасибо большое"]


@pytest.mark.parametrize(
    ("text", "language", "clauses"),
    [
        (
            "I like the map, but it is slow.",
            "en",
            ["I like the map", "but it is slow."],
        ),
        ("Удобно, но тормозит", "ru", ["Удобно", "но тормозит"]),
        ("很好用，但是有点慢", "zh", ["很好用", "但是有点慢"]),
        ("Cust. says slow – no budget", "en", ["Cust. says slow", "no budget"]),
    ],
)
def test_clauses_end_where_a_sentence_turns(text, language, clauses):
    assert quotes(text, split_clauses(text, language)) == clauses


@pytest.mark.parametrize("text", ["", "   ", "\n\n\t"])
def test_nothing_written_has_no_sentences(text):
    assert split_sentences(text) == []
    assert split_clauses(text) == []


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "zh"]))
def test_spans_are_ordered_trimmed_and_never_overlap(text, language):
    for spans in (split_sentences(text, language), split_clauses(text, language)):
        last = 0
        for start, end in spans:
            assert last <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            last = end


@given(st.lists(st.sampled_from(list(" .!?…。！？,-–—;:()*1a)Б但🙂\n\u200d\"'")), max_size=60))
def test_clauses_lose_no_letter(parts):
    text = "".join(parts)
    kept = "".join(text[start:end] for start, end in split_clauses(text, "en"))
    # bullets such as 'a)' or '1)' may go; letters that are no bullet stay
    assert kept.count("Б") == text.count("Б")
    assert kept.count("🙂") == text.count("🙂")
