import json
import subprocess
import sys
from math import log

import pytest

from survey_app.nlp.documents import KINDS
from survey_app.nlp.features import Evidence
from survey_app.nlp.model import SignalModel, probability, read_model, shipped_model


def test_log_odds_are_the_sum_of_bias_and_weighted_evidence():
    model = SignalModel("t", (0.5, 0, 0, 0), {"a": (1.0, -2.0, 0, 0)}, {"ru": (0.25, 0, 0, 0)})
    evidence = [Evidence("a", 2.0, 0, 1), Evidence("unknown", 9.0, 0, 1)]
    # for pain: bias, shift and twice 1 make 2.75; for goal twice -2 makes -4
    assert model.log_odds(evidence, "ru") == [2.75, -4.0, 0, 0]
    assert model.log_odds([], "en") == [0.5, 0, 0, 0]


def test_probability_is_the_logistic_of_log_odds():
    assert probability(0.0) == 0.5
    assert probability(log(3)) == pytest.approx(0.75)  # odds of 3 to 1
    assert 0.0 < probability(-1e9) < 1e-4


def test_the_shipped_model_weighs_every_kind_of_objection():
    types = ["price", "trust", "timing", "need", "authority", "switching", "complexity", "risk"]
    for kind in types:
        assert shipped_model().weights[f"objection.{kind}"][KINDS.index("objection")] > 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kinds": ["pain"]}, "kinds are not pain, goal, objection, praise"),
        ({"weights": {"a": [1.0]}}, "needs 4 weights"),
        ({"weights": None}, "lacks its weights"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(change, message):
    stored = {"kinds": list(KINDS), "bias": [0.0] * 4, "weights": {}}
    assert read_model(stored).weights == {}
    with pytest.raises(ValueError, match=message):
        read_model(stored | change)


def test_the_library_loads_light_and_finds_signals_without_scikit_learn():
    code = (
        "import sys, json, survey_app.nlp as n; light = sorted(m for m in ('nltk', 'sklearn',"
        " 'numpy', 'jieba', 'pymorphy3', 'flask', 'sqlalchemy') if m in sys.modules);"
        "list(n.find_signals([n.Document('1', 'It is slow')]));"
        "print(json.dumps([light, 'sklearn' in sys.modules, 'flask' in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[], False, False]


def test_words_alone_are_never_surer_than_the_ceiling_and_what_was_asked_may_be():
    model = SignalModel(
        version="test",
        bias=(0.0,) * 4,
        weights={"pain.x": (9.0, 0, 0, 0), "asked.pain": (1.0, 0, 0, 0)},
        ceiling=(0.8, 1.0, 1.0, 1.0),
    )
    cue, asked = Evidence("pain.x", 1.0, 0, 1), Evidence("asked.pain", 1.0, 0, 1)
    # 0.5 + (0.9999 - 0.5) * (0.8 - 0.5) / 0.5 = 0.8; no label is lost, and a low score stays.
    assert model.scores([cue], "en")["pain"] == pytest.approx(0.8, abs=0.001)
    assert model.scores([cue, asked], "en")["pain"] > 0.99
    assert model.scores([], "en")["pain"] == 0.5
    assert read_model(model.as_data()).ceiling == (0.8, 1.0, 1.0, 1.0)
