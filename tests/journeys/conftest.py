"""The real site, and people at a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.databases import empty_database, kind, postgres_server
from tests.journeys.person import Person
from tests.journeys.screens import HEIGHTS, NARROW, WIDE, every, scene_app, screens
from tests.journeys.site import Site, start, stop_in_peace

__all__ = ["HEIGHTS", "NARROW", "WIDE", "empty_database", "every", "kind", "postgres_server", "scene_app", "screens"]

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = f"★★★ NO {CHROMIUM}: BROWSER JOURNEYS NOT RUN. SHIKUMI_INSTALL_BROWSER=1 ./run test installs it. ★★★"
NewPerson = Callable[..., Person]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, over an SQLite file of its own. Whatever it complains about while it runs fails the run."""
    running = start(tmp_path_factory.mktemp("site"))
    yield running
    stop_in_peace(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it the journeys are skipped, but fail where CI should have installed it."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Every journey is made with JavaScript and without."""
    return bool(request.param)


@pytest.fixture
def new_person(site: Site, browser: Browser, scripts: bool) -> Iterator[NewPerson]:
    """Makes people, each with a browser profile of their own; what the pages did wrong fails the journey at its end."""
    people: list[Person] = []

    def make(width: int = WIDE, **profile: Any) -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            java_script_enabled=scripts,
            locale="ja-JP",
            accept_downloads=True,
            **profile,
        )
        person = Person(context, site.url, f"{width}-{'with' if scripts else 'without'}-scripts")
        people.append(person)
        return person

    yield make
    for person in people:
        person.context.close()
    assert [trouble for person in people for trouble in person.troubles] == []


@pytest.fixture
def person(new_person: NewPerson) -> Person:
    """Somebody at a desk."""
    return new_person()
