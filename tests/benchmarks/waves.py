"""A wave of 10,000 mails: how fast it is queued, how fast it is sent, and kill -9 in its middle.

    python tests/benchmarks/waves.py [--mails 10000] [--kills 5]

Prints a table with the machine named; exit code 1 when the queue took 10 s or more, when anybody
got two mails, or when anybody was forgotten. A mail of which SMTP itself cannot tell is 'unknown'.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from aiosmtpd.controller import Controller
from sqlalchemy import insert, select

from survey_app.app import create_app
from survey_app.cli import migrate_to_head
from survey_app.config import Settings
from survey_app.customers.models import Contact
from survey_app.db import db
from survey_app.outreach import services
from tests.builders import build_cast
from tests.builders_outreach import wave
from tests.outreach.conftest import Postbox, free_port
from tests.outreach.killed import send_and_kill

MOST_SECONDS_TO_QUEUE = 10.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    arguments = parser.parse_args()
    n = arguments.mails
    box = Postbox()
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            instance=Path(folder),
            database_url=os.environ.get("PORTRAIT_TEST_DATABASE_URL", ""),
            smtp_host="127.0.0.1",
            smtp_port=box.port,
            smtp_security="none",
            mails_per_minute=100_000_000,
            base_url="http://portrait.example",
        )
        app = create_app(settings)
        migrate_to_head(app)
        with app.app_context():
            session = db.session()
            study = build_cast(session).study
            people = [
                {"study_id": study.id, "name": f"P{i}", "email": f"p{i}@x.example"}
                for i in range(n)
            ]
            session.execute(insert(Contact), people)
            made = wave(session, study, ())
            session.commit()
            began = time.monotonic()
            ids = session.scalars(select(Contact.id).where(Contact.study_id == study.id)).all()
            services.choose(session, study, made, ids)
            services.send_wave(session, study, made)
            session.commit()
            queued = time.monotonic() - began
            began = time.monotonic()
            kill_after = [n * (i + 1) // (arguments.kills + 2) for i in range(arguments.kills)]
            fate = send_and_kill(
                session, settings, box.addresses, kill_after=kill_after, patience_s=3600
            )
            sent = time.monotonic() - began
            db.session.remove()
            db.engine.dispose()
    controller.stop()
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{n} mails chosen and queued     {queued:8.2f} s (must be under 10)")
    print(f"sent, with {fate.n_kills} senders killed     {sent:8.1f} s, {n / sent:.0f} a second")
    print(f"by state                       {dict(fate.states)}")
    print(f"twice {len(fate.twice)}, forgotten {len(fate.lost)}, wrongly 'sent' "
          f"{len(fate.sent_but_not_taken)}")  # fmt: skip
    sound = not (fate.twice or fate.lost or fate.sent_but_not_taken)
    return 0 if sound and queued < MOST_SECONDS_TO_QUEUE else 1


if __name__ == "__main__":
    raise SystemExit(main())
