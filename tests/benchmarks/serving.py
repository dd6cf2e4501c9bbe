"""One server under test in a process of its own, and what can be read of it from outside.

    python -m tests.benchmarks.serving portrait|realistic|bare PORT FOLDER

All are served by waitress with the same number of threads.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

HEAVY = ("sklearn", "nltk", "scipy", "numpy", "jieba", "pymorphy3", "typst")
TRUSTED: dict[str, Any] = {  # each respondent names an address of their own
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": "x-forwarded-for",
    "clear_untrusted_proxy_headers": True,
}
START_SECONDS = 120  # on a machine that does much else
ROOT = Path(__file__).resolve().parent.parent.parent


class Server:
    """A started server; stop it with `stop()`, which tells what it has loaded."""

    def __init__(self, kind: str, folder: Path, environment: dict[str, str], probe: str) -> None:
        self.port = _free_port()
        began = time.perf_counter()
        with (folder / f"{kind}.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.benchmarks.serving", kind, str(self.port), folder],
                env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        try:
            wait_for(self.process, self.port, probe)
        except RuntimeError:
            self.process.kill()
            raise
        self.startup_seconds = time.perf_counter() - began

    def cpu_seconds(self) -> float | None:
        """Processor time spent so far, in user and kernel; None where /proc does not tell."""
        return cpu_seconds(self.process.pid)

    def memory_mb(self) -> float | None:
        """Proportional memory in MiB; None where /proc does not tell."""
        return memory_mb(self.process.pid)

    def get(self, path: str, cookie: str = "") -> bytes:
        """Fetch one thing; raises when it is not there."""
        return fetch(self.port, path, cookie)

    def stop(self) -> dict[str, Any]:
        """End the server; returns {'loaded': [...]} of the heavy libraries."""
        self.process.terminate()
        said, _ = self.process.communicate(timeout=20)
        return json.loads(said.splitlines()[-1]) if said.strip() else {}


class Processes:
    """Portrait as it is served in production: by gunicorn, several processes and their master."""

    def __init__(self, n: int, folder: Path, environment: dict[str, str], probe: str) -> None:
        self.port = _free_port()
        command = [sys.executable, "-m", "gunicorn", "-c", "python:survey_app.web.production"]
        command += ["--workers", str(n), "--bind", f"127.0.0.1:{self.port}", "wsgi:app"]
        with (folder / "gunicorn.log").open("wb") as log:
            self.process = subprocess.Popen(
                command,
                env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        try:
            wait_for(self.process, self.port, probe)
        except RuntimeError:
            self.process.kill()
            raise

    def memory_mb(self) -> float | None:
        """Proportional memory of all together in MiB; None where /proc does not tell."""
        master = self.process.pid
        try:
            named = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        except OSError:
            return None
        found = [memory_mb(pid) for pid in (master, *map(int, named))]
        return None if None in found else sum(one for one in found if one is not None)

    def stop(self) -> None:
        """End them all."""
        self.process.terminate()
        self.process.wait(timeout=60)


@contextmanager
def in_this_process(app: Any) -> Iterator[int]:
    """Serve an application by a thread of this process; gives the port."""
    import waitress
    from waitress import wasyncore

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    sockets: dict[int, Any] = {}
    server = waitress.create_server(
        app, map=sockets, host="127.0.0.1", port=0, threads=8, **TRUSTED
    )
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            wasyncore.loop(timeout=0.1, map=sockets, count=1)
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield server.effective_port
    finally:
        over.set()
        thread.join()


def cpu_seconds(pid: int) -> float | None:
    """Return the processor time that a process has spent; None where /proc does not tell."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float | None:
    """Return a process's proportional memory in MiB; None where /proc does not tell."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    return next(int(x.split()[1]) for x in text.splitlines() if x.startswith("Pss:")) / 1024


def fetch(port: int, path: str, cookie: str = "") -> bytes:
    """Fetch one thing; raises when it is not there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=15)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} gave {answer.status}")
    return body


def wait_for(process: subprocess.Popen[Any], port: int, probe: str) -> None:
    """Return when the server answers. Raises RuntimeError when it ends or never does."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            fetch(port, probe)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not answer within {START_SECONDS} s")


def main(kind: str, port: str, folder: str) -> None:
    """Serve until told to stop, then say which heavy libraries came along."""
    if kind == "portrait":
        from survey_app.app import create_app

        app = create_app()
    else:
        from tests.benchmarks.floor import bare_floor, realistic_floor
        from tests.benchmarks.survey import QUESTIONS

        file = f"{folder}/{kind}.sqlite"
        if kind == "bare":
            app = bare_floor(file, QUESTIONS)
        else:
            url = os.environ.get("FLOOR_DATABASE_URL") or f"sqlite:///{file}"
            app = realistic_floor(url, QUESTIONS)

    from survey_app.web.serving import serve_pages

    def stop(*_: object) -> None:
        raise SystemExit

    signal.signal(signal.SIGTERM, stop)
    try:
        serve_pages(app, host="127.0.0.1", port=int(port), **TRUSTED)
    finally:
        print(json.dumps({"loaded": [name for name in HEAVY if name in sys.modules]}), flush=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main(*sys.argv[1:])
