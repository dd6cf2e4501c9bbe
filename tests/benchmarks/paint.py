"""When a respondent sees the first words, on a slow telephone: Chromium, slow 4G, processor / 4."""

from __future__ import annotations

import shutil
import statistics

SLOW_4G = {
    "offline": False,
    "latency": 150,  # ms there and back
    "downloadThroughput": 1.6e6 / 8,  # bytes a second
    "uploadThroughput": 750e3 / 8,
}
PROCESSOR = 4
LOADS = 5

_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def first_paint_ms(address: str, loads: int = LOADS) -> float | None:
    """Return the median of some cold loads, milliseconds; None without playwright or Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if path is None:
        return None
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(loads):  # each with nothing in store, as who opens a link for the first time
            context = browser.new_context(viewport={"width": 390, "height": 844})
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", SLOW_4G)
            session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
            page.goto(address, wait_until="load")
            page.wait_for_function(_PAINT)
            found.append(float(page.evaluate(_PAINT)))
            context.close()
        browser.close()
    return statistics.median(found)
