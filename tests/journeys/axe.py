"""What axe finds wrong with a page in a real browser, and what axe cannot see: width, focus, order and motion."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
"""WCAG 2.2 AA and what is good practice beside it; no rule is switched off."""

AXE = Axe()
MOST_TOLD = 3
OPEN_ALL = "() => document.querySelectorAll('details').forEach(each => each.open = true)"
WIDTH = "() => document.scrollingElement.scrollWidth - innerWidth"
STICKING_OUT = """() => [...document.querySelectorAll('main *')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => each.outerHTML.slice(0, 120)).slice(0, 3)"""
MOVING = """() => [
    ...document.getAnimations().map(each => each.animationName || each.transitionProperty),
    ...[...document.querySelectorAll('*')].filter(each => getComputedStyle(each).scrollBehavior === 'smooth')
        .map(each => each.tagName)]"""
REACHABLE = """() => {
    const groups = new Set();
    return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary, [tabindex="0"]')]
        .filter(each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0)
        .filter(each => {
            if (each.type !== 'radio') return true;
            const chosen = document.querySelector(`input[name="${each.name}"]:checked`);
            return chosen ? each === chosen : !groups.has(each.name) && groups.add(each.name);
        })
        .map((each, number) => { each.dataset.place = number; return each.outerHTML.slice(0, 100); });
}"""
FROM_THE_TOP = """() => {
    window.places = [];
    const note = place => window.places.push(place.dataset.place ?? place.tagName);
    document.addEventListener('focusin', event => note(event.target));
    document.querySelector('[data-place="0"]').focus();
}"""
OUT_OF_ORDER = """() => [...document.querySelectorAll('body *')].filter(each => {
    const style = getComputedStyle(each);
    return each.tabIndex > 0 || style.order !== '0' || /reverse/.test(style.flexDirection + style.flexWrap);
}).map(each => each.outerHTML.slice(0, 100)).slice(0, 3)"""
BROKEN_WORDS = r"""() => {
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (!text.parentElement.checkVisibility() || text.parentElement.closest('.unseen')) continue;
        for (const word of text.data.matchAll(/(?<!\w)[A-Za-z]{2,20}(?!\w)/g)) {
            const range = new Range();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(each => Math.round(each.top))).size > 1) found.push(word[0]);
        }
    }
    return found.slice(0, 5);
}"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands: the rule, what it asks, and the first elements against it.

    It needs a browser with JavaScript: without, it waits for ever.
    """
    found: dict[str, Any] = AXE.run(page, options=OPTIONS).response
    assert found["passes"], "axe has looked at nothing"
    return [_told(each) for each in found["violations"]]


def _told(violation: dict[str, Any]) -> str:
    nodes = [node["html"][:200] for node in violation["nodes"]]
    return f"{violation['id']} ({violation['help']}): {len(nodes)} × {nodes[:MOST_TOLD]}"


def settle(page: Page) -> None:
    """Waits until the page has given the focus to what asks for it."""
    page.evaluate(SETTLED)


def open_all(page: Page) -> None:
    """Opens every disclosure, so that all there is to see is seen."""
    page.evaluate(OPEN_ALL)


def sticking_out(page: Page) -> list[str]:
    """What makes the page scroll sideways: nothing, or by how much and the first elements that stand out."""
    over = page.evaluate(WIDTH)
    return [f"{over} pixels too wide", *page.evaluate(STICKING_OUT)] if over > 0 else []


def broken_words(page: Page) -> list[str]:
    """English words that are cut in two at the end of a line."""
    return [f"broken in two: {word}" for word in page.evaluate(BROKEN_WORDS)]


def moving(page: Page) -> list[str]:
    """What moves, or would on scrolling."""
    return list(page.evaluate(MOVING))


def out_of_order(page: Page) -> list[str]:
    """The elements that are seen, or come by the Tab key, in another order than they have in the document."""
    return list(page.evaluate(OUT_OF_ORDER))


def tab_through(page: Page) -> tuple[list[str], list[str]]:
    """Every control there is, and those the Tab key led to from the first of them on, in its order."""
    settle(page)
    reachable = list(page.evaluate(REACHABLE))
    page.evaluate(FROM_THE_TOP)
    for _ in reachable[1:]:
        page.keyboard.press("Tab")
    places = page.evaluate("() => window.places")
    return reachable, [reachable[int(place)] if place.isdigit() else place for place in places]
