"""From the text of a wave to one person's letter: placeholders, plain text, simple HTML. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

PLACEHOLDERS = ("name", "organisation", "sender", "minutes", "link")

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
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
    found = [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    return list(dict.fromkeys(found))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in the place of the placeholders, in one pass.

    A value that itself looks like a placeholder stays as it is. Raises KeyError for an unknown
    placeholder.
    """
    if not values.get("name"):
        text = _NAME_LATER.sub("", _NAME_FIRST.sub("", text))
    return _PLACEHOLDER.sub(lambda match: values[match.group(1)], text)


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
    return Letter(
        language=language,
        subject=" ".join(fill(subject, values).split()),
        text=text,
        html=_as_html(language, paragraphs, values.get("link", ""), footer, unsubscribe),
    )


def _as_html(language: str, text: str, link: str, footer: str, unsubscribe: str) -> str:
    anchor = f'<a href="{escape(link)}">{escape(link)}</a>'
    paragraphs = "\n".join(
        "<p>"
        # The link is replaced after escaping, so that nothing else becomes markup.
        + (escape(part).replace(escape(link), anchor) if link else escape(part)).replace(
            "\n", "<br>\n"
        )
        + "</p>"
        for part in re.split(r"\n\s*\n", text)
    )
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><body>\n{paragraphs}\n<hr>\n'
        f'<p><small>{escape(footer)}<br>\n<a href="{escape(unsubscribe)}">{escape(unsubscribe)}'
        "</a></small></p>\n</body></html>\n"
    )
