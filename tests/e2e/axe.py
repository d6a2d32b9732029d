"""Axe-core looks at a page as it stands; it may find nothing."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.e2e.server import ROOT

SOURCE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# What still changes its colour has none yet that could be judged.
RUN = """async (tags) => {
  const changing = document.getAnimations().filter((one) =>
    one.playState === "running" && one.effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(changing.map(({ finished }) => finished));
  const { violations } = await window.axe.run(document, {
    runOnly: tags, resultTypes: ["violations"],
  });
  return violations.map(({ id, help, nodes }) => ({
    id, help, where: nodes.map((node) => node.target.join(" ") + ": " + node.html),
  }));
}"""
TAGS = [
    *["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
]


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds against WCAG 2.2 AA and good practice; empty if nothing."""
    if not page.evaluate("() => Boolean(window.axe)"):
        bring_axe(page)
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return found


def bring_axe(page: Page) -> None:
    """Through the debugger: no policy stops it, and unlike `evaluate` it is quick."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("Runtime.evaluate", {"expression": source()})
    debugger.detach()


@cache
def source() -> str:
    return SOURCE.read_text()
