"""The stylesheets keep their promises: one set of values, readable contrast, both directions."""

from __future__ import annotations

import gzip
import re
from itertools import product

import pytest

from tests.web.guide import WEB

STATIC = WEB / "static"
SHEETS = sorted(path.name for path in STATIC.glob("*.css"))
TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
LIGHT_DARK = re.compile(r"light-dark\((#\w+), (#\w+)\)")
KINDS = ("pain", "goal", "objection", "praise", "other")


def _css(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text(encoding="utf-8"), flags=re.S)


def _tokens() -> dict[str, str]:
    css = _css("tokens.css")
    return dict(TOKEN.findall(css[: css.index("[data-theme")]))


def _shade(token: str, theme: int) -> str:
    """The colour of a token: theme 0 is light, 1 is dark."""
    match = LIGHT_DARK.fullmatch(_tokens()[token])
    assert match, token
    return match.group(theme + 1)


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_in_the_standard() -> None:
    # Black on white: (1 + 0.05) / (0 + 0.05) = 21; #767676 on white is the known 4.54.
    assert _contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert _contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["--paper", "--surface", "--sunk"])
@pytest.mark.parametrize(
    "ink", ["--ink", "--ink-soft", "--accent", "--bad", "--good", *(f"--{k}" for k in KINDS)]
)
def test_text_is_readable_on_every_ground(ink: str, ground: str, theme: int) -> None:
    assert _contrast(_shade(ink, theme), _shade(ground, theme)) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("--on-accent", "--accent"),
        ("--on-accent", "--accent-hover"),
        ("--ink-soft", "--accent-wash"),
        ("--bad", "--bad-wash"),
        *((ink, f"--{kind}-wash") for kind, ink in product(KINDS, ("--ink", "--ink-soft"))),
        *((f"--{kind}", f"--{kind}-wash") for kind in KINDS),
    ],
)
def test_text_is_readable_on_its_wash(ink: str, ground: str, theme: int) -> None:
    assert _contrast(_shade(ink, theme), _shade(ground, theme)) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("edge", ["--line-strong", "--focus"])
def test_the_edges_of_controls_can_be_seen(edge: str, theme: int) -> None:
    assert _contrast(_shade(edge, theme), _shade("--paper", theme)) >= 3
    assert _contrast(_shade(edge, theme), _shade("--surface", theme)) >= 3


def test_respondent_pages_use_the_values_of_the_tokens() -> None:
    light, dark = _css("respondent.css").split("@media (prefers-color-scheme: dark)", 1)
    dark = dark[: dark.index("* {")]
    tokens = _tokens()
    in_light, in_dark = dict(TOKEN.findall(light)), dict(TOKEN.findall(dark))
    for name, value in in_light.items():
        both = LIGHT_DARK.fullmatch(tokens[name])
        assert (value, in_dark.get(name)) == (both.groups() if both else (tokens[name], None)), name
    assert set(in_dark) <= set(in_light)


@pytest.mark.parametrize("name", SHEETS)
def test_every_variable_that_is_used_is_named_somewhere(name: str) -> None:
    own = {token for token, _ in TOKEN.findall(_css(name))}
    shared = set() if name == "respondent.css" else set(_tokens()) | {"--kind", "--kind-wash"}
    assert set(re.findall(r"var\((--[\w-]+)", _css(name))) <= own | shared


@pytest.mark.parametrize("name", SHEETS)
def test_no_rule_knows_left_from_right(name: str) -> None:
    physical = r"(?<![\w-])(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:"
    assert not re.search(physical, _css(name))
    assert not re.search(r"(?:text-align|float|clear):\s*(?:left|right)\b", _css(name))


@pytest.mark.parametrize("name", SHEETS)
def test_a_stylesheet_asks_nothing_of_other_servers(name: str) -> None:
    assert not re.search(r"https?:|//|@import", _css(name))


def test_the_respondent_stylesheet_is_light() -> None:
    # The whole page may weigh 15 KB compressed; type, colour and layout take under a quarter.
    raw = (STATIC / "respondent.css").read_bytes()
    assert len(gzip.compress(raw, mtime=0)) < 3_500
    assert b"url(" not in raw
