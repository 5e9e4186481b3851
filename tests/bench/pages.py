"""What the pages cost: `python -m tests.bench.pages`.

To reach: the server's time for the largest page of questions at most twice that of an equally long static Jinja page in
the same process; HTML at most 60 KB a page; style sheets and scripts at most 40 KB together.
"""

from __future__ import annotations

import logging
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from flask import Flask
from jinja2 import Template
from werkzeug.test import TestResponse

from app.web.access import ACCESS, Access
from tests.web.scenes import MOST_HTML, MOST_STATIC, RICH, Scene, scenes, site, static_sizes
from tests.web.visitor import Visitor

LANGUAGES = ("ja", "en")
ROUNDS = 150
MOST_RATIO = 2.0
HELD = "held"
STATIC = {"for-anyone": Access.ANYONE, "for-the-respondent": Access.RESPONDENT}
"""Static pages: one that asks nobody, and one that looks up in the database who is asking, as every page of answers."""


def add_static_pages(app: Flask) -> dict[str, Template]:
    """Addresses that give a Jinja template without anything to fill in; which, is put into what is given back."""
    held: dict[str, Template] = {}
    for name, access in STATIC.items():
        ACCESS[name] = access
        app.add_url_rule(f"/{name}", name, lambda: held[HELD].render())  # noqa: PLW0108 (it is put there later)
    return held


def largest(every: Iterable[Scene]) -> Scene:
    """The longest page of questions that a link leads to."""
    pages = [each for each in every if "/sections/" in each.path and each.answer.status_code == 200]
    return max(pages, key=lambda each: len(each.answer.data))


def milliseconds(opened: Callable[[], TestResponse]) -> float:
    """The processor's time for an answer: of the faster half of the rounds, the middle."""
    for _ in range(10):
        opened()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        opened()
        times.append((time.process_time() - start) * 1e3)
    return statistics.median(sorted(times)[: ROUNDS // 2])


def compare(app: Flask, held: dict[str, Template], page: Scene) -> None:
    """Prints the times of a page, filled in, and of static ones as long."""
    visitor = Visitor(app)
    token, _ = visitor.parts.respond.start()
    visitor.parts.respond.save(token, RICH)
    visitor.client.set_cookie("shikumi", token)
    visitor.client.set_cookie("language", page.language)
    html = visitor.client.get(page.path).text
    held[HELD] = app.jinja_env.from_string("{% raw %}" + html + "{% endraw %}")
    here = milliseconds(lambda: visitor.client.get(page.path))
    print(f"{page.path} ({page.language}): {here:.2f} ms of the processor's time")
    for name in STATIC:
        assert len(visitor.client.get(f"/{name}").data) == len(html.encode())
        static = milliseconds(lambda name=name: visitor.client.get(f"/{name}"))
        print(f"  static, {name}: {static:.2f} ms, so {here / static:.2f} times (to reach: {MOST_RATIO:.0f})")


def print_sizes(every: Iterable[Scene], app: Flask) -> None:
    """The sizes of all pages, the longest first."""
    for each in sorted(every, key=lambda each: -len(each.answer.data)):
        size = len(each.answer.data)
        print(f"{size / 1024:6.1f} KB  {each.name}{'  TOO LONG' if size > MOST_HTML else ''}")
    sizes = static_sizes(app)
    for name, size in sizes.items():
        print(f"{size / 1024:6.1f} KB  {name}")
    print(f"style sheets and scripts {sum(sizes.values()) / 1024:.1f} KB (to reach: {MOST_STATIC // 1024})")


def main() -> None:
    """Prints everything."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        app = site(Path(folder))
        held = add_static_pages(app)
        every = [scene for language in LANGUAGES for scene in scenes(app, language)]
        print_sizes(every, app)
        for language in LANGUAGES:
            page = largest(each for each in every if each.language == language)
            compare(app, held, page)


if __name__ == "__main__":
    main()
