"""From the text of a wave to one person's letter: placeholders, plain text, simple HTML. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

PLACEHOLDERS = (
    "name", "company", "organisation", "sender", "minutes", "closes", "incentive", "link", "call",
)  # fmt: skip
LINKS = ("link", "call")

# As a person's own mail looks, and a long link breaks on a narrow telephone.
STYLE = "font-family:sans-serif;line-height:1.5;max-width:40em;overflow-wrap:anywhere"

_PLACEHOLDER = re.compile(r"\{([^{}|\n]*)(?:\|([^{}\n]*))?\}")
# Of an unknown name the comma beside it goes too: 'Hello {name},' becomes 'Hello,'.
_NAME_FIRST = re.compile(r"^\{name\}[,，、!！]?[ \t]*", re.MULTILINE)
_NAME_LATER = re.compile(r"[,，、]?[ \t]*\{name\}")


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person reads."""

    language: str
    subject: str
    text: str
    html: str


def unknown_placeholders(text: str) -> list[str]:
    """Return what stands in braces and is no placeholder, in order, each once."""
    found = [match[1] for match in _PLACEHOLDER.finditer(text) if match[1] not in PLACEHOLDERS]
    return list(dict.fromkeys(found))


def placeholders_in(text: str, *, without_fallback: bool = False) -> set[str]:
    """Return the placeholders that a text has; or only those with nothing to say instead."""
    return {
        match[1] for match in _PLACEHOLDER.finditer(text) if not (without_fallback and match[2])
    }


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in the place of the placeholders, in one pass.

    `{company|your team}` says 'your team' where the company is not known. A value that itself
    looks like a placeholder stays as it is. Raises KeyError for an unknown placeholder.
    """
    if not values.get("name"):
        text = _NAME_LATER.sub("", _NAME_FIRST.sub("", text))
    return _PLACEHOLDER.sub(lambda match: values[match[1]] or match[2] or "", text)


def write_letter(
    *,
    language: str,
    subject: str,
    body: str,
    footer: str,
    values: Mapping[str, str],
    unsubscribe: str,
) -> Letter:
    """Write one person's letter; the footer, with its way out, cannot be left off."""
    paragraphs = fill(body.replace("\r\n", "\n").replace("\r", "\n").strip(), values)
    text = f"{paragraphs}\n\n--\n{footer}\n{unsubscribe}\n"
    links = [values[name] for name in LINKS if values.get(name)]
    return Letter(
        language=language,
        subject=" ".join(fill(subject, values).split()),
        text=text,
        html=_as_html(language, paragraphs, links, footer, unsubscribe),
    )


def _as_html(language: str, text: str, links: list[str], footer: str, unsubscribe: str) -> str:
    paragraphs = "\n".join(
        f"<p>{_linked(part, links)}</p>".replace("\n", "<br>\n")
        for part in re.split(r"\n\s*\n", text)
    )
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><body>\n<div style="{STYLE}">\n'
        f"{paragraphs}\n<hr>\n"
        f'<p><small>{escape(footer)}<br>\n<a href="{escape(unsubscribe)}">{escape(unsubscribe)}'
        "</a></small></p>\n</div></body></html>\n"
    )


def _linked(text: str, links: list[str]) -> str:
    """Escape everything, and make anchors of our own links only."""
    if not links:
        return escape(text)
    longest_first = sorted(links, key=len, reverse=True)  # one may begin as another does
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
    return "".join(
        f'<a href="{escape(part)}">{escape(part)}</a>' if part in links else escape(part)
        for part in parts
    )
