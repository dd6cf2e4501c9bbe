"""The HTML export: one file, nothing fetched, nothing said becomes markup."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

from survey_app.exports.bundle import Bundle
from survey_app.exports.formats import as_html
from tests.builders_exports import a_bundle, a_bundle_saying, a_quote, a_sheet


def html_of(bundle: Bundle) -> str:
    stream = BytesIO()
    as_html.write(bundle, stream)
    return stream.getvalue().decode("utf-8")


def without_style(text: str) -> str:
    return re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    text = html_of(a_bundle())
    body = without_style(text)
    assert "<script" not in body
    assert "<link" not in body
    assert not re.search(r"\b(?:src|href)=\"(?!#)", body)
    assert not re.search(r"url\((?!data:)", text)
    assert "default-src 'none'" in body


def test_what_people_said_is_never_markup() -> None:
    body = without_style(html_of(a_bundle_saying('</style><script>alert("1")</script>&amp;')))
    assert "<script" not in body
    assert "&lt;script&gt;" in body
    assert "&amp;amp;" in body


def test_a_line_opens_its_quotes_within_their_sentence() -> None:
    body = without_style(html_of(a_bundle()))
    opened = re.search(r"<details><summary>(.*?)</details>", body, re.DOTALL)
    assert opened is not None
    assert "7 of 12 asked" in opened[1]
    assert (
        '<span class="rest">Last week </span><b dir="auto">it took forty minutes</b>' in opened[1]
    )


def test_a_link_to_the_source_is_kept() -> None:
    sheet = a_sheet(
        quotes=tuple(a_quote(n, href=f"https://portrait.example/p/{n}") for n in range(1, 5))
    )
    assert 'href="https://portrait.example/p/2"' in html_of(a_bundle(personas=(sheet,)))


def test_ids_are_unique_and_there_is_one_h1() -> None:
    body = without_style(html_of(a_bundle(personas=(a_sheet(), a_sheet(key="persona-2")))))
    ids = Counter(re.findall(r'\bid="([^"]+)"', body))
    assert max(ids.values()) == 1
    assert body.count("<h1") == 1
    assert "<title>Autumn study</title>" in body


def test_the_page_stays_small_enough_to_mail() -> None:
    # two font files of 35 KB are 95 KB in base64; the rules are about 25 KB
    assert len(html_of(a_bundle())) < 220_000
