"""What an installation has, lacks and should change: the findings behind `portrait doctor`.

Nothing is written but a file that is removed at once, and no mail is sent.
"""

from __future__ import annotations

import difflib
import os
import re
import socket
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from survey_app.config import REPOSITORY, Settings

Level = Literal["ok", "look", "missing"]

CONNECT_SECONDS = 5
MIN_KEY_CHARS = 32
_TEST_VARIABLES = "PORTRAIT_TEST_"
_CJK = re.compile(r"CJK|Han (Sans|Serif)|Noto (Sans|Serif) (SC|TC)|WenQuanYi|PingFang|Songti|"
                  r"SimSun|SimHei|Microsoft YaHei|Heiti", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. 'missing' means that Portrait cannot work like this."""

    level: Level
    title: str
    remedy: str = ""


def examine(settings: Settings, environment: Mapping[str, str] | None = None) -> list[Finding]:
    """Look at everything, in the order in which it would be put right."""
    return [
        *misspelt(os.environ if environment is None else environment),
        instance(settings),
        secret_key(settings),
        database(settings),
        banks(settings),
        address(settings),
        mail(settings),
        *delivery(settings),
        font(),
        Finding("ok", "no browser is needed: PDFs are made without one"),
    ]


def misspelt(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Name `PORTRAIT_…` variables that no setting reads."""
    known = [variable(name) for name in Settings.model_fields]
    for name in sorted(environment):
        upper = name.upper()
        if upper.startswith("PORTRAIT_") and upper not in known:
            if upper.startswith(_TEST_VARIABLES):
                continue
            near = difflib.get_close_matches(upper, known, n=1)
            remedy = f"Did you mean {near[0]}?" if near else "Unset it."
            yield Finding("look", f"{name} is set, but there is no such setting", remedy)


def instance(settings: Settings) -> Finding:
    """Whether the instance folder can be written to."""
    folder = settings.instance.resolve()
    if not folder.exists():
        parent = next(one for one in folder.parents if one.exists())
        if os.access(parent, os.W_OK):
            return Finding("look", f"no instance folder {folder} yet", "It is made at the start.")
        return Finding(
            "missing",
            f"the instance folder {folder} cannot be made",
            f"Make {parent} writable, or set PORTRAIT_INSTANCE to another folder.",
        )
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return Finding(
            "missing", f"the instance folder {folder} cannot be written to",
            "Give it to the user that Portrait runs as.",
        )  # fmt: skip
    if folder.stat().st_mode & stat.S_IRWXO:
        return Finding(
            "look", f"others on this machine may look into {folder}", f"chmod 700 {folder}"
        )
    return Finding("ok", f"the instance folder {folder} can be written to")


def secret_key(settings: Settings) -> Finding:
    """Whether the key that signs cookies and links is long and nobody else's to read."""
    if settings.secret_key is not None:
        if len(settings.secret_key.get_secret_value()) < MIN_KEY_CHARS:
            return Finding(
                "look", "PORTRAIT_SECRET_KEY is short",
                f"Use at least {MIN_KEY_CHARS} random characters. This ends all sessions.",
            )  # fmt: skip
        return Finding("ok", "the secret key is set by PORTRAIT_SECRET_KEY")
    path = settings.instance.resolve() / "secret_key"
    if not path.exists():
        return Finding("look", "no secret key yet", "It is made at the start.")
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding("look", f"others may read the secret key {path}", f"chmod 600 {path}")
    return Finding("ok", "the secret key is its owner's only")


def database(settings: Settings) -> Finding:
    """Whether the database answers and has the tables of this version."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    upgrade = "Run `portrait db upgrade`."
    try:
        url = make_url(settings.database)
        shown = url.render_as_string(hide_password=True)
        if url.drivername.startswith("sqlite") and not Path(url.database or "").exists():
            # Connecting would make an empty file.
            return Finding("missing", f"no database yet ({shown})", upgrade)
        engine = create_engine(url)
        with engine.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
        engine.dispose()
    except (SQLAlchemyError, ImportError) as error:
        return Finding(
            "missing", f"the database cannot be reached ({type(error).__name__})",
            "Check PORTRAIT_DATABASE_URL, and that the database server runs.",
        )  # fmt: skip
    head = ScriptDirectory(str(REPOSITORY / "migrations")).get_current_head()
    if revision is None:
        return Finding("missing", f"the database has no tables yet ({shown})", upgrade)
    if revision != head:
        return Finding("missing", f"the database is at {revision}, not at {head}", upgrade)
    return Finding("ok", f"the database answers and is up to date ({shown})")


def banks(settings: Settings) -> Finding:
    """Whether there are question banks, and whether they are sound."""
    from survey_app.questionnaire.banks import check_bank

    files = sorted(settings.banks_dir.glob("*.toml"))
    if not files:
        return Finding(
            "look", f"no question banks in {settings.banks_dir}",
            "Set PORTRAIT_BANKS_DIR to the folder question_banks of the release.",
        )  # fmt: skip
    broken = [path.name for path in files if check_bank(path)]
    if broken:
        return Finding(
            "look", f"broken question banks: {', '.join(broken)}", "Run `portrait banks check`."
        )
    return Finding("ok", f"{len(files)} question banks, all sound")


def address(settings: Settings) -> Finding:
    """Whether links in mails lead here, and whether visitors come encrypted."""
    here = re.match(r"https?://(localhost|127\.|\[::1\])", settings.base_url)
    if here and settings.smtp_host:
        return Finding(
            "missing", f"links in mails would begin with {settings.base_url}",
            "Set PORTRAIT_BASE_URL to the address at which customers reach this server.",
        )  # fmt: skip
    if not here and not settings.https:
        return Finding(
            "look", f"visitors come to {settings.base_url} unencrypted",
            "Put a proxy with a certificate in front and begin PORTRAIT_BASE_URL with https://.",
        )  # fmt: skip
    return Finding("ok", f"links begin with {settings.base_url}")


def mail(settings: Settings) -> Finding:
    """Where mails go, and whether the server listens. Nothing is sent."""
    if not settings.smtp_host:
        return Finding(
            "look", f"no mail server: mails are written to {settings.outbox}",
            "Good for trying out. To send them, set PORTRAIT_SMTP_HOST and PORTRAIT_MAIL_FROM.",
        )  # fmt: skip
    place = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        place_tuple = (settings.smtp_host, settings.smtp_port)
        socket.create_connection(place_tuple, CONNECT_SECONDS).close()
    except OSError as error:
        return Finding(
            "missing", f"the mail server {place} does not answer ({error.strerror or error})",
            "Check PORTRAIT_SMTP_HOST and PORTRAIT_SMTP_PORT.",
        )  # fmt: skip
    if settings.mail_from.rstrip(">").endswith("@localhost"):
        return Finding(
            "look", "mails would come from an address at localhost",
            "Set PORTRAIT_MAIL_FROM to an address of your domain.",
        )  # fmt: skip
    return Finding("ok", f"the mail server {place} answers")


def delivery(settings: Settings) -> Iterator[Finding]:
    """Whether other servers will trust mails from here; asks the DNS, sends nothing."""
    from survey_app.outreach import arrival, dns_checks

    domain = arrival.domain_of(settings.mail_from)
    if not settings.smtp_host or "." not in domain:
        return
    signs = [
        *arrival.look_at_sender(settings.mail_from, settings.base_url, "", has_server=True),
        *dns_checks.look_at_dns(domain, settings.smtp_host, settings.dkim_selector),
    ]
    for sign in signs:
        yield Finding("ok" if sign.level == "good" else "look", str(sign.title), str(sign.remedy))
    if not (settings.bounce_mailbox.get_secret_value() or settings.bounce_token.get_secret_value()):
        yield Finding(
            "look", "nobody reads the mails that come back",
            "Set PORTRAIT_BOUNCE_MAILBOX or PORTRAIT_BOUNCE_TOKEN.",
        )  # fmt: skip


def font() -> Finding:
    """Whether a PDF can show Chinese."""
    try:
        import typst
    except ImportError:
        return Finding("missing", "PDFs cannot be made: typst is not installed",
                       "Install Portrait with its dependencies.")  # fmt: skip
    family = next((name for name in sorted(typst.Fonts().families()) if _CJK.search(name)), None)
    if family is None:
        return Finding(
            "look", "no font with Chinese characters: PDFs would show boxes instead",
            "Install one, such as fonts-noto-cjk. English and Russian are not affected.",
        )  # fmt: skip
    return Finding("ok", f"Chinese in PDFs is set in {family}")


def setting_lines(settings: Settings) -> Iterator[str]:
    """List every setting with its value (never a secret's) and what it is for."""
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            value = "(set)" if value.get_secret_value() else ""
        shown = "(not set)" if value in (None, "") else value
        # redis://user:secret@host and the like
        shown = re.sub(r"//[^/@]*@", "//…@", str(shown))
        yield f"  {variable(name):26} {shown}\n  {'':26} {field.description}"


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"PORTRAIT_{name.upper()}"
