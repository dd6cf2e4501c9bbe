import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.synthesis.prevalence import (
    benjamini_hochberg,
    difference,
    fisher_p,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("n", "asked", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3 (score).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_gives_the_published_figures(n, asked, low, high):
    assert wilson_interval(n, asked) == pytest.approx((low, high), abs=5e-5)


def test_wilson_interval_by_hand():
    # z = 1.96, z² = 3.8416; 5 of 10: middle = (0.5 + 3.8416/20) / (1 + 0.38416) = 0.5;
    # half = 1.96 * sqrt(0.25/10 + 3.8416/400) / 1.38416 = 1.96 * 0.186011 / 1.38416 = 0.26340
    assert wilson_interval(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_nobody_asked_leaves_everything_possible():
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("n", "asked"), [(-1, 5), (6, 5)])
def test_an_impossible_count_is_refused(n, asked):
    with pytest.raises(ValueError, match="between 0 and the number asked"):
        wilson_interval(n, asked)


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_share_lies_in_its_interval(n, more):
    asked = n + more
    low, high = wilson_interval(n, asked)
    assert 0 <= low <= high <= 1
    assert not asked or low <= n / asked <= high


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10.
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 10), 0.6075, 1.0000),
        ((6, 7, 2, 7), 0.0582, 0.8062),
    ],
)
def test_interval_of_a_difference_gives_the_published_figures(counts, low, high):
    found = difference(*counts)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_a_difference_with_nobody_on_one_side_says_nothing():
    found = difference(3, 5, 0, 0)
    assert (found.low, found.high, found.p_value) == (-1.0, 1.0, 1.0)


def test_fisher_gives_the_lady_tasting_tea():
    # 3 of 4 cups right: P(3) = C(4,3)C(4,1)/C(8,4) = 16/70, P(4) = 1/70; two-sided 34/70.
    assert fisher_p(3, 4, 1, 4) == pytest.approx(34 / 70)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_fisher_does_not_mind_which_group_comes_first(a, b, c, d):
    p = fisher_p(a, a + b, c, c + d)
    assert 0 < p <= 1
    assert p == pytest.approx(fisher_p(c, c + d, a, a + b))


def test_benjamini_hochberg_calls_the_four_of_the_paper():
    # Benjamini and Hochberg (1995), section 4.1: of 15 p-values the first four are called at
    # 0.05, since p(4) = 0.0095 <= 4/15 * 0.05 = 0.0133 and no later one is small enough.
    p_values = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]  # fmt: skip
    assert benjamini_hochberg(p_values, 0.05) == (True,) * 4 + (False,) * 11


def test_benjamini_hochberg_calls_a_larger_one_below_its_step_and_keeps_the_order():
    # Sorted 0.02, 0.03, 0.04: 0.02 > 0.0167 and 0.03 <= 0.0333, 0.04 <= 0.05: all are called.
    assert benjamini_hochberg([0.04, 0.02, 0.03], 0.05) == (True, True, True)
    assert benjamini_hochberg([0.06, 0.01], 0.05) == (False, True)
    assert benjamini_hochberg([], 0.05) == ()
