"""What programs ask for. The token says which study; no address names one."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import Blueprint, Response, current_app, g, jsonify, request
from flask_babel import gettext as _
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

from survey_app.api import queries, services
from survey_app.api.guard import program
from survey_app.api.openapi import Operation, describes, description
from survey_app.api.shapes import (
    Answered,
    CheckOut,
    ErrorOut,
    NewResponse,
    ResponseOut,
    ResponsesOut,
    StoredOut,
    StudyOut,
    SurveyOut,
    SurveysOut,
    ThemeOut,
    ThemesOut,
)
from survey_app.builder import queries as builder
from survey_app.builder.versions import questionnaire_of
from survey_app.db import MAX_ID, db, now
from survey_app.errors import NotFound, PortraitError, Unprocessable
from survey_app.exports import queries as exports
from survey_app.exports.formats.as_json import as_data
from survey_app.personas import queries as personas
from survey_app.personas.views import full_url_of_line
from survey_app.studies import access
from survey_app.studies.models import Study
from survey_app.themes import queries as themes
from survey_app.web.guard import public
from survey_app.web.security import csrf

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
csrf.exempt(blueprint)  # a program has no cookie that a stranger's page could use

Shape = TypeVar("Shape", bound=BaseModel)
MOST = 500


@blueprint.get("/openapi.json")
@public
def openapi() -> Response:
    """Describe this interface."""
    return jsonify(description(current_app, blueprint.name))


@blueprint.get("/study")
@describes(Operation(StudyOut))
@program()
def study_of_the_token(study: Study) -> Response:
    """Show the study that the token opens."""
    return _given(
        StudyOut(
            title=study.title,
            organisation=study.organisation,
            product=study.product,
            language=study.language,  # type: ignore[arg-type]
            status=study.status,  # type: ignore[arg-type]
            n_responses=queries.n_responses(db.session(), study),
        )
    )


@blueprint.get("/surveys")
@describes(Operation(SurveysOut))
@program()
def surveys(study: Study) -> Response:
    """List the published versions of the study's surveys."""
    session = db.session()
    found = []
    for one in queries.publications(session, study):
        asked = questionnaire_of(session, one)
        found.append(
            SurveyOut(
                publication=one.id,
                title=one.questionnaire.title,
                number=one.number,
                version=one.version_id,
                languages=list(asked.languages),  # type: ignore[arg-type]
                n_questions=sum(1 for _question in asked.iter_questions()),
            )
        )
    return _given(SurveysOut(surveys=found))


@blueprint.get("/surveys/<int:publication>")
@describes(Operation(None))
@program()
def definition(study: Study, publication: int) -> Response:
    """Give the whole definition of one published version."""
    session = db.session()
    found = builder.publication(session, study, min(publication, MAX_ID))
    if found is None:
        raise NotFound(_("This study has published no such version. /surveys lists them."))
    return jsonify(questionnaire_of(session, found).to_dict())


@blueprint.post("/check")
@describes(Operation(CheckOut, Answered))
@program()
def check(study: Study) -> Response:
    """Say what the page would say to these answers; nothing is stored."""
    found = services.check(db.session(), study, _taken(Answered))
    return _given(
        CheckOut(
            accepted=not found.problems,
            problems=found.problems,
            kept=found.kept,
            dropped=found.dropped,
        )
    )


@blueprint.post("/responses")
@describes(Operation(StoredOut, NewResponse, status=201))
@program(writes=True)
def add_response(study: Study) -> tuple[Response, int]:
    """Take in a questionnaire that was filled in elsewhere."""
    session = db.session()
    response, checked = services.take_in(session, study, _taken(NewResponse))
    stored = StoredOut(
        id=response.public_id,
        new=checked is not None,
        dropped=checked.dropped if checked else [],
    )
    session.commit()
    return _given(stored), 201 if stored.new else 200


@blueprint.get("/responses")
@describes(
    Operation(
        ResponsesOut,
        query=(
            ("after", "The `next` of the stretch before.", "string"),
            ("limit", f"How many at most, up to {MOST}.", "integer"),
        ),
    )
)
@program()
def responses(study: Study) -> Response:
    """Read completed responses, a stretch at a time, in an order that tells nothing."""
    limit = max(1, min(request.args.get("limit", MOST, type=int), MOST))
    found = queries.responses(db.session(), study, after=request.args.get("after", ""), limit=limit)
    access.record(study, "export", detail=f"API: {g.program}")
    return _given(
        ResponsesOut(
            responses=[
                ResponseOut(
                    id=one.public_id,
                    label=one.label,
                    publication=one.publication_id,
                    version=one.publication.version_id,
                    channel=one.channel,
                    language=one.language,
                    anonymous=one.anonymous,
                    started_at=one.started_at,
                    completed_at=one.completed_at,
                    answers=one.answers,
                )
                for one in found
            ],
            next=found[-1].public_id if len(found) == limit else None,
        )
    )


@blueprint.get("/themes")
@describes(Operation(ThemesOut))
@program()
def all_themes(study: Study) -> Response:
    """List the themes with how many people voice them, of those asked."""
    session = db.session()
    words = {one.id: one.definition for one in themes.choices(session, study)}
    return _given(
        ThemesOut(
            themes=[
                ThemeOut(
                    id=one.id,
                    kind=one.kind,
                    name=one.name,
                    definition=words.get(one.id, ""),
                    status=one.status,
                    n=one.n,
                    asked=one.asked,
                    n_unasked=one.n_voices - one.n,
                    n_excerpts=one.n_excerpts,
                )
                for one in themes.ranked(session, study)
            ]
        )
    )


@blueprint.get("/personas")
@describes(Operation(None))
@program()
def all_personas(study: Study) -> Response:
    """Give the published personas with their evidence, as the JSON export writes them."""
    session = db.session()
    found = personas.published(session, study)
    if not found:
        raise NotFound(_("No persona is published yet. Publish one, then download the set."))
    access.record(study, "export", detail=f"API: {g.program}")
    bundle = exports.bundle_of(
        session, study, found, language=study.language, made_at=now(), link=full_url_of_line
    )
    return jsonify(as_data(bundle))


@blueprint.errorhandler(PortraitError)
def _refused(error: PortraitError) -> tuple[Response, int]:
    db.session.rollback()
    problems = error.problems if isinstance(error, services.Refused) else {}
    said = str(error) or _("This cannot be used as it is")
    return _given(ErrorOut(code=error.code, message=said, problems=problems)), int(error.status)


@blueprint.errorhandler(HTTPException)
def _http(error: HTTPException) -> tuple[Response, int] | Any:
    db.session.rollback()
    status = error.code or 500
    said = {
        401: _("Show a token that works: Authorization: Bearer …"),
        404: _("There is nothing at this address."),
        413: _("Send at most 25 MB at once."),
        429: _("Wait a minute, then try again."),
    }.get(status, _("This cannot be used as it is"))
    answer = _given(ErrorOut(code=f"P{status}", message=said))
    answer.status_code = status
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _taken(shape: type[Shape]) -> Shape:
    """Read the body. Raises Refused with the place of each fault."""
    try:
        return shape.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        problems: dict[str, list[str]] = {}
        for one in error.errors(include_url=False, include_input=False, include_context=False):
            place = ".".join(str(part) for part in one["loc"]) or "body"
            problems.setdefault(place, []).append(one["msg"])
        raise services.Refused(_("The body is not as it is described."), problems) from None
    except RecursionError:
        raise Unprocessable(_("The body is not as it is described.")) from None


def _given(shape: BaseModel) -> Response:
    return Response(shape.model_dump_json(), mimetype="application/json")
