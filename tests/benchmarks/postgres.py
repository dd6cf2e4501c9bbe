"""A PostgreSQL server of our own for a while, as it comes: every commit waits for the disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.serving import cpu_seconds

OWNER = "postgres"  # PostgreSQL refuses to run as root


class Cluster:
    """A running server; `database` makes an empty database in it."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder

    def database(self, name: str) -> str:
        """Make an empty database and return its address."""
        self._run("createdb", "-h", str(self._folder), "-U", "portrait", name)
        return f"postgresql+psycopg://portrait@/{name}?host={self._folder}"

    def cpu_seconds(self) -> float | None:
        """Processor time of the server's processes, those that have ended included."""
        first = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children")
        try:
            pids = [first, *map(int, children.read_text().split())]
            parts = Path(f"/proc/{first}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        ended = (int(parts[13]) + int(parts[14])) / os.sysconf("SC_CLK_TCK")
        return ended + sum(cpu_seconds(pid) or 0.0 for pid in pids)

    def start(self) -> None:
        """Make the server's files and start it; it is reached by a socket only."""
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-A", "trust", "-U", "portrait", "-E", "UTF8")
        options = (
            f"-c listen_addresses= -c unix_socket_directories={self._folder} "
            f"-c log_destination=stderr"
        )
        log = str(self._folder / "server.log")
        self._run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        """End the server at once."""
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", OWNER, "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder)


@contextmanager
def cluster() -> Iterator[Cluster | None]:
    """Give a running server, or None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    beside = shutil.which("pg_ctl")
    if not found and beside is None:
        yield None
        return
    programs = found[-1].parent if found else Path(beside or "").parent
    with tempfile.TemporaryDirectory(prefix="portrait-postgres-") as folder:
        Path(folder).chmod(0o755)  # the socket in it is for us as well
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        made = Cluster(programs, Path(folder))
        made.start()
        try:
            yield made
        finally:
            made.stop()
