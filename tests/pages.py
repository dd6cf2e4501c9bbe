"""A visitor for tests: fetches pages as a browser would and checks each of them."""

from __future__ import annotations

import contextvars
import re
from collections import Counter
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from survey_app.accounts.models import User
from survey_app.db import db
from tests.builders import MARKUP, PASSWORD


class Visitor(FlaskClient):
    """A test client whose requests share nothing with the test but the database.

    Flask would run them in the test's own app context, and so with its `g`: whoever signed in
    first would stay. What the test has prepared is committed first, as any other process's
    work would have been.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make one request in a context of its own."""
        db.session.commit()
        return contextvars.Context().run(super().open, *args, **kwargs)


class Pages:
    """Wraps Flask's test client; every HTML answer is checked by `check_page`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = Visitor(app, app.response_class, use_cookies=True)

    def sign_in(self, user: User) -> None:
        """Sign in through the real page."""
        self.client.post("/sign-out", data={"csrf_token": self.token("/account/sign-in")})
        answer = self.post(
            "/account/sign-in", {"email": user.email, "password": PASSWORD}, expect=302
        )
        assert answer.location in ("/", "http://localhost/")

    def get(self, path: str, *, expect: int = 200, follow: bool = False) -> TestResponse:
        """Fetch a page and check it."""
        answer = self.client.get(path, follow_redirects=follow)
        return self._checked(answer, expect, path)

    def post(
        self,
        path: str,
        data: dict[str, Any] | None = None,
        *,
        expect: int = 303,
        page: str | None = None,
        **kwargs: Any,
    ) -> TestResponse:
        """Send a form with the CSRF token of `page` (default: the session's)."""
        token = self.token(page)
        answer = self.client.post(path, data={"csrf_token": token, **(data or {})}, **kwargs)
        return self._checked(answer, expect, path)

    def token(self, path: str | None = None) -> str:
        """Return a CSRF token that this visitor's session accepts."""
        for candidate in filter(None, (path, "/studies/new", "/account/sign-in", "/setup")):
            answer = self.client.get(candidate)
            match = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.text)
            if match:
                return match.group(1)
        raise AssertionError("no page with a CSRF token")

    def _checked(self, answer: TestResponse, expect: int, path: str) -> TestResponse:
        assert answer.status_code == expect, (
            f"{path}: {answer.status_code}, not {expect}\n{_text_of(answer)}"
        )
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303, 308):
            problems = check_page(answer.text)
            assert not problems, f"{path}: {problems}"
        return answer


def check_page(source: str) -> list[str]:
    """Return what is wrong with a whole page: h1, title, labels, ids, markup from users."""
    if "<html" not in source:  # a fragment for htmx
        return ["user text unescaped"] if MARKUP in source else []
    page = html.document_fromstring(source)
    problems = []
    headings = page.xpath("//h1")
    if len(headings) != 1:
        problems.append(f"{len(headings)} h1")
    else:
        title = " ".join(page.findtext(".//title", "").split())
        heading = " ".join(headings[0].text_content().split())
        if not title.startswith(heading):
            problems.append(f"title {title!r} does not begin with h1 {heading!r}")
    ids = Counter(page.xpath("//@id"))
    problems += [f"id {name!r} twice" for name, count in ids.items() if count > 1]
    problems += [
        f"no label for {control.get('name')!r}"
        for control in page.xpath(
            "//input[not(@type='hidden' or @type='submit')] | //select | //textarea"
        )
        if not _is_labelled(page, control)
    ]
    problems += [
        f"reference to missing id {name!r}"
        for attribute in ("for", "aria-labelledby", "aria-describedby", "form")
        for value in page.xpath(f"//@{attribute}")
        for name in value.split()
        if name not in ids
    ]
    if not page.get("lang"):
        problems.append("no language")
    if MARKUP in source:
        problems.append("user text unescaped")
    if re.search(r"<script(?![^>]*\bsrc=)|\sstyle=\"|\son[a-z]+=\"", source):
        problems.append("inline script, style or handler")
    return problems


def _is_labelled(page: Any, control: Any) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby"):
        return True
    if any(parent.tag == "label" for parent in control.iterancestors()):
        return True
    name = control.get("id")
    return bool(name and page.xpath("//label[@for=$name]", name=name))


def _text_of(answer: TestResponse) -> str:
    if answer.mimetype != "text/html":
        return answer.text[:500]
    return " ".join(html.document_fromstring(answer.text).text_content().split())[:800]
