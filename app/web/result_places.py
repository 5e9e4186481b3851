"""Where the pages of a result are: the result itself, its parts, and a page for each finding, task and action."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.domain.presentation import ActionView, FindingView, Presentation, TaskView
from app.web.words import say

Single = FindingView | TaskView | ActionView

PARTS = ("findings", "organisation", "sourcing", "checklist-and-budget", "actions", "sources", "answers")
"""The parts in the order they are read; each is the last step of its address."""


def _actions(shown: Presentation) -> Sequence[Single]:
    return [action for horizon in shown.horizons for action in horizon.actions]


SINGLES: Mapping[str, Callable[[Presentation], Sequence[Single]]] = {
    "findings": lambda shown: shown.findings,
    "sourcing": lambda shown: shown.tasks,
    "actions": _actions,
}
"""The parts that are lists of what has a page of its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the result by its title."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: the pages above it, its own title, its neighbours, and the way back."""

    above: tuple[Link, ...]
    title: str
    before: Link | None
    after: Link | None
    back: Link


def address(diagnosis_id: str, part: str = "", one: str = "", at: str = "") -> str:
    """The address of the result, of a part of it, or of one conclusion of that part; `at` names an element there."""
    anchor = at or None
    if one:
        return url_for("result.single", diagnosis_id=diagnosis_id, part=part, one=one, _anchor=anchor)
    if part:
        return url_for("result.part", diagnosis_id=diagnosis_id, part=part, _anchor=anchor)
    return url_for("result.page", diagnosis_id=diagnosis_id, _anchor=anchor)


WHERE: Mapping[str, tuple[str, str]] = {
    "model": ("organisation", "model"),
    "archetype": ("organisation", "archetype"),
    "phase": ("organisation", "phase"),
    "basics_ready": ("organisation", "basics"),
    "checklist.grade": ("checklist-and-budget", "grade"),
    "budget.fit": ("checklist-and-budget", "fit"),
}
"""The part that has a conclusion, and the element there."""
KINDS = {"finding": "findings", "task": "sourcing", "action": "actions"}


def address_of_conclusion(diagnosis_id: str, name: str) -> str | None:
    """The page with the reasons of a conclusion (`phase`, `task:ads.advice`); None for what has none of its own."""
    kind, _, id_ = name.partition(":")
    if kind in KINDS:
        return address(diagnosis_id, KINDS[kind], id_.partition(".")[0])
    part, at = WHERE.get(name, ("", ""))
    return address(diagnosis_id, part, at=at) if part else None


def part_title(part: str) -> str:
    """What a part is called."""
    return say(f"result.part.{part}")


def place_of_part(diagnosis_id: str, part: str) -> Place:
    """The place of a part, which must be one of PARTS."""
    links = [Link(part_title(each), address(diagnosis_id, each)) for each in PARTS]
    at = PARTS.index(part)
    top = Link(say("web.result.title"), address(diagnosis_id))
    back = Link(say("result.back"), top.address)
    return Place((top,), links[at].title, *_neighbours(links, at), back)


def place_of_single(diagnosis_id: str, part: str, singles: Sequence[Single], at: int) -> Place:
    """The place of one of the conclusions that a part lists."""
    links = [Link(each.title, address(diagnosis_id, part, each.id)) for each in singles]
    above = (
        Link(say("web.result.title"), address(diagnosis_id)),
        Link(part_title(part), address(diagnosis_id, part)),
    )
    back = Link(say(f"result.back.{part}"), address(diagnosis_id, part, at=f"{part}-{singles[at].id}"))
    return Place(above, links[at].title, *_neighbours(links, at), back)


def _neighbours(links: Sequence[Link], at: int) -> tuple[Link | None, Link | None]:
    return links[at - 1] if at else None, links[at + 1] if at + 1 < len(links) else None
