"""The picture: one persona, all of it, as wide as its paper."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

from PIL import Image

from survey_app.exports.formats import FORMAT_BY_EXTENSION
from survey_app.exports.parcel import file_name, wrapped
from tests.builders_exports import a_bundle, a_sheet

PNG = FORMAT_BY_EXTENSION["png"]
SHEETS = (a_sheet(), a_sheet(key="persona-2", name="Никто не отвечает / по пятницам"))


def test_a_picture_is_as_wide_as_its_paper() -> None:
    bare = a_bundle(appendix=False)
    sheet = Image.open(BytesIO(wrapped(bare, PNG).data))
    poster = Image.open(BytesIO(wrapped(replace(bare, paper="a3"), PNG).data))
    # 210 mm and 420 mm at 144 dots an inch: 210 / 25.4 * 144 = 1190.6 and 2381.1
    assert abs(sheet.width - 1191) <= 1
    assert abs(poster.width - 2381) <= 1
    assert sheet.height > 600


def test_a_set_is_a_zip_with_a_picture_a_persona() -> None:
    bundle = a_bundle(personas=SHEETS, appendix=False)
    parcel = wrapped(bundle, PNG)
    assert (parcel.extension, parcel.media_type) == ("zip", "application/zip")
    with zipfile.ZipFile(BytesIO(parcel.data)) as archive:
        assert archive.namelist() == [
            "01-Exports-take-too-long.png", "02-Никто-не-отвечает-по-пятницам.png",
        ]  # fmt: skip
        first = archive.read("01-Exports-take-too-long.png")
    assert first == wrapped(replace(bundle, personas=SHEETS[:1]), PNG).data


def test_file_names_keep_letters_and_digits_of_every_script() -> None:
    assert file_name("Grows by word/of:mouth 2") == "Grows-by-word-of-mouth-2"
    assert file_name("导出太慢？") == "导出太慢"
    assert file_name("../..") == "personas"
    assert len(file_name("a" * 500)) == 80
