"""A bare Flask app that renders the style guide and the specimens without any room behind them."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect, FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

import survey_app
from tests.web.samples import SAMPLES
from tests.web.words import WORDS

WEB = Path(survey_app.__file__).parent / "web"
SPECIMENS = ("study_home", "review", "pad", "sheet", "respondent", "respondent_more")
RIGHT_TO_LEFT = {"ar"}


class EveryFieldForm(FlaskForm):
    """One field of each kind that the macros know; two are left empty on purpose."""

    name = StringField("Name of the study", [DataRequired("Give the study a name")])
    email = EmailField("Reply address", description="Answers to the invitation go here.")
    secret = PasswordField("Password", [DataRequired("Give your password")])
    about = TextAreaField("What you want to learn")
    language = SelectField("Language", choices=[SelectChoice("en", "English")])
    channel = RadioField(
        "How to ask",
        [DataRequired("Choose one")],
        choices=[SelectChoice("mail", "By e-mail"), SelectChoice("call", "By phone")],
    )
    kinds = SelectMultipleField(
        "What to listen for",
        choices=[SelectChoice("pain", "Pains"), SelectChoice("goal", "Goals")],
        widget=widgets.ListWidget(),
        option_widget=widgets.CheckboxInput(),
    )
    list_file = FileField("List of contacts", description="CSV or XLSX, up to 20 MB.")
    agreed = BooleanField("Our contacts agreed to be asked", description="Needed before a mailing.")


def create_guide_app() -> Flask:
    """Serve the style guide at /, the specimens beside it; ?language= picks the sample."""
    app = Flask(__name__, template_folder=WEB / "templates", static_folder=WEB / "static")
    app.config.update(SECRET_KEY="only for looking", TESTING=True)
    CSRFProtect(app)

    def language() -> str:
        chosen = request.args.get("language", "en")
        return chosen if chosen in SAMPLES else "en"

    Babel(app, locale_selector=language)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True  # as the real app
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: WORDS.get(language(), {}).get(text, text),
        lambda one, many, n: one if n == 1 else many,
        newstyle=True,
    )

    @app.context_processor
    def frame() -> dict[str, object]:
        sample = SAMPLES[language()]
        return {
            "sample": sample,
            "locale_code": language(),
            "text_dir": "rtl" if language() in RIGHT_TO_LEFT else "ltr",
            "current_study": {"name": sample["study"], "url": "/specimens/study_home"},
            "current_user": {"is_authenticated": True, "name": "Amira"},
            "study_nav": lambda: [
                {"label": label, "url": "#", "current": i == 6}
                for i, label in enumerate(sample["nav"])
            ],
        }

    @app.after_request
    def strict(response: object) -> object:
        response.headers["Content-Security-Policy"] = (  # type: ignore[attr-defined]
            "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self';"
            " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
        )
        return response

    @app.get("/", endpoint="web.home")
    def guide() -> str:
        form = EveryFieldForm(formdata=MultiDict([("language", "en")]), meta={"csrf": False})
        form.validate()
        return render_template("styleguide.html", form=form)

    @app.get("/specimens/<name>")
    def specimen(name: str) -> str:
        extra: dict[str, object] = {}
        if name.startswith("respondent"):
            sample = SAMPLES[language()]
            extra = {
                "organisation": sample["organisation"],
                "study_title": sample["ask_title"],
                "page_number": 2,
                "n_pages": 6,
                "language_form": "answers",
                "about_url": "/about",
            }
        return render_template(f"specimens/{name}.html", **extra)

    @app.get("/error")
    def error() -> tuple[str, int]:
        page = render_template(
            "error.html",
            code=404,
            title="This page is not here",
            remedy="The link may be old. Open the study from the first page.",
        )
        return page, 404

    app.add_url_rule("/language", endpoint="web.set_language", methods=["POST"])
    app.add_url_rule("/sign-out", endpoint="accounts.sign_out", methods=["POST"])
    return app
