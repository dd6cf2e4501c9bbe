"""Shapes that the samples share: the same numbers in every language, only the words differ."""

from __future__ import annotations

from typing import Any

Sample = dict[str, Any]


def road(labels: list[str], counts: list[str]) -> list[Sample]:
    states = ["done", "done", "current", ""]
    return [
        {"label": label, "url": "#", "count": n, "state": state}
        for label, n, state in zip(labels, counts, states, strict=True)
    ]


def tabs(labels: list[str]) -> list[Sample]:
    kinds = ["pain", "goal", "objection", "praise"]
    return [
        {"label": label, "url": "#", "kind": kind, "n": n, "current": kind == "pain"}
        for label, kind, n in zip(labels, kinds, [14, 9, 7, 5], strict=True)
    ]


def themes(names: list[str]) -> list[Sample]:
    counts = [23, 9, 8, 6, 4]
    weeks = [[2, 4, 7, 10], [3, 2, 2, 2], [1, 2, 2, 3], [4, 1, 1, 0], [0, 1, 1, 2]]
    return [
        {"name": name, "n": n, "weeks": w, "status": "suggested" if i else "accepted"}
        for i, (name, n, w) in enumerate(zip(names, counts, weeks, strict=True))
    ]


def groups(labels: list[str]) -> list[Sample]:
    # Wilson 95 %: 14 of 34 is 0.26-0.58, 9 of 50 is 0.10-0.31.
    return [
        {"label": labels[0], "n": 14, "asked": 34, "low": 0.26, "high": 0.58},
        {"label": labels[1], "n": 9, "asked": 50, "low": 0.10, "high": 0.31},
    ]


def questions(texts: list[str], words: list[str], probe: str) -> list[Sample]:
    questions = [{"text": text, "state": "", "word": ""} for text in texts]
    questions[0] |= {"state": "answered", "word": words[0]}
    questions[1] |= {"state": "skipped", "word": words[1]}
    questions[2] |= {"current": True, "probe": probe}
    return questions
