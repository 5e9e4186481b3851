"""Things one below the other: how high they stand, how they are drawn, where they may be parted."""

from __future__ import annotations

from typing import Any

from reportlab.platypus.doctemplate import NullActionFlowable
from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles

Cell = tuple[Flowable, ...]
"""Things one below the other."""

_FUZZ = 1e-6


def cell(*flowables: Flowable) -> Cell:
    """A cell of things one below the other."""
    return flowables


def height(content: Cell, width: float, room: float = styles.COLUMN_HEIGHT) -> float:
    """How high they stand at that width; the last is told what the others leave of the room."""
    used = 0.0
    for n, flowable in enumerate(content):
        used += space_above(content, n)
        used += flowable.wrap(width, room - used)[1]
    return used


def draw(canvas: Any, content: Cell, x: float, top: float) -> None:
    """Draws them from the top."""
    for n, flowable in enumerate(content):
        top -= space_above(content, n) + flowable.height
        flowable.drawOn(canvas, x, top)


def split(content: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    """What fits into the room, and the rest."""
    for n, flowable in enumerate(content):
        room -= space_above(content, n)
        high = flowable.wrap(width, room)[1]
        if high > room + _FUZZ:
            upper, lower = _parted(flowable, width, room)
            return (*content[:n], *upper), (*lower, *content[n + 1 :])
        room -= high
    return content, ()


def _parted(flowable: Flowable, width: float, room: float) -> tuple[Cell, Cell]:
    """The two parts of a thing; one that lets its own parts go is parted as they are."""
    parts = flowable.split(width, room) if room > 0 else []
    told = tuple(part for part in parts if not isinstance(part, NullActionFlowable))
    if not told or told[0] is flowable:
        return told, () if told else (flowable,)
    if len(told) < len(parts) or told[0].wrap(width, room)[1] > room + _FUZZ:
        return split(told, width, room)
    return told[:1], told[1:]


def space_above(content: Cell, index: int) -> float:
    """Above the thing at `index`."""
    if index == 0:
        return 0.0
    return float(max(content[index - 1].getSpaceAfter(), content[index].getSpaceBefore()))
