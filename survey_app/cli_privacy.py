"""`portrait erase`: erase a person from the command line, with a look before the leap."""

from __future__ import annotations

import click

from survey_app.cli_admin import Trouble, _app, _session


@click.command()
@click.option("--email", default="", help="Address of the person; looked for in every study.")
@click.option("--code", default="", help="Receipt code that the person names.")
@click.option("--yes", is_flag=True, help="Erase. Without it, only say what is held.")
def erase(email: str, code: str, yes: bool) -> None:
    """Say what is held of a person, and with --yes erase all of it, from every study."""
    from survey_app import jobs
    from survey_app.privacy import files, queries, receipts, services

    if bool(email.strip()) == bool(code.strip()):
        raise Trouble("name the person by --email or by --code, one of them.")
    app = _app()
    done = []
    with _session(app) as session:
        if email:
            found = queries.of_address(session, email)
        else:
            response = receipts.response_of(session, code)
            found = [queries.of_response(session, response)] if response else []
        if not found:
            raise Trouble(f"nothing is held of {'this address' if email else 'this code'}.")
        for held in found:
            click.echo(
                f"{held.study.slug}: {len(held.contacts)} contacts, {len(held.responses)} "
                f"responses, {len(held.interviews)} calls"
            )
            if yes:
                done.append(services.erase(session, held, reason="command"))
    if not yes:
        click.echo("Nothing is erased yet. Add --yes to erase all of it.")
        return
    for one in done:
        files.delete(one.files)
    with app.app_context():
        jobs.queue_of(app).run_pending()
    click.echo("Erased.")


COMMANDS = (erase,)
