"""Talkativeness alone is no persona: the answers are held against copies with the same totals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from survey_app.synthesis.items import MISSING, Item, Table, make_table
from survey_app.synthesis.volume import LEVEL, N_COPIES, _copies, p_beyond_volume
from tests.benchmarks.personas import only_volume
from tests.synthesis.planted import planted


def chance() -> np.random.Generator:
    return np.random.default_rng(5)


@settings(max_examples=30, deadline=None)
@given(arrays(np.int64, st.tuples(st.integers(2, 9), st.integers(1, 6)),
              elements=st.sampled_from([MISSING, 0, 1])))  # fmt: skip
def test_a_copy_keeps_what_each_person_and_each_theme_has_and_who_was_not_asked(values):
    said, asked = values == 1, values != MISSING
    copies = _copies(said, asked, chance())
    assert copies.shape == (1 + N_COPIES, *said.shape)
    assert (copies[0] == said).all()
    assert (copies.sum(axis=2) == said.sum(axis=1)).all()
    assert (copies.sum(axis=1) == said.sum(axis=0)).all()
    assert not (copies & ~asked).any()


def test_copies_of_two_by_two_come_out_half_and_half():
    # Two people, two themes, one each: the totals allow (a b) and (b a), and nothing else.
    # Of 59 copies 29.5 are expected to be turned, with a standard deviation of 3.8; 4 of them: 15.
    turned = _copies(np.eye(2, dtype=bool), np.ones((2, 2), bool), chance())[1:, 0, 1].sum()
    assert abs(int(turned) - 29.5) < 15


def test_planted_opinions_beat_every_copy_and_volume_alone_does_not():
    # Beating all 59 copies is p = 1 / 60, the limit itself.
    assert pytest.approx(1 / 60) == LEVEL
    for n in (24, 60, 120):
        assert p_beyond_volume(make_table(*planted(n)[0]), chance()) == pytest.approx(1 / 60)
    found = [p_beyond_volume(make_table(*only_volume(120, seed)), chance()) for seed in range(8)]
    assert min(found) > LEVEL
    assert 0.2 < sum(found) / 8 < 0.8  # without opinions p is even between 0 and 1


def test_closed_answers_that_go_together_are_no_opinion():
    # Size and industry say the same of everybody; the themes are tossed up.
    tossed = np.random.default_rng(1).integers(0, 2, (60, 4))
    size = np.arange(60) % 2
    items = [Item(f"theme:{n}", True, "pain", ("no", "yes")) for n in range(4)]
    items += [Item(f"trait:{name}", False, name, ("a", "b")) for name in ("size", "industry")]
    values = np.column_stack([tossed, size, size])
    table = Table(tuple(f"p{n:02d}" for n in range(60)), tuple(items), values)
    assert p_beyond_volume(table, chance()) > LEVEL
    # A theme that only one size says is an opinion of that size.
    values[:, 0] = size
    assert p_beyond_volume(table, chance()) == pytest.approx(1 / 60)


def test_two_themes_are_too_few_to_tell():
    table = make_table(*planted(60)[0])
    themes = [place for place, item in enumerate(table.items) if item.is_theme]
    assert p_beyond_volume(table.take(themes[:2]), chance()) is None
