"""Settings: read once from `PORTRAIT_…` variables, checked, and explained by `portrait doctor`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LANGUAGES = ("en", "ru", "zh")
LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "zh": "中文"}
Language = Literal["en", "ru", "zh"]

REPOSITORY = Path(__file__).resolve().parent.parent
MIN_TOKEN_CHARS = 20
MAX_REQUEST_BYTES = 25 * 1024 * 1024


class Settings(BaseSettings):
    """Everything that can be set from outside. Each field is one `PORTRAIT_…` variable."""

    model_config = SettingsConfigDict(env_prefix="PORTRAIT_", extra="ignore", frozen=True)

    instance: Path = Field(
        default=Path("instance"),
        description="Folder for the database, keys, uploads and the mail outbox.",
    )
    database_url: str = Field(
        default="", description="SQLAlchemy URL. Empty: a SQLite file in the instance folder."
    )
    queue_url: str = Field(
        default="",
        description="redis://… for many hosts. Empty: a SQLite file in the instance folder.",
    )
    limiter_url: str = Field(
        default="memory://",
        description="Where rate limits are counted; redis://… with many processes.",
    )
    secret_key: SecretStr | None = Field(
        default=None,
        description="Signs cookies and links. Empty: made once and kept in the instance.",
    )
    base_url: str = Field(
        default="http://localhost:8000", description="The address that links in mails begin with."
    )
    language: Language = Field(
        default="en", description="Language for visitors who state no preference."
    )
    banks_dir: Path = Field(
        default=REPOSITORY / "question_banks", description="Folder with the question bank files."
    )
    mail_from: str = Field(
        default="Portrait <portrait@localhost>",
        description="Sender address of mails from this server.",
    )
    smtp_host: str = Field(
        default="", description="Mail server. Empty: mails are written to the outbox."
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field(default="", description="Account on the mail server.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Its password.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the connection to the mail server is protected."
    )
    mails_per_minute: int = Field(default=60, ge=1, description="The most mails sent in a minute.")
    bounce_address: str = Field(
        default="",
        description="Where other servers return what they cannot deliver. Empty: the sender. With "
        "{} in it, as in bounces+{}@host, each mail gets one of its own, and no report is lost.",
    )
    bounce_mailbox: SecretStr = Field(
        default=SecretStr(""),
        description="Mailbox of that address, read every five minutes: imaps://user:password@host/"
        "INBOX or maildir:/path. Empty: none.",
    )
    bounce_token: SecretStr = Field(
        default=SecretStr(""),
        description="Secret with which your mail server posts returned mails. Empty: it cannot.",
    )
    dkim_selector: str = Field(
        default="", description="Name of the key that signs your mails, to look it up in the DNS."
    )
    trusted_proxies: int = Field(
        default=0,
        ge=0,
        le=5,
        description="How many proxies in front may state the visitor's address.",
    )
    vectors: str = Field(
        default="off",
        description="auto: sharper English themes by sentence vectors, where they are installed. "
        "Or the folder of a model.",
    )
    testing: bool = Field(default=False, description="Set by the tests only.")

    @field_validator("base_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("bounce_token")
    @classmethod
    def _long_token(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < MIN_TOKEN_CHARS:
            raise ValueError(f"must have at least {MIN_TOKEN_CHARS} characters")
        return value

    @property
    def https(self) -> bool:
        """Whether visitors reach us encrypted, so that cookies may be marked secure."""
        return self.base_url.startswith("https://")

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in use."""
        return self.database_url or f"sqlite:///{(self.instance / 'portrait.sqlite').resolve()}"

    @property
    def outbox(self) -> Path:
        """Folder of the .eml files that are written when no mail server is set."""
        return self.instance / "outbox"

    @property
    def renderings(self) -> Path:
        """Exports that were set once, a folder a study; they may go at any time."""
        return self.instance / "renderings"

    @property
    def uploads(self) -> Path:
        """Folder of the photos and documents that respondents sent."""
        return self.instance / "uploads"


def prepare_instance(settings: Settings) -> str:
    """Make the instance folder, readable by its owner only, and return the secret key."""
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.outbox.mkdir(exist_ok=True, mode=0o700)
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    path = settings.instance / "secret_key"
    try:
        # O_EXCL: two processes that start together must not each make a key of their own.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
