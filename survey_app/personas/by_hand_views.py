"""Make a persona from a filter: tick whom you mean, see how many they are and what they say."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.db import db
from survey_app.errors import Unprocessable
from survey_app.personas import by_hand, filters, material
from survey_app.personas.forms import MAX_NAME_CHARS
from survey_app.personas.models import PersonaVersion
from survey_app.personas.views import blueprint, readable
from survey_app.studies.guard import RESEARCHERS, study_view
from survey_app.studies.models import Study
from survey_app.synthesis import violation_text
from survey_app.web.i18n import current_language


@blueprint.get("/by-hand")
@study_view(*RESEARCHERS)
def by_hand_form(study: Study) -> str:
    """Offer the closed questions and the accepted themes, with a count of what is ticked."""
    return _page(study)


@blueprint.get("/by-hand/count")
@study_view(*RESEARCHERS)
def by_hand_count(study: Study) -> str:
    """The count alone, as the page asks for it while boxes are ticked."""
    stuff = material.gather(db.session(), study)
    chosen = filters.from_request(request.args, stuff)
    return render_template("personas/_by_hand_count.html", **_shown(study, stuff, chosen))


@blueprint.post("/by-hand")
@study_view(*RESEARCHERS)
def by_hand_make(study: Study) -> Response | tuple[str, int]:
    """Make the draft."""
    session = db.session()
    stuff = material.gather(session, study)
    name = request.form.get("name", "")[:MAX_NAME_CHARS]
    try:
        version = by_hand.make(
            session, study, stuff, filters.from_request(request.form, stuff),
            user=current_user, name=name, language=study.language,
        )  # fmt: skip
    except Unprocessable as error:
        session.rollback()
        return _page(study, problem=str(error)), 422
    session.commit()
    return _to(study, version)


@blueprint.post("/<int:persona_id>/v/<int:number>/by-hand")
@study_view(*RESEARCHERS)
def by_hand_again(study: Study, persona_id: int, number: int) -> Response:
    """Count everybody whom the filter takes today."""
    session = db.session()
    version = readable(study, persona_id, number)
    draft = by_hand.ask_again(
        session, version, material.gather(session, study), user=current_user
    )  # fmt: skip
    session.commit()
    flash(_("Counted anew with everybody whom the filter takes today."))
    return _to(study, draft)


def _to(study: Study, version: PersonaVersion) -> Response:
    return redirect(
        url_for(
            "personas.show",
            study_slug=study.slug,
            persona_id=version.persona_id,
            number=version.number,
        ),
        303,
    )


def _page(study: Study, *, problem: str = "") -> str:
    stuff = material.gather(db.session(), study)
    sent = request.values
    chosen = filters.from_request(sent, stuff)
    return render_template(
        "personas/by_hand.html",
        traits=filters.offered(stuff),
        themes=sorted(stuff.themes, key=lambda one: (one.kind, one.name)),
        name=sent.get("name", ""),
        problem=problem,
        **_shown(study, stuff, chosen),
    )


def _shown(
    study: Study, stuff: material.Material, chosen: filters.PeopleFilter
) -> dict[str, object]:
    seen = by_hand.preview(stuff, chosen, study.language)
    return {
        "chosen": chosen,
        "seen": seen,
        "rules": [violation_text(one, current_language()) for one in seen.hard],
    }
