"""Two processes of gunicorn serve one installation, as the README says."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.app import create_app
from survey_app.cli import migrate_to_head
from survey_app.config import Settings
from survey_app.db import db
from tests.benchmarks.serving import Processes, fetch


def test_processes_that_share_what_is_loaded_each_open_their_own_database(tmp_path: Path) -> None:
    app = create_app(Settings(instance=tmp_path, testing=True))
    migrate_to_head(app)
    with app.app_context():
        db.engine.dispose()
    served = Processes(2, tmp_path, {"PORTRAIT_INSTANCE": str(tmp_path)}, "/static/respondent.css")
    try:
        pages = [fetch(served.port, "/account/sign-in") for _ in range(4)]
        for _ in range(4):  # looked for in the database, and not there
            with pytest.raises(RuntimeError, match="410"):
                fetch(served.port, "/o/nobody")
        memory = served.memory_mb()
    finally:
        served.stop()
    assert all(b"</html>" in page for page in pages)
    assert memory is None or memory > 0
    assert b"Traceback" not in (tmp_path / "gunicorn.log").read_bytes()
