"""The analysis as a job, on answers that came in by the ordinary way."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.collect.passages import set_text
from survey_app.nlp.documents import Document, Excerpt, Signals
from survey_app.studies.models import Study
from survey_app.themes import models as tables
from survey_app.themes import queries, services
from survey_app.themes.tags import with_tags
from tests.builders import Cast
from tests.builders_voices import (
    EXPORTS,
    INVOICES,
    N_VOICES,
    SLOW_RU,
    SUPPORT,
    analyse,
    answer,
    let_speak,
    note,
)
from tests.themes.conftest import FindTheme


def test_what_recurs_becomes_suggestions_ranked_by_respondents(
    session: Session, study: Study
) -> None:
    ranked = queries.ranked(session, study, kind="pain")
    assert {theme.status for theme in ranked} == {"suggested"}
    # Six speak of exports, five of support, five of reports in Russian, four of invoices; all 25
    # were asked what annoys them.
    assert [(theme.n, theme.asked) for theme in ranked[:4]] == [
        (len(EXPORTS), N_VOICES),
        (len(SUPPORT), N_VOICES),
        (len(SLOW_RU), N_VOICES),
        (len(INVOICES), N_VOICES),
    ]
    assert [theme.n for theme in ranked] == sorted((theme.n for theme in ranked), reverse=True)


def test_a_theme_holds_the_quotes_of_those_who_said_it(about: FindTheme) -> None:
    quotes = {link.excerpt.quote for link in about("export").excerpts}
    assert quotes == set(EXPORTS)


def test_russian_answers_make_russian_themes(session: Session, study: Study) -> None:
    names = [theme.name for theme in queries.ranked(session, study, kind="pain")]
    assert any("отчёт" in name for name in names)


def test_every_excerpt_stands_in_its_passage(session: Session, study: Study) -> None:
    excerpts = session.scalars(select(tables.Excerpt)).all()
    assert excerpts
    for excerpt in excerpts:
        assert excerpt.passage.text[excerpt.start : excerpt.end] == excerpt.quote


def test_what_one_person_says_is_not_grouped_but_shown(session: Session, study: Study) -> None:
    left = {one.quote for one in queries.ungrouped(session, study, "pain", limit=100)}
    assert "The dog ate our router." in left
    assert queries.n_ungrouped(session, study, "pain") == len(left)


def test_an_excerpt_carries_its_context_question_and_reasons(
    session: Session, study: Study, about: FindTheme
) -> None:
    [voiced] = [
        one
        for one in queries.voiced_in(session, study, about("export"), limit=50)
        if "monthly export" in one.quote
    ]
    assert (voiced.question, voiced.question_key) == ("What annoys you?", "annoys")
    assert voiced.source_label.startswith("R-")
    assert voiced.when.year == 2026
    assert voiced.intact
    assert "asked.pain" in {reason.cue for reason in voiced.reasons}


def test_a_quote_whose_passage_has_changed_is_shown_as_broken(
    session: Session, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    excerpt = theme.excerpts[0].excerpt
    set_text(excerpt.passage, "X" + excerpt.passage.text[1:])  # one character is enough
    session.commit()
    broken = [one for one in queries.voiced_in(session, study, theme, limit=50) if not one.intact]
    assert [one.id for one in broken] == [excerpt.id]
    assert (broken[0].before, broken[0].after) == ("", "")


def test_broken_evidence_of_an_accepted_theme_stays_visible_after_a_run(
    app: Flask, session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    services.accept(session, theme, user=cast.researcher)
    changed = theme.excerpts[0].excerpt
    set_text(changed.passage, "All is well.")
    session.commit()
    assert analyse(app, session, study).status == "done"
    shown = {one.id: one for one in queries.voiced_in(session, study, theme, limit=50)}
    assert not shown[changed.id].intact
    assert shown[changed.id].quote in EXPORTS


def test_a_second_run_on_the_same_answers_changes_nothing(
    app: Flask, session: Session, study: Study
) -> None:
    before = queries.ranked(session, study)
    n_excerpts = session.scalar(select(func.count(tables.Excerpt.id)))
    analyse(app, session, study)
    assert queries.ranked(session, study) == before
    assert session.scalar(select(func.count(tables.Excerpt.id))) == n_excerpts


def test_an_empty_study_is_told_to_come_back(app: Flask, session: Session, cast: Cast) -> None:
    job = analyse(app, session, cast.study)
    assert job.status == "failed"
    assert "no answers or notes to read yet" in job.message


@pytest.mark.parametrize("texts", [EXPORTS[:3], EXPORTS[:1]])
def test_few_answers_are_read_without_complaint(
    app: Flask, session: Session, cast: Cast, texts: tuple[str, ...]
) -> None:
    let_speak(session, cast.study, texts, ())
    assert analyse(app, session, cast.study).status == "done"
    run = queries.latest_run(session, cast.study)
    assert run is not None
    assert (run.n_passages, run.n_respondents) == (len(texts), len(texts))


def test_trial_answers_are_not_read(app: Flask, session: Session, cast: Cast) -> None:
    publication = let_speak(session, cast.study, EXPORTS, ())
    answer(session, publication, "A trial: exports are slow.").trial = True
    analyse(app, session, cast.study)
    run = queries.latest_run(session, cast.study)
    assert run is not None
    assert run.n_passages == len(EXPORTS)


def test_another_study_stays_out(app: Flask, session: Session, cast: Cast) -> None:
    let_speak(session, cast.study)
    let_speak(session, cast.other_study, SUPPORT, ())
    analyse(app, session, cast.other_study)
    assert queries.ranked(session, cast.study) == []
    assert queries.search(session, cast.study, "support", limit=10) == []
    theirs = queries.ranked(session, cast.other_study)
    assert theirs
    assert queries.theme(session, cast.study, theirs[0].id) is None
    ids = session.scalars(select(tables.Excerpt.id)).all()
    assert queries.excerpts_by_id(session, cast.study, ids) == []
    assert queries.themes_of(session, cast.study, ids) == {}


def test_the_interviewers_tag_wins_over_the_engine(
    app: Flask, session: Session, cast: Cast
) -> None:
    liked = "We love it, support is great and fast."
    note(session, cast.study, liked, tags=["objection"])
    note(session, cast.study, "The moon is made of green cheese today.", tags=["goal"])
    analyse(app, session, cast.study)
    found = {
        (one.quote, label)
        for kind in tables.KINDS
        for one in queries.ungrouped(session, cast.study, kind, limit=10)
        for label in one.labels
    }
    assert found == {(liked, "objection"), ("The moon is made of green cheese today.", "goal")}


def test_a_tagged_kind_keeps_the_clauses_that_show_it() -> None:
    text = "Exports are slow, but support is great."
    document = Document(id="1", text=text)

    def clause(start: int, end: int, kind: str) -> Excerpt:
        return Excerpt("1", start, end, text[start:end], {kind: 0.9}, (kind,), ())

    read = Signals("1", "en", {}, ("pain", "praise"), (clause(0, 16, "pain"),
                                                       clause(18, 39, "praise")))  # fmt: skip
    told = with_tags(read, document, ("pain",))
    assert [(one.quote, one.labels) for one in told.excerpts] == [("Exports are slow", ("pain",))]
    assert told.excerpts[0].cues[0].name == "tagged.pain"


def test_an_untagged_note_is_left_as_the_engine_read_it() -> None:
    read = Signals("1", "en", {"pain": 0.1}, (), ())
    assert with_tags(read, Document(id="1", text="Well."), ()) is read


def test_search_finds_words_in_any_case_and_order(session: Session, study: Study) -> None:
    def quotes(words: str) -> set[str]:
        return {one.quote for one in queries.search(session, study, words, limit=50)}

    assert quotes("FRIDAYS nobody") == {SUPPORT[0], SUPPORT[4]}
    assert any("Медленно" in quote for quote in quotes("медленно"))
    assert quotes("100%_") == set()
    assert session.scalar(select(func.count(Passage.id))) == N_VOICES
