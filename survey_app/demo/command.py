"""`portrait demo`: an instance folder with a study that has gone the whole road, and a server."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from survey_app.accounts import queries as accounts
from survey_app.cli import migrate_to_head, serve_app, use_instance
from survey_app.config import LANGUAGES, Settings
from survey_app.db import db, now, write_transaction
from survey_app.demo import build_demo
from survey_app.demo.publish import publish_personas
from survey_app.jobs import Job, enqueue, queue_of
from survey_app.personas import services as personas
from survey_app.studies.models import Study
from survey_app.themes import tasks as themes

SIGN_INS = "demo-sign-ins.txt"


@click.command()
@click.option(
    "--instance",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-instance"),
    show_default=True,
    help="Folder for the demo's database, mails and keys.",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--serve/--no-serve", default=True, help="Start the server at the end.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the results.",
)
@click.option("--seed", default=7, show_default=True, help="Another number, other people.")
def demo(instance: Path, port: int, serve: bool, language: str, seed: int) -> None:
    """Fill an instance with a demo study, analyse it, publish personas, and serve it."""
    from survey_app.app import create_app

    use_instance(instance)
    settings = Settings(base_url=f"http://localhost:{port}")
    app = create_app(settings)
    migrate_to_head(app)
    with app.app_context():
        begun = accounts.is_set_up(db.session())
        db.session.rollback()
        if not begun:
            make(app, instance, language=language, seed=seed)
        elif (instance / SIGN_INS).exists():
            click.echo(f"The demo in {instance} is there already; remove the folder for a new one.")
        else:
            raise click.ClickException(
                f"{instance} holds another installation or half a demo. Remove the folder, or "
                "name another one with --instance."
            )
    click.echo("")
    click.echo((instance / SIGN_INS).read_text(encoding="utf-8").strip())
    if serve:
        click.echo("")
        click.echo(f"Portrait is on {settings.base_url}  (stop it with Ctrl+C)")
        serve_app(app, host="127.0.0.1", port=port, worker=True)


def make(app: Flask, instance: Path, *, language: str, seed: int) -> None:
    """Make the demo inside an app context: fill, analyse, review, draft, publish."""
    from survey_app.builder.shelf import banks
    from survey_app.demo.dressing import dress
    from survey_app.demo.load import fill
    from survey_app.demo.review import review

    password = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}"
    click.echo("Writing a survey, its answers and a dozen calls …")
    with force_locale(language):
        with write_transaction() as session:
            filled = fill(
                session,
                build_demo(seed, now()),
                banks(),
                password=password,
                language=language,
            )
            study_id = filled.study.id
            people = {role: (user.id, user.name, user.email) for role, user in filled.users.items()}
        researcher_id = people["researcher"][0]
        click.echo("Reading them for pains, goals, objections and praise …")
        _run(app, themes.ANALYSE, study_id, researcher_id, language)
        click.echo("Reviewing the themes …")
        with write_transaction() as session:
            study = session.get_one(Study, study_id)
            user = session.get_one(type(filled.users["researcher"]), researcher_id)
            n_accepted = review(session, study, user=user)
        click.echo(f"Looking for groups behind {n_accepted} accepted themes …")
        _run(app, personas.DRAFT, study_id, researcher_id, language)
        with write_transaction() as session:
            study = session.get_one(Study, study_id)
            user = session.get_one(type(filled.users["researcher"]), researcher_id)
            names = publish_personas(session, study, user=user)
            dress(session, study, user=user, language=language)
        for name in names:
            click.echo(f"Published: {name}")
    lines = ["Sign in with one of these; the password is the same for all.", ""]
    lines += [f"  {role:<12} {email}" for role, (_, _, email) in people.items()]
    lines += ["", f"  password     {password}", ""]
    (instance / SIGN_INS).write_text("\n".join(lines), encoding="utf-8")
    (instance / SIGN_INS).chmod(0o600)


def _run(app: Flask, kind: str, study_id: int, user_id: int, language: str) -> None:
    with write_transaction() as session:
        job_id = enqueue(session, kind, study_id=study_id, user_id=user_id, language=language).id
    queue_of(app).run_pending()
    job = db.session.scalars(select(Job).where(Job.id == job_id)).one()
    status, message = job.status, job.message
    db.session.rollback()
    if status != "done":
        raise click.ClickException(f"{kind} failed: {message or 'see the log above'}")
