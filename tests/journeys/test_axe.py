"""Every page, in every state, both languages and at every width, looked at by axe; and what axe cannot see.

The pages come from the application itself (`tests/web/scenes.py`); the browser is given them as they are, headers and
all, so that a page that answers a post or tells of a fault is looked at like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.journeys.axe import (
    axe_findings,
    broken_words,
    moving,
    open_all,
    out_of_order,
    settle,
    sticking_out,
    tab_through,
)
from tests.journeys.conftest import HEIGHTS, NARROW, WIDE
from tests.web.scenes import Scene, scenes, site

pytestmark = pytest.mark.journey

LANGUAGES = ("ja", "en")
WIDTHS = (NARROW, WIDE)
ADDRESS = "http://shikumi.test"
ZOOMED, REFLOWED = 640, 320
"""1280 pixels at 200 %, and at 400 %: as wide as a page is then."""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
"""WCAG 1.4.12: how far a reader may set the text apart."""
PARTS = 4
"""The combinations are split, so that several processes can share them."""

Row = tuple[Scene, int]
Look = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return site(tmp_path_factory.mktemp("scenes"))


@pytest.fixture(scope="module")
def every(app: Flask) -> list[Scene]:
    """Every scene in every language."""
    return [scene for language in LANGUAGES for scene in scenes(app, language)]


class Screen:
    """A browser window of one width, in which scenes are shown."""

    def __init__(self, context: BrowserContext, app: Flask) -> None:
        self.client = app.test_client()
        self.scene: Scene | None = None
        self.page = context.new_page()
        context.route("**/*", self._give)

    def show(self, scene: Scene) -> Page:
        """Opens the scene as the browser would after a click."""
        self.scene = scene
        self.page.goto(ADDRESS + scene.path)
        return self.page

    def _give(self, route: Route) -> None:
        wanted = urlsplit(route.request.url)
        if route.request.is_navigation_request():
            assert self.scene
            answer = self.scene.answer
        elif wanted.path.startswith("/static/"):
            answer = self.client.get(f"{wanted.path}?{wanted.query}")
        else:
            route.fulfill(status=204)
            return
        headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
        route.fulfill(status=answer.status_code, headers=headers, body=answer.get_data())
        answer.close()


Screens = Callable[..., Screen]


@pytest.fixture
def screens(browser: Browser, app: Flask) -> Iterator[Screens]:
    """Makes windows. The policy against foreign scripts is lifted in them, for axe is one."""
    contexts: list[BrowserContext] = []

    def make(width: int, height: int = HEIGHTS[WIDE], **profile: Any) -> Screen:
        contexts.append(
            browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True, locale="ja-JP", **profile)
        )
        return Screen(contexts[-1], app)

    yield make
    for context in contexts:
        context.close()


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


def look_at(screens: Screens, rows: Iterable[Row], look: Look, **profile: Any) -> Mapping[str, list[str]]:
    """What a look finds in each scene; scenes without findings are left out."""
    windows: dict[int, Screen] = {}
    found = {}
    for scene, width in rows:
        window = windows.setdefault(width, screens(width, **profile)) if width not in windows else windows[width]
        found[f"{scene.name}, {width}"] = look(window.show(scene))
    assert found
    return {name: each for name, each in found.items() if each}


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


def widths(every: Iterable[Scene], *widths: int) -> Iterator[Row]:
    """Every scene at these widths."""
    return ((scene, width) for scene in every for width in widths)


# --- axe


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


# --- what axe does not see


@pytest.mark.prove
def test_nothing_runs_out_of_the_page_when_the_text_is_set_apart(screens: Screens, every: list[Scene]) -> None:
    def look(page: Page) -> list[str]:
        open_all(page)
        page.add_style_tag(content=SPACED)
        return sticking_out(page)

    assert look_at(screens, widths(every, *WIDTHS), look) == {}


def test_no_english_word_is_broken_in_two(screens: Screens, every: list[Scene]) -> None:
    def look(page: Page) -> list[str]:
        open_all(page)
        return broken_words(page)

    assert look_at(screens, widths(_one_of_each_template(every, "en"), WIDE), look) == {}


@pytest.mark.parametrize("language", ["ja", pytest.param("en", marks=pytest.mark.prove)])
def test_nothing_moves_for_people_who_do_not_want_it(screens: Screens, every: list[Scene], language: str) -> None:
    rows = widths(_one_of_each_template(every, language), WIDE)
    assert look_at(screens, rows, moving, reduced_motion="reduce") == {}


def test_the_focus_is_where_it_is_told_what_went_wrong(screens: Screens, every: list[Scene]) -> None:
    wanted = {"in error": "#errors", "contested": "#contests", "revealed": ".notice", "forged": ".notice"}
    for code in ("429", "500", "503"):
        wanted[f"not saved, {code}"] = ".notice"
    window, met = screens(NARROW), set()
    for scene in every:
        if scene.state in wanted:
            selector = wanted[scene.state]
            page = window.show(scene)
            settle(page)
            assert page.evaluate("selector => document.activeElement.matches(selector)", selector), scene.name
            met.add(scene.state)
    assert met == set(wanted)


def test_tab_leads_to_every_control_in_the_order_of_reading(screens: Screens, every: list[Scene]) -> None:
    assert look_at(screens, widths(_one_of_each_template(every), NARROW), _tabs) == {}


@pytest.mark.prove
def test_tab_leads_to_every_control_of_every_page(screens: Screens, every: list[Scene]) -> None:
    assert look_at(screens, widths(every, *WIDTHS), _tabs) == {}


def _tabs(page: Page) -> list[str]:
    reachable, met = tab_through(page)
    return [] if met == reachable else [f"wanted {reachable}", f"met {met}"]


def _one_of_each_template(every: Iterable[Scene], language: str = "ja") -> list[Scene]:
    """The last state of each page, which has the most on it; in one language, at one depth, and of one error."""
    alike = ("quick ", "error ", "full b", "full t", "full op")
    spoken = [each for each in every if each.language == language]
    left_out = [each for each in spoken if each.page.startswith(alike) and each.page not in ("error 404", "full team")]
    return list({scene.page: scene for scene in spoken if scene not in left_out}.values())


# --- titles


def test_no_two_pages_have_one_title(every: list[Scene]) -> None:
    titles: dict[str, set[str]] = {}
    for scene in every:
        titles.setdefault(f"{scene.language}: {title_of(scene)}", set()).add(scene.page)
    assert {title: pages for title, pages in titles.items() if len(pages) > 1} == {}


def test_titles_say_that_something_is_wrong(every: list[Scene]) -> None:
    for scene in every:
        told = title_of(scene).startswith(("エラー：", "Error: "))
        typed = scene.page != "start" and scene.state.startswith(("in error", "not saved", "forged"))
        assert told == typed, scene.name


def title_of(scene: Scene) -> str:
    """What the browser calls the page."""
    return scene.answer.text.partition("<title>")[2].partition("</title>")[0].strip()
