"""What the slides and the document share: colours, fonts, portraits, and files without a clock."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from survey_app.exports.bundle import Bundle

INK = "24211C"
SOFT = "5D574C"
LINE = "E2D9C8"
SUNK = "F4EFE4"
PANEL = "E9EEE6"
ACCENT = "0D5C63"
KINDS = {"pain": "9D3D28", "goal": "434E98", "objection": "7D5300", "praise": "3F6729"}
SIGNS = {"pain": "▼", "goal": "◎", "objection": "◆", "praise": "✚"}
"""Colours of the light theme, as RRGGBB; a kind has a sign as well."""

SERIF = "Georgia"
CHINESE_SERIF = "SimSun"
"""Fonts that office programs have on every system; ours cannot travel inside such a file."""

MAX_PROPERTY_CHARS = 255
PORTRAIT_DOTS_PER_INCH = 300
DRAWING_DOTS_PER_INCH = 72


def clean(text: str) -> str:
    """Text without the controls and half characters that XML cannot hold."""
    kept = (c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    return "".join(kept).replace("\ufffe", "").replace("\uffff", "")


@lru_cache(maxsize=64)
def portrait_png(svg: str) -> bytes:
    """A drawn portrait as PNG with round sides, for programs that place no SVG."""
    import typst

    source = (
        "#set page(width: 52mm, height: 64mm, margin: 0mm, fill: none)\n"
        "#box(width: 100%, height: 100%, radius: 50%, clip: true, "
        'image(bytes(sys.inputs.svg), format: "svg", width: 100%))'
    )
    drawn = typst.compile(
        source.encode(), sys_inputs={"svg": svg}, format="png", ppi=PORTRAIT_DOTS_PER_INCH
    )
    return bytes(drawn[0] if isinstance(drawn, list) else drawn)


@lru_cache(maxsize=64)
def svg_png(svg: str, width: int, height: int) -> bytes:
    """A drawing as PNG, for programs that place no SVG; the proportion is `width` to `height`."""
    import typst

    source = (
        f"#set page(width: {width}mm, height: {height}mm, margin: 0mm, fill: none)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)'
    )
    drawn = typst.compile(
        source.encode(), sys_inputs={"svg": svg}, format="png", ppi=DRAWING_DOTS_PER_INCH
    )
    return bytes(drawn[0] if isinstance(drawn, list) else drawn)


def stamp(properties: Any, bundle: Bundle) -> None:
    """Say in the file's own properties what it is, in which language and of when."""
    properties.title = clean(bundle.study)[:MAX_PROPERTY_CHARS]
    properties.author = clean(bundle.organisation)[:MAX_PROPERTY_CHARS]
    properties.language, properties.comments = bundle.language, ""
    moment = bundle.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment


def without_clock(data: bytes, made_at: datetime) -> bytes:
    """A zipped office file in which every part is dated `made_at`: same content, same bytes."""
    moment = made_at.astimezone(UTC).timetuple()[:6]
    dated = (max(moment[0], 1980), *moment[1:])
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, date_time=dated)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part.filename))
    return stream.getvalue()


def ems(text: str) -> float:
    """About how wide a text runs, in ems of its size: Chinese letters are square, Russian wide."""
    return sum(1.0 if c >= "\u2e80" else 0.62 if "\u0400" <= c < "\u0530" else 0.54 for c in text)
