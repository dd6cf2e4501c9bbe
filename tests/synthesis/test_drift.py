from survey_app.synthesis.drift import find_drift
from tests.synthesis.builders import EXPORTS, person, statement

KINDS = {EXPORTS: "pain"}


def _drift(n_old_voicing, n_new_voicing, n_new=20):
    old = [person(i, [EXPORTS] if i < n_old_voicing else []) for i in range(40)]
    new = [person(50 + i, [EXPORTS] if i < n_new_voicing else []) for i in range(n_new)]
    return find_drift([statement()], [*old, *new], {one.id for one in old}, KINDS)


def test_a_line_that_newcomers_hardly_say_has_moved():
    # 32 of 40 before, 2 of 20 since: 80 % and 10 %; no interval of the difference holds zero.
    found = _drift(32, 2)
    assert [(one.before, one.since) for one in found.moved] == [(0.8, 0.1)]
    assert found.is_stale


def test_a_line_that_newcomers_say_as_often_has_not_moved_but_many_newcomers_are_news():
    assert _drift(20, 10).moved == ()
    # 20 new by 40 known is a half, more than a quarter; 9 are too few to say anything.
    assert _drift(20, 10).is_stale
    assert not _drift(20, 4, n_new=9).is_stale
