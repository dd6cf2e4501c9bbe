"""All figures about answering, on SQLite and on PostgreSQL, as a table to put into a document.

    python -m tests.benchmarks [--seconds 20] [--database sqlite|postgresql|both]

Everything is made for the occasion and thrown away: instances, databases, and a PostgreSQL server
where one is installed. What each row means stands in the files: server.py (turns beside the
floors), answering.py (memory, bytes, the soak) and paint.py. In brackets are goals, and the floor's
own figures. On a busy machine rates and milliseconds mean little; ratios, counts and bytes hold.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from tests.benchmarks.answering import MUSTS, Rows, figures
from tests.benchmarks.postgres import cluster
from tests.benchmarks.server import machine


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--seconds", type=float, default=20, help="of load on each side (20)")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    chosen = parser.parse_args()
    if chosen.seconds <= 0:
        parser.error("--seconds must be more than 0")
    named = machine()
    found: dict[str, Rows] = {}
    if chosen.database != "postgresql":
        found["SQLite"] = figures(chosen.seconds, lambda _: "", lambda: 0.0, _say)
    if chosen.database != "sqlite":
        with cluster() as server:
            if server is None:
                _say("PostgreSQL is not installed: apt-get install postgresql")
            else:
                found["PostgreSQL"] = figures(
                    chosen.seconds, server.database, server.cpu_seconds, _say
                )
    print(table(named, found))
    return 0


def table(machine_named: str, found: Mapping[str, Rows]) -> str:
    """Write the figures as a Markdown table, one column a database."""
    lines = [
        f"{machine_named}.",
        "",
        f"| what | must (goal) | {' | '.join(found)} |",
        f"|---|---|{'---|' * len(found)}",
    ]
    for what, must in MUSTS.items():
        cells = (rows.get(what, "") for rows in found.values())
        lines.append(f"| {what} | {must} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
