"""What the grouping leaves over: put where its one telling word belongs, or made a theme by it."""

from survey_app.nlp.drafts import Draft
from survey_app.nlp.leftovers import BY_ONE_WORD, gather
from survey_app.nlp.units import Unit


def unit(name: str, *terms: str, language: str = "en") -> Unit:
    return Unit(name, 0, 1, "x", name, language, terms, frozenset(), {})


def queue() -> tuple[Draft, list[Unit]]:
    units = [unit(f"q{at}", "queue", f"corridor{at}") for at in range(3)]
    return Draft(list(units), [0.8] * 3, [0.8] * 3, 0.8, None), units


def keys(draft: Draft) -> set[str]:
    return {one.document_id for one in draft.units}


def test_an_excerpt_goes_where_the_word_stands_on_which_a_theme_turns():
    draft, units = queue()
    stuffy = unit("left", "queue", "child", "window", "stuffi", "sit", "bench", "hall", "heat")
    (only,), loose = gather([draft], [stuffy], [*units, stuffy])
    assert keys(only) == {"q0", "q1", "q2", "left"}
    assert loose == []
    # It belongs less firmly than what the grouping put there: half of a fit of 0.35 or more.
    assert 0.175 <= only.scores[-1] < 0.8


def test_what_shares_no_telling_word_is_left_alone():
    draft, units = queue()
    stray = unit("left", "corridor9", "zebra")
    (only,), loose = gather([draft], [stray], [*units, stray])
    assert keys(only) == {"q0", "q1", "q2"}
    assert loose == [stray]


def test_three_who_share_a_word_make_a_theme_and_two_do_not():
    draft, units = queue()
    refunds = [unit(f"r{at}", "refund", f"word{at}") for at in range(3)]
    everything = [*units, *refunds]
    found, loose = gather([draft], refunds, everything)
    assert [keys(one) for one in found] == [{"q0", "q1", "q2"}, {"r0", "r1", "r2"}]
    assert found[1].confidence == BY_ONE_WORD
    assert loose == []
    found, loose = gather([queue()[0]], refunds[:2], everything[:5])
    assert len(found) == 1
    assert loose == refunds[:2]


def test_synonyms_count_as_one_word():
    # 'delivery', 'shipping' and 'courier' stand in one line of the list of synonyms.
    left = [unit("a", "deliveri"), unit("b", "ship"), unit("c", "courier")]
    (theme,), loose = gather([], left, left)
    assert keys(theme) == {"a", "b", "c"}
    assert loose == []


def test_a_word_that_other_themes_use_as_well_makes_none():
    # Three of the ten who say 'price' are left over: less than six in ten.
    left = [unit(f"l{at}", "price") for at in range(3)]
    others = [unit(f"o{at}", "price", "quot") for at in range(7)]
    found, loose = gather([], left, [*left, *others])
    assert found == []
    assert loose == left
