import numpy as np
import pytest

from survey_app.synthesis.items import make_table
from survey_app.synthesis.latent import fit_classes, posteriors
from survey_app.synthesis.stability import (
    adjusted_rand,
    jaccard,
    segment_stability,
    stability_word,
)
from tests.synthesis.planted import planted, shuffled


def test_jaccard_is_shared_people_by_all_people():
    # {1,2,3,4} and {3,4,5}: 2 shared, 5 in all.
    assert jaccard({1, 2, 3, 4}, {3, 4, 5}) == pytest.approx(2 / 5)
    assert jaccard(set(), set()) == 1.0


@pytest.mark.parametrize(
    ("stability", "word"),
    [(1.0, "solid"), (0.75, "solid"), (0.7499, "likely"), (0.60, "likely"), (0.5999, "fragile")],
)
def test_the_words_change_at_hennigs_limits(stability, word):
    assert stability_word(stability, share=0.3) == word


def test_a_segment_of_almost_everybody_is_not_steady_by_its_size_alone():
    # One group of all people finds a segment of 80 % again with Jaccard 0.80.
    assert stability_word(0.80, share=0.80) == "fragile"
    assert stability_word(0.86, share=0.80) == "solid"


def test_adjusted_rand_by_hand():
    # Table rows {a:2, b:1}, {b:3}: together 1+3 = 4; rows 3+3 = 6; columns 1+6 = 7; all 15.
    # expected = 6*7/15 = 2.8; highest = 6.5; (4-2.8)/(6.5-2.8) = 0.32432
    assert adjusted_rand([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1]) == pytest.approx(0.32432, abs=1e-5)
    assert adjusted_rand([0, 0, 1, 1], [1, 1, 0, 0]) == 1.0


def _forced(study, n_groups, seed):
    table = make_table(*study)
    generator = np.random.default_rng(seed)
    groups = posteriors(table, fit_classes(table, n_groups, generator)).argmax(axis=1)
    groups = np.unique(groups, return_inverse=True)[1]
    found = segment_stability(table, groups, n_groups, generator)
    shares = np.bincount(groups) / len(groups)
    return [stability_word(*pair) for pair in zip(found, shares, strict=True)]


def test_planted_segments_come_again():
    study, _ = planted(90)
    assert _forced(study, 3, 0) == ["solid"] * 3


def test_segments_forced_on_shuffled_answers_are_never_solid():
    # Stability alone lets a few pass as 'likely'; the choice of k = 1 keeps them out of drafts.
    words = [word for seed in range(4) for word in _forced(shuffled(planted(90)[0], seed), 3, seed)]
    assert "solid" not in words
    assert words.count("fragile") >= 9
