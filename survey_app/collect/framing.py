"""Answering within another site's page, without a cookie: the key stands in the address.

Browsers give no cookies to a frame of another site, or soon will not. So the addresses of a
response that was begun there carry its key, `/r/<response>.<key>/…`, which is no more than what
the frame's own visitor sees. Nothing is done by virtue of who the browser is, and so no other
site can make it do anything. Only the sites that the link names may show these pages in a frame.
"""

from __future__ import annotations

import hmac
import json
from typing import Any
from urllib.parse import urlsplit

from flask import g, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from survey_app.collect.visits import Place
from survey_app.web.security import CONTENT_SECURITY_POLICY

NOBODY = "frame-ancestors 'none'"


def split_address(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the key out of the address of a response, before its view is called."""
    name, dot, key = str((values or {}).get("public_id", "")).partition(".")
    if values and dot:
        values["public_id"], g.frame_key = name, key


def join_address(_endpoint: str, values: dict[str, Any]) -> None:
    """Let every address of this response carry the key on."""
    key = g.get("frame_key")
    if key and "public_id" in values:
        values["public_id"] = f"{values['public_id']}.{key}"


def is_framed() -> bool:
    """Whether this request is made within another site's page."""
    return "frame_key" in g or "frame_sites" in g


def holds_key(key: str) -> bool | None:
    """Whether the address carries this very key; None where it carries none at all."""
    carried = g.get("frame_key")
    return None if carried is None else hmac.compare_digest(carried.encode(), key.encode())


def allow_frames(place: Place | None) -> None:
    """Let the sites that the link names show this page, and no others."""
    g.frame_sites = tuple(place.embed_sites) if place else ()


def write_policy(answer: Answer) -> Answer:
    """Name the sites in the page's policy; without any, no site may show it, as everywhere."""
    sites = g.get("frame_sites")
    if sites:
        allowed = f"frame-ancestors {' '.join(sites)}"
        answer.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(NOBODY, allowed)
    return answer


def named_sites() -> str:
    """Return the sites that may show this page, with spaces between; empty where none may."""
    return " ".join(g.get("frame_sites", ()))


def embedding(base_url: str, code: str, title: str) -> str:
    """Return the HTML that shows a link's survey within a page."""
    return str(
        Markup(
            '<iframe src="{}{}" id="portrait-{}" title="{}" width="100%" height="760"'
            ' loading="lazy" style="border:0"></iframe>'
        ).format(base_url, url_for("collect.embedded_landing", code=code), code, title)
    )


def fitting(base_url: str, code: str) -> str:
    """Return the script by which the embedding page lets the frame be as high as the survey.

    It listens to this very frame and to this server only, and changes nothing but the height.
    """
    parts = urlsplit(base_url)
    return _FITTING % (
        json.dumps(f"{parts.scheme}://{parts.netloc}"),
        json.dumps(f"portrait-{code}"),
    )


_FITTING = """<script>
addEventListener("message", function (event) {
  if (event.origin !== %s) return;
  var frame = document.getElementById(%s), told = event.data && event.data.portrait;
  if (!frame || !told || event.source !== frame.contentWindow) return;
  frame.style.height = Math.min(Math.max(Number(told.height) || 760, 200), 30000) + "px";
  if (told.fresh && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
});
</script>"""
