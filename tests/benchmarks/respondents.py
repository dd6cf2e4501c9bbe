"""People who fill in web forms, as fast as a server lets them. On this machine only.

A respondent has a connection, an address and a cookie jar of their own, opens a page, fills in
every text box of its first form, sends that form's hidden fields along, presses its last button
and follows where that leads, until the thank-you text is seen. Anything else is an error, never
a fast success.
"""

from __future__ import annotations

import asyncio
import html
import itertools
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

MAX_STEPS = 20
TIMEOUT_S = 30

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_CONTROL = re.compile(r"<(input|textarea|button)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Stuck(Exception):
    """A respondent did not reach the thank-you page; says where and why."""


@dataclass(slots=True)
class Outcome:
    """What a crowd of respondents met. Times in seconds."""

    seconds: float = 0.0
    flows: list[float] = field(default_factory=list)
    requests: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Completed submissions a second."""
        return len(self.flows) / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Visit:
    """What each respondent of a crowd does."""

    starts: Iterator[str]  # one path a respondent; the crowd goes home when there are no more
    answer: str
    thanks: str
    ready: str = ""  # all answers, urlencoded, for a page too long to look for its boxes


def crowd(port: int, visit: Visit, *, size: int, seconds: float) -> Outcome:
    """Let `size` respondents at a time answer for some seconds, each with a link of their own."""
    return asyncio.run(_crowd(port, visit, size, seconds))


async def _crowd(port: int, visit: Visit, size: int, seconds: float) -> Outcome:
    outcome = Outcome()
    began = time.perf_counter()
    end = began + seconds

    async def seat() -> None:
        while time.perf_counter() < end:
            start = next(visit.starts, None)
            if start is None:
                return
            at = time.perf_counter()
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    await _Respondent(port, outcome).answer(start, visit)
            except (Stuck, OSError, TimeoutError, asyncio.IncompleteReadError) as error:
                outcome.errors.append(f"{type(error).__name__}: {error}"[:200])
                if len(outcome.errors) > 200:
                    return
            else:
                outcome.flows.append(time.perf_counter() - at)

    await asyncio.gather(*(seat() for _ in range(size)))
    outcome.seconds = time.perf_counter() - began
    return outcome


class _Respondent:
    """One browser. The forwarded address makes each a visitor of their own for rate limits."""

    _numbers = itertools.count(1)

    def __init__(self, port: int, outcome: Outcome) -> None:
        number = next(self._numbers)
        self.address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.port = port
        self.outcome = outcome
        self.jar: dict[str, tuple[str, str]] = {}  # name: (path, value)
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def answer(self, path: str, visit: Visit) -> None:
        method, data = "GET", ""
        try:
            for _ in range(MAX_STEPS):
                status, location, page = await self._ask(method, path, data)
                if status in (302, 303):
                    method, path, data = "GET", urlsplit(urljoin(path, location)).path, ""
                    continue
                if status != 200:
                    raise Stuck(f"{method} {_kind(path)} gave {status}")
                if visit.thanks in page:
                    return
                action, data = fill_in(page, visit)
                method, path = "POST", action or path
            raise Stuck(f"no thank-you page after {MAX_STEPS} requests")
        finally:
            if self.streams:
                self.streams[1].close()

    async def _ask(self, method: str, path: str, data: str) -> tuple[int, str, str]:
        cookies = "; ".join(
            f"{name}={value}" for name, (under, value) in self.jar.items() if path.startswith(under)
        )
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"X-Forwarded-For: {self.address}",
            "Accept: text/html",
            "Accept-Language: en",
        ]
        if cookies:
            lines.append(f"Cookie: {cookies}")
        if method == "POST":
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(data)}")
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        reader, writer = self.streams
        began = time.perf_counter()
        writer.write(("\r\n".join(lines) + "\r\n\r\n" + data).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        headers = [
            (name.lower(), value) for name, _, value in (x.partition(": ") for x in head[1:])
        ]
        length = int(dict(headers).get("content-length", 0))
        body = await reader.readexactly(length)
        taken = time.perf_counter() - began
        self.outcome.requests.setdefault(f"{method} {_kind(path)}", []).append(taken)
        for name, value in headers:
            if name == "set-cookie":
                self._keep(value)
        return status, dict(headers).get("location", ""), body.decode()

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        under = re.search(r"[Pp]ath=([^;]+)", cookie)
        self.jar[name] = (under.group(1) if under else "/", value)


def fill_in(page: str, visit: Visit) -> tuple[str, str]:
    """Return where the first form of a page goes, and what a person who answers all sends."""
    if visit.ready:
        where = re.search(r'<form id="answers"[^>]* action="([^"]+)"', page)
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        return where.group(1) if where else "", f"{urlencode(hidden)}&{visit.ready}"
    form = _FORM.search(page)
    if form is None:
        raise Stuck("a page with no form and no thanks")
    fields, button = [], None
    for tag, source in _CONTROL.findall(form.group(2)):
        given = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(source)}
        name = given.get("name")
        if tag == "button":
            button = (name, given.get("value", ""))
        elif name and given.get("type") == "hidden":
            fields.append((name, given.get("value", "")))
        elif name and (tag == "textarea" or given.get("type", "text") == "text"):
            fields.append((name, visit.answer))
    if button and button[0]:
        fields.append(button)
    action = html.unescape(dict(_ATTRIBUTE.findall(form.group(1))).get("action", ""))
    return action, urlencode(fields)


def _kind(path: str) -> str:
    """Name a request by what all respondents share of its path: '/a/…/start'."""
    parts = path.partition("?")[0].split("/")
    return "/".join(part if len(part) < 12 else "…" for part in parts)
