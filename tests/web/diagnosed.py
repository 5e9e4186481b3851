"""Results without the way through the forms, and all their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from flask import Flask

from app.domain.presentation import Presentation, Told
from app.domain.reasons import FactView, ReasonView
from tests.web.pages import Page
from tests.web.visitor import Visitor

IDS = {"language", "id", "value", "kind", "severity", "now", "answer", "place", "after_ids", "task"}
HANDED_OUT = {"title", "digest", "handout"}
"""What only the report and the workbook show."""
HIDDEN: Mapping[type, set[str]] = {
    FactView: {"name", "closed"},
    Told: set(),
    ReasonView: {"conclusion", "label", "value", "rule"},
    Presentation: IDS | HANDED_OUT,
}
FILES = (".pdf", ".xlsx", "/receipt")


def diagnosed(app: Flask, given: Mapping[str, object], language: str = "ja") -> tuple[Visitor, str]:
    """Somebody who gave these answers and reads that language, and the address of the result."""
    visitor = Visitor(app)
    token, _ = visitor.parts.respond.start()
    saved = visitor.parts.respond.save(token, given)
    assert saved.problems == ()
    stored = visitor.parts.diagnose.submit(token)
    visitor.client.set_cookie("shikumi", token)
    visitor.client.set_cookie("language", language)
    return visitor, f"/results/{stored.id}"


@dataclass(frozen=True)
class Seen:
    """A page and how many bytes its HTML has."""

    page: Page
    size: int

    @property
    def ids(self) -> set[str]:
        return {e["id"] for e in self.page.elements if "id" in e.attrs}

    @property
    def links(self) -> list[tuple[str, str]]:
        """Path and anchor of every link."""
        return [(path, anchor) for e in self.page.all("a") for path, _, anchor in [e["href"].partition("#")]]


def walk(visitor: Visitor, address: str) -> dict[str, Seen]:
    """Every page of a result that links lead to, from the result page on."""
    seen: dict[str, Seen] = {}
    ahead = [address]
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        page = visitor.get(path)
        assert visitor.last is not None
        seen[path] = Seen(page, len(visitor.last.data))
        own = (to for to, _ in seen[path].links if to.startswith(address))
        ahead += [to for to in own if not to.partition("?")[0].endswith(FILES)]
    return seen


def loose_ends(seen: Mapping[str, Seen]) -> list[str]:
    """Links among these pages to a place that the page they lead to does not have."""
    return [
        f"{path} → {to}#{anchor}"
        for path, here in seen.items()
        for to, anchor in here.links
        if anchor and (to or path) in seen and anchor not in seen[to or path].ids
    ]


def texts(value: object) -> Iterator[str]:
    """Every text of a presentation that people are to see."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        hidden = next((names for kind, names in HIDDEN.items() if isinstance(value, kind)), IDS)
        for field in fields(value):
            if field.name not in hidden:
                yield from texts(getattr(value, field.name))


def plain(text: str) -> str:
    """A text without white space: pages break and indent as they like."""
    return "".join(text.split())
