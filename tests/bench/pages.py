"""What the pages cost: `python -m tests.bench.pages`.

To reach: the server's time for the largest page of questions at most twice that of an equally long static Jinja page in
the same process, one that asks neither who is looking nor the database (docs/decisions/0013); HTML at most 60 KB a
page; style sheets and scripts at most 40 KB together.
"""

from __future__ import annotations

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from flask import Flask
from jinja2 import Template
from werkzeug.test import TestResponse

from app.web.access import ACCESS, Access
from tests.web.scenes import MOST_HTML, MOST_STATIC, RICH, Scene, scenes, site, static_sizes
from tests.web.visitor import Visitor

LANGUAGES = ("ja", "en")
WARM_UP, ROUNDS = 20, 400
MOST_RATIO = 2.0
HELD = "held"
YARDSTICK = "for-anyone"
STATIC = {YARDSTICK: Access.ANYONE, "for-the-respondent": Access.RESPONDENT}
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


def milliseconds(*openings: Callable[[], TestResponse]) -> list[float]:
    """The processor's time for each answer: of the faster half of the rounds, the middle.

    They take turns, so that whatever else the machine does falls on all of them alike.
    """
    times: list[list[float]] = [[] for _ in openings]
    for number in range(WARM_UP + ROUNDS):
        for opened, taken in zip(openings, times, strict=True):
            start = time.process_time()
            opened()
            if number >= WARM_UP:
                taken.append((time.process_time() - start) * 1e3)
    return [statistics.median(sorted(taken)[: ROUNDS // 2]) for taken in times]


def compare(app: Flask, held: dict[str, Template], page: Scene) -> float:
    """Prints the times of a page, filled in, and of static ones as long; gives its time in those of the yardstick."""
    visitor = Visitor(app)
    token, _ = visitor.parts.respond.start()
    visitor.parts.respond.save(token, RICH)
    visitor.client.set_cookie("shikumi", token)
    visitor.client.set_cookie("language", page.language)
    html = visitor.client.get(page.path).text
    held[HELD] = app.jinja_env.from_string("{% raw %}" + html + "{% endraw %}")
    paths = [page.path, *(f"/{name}" for name in STATIC)]
    assert {len(visitor.client.get(path).data) for path in paths} == {len(html.encode())}
    here, *others = milliseconds(*(partial(visitor.client.get, path) for path in paths))
    print(f"{page.path} ({page.language}, {len(html.encode()) / 1024:.1f} KB): {here:.2f} ms of the processor's time")
    ratios = dict(zip(STATIC, (here / other for other in others), strict=True))
    for (name, ratio), other in zip(ratios.items(), others, strict=True):
        target = f" (to reach: {MOST_RATIO:.0f})" if name == YARDSTICK else ""
        print(f"  static, {name}: {other:.2f} ms, so {ratio:.2f} times{target}")
    return ratios[YARDSTICK]


def print_sizes(every: Iterable[Scene], app: Flask) -> list[str]:
    """Prints the sizes of all pages, the longest first; gives what is too long."""
    sizes = {each.name: len(each.answer.data) for each in every}
    for name, size in sorted(sizes.items(), key=lambda each: -each[1]):
        print(f"{size / 1024:6.1f} KB  {name}")
    static = static_sizes(app)
    for name, size in static.items():
        print(f"{size / 1024:6.1f} KB  {name}")
    together = sum(static.values())
    print(f"style sheets and scripts {together / 1024:.1f} KB (to reach: {MOST_STATIC // 1024})")
    missed = [f"{name} is longer than {MOST_HTML // 1024} KB" for name, size in sizes.items() if size > MOST_HTML]
    return missed + ["style sheets and scripts are too long together"] * (together > MOST_STATIC)


def main() -> None:
    """Prints everything; ends with status 1 where a target is missed."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        app = site(Path(folder))
        held = add_static_pages(app)
        every = [scene for language in LANGUAGES for scene in scenes(app, language)]
        missed = print_sizes(every, app)
        for language in LANGUAGES:
            page = largest(each for each in every if each.language == language)
            ratio = compare(app, held, page)
            if ratio > MOST_RATIO:
                missed.append(f"{page.path} ({language}) takes {ratio:.2f} times as long as the yardstick")
    for each in missed:
        print(f"MISSED: {each}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
