"""Commands for whoever looks after an installation: users, studies, and what is missing.

Bad input is one clear line on standard error and exit code 2; an installation that cannot work as
it is, exit code 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from survey_app.config import LANGUAGES

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from survey_app.accounts.models import User
    from survey_app.config import Settings


class Trouble(click.ClickException):
    """Something that the person at the keyboard can put right."""

    exit_code = 2


# --- users --------------------------------------------------------------------------------------


@click.group()
def user() -> None:
    """Add the people of the team, and help those who cannot sign in."""


@user.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As colleagues and mail readers see it.")
@click.option("--admin", is_flag=True, help="Let this person look after the installation.")
@click.option("--no-password", is_flag=True, help="They choose one by 'Forgot password' and mail.")
@click.option("--workspace", default="", help="Your company's name; for the very first user.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Default: what the browser asks.")
def add_user(
    email: str, name: str, admin: bool, no_password: bool, workspace: str, language: str | None
) -> None:
    """Add a person, who can sign in at once. The first one sets Portrait up as its admin."""
    from survey_app.accounts import queries, services

    address = _address(email)
    if not name.strip():
        raise Trouble("the name is empty. Write --name 'First Last'.")
    app = _app()
    with _session(app) as session:
        found = queries.workspace(session)
        if found is None and (not workspace or no_password):
            raise Trouble(
                "nobody is here yet. Give the first user a password, and add "
                "--workspace 'Your company'."
            )
        if queries.user_by_email(session, address) is not None:
            raise Trouble(f"{address} is a user already. See `portrait user list`.")
    # Asked between two transactions: nobody else shall wait while somebody types.
    password = None if no_password else _ask_password()
    with _session(app) as session:
        found = queries.workspace(session)
        if found is None:
            assert password is not None
            services.set_up(
                session,
                workspace_name=workspace,
                name=name.strip(),
                email=address,
                password=password,
                language=language or "en",
            )
            admin = True
        else:
            made = services.add_user(
                session, found, name=name.strip(), email=address, password=password,
                language=language,
            )  # fmt: skip
            if admin:
                services.make_admin(session, made)
    click.echo(f"Added {address}{' as an administrator' if admin else ''}.")


@user.command("list")
def list_users() -> None:
    """List all users: address, name, and what is special."""
    from survey_app.accounts import queries

    with _session(_app()) as session:
        for one in queries.users(session):
            notes = [
                "admin" if one.is_admin else "",
                "" if one.password else "no password yet",
                "" if one.active else "may not sign in",
            ]
            click.echo(f"{one.email:36} {one.name:28} {', '.join(filter(None, notes))}".rstrip())


@user.command("password")
@click.argument("email")
def set_password(email: str) -> None:
    """Give a user a new password, which ends all their sessions."""
    from flask_security import hash_password

    app = _app()
    with _session(app) as session:
        _user(session, email)
    password = _ask_password()
    with _session(app) as session:
        one = _user(session, email)
        one.password = hash_password(password)
        one.fs_uniquifier = _new_uniquifier()
        address = one.email
    click.echo(f"{address} has a new password and is signed out everywhere.")


@user.command("admin")
@click.argument("email")
@click.option("--revoke", is_flag=True, help="Take the right away instead.")
def admin(email: str, revoke: bool) -> None:
    """Let a user look after the installation."""
    from survey_app.accounts import queries, services

    with _session(_app()) as session:
        one = _user(session, email)
        if revoke:
            if [other for other in queries.users(session) if other.is_admin] == [one]:
                raise Trouble(f"{one.email} is the only administrator. Make another one first.")
            one.roles = [role for role in one.roles if role.name != "admin"]
        else:
            services.make_admin(session, one)
        address = one.email
    click.echo(f"{address} is {'no longer' if revoke else 'now'} an administrator.")


# --- studies ------------------------------------------------------------------------------------


@click.group()
def study() -> None:
    """Look at the studies of this installation."""


@study.command("list")
def list_studies() -> None:
    """List all studies: address, state, members, answers, title."""
    from sqlalchemy import select

    from survey_app.collect import queries as collect
    from survey_app.studies import queries
    from survey_app.studies.models import Study

    with _session(_app()) as session:
        for one in session.scalars(select(Study).order_by(Study.id)):
            counts = collect.counts(session, one)
            n_members = len(queries.members(session, one))
            click.echo(
                f"{one.slug:40} {one.status:7} {n_members:3} members "
                f"{counts.completed:6} answered of {counts.invited:6} invited  {one.title}"
            )


# --- the installation ---------------------------------------------------------------------------


@click.command()
@click.option("--settings", "show_settings", is_flag=True, help="Also list every setting.")
def doctor(show_settings: bool) -> None:
    """Say what is set, what is missing and what to do. Changes nothing.

    Exit code 1 when Portrait cannot work as it is.
    """
    from survey_app.doctor import examine, setting_lines

    settings = read_settings()
    findings = examine(settings)
    for finding in findings:
        click.echo(f"{finding.level:8} {finding.title}")
        if finding.remedy:
            click.echo(f"{'':8} → {finding.remedy}")
    if show_settings:
        click.echo("\nSettings (environment variables):")
        for line in setting_lines(settings):
            click.echo(line)
    if any(finding.level == "missing" for finding in findings):
        sys.exit(1)


def read_settings() -> Settings:
    """Read the environment's settings; a wrong one is told in one line."""
    from pydantic import ValidationError

    from survey_app.config import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"PORTRAIT_{'_'.join(map(str, first['loc'])).upper()}"
        raise Trouble(f"{name}: {first['msg']}. Change or unset it.") from None


def _app() -> Flask:
    from survey_app.app import create_app

    try:
        return create_app(read_settings())
    except OSError as error:
        raise Trouble(f"the instance folder cannot be used ({error.strerror}).") from None


@contextmanager
def _session(app: Flask) -> Iterator[Session]:
    """Give a session of the installation; commit at the end, turn errors into one line."""
    from flask_babel import force_locale
    from sqlalchemy.exc import DatabaseError

    from survey_app.db import write_transaction
    from survey_app.errors import PortraitError

    try:
        with app.test_request_context(), force_locale("en"), write_transaction() as session:
            yield session
    except PortraitError as error:
        raise Trouble(str(error)) from None
    except DatabaseError:
        raise Trouble(
            "the database cannot be read. Run `portrait db upgrade`; `portrait doctor` says more."
        ) from None


def _address(email: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(
            email.strip(), check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError:
        raise Trouble(f"'{email}' is no address. Write it like name@company.com.") from None


def _user(session: Session, email: str) -> User:
    from survey_app.accounts import queries

    found = queries.user_by_email(session, email)
    if found is None:
        raise Trouble(f"no user {email}. See `portrait user list`.")
    return found


def _ask_password() -> str:
    from survey_app.accounts.security import MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS

    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:  # from a pipe: one line, so that scripts can set passwords without showing them
        password = sys.stdin.readline().rstrip("\r\n")
    if not MIN_PASSWORD_CHARS <= len(password) <= MAX_PASSWORD_CHARS:
        raise Trouble(
            f"choose a password of {MIN_PASSWORD_CHARS} to {MAX_PASSWORD_CHARS} characters."
        )
    return password


def _new_uniquifier() -> str:
    import secrets

    return secrets.token_hex(32)


COMMANDS = (user, study, doctor)
