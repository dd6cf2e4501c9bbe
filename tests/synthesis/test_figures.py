"""An exact value with the observed spread, of five people or more; too wide is said."""

import pytest

from survey_app.synthesis.figures import Numeric, quartiles, spreads
from survey_app.synthesis.respondents import Respondent, Trait


def numeric(values, key="p20_15_age", *, sensitive=False, unit="", asked=None):
    ids = [f"r{i}" for i in range(len(values))]
    return Numeric(
        key, "How old are you?", unit, sensitive, dict(zip(ids, values, strict=True)),
        frozenset(asked or ids),
    )  # fmt: skip


def people(n):
    return [Respondent(f"r{i}") for i in range(n)]


def test_quartiles_lie_between_the_values_that_were_given():
    # Definition 7: places 0.25 x 5 = 1.25, 2.5 and 3.75 of 10, 20, 30, 40, 50, 60.
    assert quartiles([10, 20, 30, 40, 50, 60]) == (22.5, 35.0, 47.5)
    assert quartiles([7]) == (7, 7, 7)


def test_a_figure_has_its_middle_its_half_and_its_ends():
    (age,) = spreads(people(6), [numeric([30, 34, 36, 38, 41, 44])], ())
    # Sorted places 1.25, 2.5, 3.75: 34.5, 37 and 40.25.
    assert (age.median, age.lower, age.upper) == ("37", "34.5", "40.2")
    assert (age.low, age.high, age.n, age.asked) == ("30", "44", 6, 6)
    assert age.field == "age"
    assert not age.wide
    assert age.places == pytest.approx(((37 - 30) / 14, 4.5 / 14, 10.25 / 14))


def test_of_fewer_than_five_people_no_figure_is_told():
    assert spreads(people(4), [numeric([30, 31, 32, 33])], ()) == ()
    # Five told it, but only four of them belong to the persona.
    assert spreads(people(4), [numeric([30, 31, 32, 33, 34])], ()) == ()
    assert len(spreads(people(5), [numeric([30, 31, 32, 33, 34])], ())) == 1


def test_what_is_sensitive_has_no_ends_that_point_at_a_person():
    (age,) = spreads(people(6), [numeric([21, 34, 36, 38, 41, 78], sensitive=True)], ())
    assert (age.low, age.high) == ("", "")
    assert "21" not in age.as_json().values()
    assert age.places[1:] == (0.0, 1.0)  # drawn from quartile to quartile


@pytest.mark.parametrize(
    ("values", "key", "wide"),
    [
        ([20, 20, 30, 35, 35], "age", False),  # quartiles 20 and 35: fifteen years
        ([20, 20, 30, 36, 36], "age", True),
        ([100, 100, 200, 400, 400], "budget", False),  # four times
        ([100, 100, 200, 401, 401], "budget", True),
        ([0, 0, 5, 9, 9], "budget", False),  # from nothing there is no 'times'
    ],
)
def test_a_spread_too_wide_for_one_person_is_said(values, key, wide):
    (one,) = spreads(people(5), [numeric(values, key)], ())
    assert one.wide is wide


SIZE = Trait("company_size", "Size", {"a": "1-9", "b": "10-49", "c": "50-249", "d": "250+"},
             ordered=True)  # fmt: skip


def stepped(codes):
    return [Respondent(f"r{i}", traits={"company_size": code}) for i, code in enumerate(codes)]


def test_steps_of_a_scale_have_a_middle_step():
    (one,) = spreads(stepped("aabbc"), (), [SIZE])
    # Places round(0.25 x 4) = 1, 2 and 3 of a, a, b, b, c.
    assert (one.lower, one.median, one.upper) == ("1-9", "10-49", "10-49")
    assert (one.field, one.n, one.asked, one.wide) == ("headcount", 5, 5, False)
    (wide,) = spreads(stepped("aaddd"), (), [SIZE])
    assert wide.wide


def test_exact_numbers_go_before_steps_and_unknown_scales_are_left_aside():
    exact = numeric([3, 8, 9, 12, 40], "company_size", unit="people")
    (one,) = spreads(stepped("aaabb"), [exact], [SIZE])
    assert one.median == "9 people"
    mood = Trait("mood", "Mood", {"1": "1", "2": "2"}, ordered=True)
    members = [Respondent(f"r{i}", traits={"mood": "1"}) for i in range(9)]
    assert spreads(members, (), [mood]) == ()
