"""Libraries' hooks pass respondents by, and nobody else."""

from __future__ import annotations

import flask
from flask import Blueprint, Flask
from sqlalchemy.orm import Session

from survey_app.web.lean import spare
from tests.builders import Cast
from tests.builders_collect import open_link


def test_hooks_of_libraries_run_everywhere_but_where_they_are_spared() -> None:
    app = Flask(__name__)
    app.secret_key = "x"
    called = []

    def hook() -> None:
        called.append("before")

    def after(response: object) -> object:
        flask.session["seen"] = "1"
        return response

    app.before_request(hook)
    app.after_request(after)
    for name in ("crowd", "staff"):
        blueprint = Blueprint(name, __name__, url_prefix=f"/{name}")
        blueprint.get("/")(lambda: "here")
        app.register_blueprint(blueprint)
    spare(app, "crowd")
    client = app.test_client()
    assert client.get("/crowd/").text == "here"
    assert called == []
    assert "Set-Cookie" not in client.get("/crowd/").headers
    assert client.get("/staff/").headers["Set-Cookie"].startswith("session=")
    assert called == ["before"]


def test_a_respondents_page_leaves_no_session_behind(
    app: Flask, session: Session, cast: Cast
) -> None:
    link = open_link(session, cast.study)
    session.commit()
    cookies = app.test_client().get(f"/o/{link.code}").headers.getlist("Set-Cookie")
    assert [one.partition("=")[0] for one in cookies] == ["visitor"]
    assert "Set-Cookie" in app.test_client().get("/account/sign-in").headers
