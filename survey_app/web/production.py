"""How gunicorn serves Portrait: `gunicorn -c python:survey_app.web.production wsgi:app`.

The number of processes is gunicorn's own `--workers` (or WEB_CONCURRENCY).
"""

from __future__ import annotations

import gc
from typing import Any

from survey_app.db import db
from survey_app.web.serving import THREADS

# Read once and then shared: a second process takes a third of the memory of the first.
preload_app = True
worker_class = "gthread"
threads = THREADS


def pre_fork(_server: Any, _worker: Any) -> None:
    """Keep what is loaded out of later collections, which would copy all of it by looking at it."""
    gc.collect()
    gc.freeze()


def post_fork(_server: Any, worker: Any) -> None:
    """Let each process open its own connections."""
    with worker.app.wsgi().app_context():
        db.engine.dispose(close=False)
