"""The floors: the least that a Flask page can do for the same answers, twice.

Twenty questions from memory, a CSRF token in the session, one validated POST, one row on the disk
(`synchronous = FULL`, as Portrait has it). One request shows the page and one sends it: no
invitation, no landing page, no resuming, no languages.

The *bare* floor writes through sqlite3 and checks its token by hand. The *realistic* floor is the
stack that anybody would take, which is Portrait's too: Flask-SQLAlchemy's session and Flask-WTF.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, request, session
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect, generate_csrf
from sqlalchemy import Text, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MAX_CHARS = 10_000

# Autoescape is asked for by hand: a template that has no file name gets none from Flask.
_PAGE = """{% autoescape true %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1>
{% for error in errors %}<p role="alert">{{ error }}</p>{% endfor %}
<form method="post">
<input type="hidden" name="csrf_token" value="{{ token }}">
{% for key, text in questions %}
<div><label for="{{ key }}">{{ text }}</label>
<textarea id="{{ key }}" name="{{ key }}" maxlength="{{ most }}" required>
{{ given[key] }}</textarea></div>
{% endfor %}
<button type="submit">Send my answers</button>
</form></body></html>{% endautoescape %}"""
_THANKS = '<!doctype html><html lang="en"><title>Thank you</title><h1>Thank you</h1></html>'


Questions = list[tuple[str, str]]


def bare_floor(path: str, questions: Questions) -> Flask:
    """Return the bare floor; its answers go into one table of a SQLite file at `path`."""
    app = Flask(__name__)
    app.secret_key = secrets.token_hex(32)
    local = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(path, isolation_level=None, timeout=15)
            local.connection.execute("PRAGMA journal_mode = WAL")
            local.connection.execute("PRAGMA synchronous = FULL")
        return local.connection

    connection().execute(
        "CREATE TABLE IF NOT EXISTS response (id TEXT PRIMARY KEY, at TEXT, answers TEXT)"
    )

    @app.before_request
    def check() -> tuple[str, int] | None:
        token, sent = session.get("csrf", ""), request.form.get("csrf_token", "")
        if request.method == "POST" and not (token and secrets.compare_digest(token, sent)):
            return "Load the page again.", 400
        return None

    def save(answers: str) -> None:
        connection().execute(
            "INSERT INTO response VALUES (?, datetime('now'), ?)", (secrets.token_hex(8), answers)
        )

    _add_pages(app, questions, lambda: session.setdefault("csrf", secrets.token_hex(20)), save)
    return app


def realistic_floor(url: str, questions: Questions) -> Flask:
    """Return the realistic floor; its answers go into one table of the database at `url`."""
    app = Flask(__name__)
    app.secret_key = secrets.token_hex(32)
    app.config["SQLALCHEMY_DATABASE_URI"] = url

    class Base(DeclarativeBase):
        pass

    db = SQLAlchemy(model_class=Base)

    class Response(db.Model):  # type: ignore[name-defined,misc]
        __tablename__ = "floor_response"
        id: Mapped[str] = mapped_column(Text, primary_key=True)
        at: Mapped[str] = mapped_column(Text)
        answers: Mapped[str] = mapped_column(Text)

    db.init_app(app)
    CSRFProtect(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":

            @event.listens_for(db.engine, "connect")
            def _durable(connection: sqlite3.Connection, _record: object) -> None:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")

        db.create_all()

    def save(answers: str) -> None:
        moment = datetime.now(UTC).isoformat()
        db.session.add(Response(id=secrets.token_hex(8), at=moment, answers=answers))
        db.session.commit()

    _add_pages(app, questions, generate_csrf, save)
    return app


def _add_pages(
    app: Flask, questions: Questions, token: Callable[[], str], save: Callable[[str], None]
) -> None:
    template = app.jinja_env.from_string(_PAGE)

    @app.get("/")
    def page() -> str:
        return shown([], {})

    @app.post("/")
    def send() -> tuple[str, int] | str:
        given = {key: request.form.get(key, "").strip() for key, _ in questions}
        errors = [
            f"{text}: write an answer of at most {MAX_CHARS} characters"
            for key, text in questions
            if not 0 < len(given[key]) <= MAX_CHARS
        ]
        if errors:
            return shown(errors, given), 422
        save(json.dumps(given))
        return _THANKS

    def shown(errors: list[str], given: dict[str, str]) -> str:
        return template.render(
            title="Twenty questions",
            token=token(),
            questions=questions,
            errors=errors,
            given=given or dict.fromkeys((key for key, _ in questions), ""),
            most=MAX_CHARS,
        )
