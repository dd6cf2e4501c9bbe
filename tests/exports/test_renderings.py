"""A published version is set once; nothing stale is ever handed out, nothing erased is kept."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey_app.config import Settings
from survey_app.db import now
from survey_app.exports import renderings
from survey_app.exports.formats import FORMAT_BY_EXTENSION
from survey_app.exports.parcel import Parcel, wrapped
from survey_app.personas import material, services
from survey_app.privacy import files
from tests.builders import Cast
from tests.builders_exports import a_bundle, a_sheet
from tests.builders_personas import drafted
from tests.pages import Pages

DOCX = FORMAT_BY_EXTENSION["docx"]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The endings of what was really written, one after the other."""
    written: list[str] = []

    def counting(bundle: object, wanted: object) -> Parcel:
        written.append(wanted.extension)  # type: ignore[attr-defined]
        return wrapped(bundle, wanted)  # type: ignore[arg-type]

    monkeypatch.setattr(renderings, "wrapped", counting)
    return written


def test_the_same_is_set_once_and_anything_else_anew(tmp_path: Path, counted: list[str]) -> None:
    bundle = a_bundle()
    first = renderings.rendered(tmp_path, bundle, DOCX)
    assert renderings.rendered(tmp_path, a_bundle(), DOCX) == first
    assert counted == ["docx"]
    reworded = replace(bundle, personas=(a_sheet(summary="Another summary"),))
    assert renderings.rendered(tmp_path, reworded, DOCX).data != first.data
    assert renderings.rendered(tmp_path, replace(bundle, appendix=False), DOCX).data != first.data
    assert counted == ["docx"] * 3


def test_what_is_quick_is_never_kept(tmp_path: Path, counted: list[str]) -> None:
    for extension in ("md", "json", "csv", "html"):
        renderings.rendered(tmp_path, a_bundle(), FORMAT_BY_EXTENSION[extension])
    assert list(tmp_path.iterdir()) == []


def test_no_more_than_a_fixed_number_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderings, "MAX_KEPT", 2)
    for n in range(4):
        renderings.rendered(tmp_path, a_bundle(study=f"Study {n}"), DOCX)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_to_costs_time_only(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder should be")
    assert renderings.rendered(taken, a_bundle(), DOCX).data[:2] == b"PK"


def test_pages_keep_what_is_published_and_never_a_draft(
    app: Flask, cast: Cast, session: Session, pages: Pages, counted: list[str]
) -> None:
    version = drafted(session, cast.study)[0]
    settings: Settings = app.extensions["portrait_settings"]
    folder = settings.renderings / str(cast.study.id)
    url = f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}/export.docx"
    pages.sign_in(cast.researcher)
    assert pages.client.get(url).status_code == 200
    assert not folder.exists()
    services.publish(session, version, material.gather(session, cast.study), user=cast.researcher)
    session.commit()
    assert pages.client.get(url).data == pages.client.get(url).data
    assert counted == ["docx"]
    kept = list(folder.iterdir())
    assert len(kept) == 1
    # Eight days old: the night takes it. A fresh one stays.
    files.forget_old_renderings(settings, now() - timedelta(days=7))
    assert kept[0].exists()
    os.utime(kept[0], (0, 0))
    files.forget_old_renderings(settings, now() - timedelta(days=7))
    assert not kept[0].exists()
