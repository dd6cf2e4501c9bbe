"""Synonyms, themes that become one, parts of large themes, descriptions."""

import pytest

from survey_app.nlp.drafts import Draft
from survey_app.nlp.joining import join_alike, join_languages
from survey_app.nlp.parts import describe, find_parts
from survey_app.nlp.synonyms import concept, is_concept, read_synonyms
from survey_app.nlp.units import Unit


def unit(name, *terms, language="en", quote="x"):
    return Unit(name, 0, len(quote), quote, name, language, terms, frozenset(), {})


def draft(name, *said, language="en", seed_id=None):
    units = [unit(f"{name}{i}", *terms, language=language) for i, terms in enumerate(said)]
    return Draft(units, [0.5] * len(units), [0.5] * len(units), 0.5, seed_id)


def sizes(drafts):
    return sorted(len(one.units) for one in drafts)


def test_a_word_and_its_synonyms_have_one_name_in_all_languages():
    names = {concept("price", "en"), concept("cost", "en"), concept("цена", "ru")}
    assert names == {concept("价格", "zh")}
    assert is_concept(concept("price", "en"))
    assert concept("zebra", "en") == "zebra"


def test_a_word_in_two_lines_of_the_list_is_refused_with_both_numbers():
    with pytest.raises(ValueError, match=r"line 3: 'cost' stands in line 1"):
        read_synonyms("price, cost | цена\n\ntariff, cost")


def test_themes_that_turn_on_the_same_words_become_one():
    first = draft("a", ("export", "date"), ("export", "date"), ("export", "date", "file"))
    second = draft("b", ("export", "date"), ("export", "date", "file"))
    other = draft("c", ("rota", "shift"), ("rota", "shift"), ("rota",))
    # the first two share all their words, the third has none of them
    assert sizes(join_alike([first, second, other])) == [3, 5]


def test_an_accepted_theme_is_never_joined_with_another():
    first = draft("a", ("export", "date"), ("export", "date"), seed_id="7")
    second = draft("b", ("export", "date"), ("export", "date"))
    assert sizes(join_alike([first, second])) == [2, 2]


def test_themes_in_two_languages_meet_where_both_turn_on_one_thing():
    english = draft("e", ("export", "slow"), ("export",), ("export", "file"))
    russian = draft("r", ("выгрузка",), ("выгрузка", "отчет"), language="ru")
    elsewhere = draft("z", ("房间", "隔音"), ("房间", "隔音"), language="zh")
    assert sizes(join_languages([english, russian, elsewhere])) == [2, 5]


def test_a_large_theme_falls_into_what_groups_of_it_say():
    said = [("export", "date")] * 8 + [("export", "sign")] * 6 + [("export",)] * 4
    units = [
        unit(f"p{i:02d}", *terms, quote=f"the {' '.join(terms)} is wrong")
        for i, terms in enumerate(said)
    ]
    parts = find_parts(units)
    # 18 people; 'export' is said by all and divides nothing, 'date' by 8, 'sign' by 6
    assert [part.n_respondents for part in parts] == [8, 6]
    assert find_parts(units[:14]) == ()  # 14 people are read at a glance


def test_a_description_quotes_whole_excerpts_of_different_people():
    units = [
        unit("a", "export", quote="The export is slow"),
        unit("a", "date", quote="The dates are wrong"),
        unit("b", "export", "file", quote="x" * 200),
        unit("c", "sign", quote="It loses the sign."),
    ]
    told = describe(units, {"export": 1.0, "date": 1.0, "sign": 1.0})
    assert told == "“the export is slow”; “it loses the sign”"
