"""The Markdown export: footnotes for evidence, and no markup out of anyone's mouth."""

from __future__ import annotations

from io import BytesIO

import pytest

from survey_app.exports.formats import as_md
from survey_app.exports.formats.as_md import escaped
from tests.builders_exports import a_bundle


def test_a_line_has_its_count_and_its_footnotes() -> None:
    stream = BytesIO()
    as_md.write(a_bundle(), stream)
    text = stream.getvalue().decode()
    assert (
        "- **Exports take too long**[^p1-1][^p1-2] — 7 of 12 asked; probably 32–81 %\n"
        "  - Our answer: We made it faster\n"
        "  - Speaks against it: [^p1-3]" in text
    )
    assert "[^p1-2]: “Last week **it took forty minutes**” — R-17" in text
    assert "- **Wants to grow** — assumed: no evidence yet" in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[x](http://a)", r"\[x\](http&#58;//a)"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("two\n\nlines", "two lines"),
        ("see www.example.org", "see www&#46;example.org"),
    ],
)
def test_what_people_said_is_escaped(said: str, shown: str) -> None:
    assert escaped(said) == shown
