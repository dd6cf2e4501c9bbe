"""Markdown: headings are the context of what stands below them, bullets are observations."""

from __future__ import annotations

import re

from survey_app.sources.encodings import decode, plain_text
from survey_app.sources.note_lines import read_lines
from survey_app.sources.turns import Draft

NAME = "md"
ENDINGS = (".md", ".markdown")

# Settings that some editors keep in front of a page, between two lines of dashes.
_FRONT_MATTER = re.compile(r"\A---\n.{0,5000}?\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)


def read(data: bytes, name: str) -> Draft:
    """Read Markdown notes or a Markdown conversation."""
    text = plain_text(decode(data, name)[0])
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", text))
    return read_lines(text.split("\n"), markdown=True)
