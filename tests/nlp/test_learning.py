"""A team's decisions teach a model: with figures, only where it helps, the same every time."""

import json

import pytest

from survey_app.nlp import Document, Judgement, find_signals, learn, most_instructive
from survey_app.nlp.model import read_model, shipped_model


def judged(n=60):
    """Sixty decisions of a waterworks: 'water' there is a topic, 'brown' is the pain."""
    found = []
    for i in range(n):
        right = i % 2 == 0
        text = f"The water came out brown in flat {i}" if right else f"Water meter {i} is blue"
        found.append(Judgement(Document(f"d{i:02d}", text), 0, len(text), "pain", right))
    return found


def test_words_that_only_this_team_complains_with_are_learnt():
    lesson = learn(judged())
    pain = lesson.kinds["pain"]
    assert (pain.n_yes, pain.n_no) == (30, 30)
    assert pain.used
    # no shipped cue speaks of 'brown': none of the 30 was found before, all of them are now
    assert (pain.recall_before, pain.recall, pain.precision) == (0.0, 1.0, 1.0)
    text = Document("new", "brown again this morning")
    assert "pain" in next(find_signals([text], model=lesson.model)).labels
    assert "pain" not in next(find_signals([text])).labels


def test_the_learnt_model_is_stored_and_read_back_whole():
    model = learn(judged()).model
    assert read_model(json.loads(json.dumps(model.as_data()))) == model


def test_the_order_of_decisions_changes_nothing():
    assert learn(judged()) == learn(list(reversed(judged())))


def test_fewer_than_fifty_decisions_are_too_few_and_say_so():
    with pytest.raises(ValueError, match="Decide on 50 quotes"):
        learn(judged(49))


def test_a_kind_with_decisions_one_way_only_stays_as_shipped():
    one_way = [Judgement(Document(f"d{i}", "It crashes"), 0, 10, "pain", True) for i in range(60)]
    lesson = learn(one_way)
    assert lesson.kinds == {}
    assert not lesson.changes_anything
    assert dict(lesson.model.weights) == {
        name: row for name, row in shipped_model().weights.items() if any(row)
    }


def test_the_least_certain_excerpts_come_first_and_none_twice_in_other_words():
    candidates = [
        ("sure", "the export crashes", "en", {"pain": 0.99}),
        ("unsure", "the kitchen closes early", "en", {"pain": 0.52}),
        ("again", "the kitchen closes early", "en", {"pain": 0.53}),
        ("other", "two lifts for nine floors", "en", {"goal": 0.6}),
        ("empty", "hm", "en", {"pain": 0.5}),
    ]
    assert most_instructive(candidates, 3) == ["unsure", "other", "sure"]
