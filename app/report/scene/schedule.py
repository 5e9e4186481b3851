"""When the actions of a roadmap run within their stretch of days: what has to be finished first comes before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.presentation import HorizonView


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a horizon an action runs in, as shares of it: an action nothing depends on fills it whole."""

    horizon: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """From an action to one that waits for it; `lane` counts from the bar it leads to, over all before that bar."""

    before: str
    after: str
    lane: int


def spans(horizons: Sequence[HorizonView]) -> dict[str, Span]:
    """The span of every action: a chain within one horizon shares it, each link in its turn."""
    found = {}
    for number, horizon in enumerate(horizons):
        within = {action.id for action in horizon.actions}
        before = {each.id: [one for one in each.after_ids if one in within] for each in horizon.actions}
        after = {
            each.id: [other.id for other in horizon.actions if each.id in other.after_ids] for each in horizon.actions
        }
        for action in horizon.actions:
            turn = _length(action.id, before)
            links = turn + _length(action.id, after) - 1
            found[action.id] = Span(number, (turn - 1) / links, turn / links)
    return found


def days(span: Span, first: int, last: int) -> tuple[int, int]:
    """The days an action starts and is due on in a horizon of these days: a link starts after the day of the last."""
    due = first + round(span.end * (last - first))
    start = first + round(span.start * (last - first)) + (span.start > 0)
    return min(start, due), due


def arrows(horizons: Sequence[HorizonView], found: Mapping[str, Span]) -> list[Arrow]:
    """All arrows; those that enter at the same place run side by side, the one from furthest above nearest to it."""
    actions = [action for horizon in horizons for action in horizon.actions]
    waits = {action.id: [before for before in action.after_ids if before in found] for action in actions}
    places: dict[tuple[int, float], list[str]] = {}
    for action in actions:
        place = places.setdefault(_place(found[action.id]), [])
        place.extend(before for before in waits[action.id] if before not in place)
    order = {action.id: number for number, action in enumerate(actions)}
    for place in places.values():
        place.sort(key=order.__getitem__)
    return [
        Arrow(before, action.id, places[_place(found[action.id])].index(before))
        for action in actions
        for before in waits[action.id]
    ]


def _place(span: Span) -> tuple[int, float]:
    return span.horizon, span.start


def _length(id_: str, nexts: Mapping[str, Sequence[str]]) -> int:
    """How many links the longest chain from an action has, itself counted."""
    return 1 + max((_length(each, nexts) for each in nexts[id_]), default=0)
