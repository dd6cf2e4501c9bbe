"""The bank files of this installation, read once and again when a file changes."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from survey_app.questionnaire.banks import Bank, load_bank


def banks() -> dict[str, Bank]:
    """Return the installation's banks by id. Raises BankError for a broken file."""
    folder: Path = current_app.extensions["portrait_settings"].banks_dir
    shelf = {}
    for path in sorted(folder.glob("*.toml")):
        stamp = path.stat().st_mtime_ns
        known = _read.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, load_bank(path))
            _read[path] = known
        shelf[known[1].id] = known[1]
    return shelf


_read: dict[Path, tuple[int, Bank]] = {}
