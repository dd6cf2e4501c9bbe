"""The `portrait` command. With `app.py` the only file that knows every room."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click

from survey_app import __version__, cli_admin, cli_privacy
from survey_app.cli_banks import banks
from survey_app.cli_text import COMMANDS

# Commands whose modules need the whole application; loaded when they are asked for.
LATER = {"demo": "survey_app.demo.command:demo"}


class Commands(click.Group):
    """The commands of this file and those of `LATER`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands, in the order of the alphabet."""
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command, importing its module if need be."""
        if cmd_name in LATER:
            module, _, name = LATER[cmd_name].partition(":")
            command: click.Command = getattr(import_module(module), name)
            return command
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="portrait")
def main() -> None:
    """Portrait turns what customers say into personas that a company can trust."""


for command in (banks, *cli_admin.COMMANDS, *cli_privacy.COMMANDS, *COMMANDS):
    main.add_command(command)


@main.group()
def db() -> None:
    """Create and change the tables of the database."""


@db.command()
def upgrade() -> None:
    """Bring the database to the newest revision; creates it where there is none."""
    from survey_app.app import create_app

    app = create_app()
    migrate_to_head(app)
    click.echo("The database is up to date.")


def migrate_to_head(app: object, revision: str = "head") -> None:
    """Run the migrations that the app's database has not seen, all or up to a revision."""
    import logging

    from flask import Flask
    from flask_migrate import Migrate  # here, since web processes need none of it
    from flask_migrate import upgrade as run

    from survey_app.config import REPOSITORY
    from survey_app.db import db

    assert isinstance(app, Flask)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    Migrate(app, db, directory=str(REPOSITORY / "migrations"), render_as_batch=True)
    with app.app_context():
        run(revision=revision)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--worker/--no-worker", default=True, help="Also start a worker for the jobs.")
def serve(host: str, port: int, worker: bool) -> None:
    """Serve the pages, with one worker beside them. For production see README."""
    from survey_app.app import create_app

    app = create_app()
    migrate_to_head(app)
    serve_app(app, host=host, port=port, worker=worker)


def serve_app(app: object, *, host: str, port: int, worker: bool) -> None:
    """Run waitress in this process and the worker in a child, so that analysis slows no page."""
    from survey_app.web.serving import serve_pages

    child = subprocess.Popen([sys.executable, "-m", "survey_app.cli", "worker"]) if worker else None

    def stop(*_: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    try:
        serve_pages(app, host=host, port=port)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}:{port} ({error.strerror}). Choose another --port."
        ) from None
    finally:
        if child is not None:
            child.terminate()
            child.wait(timeout=10)


@main.command()
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 32))
def worker(workers: int) -> None:
    """Do the jobs: analysis, mails, exports. Start as many as wanted, on any host."""
    from survey_app.app import create_app
    from survey_app.jobs import queue_of

    consumer = queue_of(create_app()).huey.create_consumer(
        workers=workers, worker_type="thread", initial_delay=0.1, max_delay=1.0
    )
    consumer.run()


def use_instance(folder: Path) -> None:
    """Let this process and its children work in an instance folder."""
    os.environ["PORTRAIT_INSTANCE"] = str(folder.resolve())


if __name__ == "__main__":
    main()
