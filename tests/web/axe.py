"""Accessibility rules for browser tests: axe-core, run inside an open Playwright page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_violations(page: Any) -> list[str]:
    """Say every rule that the open page breaks, one line a place; an empty list is a clean page.

    The script is evaluated by the browser's debugger, so that the page's own content security
    policy stays as strict as it is for readers.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{violation['id']}: {violation['help']} at {' '.join(map(str, node['target']))}"
        f" ({node['any'][0]['message'] if node['any'] else node['impact']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
