"""Two small studies of our own, Russian and Chinese, for reading: what is found, missed, nonsense.

Each has one question and some thirty answers with the theme that their author meant.
"""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from survey_app.nlp import Document, find_themes

FOLDER = Path(__file__).resolve().parent / "own"
QUESTIONS = {
    "ru": "Что вам больше всего мешает в нашей поликлинике?",
    "zh": "用我们的买菜应用，最让您烦恼的是什么？",
}


def study(language: str) -> tuple[list[Document], dict[str, str]]:
    """Read a study: its answers, and the theme that each was written for ('' for none)."""
    with (FOLDER / f"study_{language}.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    documents = [
        Document(
            row["id"], row["text"], language, row["respondent"], QUESTIONS[language], ("pain",)
        )
        for row in rows
    ]
    return documents, {row["id"]: row["theme"] for row in rows}


def show(language: str, figure: Callable[[str, float], str]) -> None:
    """Print each theme found with what it holds, and what is left out."""
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    documents, truth = study(language)
    found = find_themes(documents, kind="pain")
    meant = [one for one in truth if truth[one]]
    said = [found.assignments[one] or "left out" for one in meant]
    v = v_measure_score([truth[one] for one in meant], said)
    ari = adjusted_rand_score([truth[one] for one in meant], said)
    n_themes = len(set(filter(None, truth.values())))
    print(f"\nOur own study, {language}: {n_themes} themes meant, {len(found.themes)} found")
    print(f"  V {figure(f'study {language} V', v)} ARI {figure(f'study {language} ARI', ari)}")
    for theme in found.themes:
        held = Counter(truth[m.document_id] or "nothing" for m in theme.members)
        print(f"  {theme.n_respondents:2d} {theme.confidence:.2f} {theme.name}  <- "
              + ", ".join(f"{name} {n}" for name, n in held.most_common()))  # fmt: skip
    left = [d for d in documents if found.assignments[d.id] is None]
    print("  left out: " + "; ".join(f"{truth[d.id] or '-'}: {d.text}" for d in left))
