"""Static files are kept by browsers under an address that changes with their content."""

from __future__ import annotations

import re

from flask import Flask, url_for


def test_a_page_asks_for_files_that_may_be_kept_for_a_year(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/account/sign-in").text
    versioned = re.findall(r'"(/static/[^"]+\.(?:css|js)\?v=[0-9a-f]{8})"', page)
    assert versioned
    for address in versioned:
        with client.get(address) as answer:
            assert answer.cache_control.max_age == 365 * 24 * 3600
        # Another version, or none: the browser asks again each time.
        plain = address.partition("?")[0]
        for stale in (plain, f"{plain}?v=00000000", f"{plain}?v="):
            with client.get(stale) as answer:
                assert answer.cache_control.no_cache


def test_a_font_has_one_address_and_what_is_not_there_has_no_version(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("static", filename="fonts/x.woff2") == "/static/fonts/x.woff2"
        assert url_for("static", filename="no-such.css") == "/static/no-such.css"
    assert app.test_client().get("/static/no-such.css?v=").status_code == 404
