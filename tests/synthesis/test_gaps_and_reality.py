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


def test_the_meter_counts_people_who_match_every_line():
    people = [person(0, ["a", "b"], size="s"), person(1, ["a"]), person(2, ["a"], asked=["goal"])]
    lines = [Statement("pains", "A", theme_id="a"), Statement("pains", "B", theme_id="b"),
             Statement("goals", "in own words")]  # fmt: skip
    meter = measure(lines, people, {"a": "pain", "b": "pain"})
    assert meter.matching == ("p00",)
    assert meter.open == ("p02",)  # was not asked for pains: may match or not
    assert meter.after == (3, 1)
    assert meter.share == 1 / 3
    assert meter.is_thin


@given(
    st.lists(st.frozensets(st.sampled_from("abcd")), max_size=12),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=6),
)
def test_adding_an_attribute_never_raises_the_meter(voices, card):
    people = [Respondent(str(i), voiced, frozenset({"pain"})) for i, voiced in enumerate(voices)]
    lines = [Statement("pains", theme, theme_id=theme) for theme in card]
    before, after = measure(lines[:-1], people), measure(lines, people)
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
