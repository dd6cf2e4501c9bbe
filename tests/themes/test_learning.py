"""Learning in a study: what counts as a decision, the job, the page, and the way back."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import Workspace
from survey_app.nlp.documents import Document
from survey_app.nlp.learning import Judgement, learn
from survey_app.studies.models import Study
from survey_app.themes import instructive, learning, services, tasks
from tests.builders import Cast
from tests.builders_voices import EXPORTS, analyse
from tests.pages import Pages
from tests.themes.conftest import FindTheme


def lesson():
    """Sixty decisions of a waterworks, where 'brown' is the pain."""
    judged = []
    for i in range(60):
        right = i % 2 == 0
        text = f"The water came out brown in flat {i}" if right else f"Water meter {i} is blue"
        judged.append(Judgement(Document(f"d{i:02d}", text), 0, len(text), "pain", right))
    return learn(judged)


def test_quotes_of_accepted_themes_are_right_and_those_of_rejected_ones_wrong(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    exports, support = about("export"), about("support")
    services.accept(session, exports, user=cast.researcher)
    services.reject(session, support, user=cast.researcher)
    places = learning.judged_places(session, study)
    assert {right for (key, _), right in places.items() if key in ids(exports)} == {True}
    assert {right for (key, _), right in places.items() if key in ids(support)} == {False}
    assert set(places) == {(key, "pain") for key in ids(exports) | ids(support)}
    texts = {document.text[start:end] for document, start, end, _, right
             in learning.judgements(session, study) if right}  # fmt: skip
    assert texts == set(EXPORTS)


def test_a_quote_that_was_taken_out_is_not_of_the_kind_and_the_page_still_opens(
    session: Session, cast: Cast, study: Study, about: FindTheme, pages: Pages
) -> None:
    exports = about("export")
    stray = exports.excerpts[0].excerpt
    services.remove(session, exports, [stray], user=cast.researcher)
    services.accept(session, exports, user=cast.researcher)
    session.commit()
    places = learning.judged_places(session, study)
    assert places[stray.id, "pain"] is False
    assert sorted(places.values()) == [False] + [True] * (len(EXPORTS) - 1)
    pages.sign_in(cast.researcher)
    pages.get(f"/s/{study.slug}/themes/learning")


def ids(theme) -> set[int]:
    return {link.excerpt_id for link in theme.excerpts}


def test_another_study_of_the_workspace_reads_with_what_was_learnt_but_shows_no_decision_as_its_own(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    services.accept(session, about("export"), user=cast.researcher)
    learning.keep(session, study, lesson())
    assert learning.judged_places(session, cast.other_study) == {}
    seen = learning.learning(session, cast.other_study)
    assert (seen.n_decisions, seen.n_here) == (len(EXPORTS), 0)
    assert len(learning.judgements(session, cast.other_study)) == len(EXPORTS)
    assert learning.weights_for(session, cast.other_study) is not None


def test_a_study_of_another_workspace_learns_nothing_from_these_decisions(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    services.accept(session, about("export"), user=cast.researcher)
    learning.keep(session, study, lesson())
    elsewhere = Workspace(name="Southwind")
    session.add(elsewhere)
    session.flush()
    cast.other_study.workspace_id = elsewhere.id
    session.flush()
    assert learning.learning(session, cast.other_study).n_decisions == 0
    assert learning.judgements(session, cast.other_study) == []
    assert learning.weights_for(session, cast.other_study) is None


def test_one_study_goes_back_to_the_shipped_model_alone_and_learning_anew_brings_it_back(
    session: Session, cast: Cast, study: Study
) -> None:
    learning.keep(session, study, lesson())
    learning.use_shipped(session, study)
    learning.use_shipped(session, study)  # a second press changes nothing
    assert learning.weights_for(session, study) is None
    assert learning.weights_for(session, cast.other_study) is not None
    learning.keep(session, study, lesson())
    assert learning.weights_for(session, study) is not None


def test_too_few_decisions_say_how_many_are_needed(
    app: Flask, session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    services.accept(session, about("export"), user=cast.researcher)
    jobs.enqueue(session, tasks.LEARN, study_id=study.id, user_id=cast.researcher.id)
    session.commit()
    jobs.queue_of(app).run_pending()
    job = jobs.latest_job(session, tasks.LEARN, study_id=study.id)
    assert job is not None
    assert job.status == "failed"
    assert "50" in job.message


def test_the_next_analysis_reads_with_what_was_learnt_and_one_press_goes_back(
    app: Flask, session: Session, cast: Cast, study: Study, pages: Pages
) -> None:
    learning.keep(session, study, lesson())
    session.commit()
    analyse(app, session, study)
    from survey_app.themes import queries

    run = queries.latest_run(session, study)
    assert run is not None
    assert run.engine["model"].endswith("+60")
    pages.sign_in(cast.researcher)
    page = pages.get(f"/s/{study.slug}/themes/learning")
    assert "The next analysis reads with what was learnt." in page.text
    assert "30 / 30" in page.text
    pages.post(f"/s/{study.slug}/themes/learning/shipped", {}, expect=303)
    session.expire_all()
    assert learning.weights_for(session, study) is None
    page = pages.get(f"/s/{study.slug}/themes/learning")
    assert "This study reads with the model that comes with Portrait." in page.text
    pages.post(f"/s/{study.slug}/themes/learning/learnt", {}, expect=303)
    session.expire_all()
    assert learning.weights_for(session, study) is not None


def test_the_page_names_ten_quotes_at_most_to_decide_on_next(
    session: Session, cast: Cast, study: Study, pages: Pages
) -> None:
    wanted = instructive.most_instructive(session, study)
    assert 0 < len(wanted) <= 10
    assert len(set(wanted)) == len(wanted)
    pages.sign_in(cast.researcher)
    page = pages.get(f"/s/{study.slug}/themes/learning")
    assert "50 more are needed to learn." in page.text


@pytest.mark.parametrize("verb", ["learn", "shipped", "learnt"])
def test_an_interviewer_cannot_change_what_is_learnt(
    study: Study, cast: Cast, pages: Pages, verb: str
) -> None:
    pages.sign_in(cast.interviewer)
    pages.post(f"/s/{study.slug}/themes/learning/{verb}", {}, expect=403)
