"""Names make no theme: the product's wherever it stands, people's inside a sentence."""

from survey_app.nlp.documents import Document
from survey_app.nlp.names import known_names, name_terms
from survey_app.nlp.themes import find_themes

NAMES = known_names(["Blue Ocean"], ["Anna Price", "Пётр Сидоров", "anna@example.org"])


def test_a_products_name_counts_in_any_case_and_only_as_a_whole():
    assert name_terms("The BLUE ocean export", "en", NAMES) == {"blue", "ocean"}
    assert name_terms("The blue button", "en", NAMES) == frozenset()


def test_a_persons_name_counts_inside_a_sentence_and_not_as_a_word():
    assert name_terms("I asked Price about it", "en", NAMES) == {"price"}
    assert name_terms("Price rises every year. Price again.", "en", NAMES) == frozenset()
    assert name_terms("The price rises", "en", NAMES) == frozenset()


def test_names_are_known_in_other_cases_of_russian():
    assert name_terms("Я спросил Петра об этом", "ru", known_names(people=["Петр"])) == {"петр"}
    for text in ("Мы внедрили Ромашку в мае", "в Ромашке тормозит", "Ромашка висит"):
        assert name_terms(text, "ru", known_names(["Ромашка"])) != frozenset()
    assert name_terms("рома пришёл", "ru", known_names(["Ромашка"])) == frozenset()


def test_a_chinese_products_name_needs_no_spaces():
    assert name_terms("我们用云账本很久了", "zh", known_names(["云账本"])) != frozenset()


def test_everybodys_naming_the_product_makes_no_theme_of_it():
    texts = [
        "Blue Ocean exports take too long",
        "The Blue Ocean export takes forever",
        "Blue Ocean invoices show the wrong VAT",
        "Wrong VAT on each Blue Ocean invoice",
        "Blue Ocean is purple at night",
    ]
    documents = [Document(str(at), text, "en", f"p{at}") for at, text in enumerate(texts)]
    found = find_themes(documents, signals=[], names=NAMES)
    groups = {frozenset(member.document_id for member in theme.members) for theme in found.themes}
    assert groups == {frozenset("01"), frozenset("23")}
    assert not any("ocean" in phrase for theme in found.themes for phrase in theme.keyphrases)


def test_a_theme_of_two_languages_is_named_in_the_studys_and_knows_the_other():
    english = ["Prices are too expensive for us", "Too expensive, the price is high"]
    russian = [
        "Цена слишком дорогая для нас",
        "Очень дорого, цена высокая",
        "Дорого, цена кусается",
    ]
    documents = [Document(f"e{at}", text, "en", f"e{at}") for at, text in enumerate(english)]
    documents += [Document(f"r{at}", text, "ru", f"r{at}") for at, text in enumerate(russian)]
    # Three speak Russian and two English: by numbers the name would be Russian.
    for language, alphabet in (("en", str.isascii), (None, lambda name: not name.isascii())):
        (theme,) = find_themes(documents, signals=[], language=language).themes
        assert theme.n_respondents == 5
        assert alphabet(theme.name)
        assert set(theme.names) == {"en", "ru"}
