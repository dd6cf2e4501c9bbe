"""A real SMTP server in a thread, whose answers the tests choose."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from aiosmtpd.smtp import Session as Connection

from survey_app.config import Settings


class Postbox:
    """Takes mails; `verdict(address, count)` gives another answer than '250 OK', or 'drop'."""

    port = 0

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.asked: dict[str, int] = {}
        self.verdict: Callable[[str, int], str | None] = lambda address, n: None
        self.after_taking: Callable[[], str | None] = lambda: None
        self.senders: list[str] = []
        self.n_connections = 0
        self.refuse_sender = ""
        self.hang_up_after_mail = False

    async def handle_EHLO(  # noqa: N802
        self,
        server: SMTP,
        connection: Connection,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        self.n_connections += 1
        connection.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, connection: Connection, envelope: Envelope, address: str, options: list
    ) -> str:
        if self.refuse_sender:
            return self.refuse_sender
        self.senders.append(address)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, connection: Connection, envelope: Envelope, address: str, options: list
    ) -> str:
        self.asked[address] = self.asked.get(address, 0) + 1
        answer = self.verdict(address, self.asked[address])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, connection: Connection, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken += [(address, content) for address in envelope.rcpt_tos]
        answer = self.after_taking()
        if self.hang_up_after_mail and server.transport is not None:
            server.loop.call_later(0.05, server.transport.close)
        if answer == "drop":
            assert server.transport is not None
            server.transport.abort()
            return "250 OK"
        return answer or "250 OK"

    def addresses(self) -> list[str]:
        return [address for address, _ in self.taken]

    def messages(self) -> list[Message]:
        return [
            email.message_from_bytes(content, policy=email.policy.default)
            for _, content in self.taken
        ]


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    box.port = free_port()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        auth_require_tls=False,
        authenticator=lambda *_: AuthResult(success=False, handled=False),
    )
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def smtp(settings: Settings, postbox: Postbox) -> Settings:
    """The settings of the test app, with the real server."""
    return settings.model_copy(
        update={
            "smtp_host": "127.0.0.1",
            "smtp_port": postbox.port,
            "smtp_security": "none",
            "mails_per_minute": 100,
        }
    )
