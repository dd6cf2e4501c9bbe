"""The map that cannot go stale: imports point one way, and this test draws it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "survey_app"

FLOOR = ("questionnaire", "nlp", "synthesis", "sources")
ROOMS = (
    "accounts", "studies", "builder", "customers", "outreach", "collect", "interviews",
    "responses", "dossiers", "themes", "coding", "personas", "privacy", "exports", "imports",
    "api",
)  # fmt: skip
# Shared by all rooms; none of them imports a room.
GROUND = ("config", "db", "errors", "jobs", "logs", "mail", "waiting", "web")
# The only files that know every room. `analyze` joins the floor without a database.
TOPS = (
    "app", "cli", "cli_admin", "cli_banks", "cli_privacy", "cli_text", "doctor", "tables", "demo",
    "analyze",
)  # fmt: skip


def imports_of(path: Path) -> set[str]:
    """Return the parts of survey_app that a file imports, with outside packages as '!name'."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:  # stays inside its part
                continue
            names = [node.module or ""]
            if node.module == "survey_app":
                names = [f"survey_app.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            found.add(parts[1] if parts[0] == "survey_app" and len(parts) > 1 else f"!{parts[0]}")
    return found - {"!survey_app", "__version__"}


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def files() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def allowed(part: str) -> set[str]:
    if part in FLOOR:
        return {part}
    if part in GROUND:
        return set(GROUND)
    if part in ROOMS:
        return {*FLOOR, *GROUND, *ROOMS[: ROOMS.index(part) + 1]}
    if part == "analyze":
        return {*FLOOR, "analyze", "exports", "config", "errors"}
    return {*FLOOR, *GROUND, *ROOMS, *TOPS}


@pytest.mark.parametrize("path", files(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_left_and_down(path: Path) -> None:
    part = part_of(path)
    wrong = {name for name in imports_of(path) if not name.startswith("!")} - allowed(part)
    assert not wrong, f"{part} may not import {sorted(wrong)}"


@pytest.mark.parametrize(
    "path",
    [p for p in files() if part_of(p) in FLOOR],
    ids=lambda p: p.relative_to(PACKAGE).as_posix(),
)
def test_the_floor_knows_neither_web_nor_database(path: Path) -> None:
    banned = {"!flask", "!sqlalchemy", "!flask_babel", "!flask_sqlalchemy", "!werkzeug"}
    assert not imports_of(path) & banned


def test_every_folder_is_on_the_map() -> None:
    known = {*FLOOR, *ROOMS, *GROUND, *TOPS}
    here = {
        p.name.removesuffix(".py")
        for p in PACKAGE.iterdir()
        if (p.is_dir() and any(p.rglob("*.py"))) or p.suffix == ".py"
    }
    assert here - {"__init__", "__pycache__"} <= known


def test_the_language_engine_loads_without_web_or_database() -> None:
    loaded = _modules_after("import survey_app.nlp")
    assert not loaded & {"flask", "sqlalchemy", "sklearn", "nltk"}


def test_the_web_process_loads_no_learning_library_before_it_must(tmp_path: Path) -> None:
    loaded = _modules_after(
        "from survey_app.app import create_app; from survey_app.config import Settings; "
        f"from pathlib import Path; create_app(Settings(instance=Path({str(tmp_path)!r})))"
    )
    assert not loaded & {"sklearn", "nltk", "scipy", "jieba", "pymorphy3", "typst", "numpy"}


def _modules_after(code: str) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    return {name.partition(".")[0] for name in answer.stdout.split()}
