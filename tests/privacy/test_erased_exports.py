"""No file that is taken out after an erasure holds a word of the person, whatever its format."""

from __future__ import annotations

import html
import re
import zipfile
from io import BytesIO

import pypdf
from flask import Flask
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from survey_app.exports.formats import FORMATS
from tests.builders import Cast
from tests.builders_privacy import SECRET, erase, export_path
from tests.pages import Pages

READABLE = [one.extension for one in FORMATS if one.extension != "png"]  # a picture has no letters


def words_of(data: bytes, extension: str) -> str:
    """Every word of a file, of hidden parts as well: all parts of an office file, all of a PDF."""
    if extension == "pdf":
        reader = pypdf.PdfReader(BytesIO(data))
        text = " ".join(page.extract_text() for page in reader.pages)
        text += " ".join(str(one.get_object()) for one in _objects(reader))
    elif zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as parts:
            xml = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
        # A line may be parted into runs: what is no letter of it goes.
        text = html.unescape(" ".join(re.sub(r"<[^>]*>", "", one) + one for one in xml))
    else:
        text = html.unescape(data.decode("utf-8-sig"))
    return " ".join(text.replace("\\", "").split())


def _objects(reader: pypdf.PdfReader) -> list[pypdf.generic.IndirectObject]:
    return [pypdf.generic.IndirectObject(number, 0, reader) for number in reader.xref_objStm or {}]


def figures_of(text: str) -> list[str]:
    """Every 'n of asked' in the order in which it is said."""
    return re.findall(r'\d+ of \d+|"n": \d+, "asked": \d+|observed,\d+,\d+,', text)


def test_a_file_taken_out_after_an_erasure_holds_none_of_the_words(
    app: Flask, cast: Cast, session: Session, quoted: Response, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    path = export_path(session, cast.study)

    def taken(extension: str) -> str:
        found = pages.client.get(f"{path}.{extension}")
        assert found.status_code == 200
        return words_of(found.data, extension)

    before = {one: taken(one) for one in READABLE}  # what is slow to set is kept from now on
    for extension, text in before.items():
        assert SECRET in text, extension
    erase(app, session, quoted)
    for extension in READABLE:
        after = taken(extension)
        for words in (SECRET, "shoe box", "Zinaida", "quill.example"):
            assert words not in after, extension
        # What was withdrawn is counted, and no figure of a published version has moved.
        assert "Evidence that is gone or reads differently at its source now" in after, extension
        if extension in ("csv", "html", "json"):  # elsewhere a superscript runs into the count
            assert figures_of(after) == figures_of(before[extension]) != [], extension
