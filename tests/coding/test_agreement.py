"""Agreement against published worked examples, and what counts as a place."""

from __future__ import annotations

import pytest

from survey_app.coding.agreement import (
    Mark,
    Place,
    alpha,
    cohens_kappa,
    krippendorffs_alpha,
    on_themes,
    places,
)


def test_alpha_of_two_observers_is_as_krippendorff_works_it_out() -> None:
    # Krippendorff (2011), A: binary data, two observers, no missing data: alpha = 0.095.
    meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    # 20 values, 6 ones and 14 zeros; 4 of 10 pairs differ: 1 - 19 · 8 / (2 · 14 · 6) = 0.0952.
    found = krippendorffs_alpha(list(zip(meg, owen, strict=True)))
    assert found == pytest.approx(1 - 19 * 8 / 168)
    assert round(found, 3) == 0.095


def test_alpha_of_four_observers_with_gaps_is_as_krippendorff_works_it_out() -> None:
    # Krippendorff (2011), C: nominal data, any number of observers, missing data: alpha = 0.743.
    rows = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]
    columns = zip(*(row.split() for row in rows), strict=True)
    units = [[value for value in column if value != "."] for column in columns]
    found = krippendorffs_alpha(units)
    assert found is not None
    assert round(found, 3) == 0.743


def test_kappa_is_the_agreement_beyond_chance() -> None:
    # Both say yes 20 times, no 15 times, of 50: seen 0.7; yes by chance 0.5 · 0.6, no 0.5 · 0.4:
    # 0.5; (0.7 - 0.5) / (1 - 0.5) = 0.4.
    assert cohens_kappa(20, 5, 10, 15) == pytest.approx(0.4)
    assert cohens_kappa(5, 0, 0, 5) == 1
    assert cohens_kappa(0, 5, 5, 0) == -1
    assert cohens_kappa(3, 0, 0, 0) is None  # chance alone gives as much
    assert cohens_kappa(0, 0, 0, 0) is None
    assert krippendorffs_alpha([]) is None
    assert krippendorffs_alpha([("a", "a"), ("a", "a")]) is None


def test_marks_that_overlap_are_one_place_and_what_nobody_marked_is_none() -> None:
    marks = [
        Mark(1, 7, 0, 10, 100), Mark(2, 7, 4, 12, 100),  # the same words, cut otherwise
        Mark(1, 7, 12, 20, 100),  # begins where the last one ends: another place
        Mark(2, 8, 0, 5, 200),
        Mark(3, 7, 0, 20, 300),  # somebody else
    ]  # fmt: skip
    one, two = frozenset({100}), frozenset({200})
    found = places(marks, 1, 2)
    assert found == [
        Place(7, 0, 12, one, one),
        Place(7, 12, 20, one, frozenset()),
        Place(8, 0, 5, frozenset(), two),
    ]
    hundred, two_hundred = on_themes(found)
    assert (hundred.both, hundred.only_first, hundred.only_second, hundred.neither) == (1, 1, 0, 1)
    # Seen 2/3; yes by chance 2/3 · 1/3, no 1/3 · 2/3: 4/9; (6/9 - 4/9) / (5/9) = 0.4.
    assert hundred.kappa == pytest.approx(0.4)
    assert two_hundred.kappa == pytest.approx(0)
    # Values: {100} three times, nothing twice, {200} once; of six, 2 of 3 pairs differ:
    # 1 - 5 · 4 / (36 - 9 - 4 - 1) = 1/11.
    assert alpha(found) == pytest.approx(1 / 11)
