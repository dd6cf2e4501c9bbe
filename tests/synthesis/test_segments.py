import numpy as np
import pytest

from survey_app.synthesis.gower import gower_distances, linkage_groups, silhouette
from survey_app.synthesis.items import MISSING, Item, Table, linked_items, make_table
from survey_app.synthesis.latent import bic, fit_classes, n_parameters, posteriors
from survey_app.synthesis.respondents import Respondent, ThemeInfo, Trait
from survey_app.synthesis.segments import find_segments
from survey_app.synthesis.stability import adjusted_rand
from tests.synthesis.planted import planted, shuffled


def _ari(found, truth):
    return adjusted_rand([truth[person] for person in found.ids], found.groups)


@pytest.mark.parametrize(
    ("n", "method"),
    [(30, "gower"), (59, "gower"), (60, "latent"), (120, "latent"), (300, "latent")],
)
def test_planted_segments_are_found_again(n, method):
    study, truth = planted(n)
    found = find_segments(make_table(*study))
    assert found.method.startswith(method)
    assert found.n_segments == 3
    assert _ari(found, truth) >= 0.85


def test_nineteen_people_are_never_grouped():
    study, _ = planted(19, own=1.0, other=0.0)
    assert find_segments(make_table(*study)).n_segments == 0


def test_twenty_people_may_be_grouped():
    study, truth = planted(20, n_segments=2, own=1.0, other=0.0, missing=0.0)
    found = find_segments(make_table(*study))
    assert found.n_segments == 2
    assert _ari(found, truth) == 1.0


@pytest.mark.parametrize("n", [40, 90])
def test_shuffled_answers_give_no_segments(n):
    counts = [
        find_segments(make_table(*shuffled(planted(n)[0], seed))).n_segments for seed in range(5)
    ]
    assert counts == [0] * 5


def test_both_methods_agree_on_clear_segments():
    found = find_segments(make_table(*planted(90)[0]))
    assert found.second_method == "gower distance, average linkage"
    assert found.agreement is not None
    assert found.agreement > 0.8


def test_people_who_answered_nothing_and_people_of_no_segment_stay_outside():
    (people, themes, traits), _ = planted(90, own=0.9, other=0.03, missing=0.0)
    silent = Respondent("silent")
    everything = Respondent(
        "yes-to-all", frozenset(theme.id for theme in themes), people[0].asked, {}, frozenset()
    )
    found = find_segments(make_table([*people, silent, everything], themes, traits))
    placed = dict(zip(found.ids, found.groups, strict=True))
    assert found.n_segments == 3
    assert placed["silent"] == -1
    assert placed["yes-to-all"] == -1


def test_segments_are_numbered_from_the_largest():
    study, _ = planted(120)
    people = [one for number, one in enumerate(study[0]) if number % 3 or number < 60]
    found = find_segments(make_table(people, study[1], study[2]))
    sizes = [found.groups.count(segment) for segment in range(found.n_segments)]
    assert sizes == sorted(sizes, reverse=True)


def test_not_asked_is_missing_and_silence_is_not():
    themes = [ThemeInfo("t", "pain", "T")]
    people = [
        Respondent("a", frozenset({"t"}), frozenset({"pain"})),
        Respondent("b", frozenset(), frozenset({"pain"})),
        Respondent("c", frozenset(), frozenset({"goal"})),
    ]
    table = make_table(people * 1, themes, ())
    assert table.items == ()  # one 'yes' of two answers divides nobody
    many = [Respondent(f"{one.id}{i}", one.voiced, one.asked) for one in people for i in range(3)]
    table = make_table(many, themes, ())
    assert table.values[:, 0].tolist() == [1, 1, 1, 0, 0, 0, MISSING, MISSING, MISSING]


def test_sensitive_answers_never_form_a_segment():
    study, _ = planted(60)
    assert not [item for item in make_table(*study).items if item.question == "age"]


def test_a_question_with_several_answers_becomes_one_item_a_choice():
    trait = Trait("tools", "Tools", {"a": "A", "b": "B"})
    people = [
        Respondent(f"p{i}", traits={"tools": ("a", "b") if i % 2 else ("a",)}) for i in range(8)
    ]
    table = make_table(people, (), [trait])
    # Everyone ticked 'a', so that only 'b' tells people apart.
    assert [item.key for item in table.items] == ["trait:tools:b"]
    assert table.values[:, 0].tolist() == [0, 1] * 4


def test_gower_distance_by_hand():
    # Items: two yes/no, one scale of three steps. a = (yes, no, 1st), b = (yes, yes, 3rd),
    # c = (no, missing, 2nd). a-b: (0 + 1 + 2/2) / 3; a-c: (1 + 1/2) / 2; b-c: (1 + 1/2) / 2.
    yes_no = ("no", "yes")
    items = (
        Item("x", True, "pain", yes_no),
        Item("y", True, "pain", yes_no),
        Item("z", False, "size", ("s", "m", "l"), ordered=True),
    )
    values = np.array([[1, 0, 0], [1, 1, 2], [0, MISSING, 1]])
    distances = gower_distances(Table(("a", "b", "c"), items, values))
    assert distances[0] == pytest.approx([0, 2 / 3, 3 / 4])
    assert distances[1, 2] == pytest.approx(3 / 4)


def test_linkage_and_silhouette_on_two_far_pairs():
    distances = np.array([[0, 1, 9, 9], [1, 0, 9, 9], [9, 9, 0, 1], [9, 9, 1, 0]]) / 10
    groups = linkage_groups(distances, 2)
    assert groups[0] == groups[1] != groups[2] == groups[3]
    # own distance 0.1, next group 0.9: (0.9 - 0.1) / 0.9
    assert silhouette(distances, groups) == pytest.approx([8 / 9] * 4)


def test_one_latent_class_has_the_shares_of_the_table():
    # 6 yes, 2 no and 2 missing; the prior adds two people with the average answers,
    # (6 + 2*0.75) / (8 + 2) = 0.75; log L = 6 log 0.75 + 2 log 0.25 = -4.4987.
    item = Item("x", True, "pain", ("no", "yes"))
    values = np.array([[1]] * 6 + [[0]] * 2 + [[MISSING]] * 2)
    table = Table(tuple("abcdefghij"), (item,), values)
    model = fit_classes(table, 1, np.random.default_rng(0))
    assert model.shares[:, 0] == pytest.approx([0.25, 0.75])
    assert model.log_likelihood == pytest.approx(6 * np.log(0.75) + 2 * np.log(0.25))
    # One free number: BIC = -2 log L + 1 * log 10.
    assert bic(table, model) == pytest.approx(-2 * model.log_likelihood + np.log(10))
    assert n_parameters(table, 3) == 3 - 1 + 3 * 1


def test_posteriors_of_a_person_who_answered_nothing_are_the_class_weights():
    table = make_table(*planted(60)[0])
    model = fit_classes(table, 2, np.random.default_rng(0))
    blank = Table(("x",), table.items, np.full((1, len(table.items)), MISSING))
    assert posteriors(blank, model)[0] == pytest.approx(model.weights)


def test_screening_keeps_what_goes_with_a_theme_and_drops_noise():
    study, _ = planted(200)
    table = make_table(*study)
    linked = {table.items[position].key for position in linked_items(table)}
    assert "trait:source" not in linked
    assert {f"theme:{kind}{i}" for kind in ("pain", "goal") for i in range(3)} <= linked


def test_the_same_table_gives_the_same_segments():
    table = make_table(*planted(60)[0])
    assert find_segments(table, seed=4) == find_segments(table, seed=4)
