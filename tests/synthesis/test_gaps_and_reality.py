from hypothesis import given
from hypothesis import strategies as st

from survey_app.synthesis import Respondent, Statement, ThemeInfo, Trait, find_gaps, measure
from survey_app.synthesis.gaps import empty_fields
from survey_app.synthesis.profile import has_own_profile
from tests.synthesis.builders import SIZE, person, statement


def _codes(gaps, kind):
    return [gap.code for gap in gaps if gap.params.get("kind") == kind]


def test_a_kind_is_never_asked_thin_from_one_to_four_and_known_from_five():
    themes = [ThemeInfo("t", "pain", "T")]
    for n_asked, expected in ((0, "kind_never_asked"), (4, "kind_thin"), (5, None)):
        people = [person(i, ["t"], asked=["pain"] if i < n_asked else []) for i in range(6)]
        assert _codes(find_gaps(people, people, themes, ()), "pain") == (
            [expected] if expected else []
        )


def test_a_kind_that_was_asked_without_three_saying_the_same_is_said_so():
    themes = [ThemeInfo("t", "pain", "T")]
    for n_voicing, expected in ((2, ["kind_no_theme"]), (3, [])):
        people = [person(i, ["t"] if i < n_voicing else []) for i in range(6)]
        assert _codes(find_gaps(people, people, themes, ()), "pain") == expected


def test_closed_questions_are_never_asked_left_out_or_thin():
    trait = Trait("k", "K", {"a": "A"})
    shown = Respondent("shown", asked_traits=frozenset({"k"}))
    hidden = Respondent("hidden")
    answered = [Respondent(f"a{i}", traits={"k": "a"}) for i in range(5)]

    def codes(members):
        return [gap.code for gap in find_gaps(members, members, (), [trait])][4:]

    assert codes([hidden]) == ["trait_never_asked"]
    assert codes([hidden, shown]) == ["trait_unanswered"]
    assert codes(answered[:4]) == ["trait_thin"]
    assert codes(answered) == []


def test_groups_with_nobody_are_named():
    people = [person(i, size="s") for i in range(5)]
    (gap,) = [one for one in find_gaps(people, people, (), [SIZE]) if one.code == "group_empty"]
    assert dict(gap.params) == {"key": "size", "label": "Company size", "choices": "over 10"}


def test_fields_without_a_statement_are_listed_in_the_order_of_the_sheet():
    assert empty_fields([statement()])[:3] == ("goals", "objections", "praise")


def _line(theme, n=8, asked=10):
    return Statement("pains", theme, n=n, asked=asked, theme_id=theme)


def test_a_person_may_miss_two_of_the_lines_that_a_card_claims_of_most():
    people = [
        person(0, "abcd"),
        person(1, "ab"),  # misses two: still the card's
        person(2, "a"),  # misses three
        person(3, "a", asked=["goal"]),  # was not asked for b, c and d: may fit or not
    ]
    card = [_line(theme) for theme in "abcd"] + [Statement("goals", "in own words")]
    meter = measure(card, people, dict.fromkeys("abcd", "pain"))
    assert meter.matching == ("p00", "p01")
    assert meter.open == ("p03",)
    # a: nobody misses it. b, c: nobody has missed more than two yet. d: two people have.
    assert meter.after == (4, 4, 4, 2)
    assert meter.share == 2 / 4
    assert meter.in_all == 1
    assert meter.is_thin


def test_the_meter_names_the_line_that_costs_most():
    people = [person(0, "abcd"), person(1, "d"), person(2, "d"), person(3, "a"), person(4, "")]
    # Who misses three: p1 and p2 (a, b, c) and p3 (b, c, d). Without b or c all three would fit,
    # without a two, without d one; of b and c the first is named. p4 misses four anyway.
    meter = measure([_line(theme) for theme in "abcd"], people)
    assert (meter.costliest, meter.cost) == (1, 3)


def test_a_line_of_fewer_than_half_binds_nobody():
    people = [person(0, "")]
    few = [_line(theme, n=49, asked=100) for theme in "abcd"]
    half = [_line(theme, n=50, asked=100) for theme in "abcd"]
    assert measure(few, people).matching == ("p00",)
    assert measure(few, people).binding == ()
    assert measure(half, people).matching == ()


@given(
    st.lists(st.frozensets(st.sampled_from("abcd")), max_size=12),
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 10)), min_size=1, max_size=8),
    st.data(),
)
def test_adding_an_attribute_anywhere_never_raises_the_meter(voices, card, data):
    people = [Respondent(str(i), voiced, frozenset({"pain"})) for i, voiced in enumerate(voices)]
    lines = [_line(theme, n=n) for theme, n in card]
    place = data.draw(st.integers(0, len(lines) - 1))
    before, after = measure(lines[:place] + lines[place + 1 :], people), measure(lines, people)
    assert set(after.matching) <= set(before.matching)
    assert list(after.after) == sorted(after.after, reverse=True)


def _group(shares, n=40):
    """n people of whom the given shares voice the themes t0, t1 ..., spread evenly."""
    return [
        frozenset(f"t{i}" for i, share in enumerate(shares) if (number + 7 * i) % n < share * n)
        for number in range(n)
    ]


def _profile(shares, rest_shares):
    voices = _group(shares) + _group(rest_shares)
    people = [Respondent(str(i), one, frozenset({"pain"})) for i, one in enumerate(voices)]
    themes = [ThemeInfo(f"t{i}", "pain", "T") for i in range(len(shares))]
    return has_own_profile(people[:40], people, themes)


def test_a_group_that_says_some_themes_more_and_others_less_has_a_view_of_its_own():
    assert _profile([0.7, 0.7, 0.1, 0.1], [0.1, 0.1, 0.7, 0.7])


def test_a_group_that_says_everything_more_often_is_only_louder():
    assert not _profile([0.6, 0.5, 0.6, 0.5], [0.2, 0.15, 0.2, 0.15])


def test_with_two_themes_the_question_cannot_be_put():
    assert _profile([0.6, 0.6], [0.1, 0.1])
