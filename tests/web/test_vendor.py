"""What we ship of others' work is what its makers published, and its licence stands beside it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.web.guide import WEB

STATIC = WEB / "static"
HERE = Path(__file__).parent
MAX_FONT_BYTES = 1_500_000


def _listed(base: Path) -> list[tuple[Path, dict[str, Any]]]:
    manifest = tomllib.loads((base / "vendor" / "manifest.toml").read_text(encoding="utf-8"))
    return [(base, entry) for entry in manifest["files"]]


ENTRIES = _listed(STATIC) + _listed(HERE)


@pytest.mark.parametrize(("base", "entry"), ENTRIES, ids=[e["file"] for _, e in ENTRIES])
def test_a_vendored_file_has_the_published_hash(base: Path, entry: dict[str, Any]) -> None:
    found = hashlib.sha256((base / entry["file"]).read_bytes()).hexdigest()
    assert found == entry["sha256"]


@pytest.mark.parametrize(("base", "entry"), ENTRIES, ids=[e["file"] for _, e in ENTRIES])
def test_a_vendored_file_names_its_origin_and_licence(base: Path, entry: dict[str, Any]) -> None:
    assert entry["package"]
    assert entry["version"]
    assert entry["licence"] in {"0BSD", "MIT", "OFL-1.1", "MPL-2.0"}
    assert (base / entry["licence_file"]).stat().st_size > 400


@pytest.mark.parametrize("base", [STATIC, HERE])
def test_nothing_lies_in_a_vendor_folder_unlisted(base: Path) -> None:
    listed = {base / entry["file"] for b, entry in ENTRIES if b == base}
    licences = {base / entry["licence_file"] for b, entry in ENTRIES if b == base}
    folders = [base / "vendor", base / "fonts"]
    there = {path for folder in folders for path in folder.glob("*") if path.is_file()}
    assert there - {base / "vendor" / "manifest.toml"} == listed | licences


def test_the_fonts_stay_small_enough_to_ship() -> None:
    total = sum(path.stat().st_size for path in (STATIC / "fonts").iterdir())
    assert total < MAX_FONT_BYTES
