"""The pages of the site in a real browser: given to it as the application sends them, and looked at one by one.

The pages come from the application itself (`tests/web/scenes.py`); the browser is given them as they are, headers and
all, so that a page that answers a post or tells of a fault is looked at like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.web.scenes import Scene, scenes, site

LANGUAGES = ("ja", "en")
WIDE, NARROW = 1280, 360
HEIGHTS = {WIDE: 900, NARROW: 740}
WIDTHS = (NARROW, WIDE)
ADDRESS = "http://shikumi.test"

Row = tuple[Scene, int]
Look = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def scene_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return site(tmp_path_factory.mktemp("scenes"))


@pytest.fixture(scope="session")
def every(scene_app: Flask) -> list[Scene]:
    """Every scene in every language."""
    return [scene for language in LANGUAGES for scene in scenes(scene_app, language)]


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
def screens(browser: Browser, scene_app: Flask) -> Iterator[Screens]:
    """Makes windows. The policy against foreign scripts is lifted in them, for axe is one."""
    contexts: list[BrowserContext] = []

    def make(width: int, height: int = HEIGHTS[WIDE], **profile: Any) -> Screen:
        contexts.append(
            browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True, locale="ja-JP", **profile)
        )
        return Screen(contexts[-1], scene_app)

    yield make
    for context in contexts:
        context.close()


def look_at(screens: Screens, rows: Iterable[Row], look: Look, **profile: Any) -> Mapping[str, list[str]]:
    """What a look finds in each scene; scenes without findings are left out."""
    windows: dict[int, Screen] = {}
    found = {}
    for scene, width in rows:
        window = windows.setdefault(width, screens(width, **profile)) if width not in windows else windows[width]
        found[f"{scene.name}, {width}"] = look(window.show(scene))
    assert found
    return {name: each for name, each in found.items() if each}


def widths(every: Iterable[Scene], *widths: int) -> Iterator[Row]:
    """Every scene at these widths."""
    return ((scene, width) for scene in every for width in widths)


def one_of_each_page(every: Iterable[Scene], language: str = "ja") -> list[Scene]:
    """The last state of each page, which has the most on it; in one language, at one depth, and of one error."""
    alike = ("quick ", "error ", "full b", "full t", "full op")
    spoken = [each for each in every if each.language == language]
    left_out = [each for each in spoken if each.page.startswith(alike) and each.page not in ("error 404", "full team")]
    return list({scene.page: scene for scene in spoken if scene not in left_out}.values())
