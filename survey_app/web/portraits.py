"""Drawn portraits: a quiet line figure from a seed, never a photograph and nobody in particular.

The same seed gives the same drawing. No feature stands for age, origin or sex; they only make
two personas easy to tell apart at a glance.
"""

from __future__ import annotations

import hashlib

WIDTH, HEIGHT = 104, 128
"""Units of the drawing; as wide to high as the sheet shows it."""

INK = "#2c3440"
PAPER = "#fffdf8"
WASHES = ("#e3d5c1", "#cfdedb", "#d9d7ea", "#ead3ca", "#d8e0c6", "#ead9ac", "#cddbe8", "#e2d3dd")
CLOTHES = ("#0d5c63", "#434e98", "#9d3d28", "#7d5300", "#3f6729", "#5d574c", "#6b4a72", "#2f5d8a")

# Each part is drawn around a head of 38 x 48 units whose middle is (52, 54).
HAIR = (
    '<path d="M32 54C28 30 41 24 53 25c13 1 23 9 19 29-3-11-8-16-16-17-9-1-18 2-24 17z"/>',
    '<path d="M31 60c-4-22 5-36 21-36s25 14 21 36c-2-5-2-12-6-18-9 3-21 2-29-3-4 6-5 14-7 21z"/>',
    '<path d="M30 84c-5-30-4-60 22-60s27 30 22 60c-4 2-7 1-8-2 3-14 3-28-3-40-8 5-18 6-25 2'
    '-4 11-3 26 0 38-1 3-4 4-8 2z"/>',
    '<path d="M33 50c-3-6 0-12 5-13-1-6 6-11 11-8 4-6 13-4 14 2 6-1 10 5 7 10 3 3 3 6 1 10'
    '-4-7-9-10-17-10s-16 2-21 9z"/>',
    '<path d="M33 52c0-16 8-24 19-24s19 8 19 24c-5-9-11-13-19-13s-14 4-19 13z"/>'
    '<circle cx="52" cy="23" r="8"/>',
    '<path d="M33 49c2-14 9-20 19-20s17 6 19 20c-1-2-3-4-4-7-9-1-20-1-30 0-1 3-3 5-4 7z"/>',
    "",
)
GLASSES = (
    "",
    "",
    '<path d="M37 55h11v7H37zM56 55h11v7H56zM48 57h8"/>',
    '<circle cx="43" cy="58" r="5.5"/><circle cx="61" cy="58" r="5.5"/><path d="M48.5 57h7"/>',
)
MOUTHS = ("M46 69c4 3 8 3 12 0", "M46 69.5c4 1.6 8 1.6 12 0", "M47 70h10")
COLLARS = (
    "M40 86l12 13 12-13",
    "M39 87c4 9 22 9 26 0",
    "M41 84c-3 4-3 8 0 11 7 4 15 4 22 0 3-3 3-7 0-11",
    "M43 88l9 8 9-8M52 96v32",
)


def portrait_svg(seed: str, label: str = "") -> str:
    """The drawing as SVG, which any format can place; `label` is what a screen reader says.

    Contains nothing of the seed itself and no text but the escaped label.
    """
    dice = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
    wash = WASHES[dice[0] % len(WASHES)]
    clothes = CLOTHES[dice[1] % len(CLOTHES)]
    hair = HAIR[dice[2] % len(HAIR)]
    filled = dice[6] % 3 > 0
    tilt = dice[7] % 7 - 3
    moon_x, moon_y = 20 + dice[8] % 64, 20 + dice[9] % 30
    named = f'role="img" aria-label="{_escaped(label)}"' if label else 'aria-hidden="true"'
    line = f'fill="none" stroke="{INK}" stroke-width="1.8" stroke-linecap="round"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {named}>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{wash}"/>'
        f'<circle cx="{moon_x}" cy="{moon_y}" r="{14 + dice[10] % 12}" fill="{PAPER}" '
        'fill-opacity="0.45"/>'
        f'<path d="M8 128c1-25 14-37 32-40h24c18 3 31 15 32 40z" fill="{clothes}" '
        f'stroke="{INK}" stroke-width="1.8"/>'
        f'<path d="M44 76v11c3 7 13 7 16 0V76z" fill="{PAPER}" stroke="{INK}" stroke-width="1.8"/>'
        f'<path d="{COLLARS[dice[3] % len(COLLARS)]}" fill="none" stroke="{PAPER}" '
        'stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<g transform="rotate({tilt} 52 82)">'
        f'<path d="M33 52c0-15 8-22 19-22s19 7 19 22c0 17-8 30-19 30S33 69 33 52z" '
        f'fill="{PAPER}" stroke="{INK}" stroke-width="1.8"/>'
        f'<g fill="{INK if filled else wash}" stroke="{INK}" stroke-width="1.8" '
        f'stroke-linejoin="round">{hair}</g>'
        f"<g {line}>"
        '<path d="M43 57.5v1.5M61 57.5v1.5" stroke-width="2.6"/>'
        '<path d="M52 58c-1 3-2 4.5-2 6h3"/>'
        f'<path d="{MOUTHS[dice[5] % len(MOUTHS)]}"/>'
        f"{GLASSES[dice[4] % len(GLASSES)]}</g></g></svg>"
    )


def _escaped(text: str) -> str:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text
