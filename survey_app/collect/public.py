"""The blueprint of all that respondents see: no account, no session, nothing kept by browsers."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from survey_app.builder.versions import known_version
from survey_app.builder.versions import version as parsed_version
from survey_app.collect.door import remember_visitor
from survey_app.collect.framing import join_address, split_address, write_policy
from survey_app.db import db
from survey_app.questionnaire import Questionnaire
from survey_app.web.security import csrf

blueprint = Blueprint("collect", __name__, template_folder="templates")
blueprint.url_value_preprocessor(split_address)
blueprint.url_defaults(join_address)
csrf.exempt(blueprint)  # its forms have tokens of their own, which need no session: see door.py

View = str | bytes | Answer | tuple[str | bytes | Answer, int]


def version(version_id: str) -> Questionnaire:
    """Return a published version; the database is asked for it only once.

    By a session of its own: the request's own may still have to begin a transaction that writes.
    """
    known = known_version(version_id)
    if known is None:
        with Session(db.engine) as session:
            known = parsed_version(session, version_id)
    return known


@blueprint.after_request
def _private(answer: Answer) -> Answer:
    answer.headers.add("Referrer-Policy", "no-referrer")
    answer.headers.add("X-Robots-Tag", "noindex, nofollow")
    return remember_visitor(write_policy(answer))
