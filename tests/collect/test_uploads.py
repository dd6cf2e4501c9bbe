"""Photos and documents: what is taken, what is taken out, who may have them, how they go."""

from __future__ import annotations

import io
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey_app.collect import tasks
from survey_app.collect.filekinds import NotTakenError, sound_copy
from survey_app.collect.models import Response, Upload
from survey_app.config import Settings
from survey_app.questionnaire.types.file import MAX_FILE_BYTES
from tests.builders import Cast
from tests.builders_types import link_to, tiny
from tests.pages import Pages

PDF = b"%PDF-1.7\n%%EOF\n"
GPS = 0x8825  # the EXIF tag under which a telephone writes where it stood


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (40, 20), turned: bool = False) -> bytes:
    """A photo that says where it was taken, lying on its side if ``turned``."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (55.0, 45.0, 7.0)}
    exif[0x010F] = "Telephone"
    if turned:
        exif[0x0112] = 6  # to be shown a quarter turn clockwise
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.fixture
def url(pages: Pages, cast: Cast, session: Session) -> str:
    """The address of the page with the file question, after Start."""
    link = link_to(session, cast.study, tiny("file")[0])
    return pages.post(f"{link}/start", {"language": "en", "start": "yes"}, page=link).location


def send(
    pages: Pages, url: str, content: bytes | None, name: str = "desk.jpg", expect: int = 303,
    **more: str,
) -> str:  # fmt: skip
    hidden = dict(re.findall(r'"hidden" name="(\w+)" value="([^"]*)"', pages.get(url).text))
    data: dict[str, Any] = {**hidden, "_go": "back", **more}
    if content is not None:
        data["q_file"] = (io.BytesIO(content), name)
    answer = pages.client.post(url, data=data, content_type="multipart/form-data")
    pages._checked(answer, expect, url)
    return answer.text


def stored(session: Session) -> dict[str, Any]:
    session.expire_all()
    return session.scalars(select(Response)).one().answers


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"),
                                                  ("WEBP", "image/webp")])  # fmt: skip
def test_a_photo_loses_where_it_was_taken(kind: str, media_type: str) -> None:
    kept, found, name = sound_copy(photo(kind), "IMG_0001.heic")
    assert found == media_type
    assert name.startswith("IMG_0001.")
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert b"Telephone" not in kept


def test_a_photo_is_turned_before_it_forgets_how_to() -> None:
    kept, _type, _name = sound_copy(photo(turned=True), "a.jpg")
    assert Image.open(io.BytesIO(kept)).size == (20, 40)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<html><script>alert(1)</script>", "notes.txt", "file_kind"),
        (b"\n<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.txt", "file_kind"),
        (b"<?xml version='1.0'?><svg/>", "logo.svg", "file_kind"),
        (b"MZ\x90\x00", "setup.pdf", "file_kind"),
        (b"just words", "words.docx", "file_kind"),
        ("слово".encode("cp1251"), "words.txt", "file_kind"),
        (b"\x89PNG\r\n\x1a\n and then nothing", "broken.png", "file_kind"),
        (b"", "empty.txt", "choose_file"),
        (b"x" * (MAX_FILE_BYTES + 1), "long.txt", "file_size"),
    ],
)
def test_what_is_not_a_photo_a_pdf_or_plain_text_is_refused(
    content: bytes, name: str, code: str
) -> None:
    with pytest.raises(NotTakenError, match=code):
        sound_copy(content, name)


def test_a_picture_with_more_pixels_than_any_telephone_makes_is_refused() -> None:
    stream = io.BytesIO()
    Image.new("1", (10_000, 5_001)).save(stream, "PNG")  # 50,010,000 pixels in a few kilobytes
    with pytest.raises(NotTakenError, match="file_size"):
        sound_copy(stream.getvalue(), "bomb.png")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\anna\\my desk.PDF", "my desk.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a<b>\n.html", "a_b_.pdf"),
        ("стол.svg", "стол.pdf"),
        ("", "file.pdf"),
        ("x" * 300, "x" * 116 + ".pdf"),  # 120 with the ending
    ],
)
def test_a_name_is_made_harmless_and_ends_as_the_content_says(sent: str, kept: str) -> None:
    assert sound_copy(PDF, sent)[2] == kept


def test_a_file_is_kept_shown_again_replaced_and_taken_away(
    pages: Pages, url: str, session: Session, settings: Settings
) -> None:
    assert 'enctype="multipart/form-data"' in pages.get(url).text
    send(pages, url, photo())
    first = stored(session)["q_file"]
    assert (first["name"], first["media_type"]) == ("desk.jpg", "image/jpeg")
    assert (settings.uploads / first["id"]).stat().st_size == first["size"]
    assert "desk.jpg (JPEG, " in pages.get(url).text
    send(pages, url, None)  # sent again without choosing: it stays
    assert stored(session)["q_file"] == first
    send(pages, url, PDF, "lease.pdf")
    second = stored(session)["q_file"]
    assert second["name"] == "lease.pdf"
    tasks.erase_files()
    assert [path.name for path in settings.uploads.iterdir()] == [second["id"]]
    send(pages, url, None, **{"q_file.remove": "1"})
    assert "q_file" not in stored(session)
    tasks.erase_files()
    assert list(settings.uploads.iterdir()) == []
    assert session.scalars(select(Upload)).all() == []


def test_a_refused_file_leaves_the_earlier_one_and_says_what_to_do(
    pages: Pages, url: str, session: Session
) -> None:
    send(pages, url, PDF, "lease.pdf")
    before = stored(session)
    page = send(pages, url, b"<html>", "page.html", expect=422, _go="on")
    assert "Choose a photo (JPEG, PNG, WebP), a PDF or a plain text file." in page
    assert "lease.pdf" in page
    assert stored(session) == before


def test_nobody_can_claim_a_file_by_describing_it(
    pages: Pages, url: str, session: Session, cast: Cast
) -> None:
    forged = (
        '{"id":"' + "0" * 32 + '","media_type":"text/plain","name":"a.txt",'
        '"sha256":"' + "0" * 64 + '","size":1}'
    )
    send(pages, url, None, q_file=forged)
    assert stored(session) == {}
    hidden = dict(re.findall(r'"hidden" name="(\w+)" value="([^"]*)"', pages.get(url).text))
    pages.client.post(f"{url}/save", data={**hidden, "q_file": forged})
    assert stored(session) == {}


def test_only_the_staff_of_the_study_get_the_file_and_only_to_save_it(
    pages: Pages, url: str, session: Session, cast: Cast
) -> None:
    send(pages, url, b"two words\n", "notes.txt")
    response = session.scalars(select(Response)).one()
    path = f"/s/{cast.study.slug}/responses/{response.id}/files/q_file"
    for user, status in ((cast.viewer, 403), (cast.other_researcher, 404), (cast.researcher, 200)):
        pages.sign_in(user)
        answer = pages.get(path, expect=status)
    assert answer.data == b"two words\n"
    answer.close()
    assert answer.headers["Content-Disposition"] == "attachment; filename=notes.txt"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "text/plain"
    assert "notes.txt (TXT, 1 KB)" in pages.get(path.partition("/files/")[0]).text
    pages.get(path.replace("q_file", "q_other"), expect=404)
    other = f"/s/{cast.other_study.slug}/responses/{response.id}/files/q_file"
    pages.sign_in(cast.other_researcher)
    pages.get(other, expect=404)


def test_a_file_goes_with_its_response_and_a_stray_one_after_an_hour(
    pages: Pages, url: str, app: Flask, session: Session, settings: Settings
) -> None:
    send(pages, url, PDF, "lease.pdf")
    stray = settings.uploads / ("f" * 32)
    stray.write_bytes(b"left by a page that was never saved")
    other = settings.uploads / "readme"
    other.write_bytes(b"not ours")
    tasks.erase_files()
    assert {path.name for path in settings.uploads.iterdir()} >= {stray.name, other.name}
    os.utime(stray, (time.time() - 3700,) * 2)
    session.execute(delete(Response))
    session.commit()
    tasks.erase_files()
    assert [path.name for path in settings.uploads.iterdir()] == ["readme"]
    other.unlink()


@pytest.fixture(autouse=True)
def no_files_left(settings: Settings) -> Any:
    yield
    for path in settings.uploads.glob("*") if settings.uploads.is_dir() else ():
        Path(path).unlink()
