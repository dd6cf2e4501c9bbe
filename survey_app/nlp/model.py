"""The small linear model that weighs evidence: one weight a feature and kind, nothing hidden."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp

from survey_app.nlp.documents import KINDS
from survey_app.nlp.features import Evidence

LABEL_AT = 0.5  # a score from here on is a label
MAX_LOG_ODDS = 12.0


@dataclass(frozen=True, slots=True)
class SignalModel:
    """Weights in log-odds for (pain, goal, objection, praise), by feature."""

    version: str
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    language_bias: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    temperature: tuple[float, ...] = (1.0,) * len(KINDS)  # log-odds are divided by it, see fitting
    ceiling: tuple[float, ...] = (1.0,) * len(KINDS)  # the surest that words alone can be, 0.5-1

    @property
    def weighs_words(self) -> bool:
        """Whether a team's decisions have taught it words of their own."""
        return any(name.startswith("term.") for name in self.weights)

    def as_data(self) -> dict[str, object]:
        """Give the form in which `read_model` reads it back."""
        return {
            "version": self.version,
            "kinds": list(KINDS),
            "bias": list(self.bias),
            "temperature": list(self.temperature),
            "ceiling": list(self.ceiling),
            "language_bias": {code: list(row) for code, row in self.language_bias.items()},
            "weights": {name: list(row) for name, row in self.weights.items()},
        }

    def log_odds(self, evidence: Iterable[Evidence], language: str) -> list[float]:
        """Add up what speaks for each kind."""
        totals = list(self.bias)
        for i, shift in enumerate(self.language_bias.get(language, ())):
            totals[i] += shift
        for item in evidence:
            weights = self.weights.get(item.name)
            if weights is not None:
                strength = item.strength
                for i, weight in enumerate(weights):
                    totals[i] += strength * weight
        return [total / warmth for total, warmth in zip(totals, self.temperature, strict=True)]

    def scores(self, evidence: Sequence[Evidence], language: str) -> dict[str, float]:
        """Give each kind's probability (0-1), in the order of the kinds.

        Where no question asked for a kind, words alone speak for it, and on texts of strangers even
        the strongest are wrong at times: what lies above 0.5 is drawn in under the kind's ceiling.
        """
        told = map(probability, self.log_odds(evidence, language))
        asked = {item.name for item in evidence if item.name.startswith("asked.")}
        return {
            kind: score
            if score <= LABEL_AT or f"asked.{kind}" in asked
            else LABEL_AT + (score - LABEL_AT) * (top - LABEL_AT) / (1 - LABEL_AT)
            for kind, score, top in zip(KINDS, told, self.ceiling, strict=True)
        }


def probability(log_odds: float) -> float:
    """Turn log-odds into a probability between 0 and 1."""
    bounded = max(-MAX_LOG_ODDS, min(MAX_LOG_ODDS, log_odds))
    return 1.0 / (1.0 + exp(-bounded))


@cache
def shipped_model() -> SignalModel:
    """Load the model that comes with Portrait (fitted on freely licensed and own text only)."""
    raw = json.loads(files("survey_app.nlp").joinpath("signal_weights.json").read_text("utf-8"))
    return read_model(raw)


def read_model(raw: Mapping[str, object]) -> SignalModel:
    """Read a model from its stored form; ValueError where kinds or counts do not fit."""
    if raw.get("kinds") != list(KINDS):
        raise ValueError(f"The model's kinds are not {', '.join(KINDS)}.")
    weights = raw["weights"]
    bias = raw["bias"]
    shifts = raw.get("language_bias", {})
    temperature = raw.get("temperature", [1.0] * len(KINDS))
    if not isinstance(temperature, list) or len(temperature) != len(KINDS):
        raise ValueError(f"The model needs {len(KINDS)} temperatures, one a kind.")
    ceiling = raw.get("ceiling", [1.0] * len(KINDS))
    if not isinstance(ceiling, list) or len(ceiling) != len(KINDS):
        raise ValueError(f"The model needs {len(KINDS)} ceilings, one a kind.")
    if not isinstance(weights, dict) or not isinstance(bias, list) or not isinstance(shifts, dict):
        raise ValueError("The model lacks its weights.")
    table = {str(name): tuple(float(w) for w in row) for name, row in weights.items()}
    if any(len(row) != len(KINDS) for row in table.values()) or len(bias) != len(KINDS):
        raise ValueError(f"Every feature needs {len(KINDS)} weights, one a kind.")
    return SignalModel(
        version=str(raw.get("version", "")),
        bias=tuple(float(b) for b in bias),
        weights=table,
        temperature=tuple(float(t) for t in temperature),
        ceiling=tuple(float(top) for top in ceiling),
        language_bias={str(k): tuple(float(w) for w in row) for k, row in shifts.items()},
    )
