import pytest

from survey_app.nlp.language import detect_language, identify_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The export takes forever", "en"),
        ("Выгрузка длится вечность", "ru"),
        ("导出要等很久", "zh"),
        ("导出 PDF 很慢", "zh"),  # 4 characters count 12 against 3 letters
        ("Excel не открывается", "ru"),
        ("", "en"),
        ("12345 !?", "en"),
        ("👍", "en"),
    ],
)
def test_the_script_decides_the_language(text, code):
    assert detect_language(text) == code
    assert identify_language(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Das Programm stürzt ständig ab und niemand hilft uns dabei weiter", "de"),
        ("これはとても悪い製品です", "ja"),
        ("مرحبا كيف حالك اليوم يا صديقي", "ar"),
    ],
)
def test_another_language_is_told_and_still_read(text, code):
    assert identify_language(text) == code
    assert detect_language(text) in ("en", "zh")


def test_a_short_english_phrase_is_not_mistaken_for_its_latin_words():
    assert identify_language("simultaneous data analysis and visualization") == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Het is niet te doen want we hebben er geen tijd voor en het is veel te duur", "nl"),
        ("Det er for dyrt, og vi har ikke tid til at vente en hel uge for at komme i gang", "da"),
        ("Manchmal steht da The page is not available und dann geht gar nichts mehr bei uns", "de"),
    ],
)
def test_what_shares_small_words_with_english_is_still_told_from_it(text, code):
    assert identify_language(text) == code
