"""Libraries' hooks pass respondents by, and nobody else."""

from __future__ import annotations

import flask
from flask import Blueprint, Flask
from sqlalchemy.orm import Session

from survey_app.web.lean import LeanResponse, spare
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


def test_an_answer_counts_its_bytes_and_leads_to_an_address_in_letters_that_travel() -> None:
    app = Flask(__name__)
    app.response_class = LeanResponse
    app.add_url_rule("/page", "page", view_func=lambda: "текст")
    app.add_url_rule("/away", "away", view_func=lambda: ("", 303, {"Location": "/где"}))
    app.add_url_rule("/none", "none", view_func=lambda: ("", 204))
    client = app.test_client()
    assert client.get("/page").headers["Content-Length"] == "10"  # five letters of two bytes
    assert client.get("/away").headers["Location"] == "/%D0%B3%D0%B4%D0%B5"
    assert "Content-Length" not in client.get("/none").headers
    assert client.head("/page").data == b""
