"""The floor: the least that a Flask page can do for the same answers.

Twenty questions from memory, a CSRF token in the session, one validated POST, one row on the disk
(`synchronous = FULL`, as Portrait has it). One request shows the page and one sends it: no
invitation, no landing page, no resuming, no languages.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading

from flask import Flask, request, session

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


def create_floor(path: str, questions: list[tuple[str, str]]) -> Flask:
    """Return the app; its answers go into one table of a SQLite file at `path`."""
    app = Flask(__name__)
    app.secret_key = secrets.token_hex(32)
    template = app.jinja_env.from_string(_PAGE)
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

    @app.get("/")
    def page() -> str:
        token = session.setdefault("csrf", secrets.token_hex(20))
        return _shown(token, [], {})

    @app.post("/")
    def send() -> tuple[str, int] | str:
        token = session.get("csrf", "")
        sent = request.form.get("csrf_token", "")
        if not token or not secrets.compare_digest(token, sent):
            return "Load the page again.", 400
        given = {key: request.form.get(key, "").strip() for key, _ in questions}
        errors = [
            f"{text}: write an answer of at most {MAX_CHARS} characters"
            for key, text in questions
            if not 0 < len(given[key]) <= MAX_CHARS
        ]
        if errors:
            return _shown(token, errors, given), 422
        connection().execute(
            "INSERT INTO response VALUES (?, datetime('now'), ?)",
            (secrets.token_hex(8), json.dumps(given)),
        )
        return _THANKS

    def _shown(token: str, errors: list[str], given: dict[str, str]) -> str:
        return template.render(
            title="Twenty questions",
            token=token,
            questions=questions,
            errors=errors,
            given=given or dict.fromkeys((key for key, _ in questions), ""),
            most=MAX_CHARS,
        )

    return app
