"""Which language a page speaks, and how it writes dates and numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Flask, g, redirect, request, session, url_for
from flask_babel import Babel, get_locale, refresh
from flask_babel.speaklater import LazyString
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_app.config import LANGUAGE_NAMES, LANGUAGES, Settings
from survey_app.web.guard import public
from survey_app.web.links import safe_next

TRANSLATIONS = Path(__file__).parent / "translations"

blueprint = Blueprint("web", __name__)

# The library lets a lazy sentence pass for markup, with whatever was put into it. Without this
# method it is a text like any other, and templates escape it.
if "__html__" in vars(LazyString):
    del LazyString.__html__


def init_app(app: Flask, settings: Settings) -> None:
    """Connect Flask-Babel and tell templates about languages."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "web/translations"
    app.config["BABEL_DEFAULT_LOCALE"] = settings.language
    Babel(app, locale_selector=lambda: chosen_language(settings.language))
    app.register_blueprint(blueprint)

    @app.context_processor
    def _languages() -> dict[str, object]:
        locale = get_locale()
        return {
            "locale_code": current_language(),
            "language_names": LANGUAGE_NAMES,
            "text_dir": locale.text_direction if locale else "ltr",
        }


def speak(language: str) -> None:
    """Fix the language of this request, as a respondent's page does. Call before rendering."""
    g.language = language if language in LANGUAGES else "en"
    if g.pop("language_chosen", False):  # else there is nothing to forget
        refresh()


def chosen_language(default: str) -> str:
    """Return the first that is stated: page, session, user's profile, browser, default."""
    g.language_chosen = True
    wishes: tuple[
        Callable[[], object], ...
    ] = (  # asked one by one: to know the user may take a look at the database
        lambda: g.get("language"),
        lambda: session.get("language"),
        lambda: getattr(current_user, "language", None),
    )
    for wish in wishes:
        language = wish()
        if language in LANGUAGES:
            return str(language)
    return request.accept_languages.best_match(LANGUAGES) or default


def current_language() -> str:
    """Return the code of the language that this page speaks: en, ru or zh."""
    locale = get_locale()
    return locale.language if locale and locale.language in LANGUAGES else "en"


def in_language(texts: dict[str, str], language: str | None = None) -> str:
    """Pick a wording from a table by language; another language is better than nothing."""
    wanted = language or current_language()
    return texts.get(wanted) or texts.get("en") or next(iter(texts.values()), "")


@blueprint.post("/language")
@public
def set_language() -> Response:
    """Remember the visitor's language and go back to where they were."""
    wish = request.form.get("language", "")
    if wish in LANGUAGES:
        session["language"] = wish
    return redirect(safe_next(request.form.get("next")) or url_for("studies.index"), 303)


@blueprint.get("/home")
@public
def home() -> Response:
    """Lead to the first page, whatever it is for this visitor."""
    return redirect(url_for("studies.index"), 303)
