"""The factory: settings, floor, rooms. With `cli.py` the only file that knows every room."""

from __future__ import annotations

from flask import Flask, g, request
from flask_babel import lazy_gettext as _l

from survey_app import jobs, logs, tables
from survey_app.accounts import security as accounts_security
from survey_app.accounts.views import blueprint as accounts
from survey_app.api.token_views import blueprint as api_tokens
from survey_app.api.views import blueprint as api
from survey_app.builder import home as builder_home
from survey_app.builder.exchange_views import blueprint as exchange
from survey_app.builder.pages import blueprint as builder
from survey_app.coding.exchange_views import blueprint as coding
from survey_app.collect import home as collect_home
from survey_app.collect import replies as collect_replies
from survey_app.collect import tasks as collect_tasks
from survey_app.collect.link_views import blueprint as open_links
from survey_app.collect.respondent import blueprint as collect
from survey_app.collect.trials import blueprint as trials
from survey_app.config import Settings, prepare_instance
from survey_app.customers import home as customers_home
from survey_app.customers import tasks as customers_tasks
from survey_app.customers.views import blueprint as customers
from survey_app.db import db, engine_options, expect_writes
from survey_app.dossiers.views import blueprint as dossiers
from survey_app.exports.answer_views import blueprint as answers
from survey_app.exports.codebook_views import blueprint as codebook
from survey_app.exports.responses import tasks as exports_tasks
from survey_app.exports.views import blueprint as exports
from survey_app.imports import tasks as imports_tasks
from survey_app.imports.views import blueprint as imports
from survey_app.interviews import home as interviews_home
from survey_app.interviews.views import blueprint as interviews
from survey_app.outreach import home as outreach_home
from survey_app.outreach import replies as outreach_replies
from survey_app.outreach import tasks as outreach_tasks
from survey_app.outreach.pages import blueprint as outreach
from survey_app.outreach.returned_views import blueprint as returned
from survey_app.outreach.unsubscribe import blueprint as unsubscribe
from survey_app.personas import home as personas_home
from survey_app.personas import tasks as personas_tasks
from survey_app.personas.edit_views import blueprint as personas
from survey_app.personas.public import blueprint as shared_personas
from survey_app.privacy import tasks as privacy_tasks
from survey_app.privacy.public import blueprint as my_data
from survey_app.privacy.views import blueprint as privacy
from survey_app.responses.question_views import blueprint as responses
from survey_app.studies import access
from survey_app.studies.views import blueprint as studies
from survey_app.themes import home as themes_home
from survey_app.themes import tasks as themes_tasks
from survey_app.themes.views import blueprint as themes
from survey_app.web import assets, errors, i18n, lean, navigation, security, templating
from survey_app.web.guard import check_guards
from survey_app.web.sent_forms import QuickRequest

# Left to right, in the order in which the research happens.
BLUEPRINTS = (
    accounts,
    studies,
    builder,
    exchange,
    customers,
    outreach,
    unsubscribe,
    open_links,
    returned,
    collect,
    responses,
    trials,
    interviews,
    dossiers,
    themes,
    codebook,
    coding,
    personas,
    shared_personas,
    privacy,
    my_data,
    exports,
    answers,
    imports,
    api,
    api_tokens,
)

# What each room says on a study's home page.
HOME = (
    builder_home.contribute,
    customers_home.contribute,
    outreach_home.contribute,
    collect_home.contribute,
    interviews_home.contribute,
    themes_home.contribute,
    personas_home.contribute,
)

# What workers can do; importing a room's tasks registers its jobs.
TASKS = (
    customers_tasks,
    outreach_tasks,
    collect_tasks,
    themes_tasks,
    personas_tasks,
    privacy_tasks,
    exports_tasks,
    imports_tasks,
)

# Who reminds people must know who has answered, which a room to the right keeps.
outreach_replies.told_by(collect_replies.REPLIES)

# The study's menu: endpoint, label, roles that see it.
MENU = (
    navigation.Entry("studies.home", _l("Overview")),
    navigation.Entry("builder.index", _l("Questionnaires"), ("researcher",)),
    navigation.Entry("customers.index", _l("Contacts"), ("researcher", "interviewer")),
    navigation.Entry("outreach.index", _l("Waves"), ("researcher",)),
    navigation.Entry("links.index", _l("Open links"), ("researcher",)),
    navigation.Entry("responses.index", _l("Answers"), ("researcher",)),
    navigation.Entry("interviews.index", _l("Calls"), ("researcher", "interviewer")),
    navigation.Entry("themes.index", _l("Themes")),
    navigation.Entry("personas.index", _l("Personas")),
    navigation.Entry("studies.people", _l("People"), ("researcher",)),
    navigation.Entry("privacy.index", _l("Privacy"), ("researcher",)),
    navigation.Entry("studies.settings", _l("Settings"), ("researcher",)),
)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the web application from settings (default: the environment's)."""
    settings = settings or Settings()
    secret = prepare_instance(settings)
    app = Flask(
        "survey_app",
        instance_path=str(settings.instance.resolve()),
        template_folder="web/templates",
        static_folder="web/static",
    )
    app.config.update(
        SECRET_KEY=secret,
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database),
        TESTING=settings.testing,
        PROPAGATE_EXCEPTIONS=settings.testing or None,
    )
    app.request_class, app.response_class = QuickRequest, lean.LeanResponse
    app.extensions["portrait_settings"] = settings
    app.extensions["portrait_home"] = HOME
    logs.init_app(settings)
    assert tables.metadata.tables
    db.init_app(app)
    security.init_app(app, settings)
    i18n.init_app(app, settings)
    accounts_security.init_app(app, settings, secret)
    jobs.init_app(app, settings, secret)
    templating.init_app(app)
    assets.keep_static(app)
    navigation.init_app(app, MENU)
    errors.init_app(app)
    access.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    check_guards(app)
    lean.spare(app, collect.name)

    @app.before_request
    def _transactions() -> None:
        expect_writes(request.method not in ("GET", "HEAD", "OPTIONS"))

    @app.teardown_request
    def _forget(_error: BaseException | None) -> None:
        expect_writes(False)
        g.pop("study", None)

    return app
