"""Pages of coding: a text beside the codebook, the list of talks, and how far people agree."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from survey_app.coding import queries, services
from survey_app.coding.reading import own, pairs, pieces
from survey_app.collect.models import Passage
from survey_app.db import db
from survey_app.errors import Conflict, PortraitError, Unprocessable
from survey_app.interviews.models import Interview
from survey_app.studies import access
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.themes import decisions, labels
from survey_app.themes import queries as themes
from survey_app.themes.models import KINDS, Decision

blueprint = Blueprint(
    "coding", __name__, url_prefix="/s/<study_slug>/coding", template_folder="templates"
)


@blueprint.get("/")
@study_view(*RESEARCHERS)
def index(study: Study) -> str:
    """List the talks that can be coded, with what has been marked in each and by whom."""
    return render_template("coding/index.html", talks=queries.talks(db.session(), study))


@blueprint.get("/<any(interview, response):sort>/<int:number>")
@study_view(*RESEARCHERS)
def read(study: Study, sort: str, number: int) -> str:
    """Show a text with its marks beside the codebook."""
    return _page(study, sort, number)


@blueprint.post("/passage/<int:number>")
@study_view(*RESEARCHERS)
def code(study: Study, number: int) -> Any:
    """Put marked words into a theme, confirm a suggestion, or take words out."""
    session = db.session()
    passage = queries.passage(session, study, number) or abort(404)
    try:
        made = _decided(session, study, passage)
    except PortraitError as error:
        session.rollback()
        passage = queries.passage(session, study, number) or abort(404)
        return _answer(session, study, passage, str(error), int(error.status))
    answer = _answer(session, study, passage, labels.done(made), 200)
    session.commit()
    return answer


@blueprint.post("/passage/<int:number>/undo")
@study_view(*RESEARCHERS)
def undo(study: Study, number: int) -> Any:
    """Take back this person's last decision, and show the passage as it is then."""
    session = db.session()
    passage = queries.passage(session, study, number) or abort(404)
    last = decisions.last_decision(session, study, user=current_user)
    try:
        if last is None:
            raise Conflict(_("There is nothing to undo."))
        coding = last.before.get("coding")
        decisions.undo(session, last)
    except PortraitError as error:
        session.rollback()
        passage = queries.passage(session, study, number) or abort(404)
        return _answer(session, study, passage, str(error), int(error.status))
    where = themes.excerpts_by_id(session, study, [coding["excerpt"]]) if coding else []
    passage = where[0].passage if where else passage
    answer = _answer(session, study, passage, _("Undone: %(what)s", what=labels.done(last)), 200)
    session.commit()
    return answer


@blueprint.get("/agreement")
@study_view(*RESEARCHERS)
def agreement(study: Study) -> str:
    """Show how far every two people who coded the same texts agree, and where they do not."""
    session = db.session()
    found = pairs(queries.marks(session, study))
    apart = [place.passage_id for pair in found for place in pair.apart]
    return render_template(
        "coding/agreement.html",
        pairs=found,
        names=queries.names(session, [one for pair in found for one in (pair.first, pair.second)]),
        themes={one.id: one for one in themes.choices(session, study)},
        texts=queries.texts(session, apart),
    )


def _decided(session: Session, study: Study, passage: Passage) -> Decision:
    """Do what the form asks for."""
    form = request.form
    verb, theme_id, excerpt_id = _asked(form.get("do", ""))
    theme_id = theme_id or form.get("theme", type=int)
    theme = themes.theme(session, study, theme_id) if theme_id else None
    excerpt = queries.excerpt(session, passage, excerpt_id) if excerpt_id else None
    if verb == "remove":
        if theme is None or excerpt is None:
            raise Conflict(_("This quote is no longer in the theme. Load the page again."))
        return services.take_out(session, theme, excerpt, user=current_user)
    start, end = form.get("start", type=int), form.get("end", type=int)
    if excerpt is not None:
        start, end = excerpt.start, excerpt.end
    elif start is None or end is None:
        start, end = _found(passage.text, form.get("words", ""))
    into = services.theme_for(
        session, study, theme=theme, kind=form.get("kind", ""), name=form.get("name", ""),
        user=current_user,
    )  # fmt: skip
    return services.code(session, passage, start=start, end=end, theme=into, user=current_user)


def _asked(do: str) -> tuple[str, int | None, int | None]:
    """Read what a button under a mark asks for, such as 'remove 12 345': verb, theme, excerpt."""
    verb, *numbers = do.split(" ")
    if verb in ("put", "remove") and len(numbers) == 2 and all(n.isdecimal() for n in numbers):
        return verb, int(numbers[0]), int(numbers[1])
    return "put", None, None


def _found(text: str, words: str) -> tuple[int, int]:
    """Find typed words in the text, for those who code without a script."""
    words = words.replace("\r\n", "\n").strip()
    at = text.find(words) if words else -1
    if at < 0:
        raise Unprocessable(_("Copy the words from the text as they stand there."))
    return at, at + len(words)


def _answer(session: Session, study: Study, passage: Passage, told: str, status: int) -> Any:
    """Answer a script with the passage alone, and a form with the way back to it."""
    if request.headers.get("X-Requested-With") == "fetch":
        return render_template(
            "coding/_answer.html",
            study=study,
            told=told,
            **_passage_values(session, [passage], request.form.get("own") == "1"),
            codebook=queries.codebook(session, study) if request.form.get("name") else None,
            labels=labels,
        ), status
    if status != 200:
        sort = "interview" if passage.interview_id else "response"
        number = passage.interview_id or passage.response_id or 0
        return _page(study, sort, number, problem=told, asked_for=passage.id), status
    flash(told, "success")
    return redirect(address(study, passage, own=request.form.get("own") == "1"), 303)


def address(study: Study, passage: Passage, *, own: bool = False) -> str:
    """Return where a passage can be read and coded."""
    sort = "interview" if passage.interview_id else "response"
    return url_for(
        "coding.read",
        study_slug=study.slug,
        sort=sort,
        number=passage.interview_id or passage.response_id,
        own=1 if own else None,
        _anchor=f"p{passage.id}",
    )


def _page(
    study: Study, sort: str, number: int, *, problem: str = "", asked_for: int | None = None
) -> str:
    session = db.session()
    source = queries.source(session, study, sort, number) or abort(404)
    access.record(study, sort, source.id)
    found = queries.passages(session, source)
    chosen = asked_for or request.args.get("passage", type=int)
    alone = (request.args.get("own") or request.form.get("own")) == "1"
    return render_template(
        "coding/read.html",
        study=study,
        source=source,
        sort=sort,
        title=source.title if isinstance(source, Interview) else source.label,
        codebook=queries.codebook(session, study),
        kinds=KINDS,
        labels=labels,
        problem=problem,
        typed=request.form,
        chosen=next((one for one in found if one.id == chosen), None),
        **_passage_values(session, found, alone),
    )


def _passage_values(session: Session, found: Any, alone: bool) -> dict[str, Any]:
    marks = queries.marked(session, [one.id for one in found])
    if alone:
        marks = {key: own(some, current_user.id) for key, some in marks.items()}
    shown = [(one, pieces(one.text, marks.get(one.id, [])), marks.get(one.id, [])) for one in found]
    return {"shown": shown, "alone": alone}
