"""One kind an excerpt, and the theme file with the user's own rows."""

from __future__ import annotations

from survey_app.analyze.material import Place
from survey_app.analyze.run import one_kind_each, questions_by_kind
from survey_app.analyze.theme_file import themes_as_data
from survey_app.nlp.documents import Document, Excerpt, Signals
from survey_app.nlp.theme_values import Member, Theme, ThemeSet


def excerpt(document_id: str, **scores: float) -> Excerpt:
    return Excerpt(document_id, 0, 4, "slow", scores, tuple(scores), ())


def test_an_excerpt_stands_under_one_kind() -> None:
    hinders = Document("1:h", "slow", question="What hinders you?", elicits=("pain", "objection"))
    pains = Document("1:p", "slow", question="Pains?", elicits=("pain",))
    n_asking = questions_by_kind([hinders, pains])
    assert n_asking == {"pain": 2, "objection": 1}
    both = Signals(
        "1:h", "en", {}, ("pain", "objection"), (excerpt("1:h", pain=0.9, objection=0.7),)
    )
    # two questions ask for pains, only this one for objections
    assert one_kind_each(both, hinders, n_asking).excerpts[0].labels == ("objection",)
    assert one_kind_each(both, hinders, n_asking).labels == ("objection",)


def test_a_kind_that_was_not_asked_for_gives_way_to_the_asked_one() -> None:
    document = Document("1:p", "slow", question="Pains?", elicits=("pain",))
    both = Signals("1:p", "en", {}, (), (excerpt("1:p", pain=0.6, goal=0.9),))
    assert one_kind_each(both, document, {"pain": 1}).excerpts[0].labels == ("pain",)


def test_the_theme_file_speaks_of_the_users_rows() -> None:
    member = Member("p1.md#2", 3, 7, "slow", 0.5)
    theme = Theme("t-1", "slow", "pain", ("slow",), 2, 0.9, (member,))
    found = ThemeSet((theme,), {"p1.md#1": None, "p1.md#2": "t-1"}, (), {"version": "1"})
    data = themes_as_data([found], {"p1.md#1": Place("p1.md"), "p1.md#2": Place("p1.md", 20)})
    assert data["themes"][0]["members"] == [
        {"id": "p1.md", "start": 23, "end": 27, "quote": "slow", "score": 0.5}
    ]
    assert data["assignments"] == {"p1.md": "t-1"}
    assert data["engine"] == {"version": "1"}
