"""Every shared page is well formed for its readers, whichever language and direction."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import render_template_string
from flask.testing import FlaskClient

from tests.web.guide import SPECIMENS, WEB, create_guide_app
from tests.web.samples import SAMPLES

PAGES = ["/", "/error", *(f"/specimens/{name}" for name in SPECIMENS)]
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


class PageReader(HTMLParser):
    """Collects what the checks below ask of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("title", "h1"):
            self.text[self._open[-1]] = self.text.get(self._open[-1], "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def values(self, attribute: str) -> list[str]:
        return [a[attribute] or "" for _, a in self.tags if attribute in a]


@pytest.fixture
def client() -> FlaskClient:
    return create_guide_app().test_client()


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, client: FlaskClient) -> PageReader:
    return PageReader(client.get(request.param).get_data(as_text=True))


def test_a_page_has_one_h1_and_its_title_begins_with_it(page: PageReader) -> None:
    assert Counter(tag for tag, _ in page.tags)["h1"] == 1
    assert page.text["title"].strip().startswith(page.text["h1"].strip())


def test_ids_are_unique_and_every_reference_finds_its_element(page: PageReader) -> None:
    ids = page.values("id")
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    for attribute in ("for", "aria-labelledby", "aria-describedby", "form"):
        for value in page.values(attribute):
            assert set(value.split()) <= set(ids), (attribute, value)


def test_every_input_has_a_label(page: PageReader) -> None:
    labelled = set(page.values("for"))
    open_labels = 0
    for tag, attributes in page.tags:
        open_labels += tag == "label" and "for" not in attributes
        if tag in ("input", "select", "textarea") and attributes.get("type") != "hidden":
            assert attributes.get("id") in labelled or open_labels, attributes


def test_a_page_has_no_inline_script_style_or_handler(page: PageReader) -> None:
    for tag, attributes in page.tags:
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_every_form_that_posts_carries_the_token(client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)
    forms = re.findall(r"<form method=\"post\".*?</form>", html, flags=re.S)
    own = [form for form in forms if "novalidate" not in form]  # the sample form has no token
    assert len(own) >= 3
    assert all('name="csrf_token"' in form for form in own)


@pytest.mark.parametrize("language", SAMPLES)
def test_a_page_says_its_language_and_direction(language: str, client: FlaskClient) -> None:
    html = client.get(f"/specimens/review?language={language}").get_data(as_text=True)
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in html


def test_what_customers_wrote_is_escaped_everywhere() -> None:
    source = """
    {% from "macros/parts.html" import quote, count, kind_tag, tabs, road, table, confirm, bars,
       empty_state, page_head, doubt_word, mini_bars, keys_line %}
    {{ page_head(x, x) }}{{ quote(x, x, url=x, lang=x) }}{{ kind_tag(x) }}{{ doubt_word(x) }}
    {{ tabs([{'label': x, 'url': x}], x) }}{{ road([{'label': x, 'url': x, 'count': x}]) }}
    {{ confirm(x, x, x, x, {x: x}) }}{{ empty_state(x, x, x, x) }}{{ mini_bars([1], x) }}
    {{ keys_line([(x, x)]) }}{{ bars([{'label': x, 'n': 1, 'asked': 2, 'low': 0, 'high': 1}]) }}
    {% call table(x, [x]) %}<tr><td>{{ x }}</td></tr>{% endcall %}"""
    hostile = "\"><script>alert(1)</script>'"
    with create_guide_app().test_request_context("/"):
        html = render_template_string(source, x=hostile)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 20


def test_a_count_never_stands_without_its_base() -> None:
    source = '{% from "macros/parts.html" import count, interval_bar %}{{ count(n, asked) }}'
    with create_guide_app().test_request_context("/"):
        assert "7 of 12 asked" in render_template_string(source, n=7, asked=12)
        assert "1,204 of 2,000 asked" in render_template_string(source, n=1204, asked=2000)
    with create_guide_app().test_request_context("/?language=ru"):
        assert "7 из 12, кого спросили" in render_template_string(source, n=7, asked=12)


def test_an_interval_bar_is_drawn_from_zero_to_its_share() -> None:
    # 7 of 12 is 0.5833 of a track 200 wide: 116.7; the interval 0.32-0.81 runs from 64 to 162.
    source = '{% from "macros/parts.html" import interval_bar %}{{ interval_bar(n, m, lo, hi) }}'
    with create_guide_app().test_request_context("/"):
        html = render_template_string(source, n=7, m=12, lo=0.32, hi=0.81)
        assert '<rect class="chart-bar" x="0" y="2" width="116.7"' in html
        assert "M64.0 7H162.0" in html
        nobody = render_template_string(source, n=0, m=0, lo=0, hi=0)
    assert "chart-bar" not in nobody
    assert 'aria-label="nobody was asked"' in nobody


def test_a_field_is_tied_to_its_help_and_its_message(client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)
    name = re.search(r'<input[^>]* id="name"[^>]*>', html)
    assert name
    assert 'aria-describedby="name-error"' in name.group()
    assert 'aria-invalid="true"' in name.group()
    email = re.search(r'<input[^>]* id="email"[^>]*>', html)
    assert email
    assert 'aria-describedby="email-help"' in email.group()
    assert "aria-invalid" not in email.group()


def test_the_error_summary_links_to_what_the_keyboard_can_reach(client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)
    start = html.index('class="error-summary"')
    summary = html[start : html.index("</ul>", start)]
    assert re.findall(r'href="#([\w-]+)"', summary) == ["name", "secret", "channel-0"]
    assert 'tabindex="-1" autofocus' in summary


def test_enter_in_a_line_of_text_does_not_change_the_language(client: FlaskClient) -> None:
    html = client.get("/specimens/respondent").get_data(as_text=True)
    buttons = re.findall(r"<button[^>]*form=\"answers\"[^>]*>", html)
    assert 'name="_go" value="on"' in buttons[0]  # what Enter presses: save and go on
    assert [re.findall(r'value="(\w+)"', button) for button in buttons[1:]] == [
        ["en"],
        ["ru"],
        ["zh"],
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_switches_escaping_off(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape false|Markup\(", text)
