"""Sentence vectors: optional, and the same whatever stands beside a sentence."""

import json

import pytest

from survey_app.nlp import Document, find_themes
from survey_app.nlp.semantic import PACKAGE, VectorsUnavailable, sentence_model


def test_off_asks_for_no_model_and_an_empty_folder_is_refused_with_a_remedy(tmp_path):
    assert sentence_model("off") is None
    with pytest.raises(VectorsUnavailable, match=r"auto, off, or a folder with config\.json"):
        sentence_model(str(tmp_path))


def test_themes_are_found_without_a_model_where_none_is_installed(monkeypatch):
    monkeypatch.setattr("survey_app.nlp.semantic.find_spec", lambda name: None)
    found = find_themes(
        [Document(str(i), "the export is slow") for i in range(3)], signals=[], vectors="auto"
    )
    assert found.engine["vectors"] == "off"
    assert len(found.themes) == 1


def test_a_small_model_by_hand_gives_the_vector_worked_out_on_paper(tmp_path):
    np = pytest.importorskip("numpy")
    save = pytest.importorskip("safetensors.numpy").save_file
    tokenizers = pytest.importorskip("tokenizers")
    words = {"[UNK]": 0, "export": 1, "slow": 2}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    config = {
        "num_hidden_layers": 0,
        "num_attention_heads": 1,
        "layer_norm_eps": 0.0,
        "max_position_embeddings": 4,
    }
    (tmp_path / "config.json").write_text(json.dumps(config))
    zero = np.zeros((4, 2), dtype=np.float32)
    save(
        {
            "embeddings.word_embeddings.weight": np.array(
                [[0, 0], [3, 1], [0, 2]], dtype=np.float32
            ),
            "embeddings.position_embeddings.weight": zero,
            "embeddings.token_type_embeddings.weight": zero[:1],
            "embeddings.LayerNorm.weight": np.ones(2, dtype=np.float32),
            "embeddings.LayerNorm.bias": np.array([0, 0.5], dtype=np.float32),
        },
        str(tmp_path / "model.safetensors"),
    )
    model = sentence_model(str(tmp_path))
    assert model is not None
    alone, other = model.encode(["export", "slow"])
    # export: (3, 1) has mean 2, deviation 1: (1, -1) plus bias gives (1, -0.5); length 1.11803
    assert alone.tolist() == pytest.approx([0.89443, -0.44721], abs=1e-4)
    # slow: (0, 2) becomes (-1, 1) plus bias: (-1, 1.5); length 1.80278
    assert other.tolist() == pytest.approx([-0.55470, 0.83205], abs=1e-4)
    assert model.encode(["slow", "export", "slow"])[1].tolist() == alone.tolist()


def test_the_installed_model_brings_sentences_of_one_meaning_together():
    pytest.importorskip(PACKAGE)
    model = sentence_model("auto")
    if model is None:
        pytest.skip("the readers of the model are not installed")
    rows = model.encode(["it is too expensive", "the price is too high", "I love the garden"])
    assert rows[0] @ rows[1] > 0.5 > rows[0] @ rows[2]
