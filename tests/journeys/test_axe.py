"""Every page, in every state, both languages and at every width, looked at by axe."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, product
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.axe import axe_findings, broken_words, open_all, out_of_order, sticking_out
from tests.journeys.screens import HEIGHTS, LANGUAGES, NARROW, WIDE, WIDTHS, Row, Screens, look_at, widths
from tests.journeys.site import Site
from tests.web.scenes import Scene

pytestmark = pytest.mark.journey

ZOOMED, REFLOWED = 640, 320
"""1280 pixels at 200 %, and at 400 %: as wide as a page is then."""
PARTS = 4
"""The combinations are split, so that several processes can share them."""
ALWAYS = ("ja", NARROW, "none")
"""How the states that scripts make are looked at in every run; the long run looks in every way."""


def pairwise(every: Iterable[Scene]) -> list[Row]:
    """Scenes and widths in which every two of page, state, language and width come together: the fewest, greedily."""
    left = list(product(every, WIDTHS))
    wanted = set().union(*map(_pairs, left))
    chosen = []
    while wanted:
        best = max(left, key=lambda row: len(_pairs(row) & wanted))
        chosen.append(best)
        left.remove(best)
        wanted -= _pairs(best)
    return chosen


def _pairs(row: Row) -> set[tuple[tuple[str, str], ...]]:
    scene, width = row
    told = {"page": scene.page, "state": scene.state, "language": scene.language, "width": str(width)}
    return set(combinations(told.items(), 2))


def whole(page: Page) -> list[str]:
    """Everything that can be told of a page as it stands, all of it opened; last of all how it bears zooming."""
    open_all(page)
    found = [*axe_findings(page), *sticking_out(page), *out_of_order(page), *broken_words(page)]
    before = page.viewport_size
    assert before
    for width in (ZOOMED, REFLOWED):
        page.set_viewport_size({**before, "width": width})
        found += [f"at {width}: {each}" for each in sticking_out(page)]
    page.set_viewport_size(before)
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_in_any_pair_of_page_state_language_and_width(
    screens: Screens, every: list[Scene], part: int
) -> None:
    assert look_at(screens, pairwise(every)[part::PARTS], whole) == {}


@pytest.mark.prove
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_anywhere(screens: Screens, every: list[Scene], language: str, width: int) -> None:
    here = [scene for scene in every if scene.language == language]
    assert look_at(screens, widths(here, width), whole) == {}


@pytest.mark.prove
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_forced_colours(screens: Screens, every: list[Scene], language: str, width: int) -> None:
    here = [scene for scene in every if scene.language == language]
    assert look_at(screens, widths(here, width), whole, forced_colors="active") == {}


@pytest.mark.parametrize(
    ("language", "width", "colours"),
    [
        pytest.param(*each, marks=() if each == ALWAYS else pytest.mark.prove)
        for each in product(LANGUAGES, WIDTHS, ("none", "active"))
    ],
)
def test_axe_finds_nothing_in_what_scripts_make_of_a_page(
    browser: Browser, site: Site, language: str, width: int, colours: Literal["none", "active"]
) -> None:
    window = {"width": width, "height": HEIGHTS[width]}
    context = browser.new_context(viewport=window, locale=language, bypass_csp=True, forced_colors=colours)
    page, found = context.new_page(), {}

    def made(state: str, selector: str, **typed: str) -> None:
        for name, text in typed.items():
            page.locator(f"#q-{name}").fill(text)
        page.keyboard.press("Tab")
        page.wait_for_selector(selector)
        found[state] = whole(page)

    page.goto(site.url)
    page.locator("form[action='/start'] button").click()
    made("mistakes told", "#e-employees", employees="たくさん", company_name="あ" * 103)
    made("a number said back", "#r-employees", employees="約1,200", company_name="")
    page.goto(f"{site.url}/sections/team")
    made("questions in place", "#question-dedicated_headcount", marketing_headcount="6")
    context.set_offline(True)
    made("no network", ".saving.urgent", marketing_headcount="7")
    context.close()
    assert {state: each for state, each in found.items() if each} == {}


def test_axe_would_find_something(screens: Screens, every: list[Scene]) -> None:
    """A guard that sees nothing is none."""
    page = screens(WIDE).show(next(scene for scene in every if scene.language == "en"))
    page.add_style_tag(content="p { color: #ddd } main { width: 200vw } footer { width: 4em }")
    page.evaluate("() => { document.title = ''; document.querySelector('h1').outerHTML = '<img src=x>'; }")
    told = " ".join(whole(page))
    for rule in ("color-contrast", "document-title", "image-alt", "page-has-heading-one", "pixels too wide", "in two"):
        assert rule in told


def test_pairs_are_all_there(every: list[Scene]) -> None:
    rows = pairwise(every)
    met = set().union(*map(_pairs, rows))
    assert met == set().union(*map(_pairs, product(every, WIDTHS)))
    assert len(rows) < len(every) * len(WIDTHS) / 2
