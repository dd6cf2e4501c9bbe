"""Net promoter score: how likely one is to recommend, from 0 to 10."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from survey_app.questionnaire.model import Question, Text
from survey_app.questionnaire.types.scale import ScalePoints
from survey_app.questionnaire.types.summary import Summary


class NetPromoter(ScalePoints):
    """Eleven points; 9 and 10 promote, 0 to 6 detract (F. Reichheld, HBR, December 2003)."""

    name = "nps"
    label: ClassVar[Text] = {"en": "Recommendation, 0–10", "ru": "Рекомендация, 0–10",
                             "zh": "推荐意愿（0–10）"}  # fmt: skip
    needs = frozenset()

    def points(self, question: Question) -> range:
        """Always 0 to 10."""
        return range(11)

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count each point, with promoters, passives, detractors and the score."""
        counted = super().summary(question, answers)
        if not counted.n:
            return counted
        by_point = {int(row.code): row.count for row in counted.rows}
        promoters, detractors = by_point[9] + by_point[10], sum(by_point[p] for p in range(7))
        figures = dict(counted.figures) | {
            "promoters": promoters,
            "passives": by_point[7] + by_point[8],
            "detractors": detractors,
            "score": 100 * (promoters - detractors) / counted.n,
        }
        return Summary(counted.n, counted.rows, figures, ordered=True)
