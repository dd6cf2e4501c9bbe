"""A wave whose sender is killed in the middle, again and again, and what became of its mails.

Used by test_killed.py with a few hundred mails and by tests/benchmarks/waves.py with ten thousand.
The sender is a process of its own, killed with SIGKILL; the mail server is a real one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from survey_app.config import Settings
from survey_app.db import now
from survey_app.outreach.engine import give_up_lost, send_due
from survey_app.outreach.models import Mail

REPOSITORY = Path(__file__).parents[2]

# What a worker does every minute, without the minute: until nothing waits.
SENDER = """
from survey_app.app import create_app
from survey_app.config import Settings
from survey_app.outreach.engine import send_due
app = create_app()
with app.app_context():
    while send_due(Settings()):
        pass
"""


@dataclass(frozen=True, slots=True)
class Fate:
    """What a wave came to: by the outbox, and by the mail server."""

    states: Counter[str]
    n_kills: int
    n_left: int  # waited when the last sender was killed
    twice: list[str]
    sent_but_not_taken: list[str]
    lost: list[str]


def send_and_kill(
    session: Session,
    settings: Settings,
    taken: Callable[[], list[str]],
    *,
    kill_after: list[int],
    patience_s: float,
) -> Fate:
    """Let senders work side by side; kill one each time when so many mails are taken.

    What the dead have left is finished here.

    `taken` returns the addresses of the mails that the server took, one entry a mail.
    """
    end = time.monotonic() + patience_s
    senders = [_start(settings) for _ in kill_after]
    try:
        for sender, at in zip(senders, kill_after, strict=True):
            while len(taken()) < at and sender.poll() is None:
                if time.monotonic() > end:
                    raise TimeoutError(f"only {len(taken())} mails after {patience_s} s")
                time.sleep(0.005)
            os.kill(sender.pid, signal.SIGKILL)
            sender.wait()
    finally:
        for sender in senders:
            sender.kill()
            sender.wait()
    n_left = n_waiting(session)
    _eleven_minutes_later(session)
    while send_due(settings):
        pass
    _eleven_minutes_later(session)
    return _fate(session, taken(), len(kill_after), n_left)


def _start(settings: Settings) -> subprocess.Popen[bytes]:
    variables = {
        "PORTRAIT_INSTANCE": str(settings.instance),
        "PORTRAIT_DATABASE_URL": settings.database_url,
        "PORTRAIT_SMTP_HOST": settings.smtp_host,
        "PORTRAIT_SMTP_PORT": str(settings.smtp_port),
        "PORTRAIT_SMTP_SECURITY": "none",
        "PORTRAIT_MAILS_PER_MINUTE": str(settings.mails_per_minute),
        "PORTRAIT_BASE_URL": settings.base_url,
    }
    return subprocess.Popen(
        [sys.executable, "-c", SENDER], cwd=REPOSITORY, env={**os.environ, **variables}
    )


def _eleven_minutes_later(session: Session) -> None:
    """Eleven minutes later, mails of a dead sender are given up."""
    session.rollback()
    session.execute(
        update(Mail).where(Mail.status == "sending").values(tried_at=now() - timedelta(minutes=11))
    )
    session.commit()
    give_up_lost()


def _fate(session: Session, taken: list[str], n_kills: int, n_left: int) -> Fate:
    session.rollback()
    rows = session.execute(select(Mail.recipient, Mail.status).where(Mail.kind == "invitation"))
    states = {recipient: status for recipient, status in rows}  # noqa: C416
    n_taken = Counter(taken)
    return Fate(
        states=Counter(states.values()),
        n_kills=n_kills,
        n_left=n_left,
        twice=[one for one, n in n_taken.items() if n > 1],
        sent_but_not_taken=[
            one for one, state in states.items() if state == "sent" and n_taken[one] != 1
        ],
        lost=[one for one, state in states.items() if state not in ("sent", "unknown")],
    )


def n_waiting(session: Session) -> int:
    """Count the mails that wait."""
    session.rollback()
    return session.scalar(select(func.count()).where(Mail.status == "queued")) or 0
