"""Things that flow through columns of the same width, as newspapers set them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.stack import Cell, draw, space_above, split

COLUMNS: Final = 3
"""How many stand side by side if nothing else is said."""
_FUZZ = 1e-6
_LEAST_ROOM = 90.0  # for columns to start where a page has begun
_LEAST_REST = 120.0  # for what goes on overleaf not to look forgotten
_MOST_MOVED = styles.COLUMN_HEIGHT / 2
_NEARLY = 1.0
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class _Measured:
    """How high things are, and how much stands above each where it is not the first of a column."""

    heights: tuple[float, ...]
    spaces: tuple[float, ...]


def column_width(columns: int = COLUMNS) -> float:
    """How wide each of that many columns is."""
    return (styles.MEASURE + styles.GUTTER) / columns - styles.GUTTER


class Flow(Flowable):
    """Columns filled one after the other; where everything fits they end at about the same height.

    A thing is broken only if it is higher than half a page.
    """

    def __init__(self, things: Iterable[Flowable], columns: int = COLUMNS) -> None:
        super().__init__()
        self._things: Cell = tuple(things)
        self._columns = columns
        self._column_width = column_width(columns)
        self._filled: list[Cell] = []
        self._measured: _Measured | None = None
        self.spaceAfter = styles.BETWEEN

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """As low as the columns can be; higher than there is room where that is not enough."""
        self.width = styles.MEASURE
        measured = self._measure()
        share = (sum(measured.heights) + sum(measured.spaces)) / self._columns
        low = max((share, *measured.heights))
        starts = self._starts(low)
        if starts is None:
            low, starts = self._lowest(low)
        self._filled = [self._things[a:b] for a, b in pairwise([*starts, len(self._things)])]
        self.height = max(_height(measured, a, b) for a, b in pairwise([*starts, len(self._things)]))
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """Full columns, and the rest; nothing where there is hardly any room."""
        if availHeight < _LEAST_ROOM:
            return []
        filled, rest = self._fill(availHeight)
        if not rest:
            return [_Set(filled, self._column_width, availHeight)]
        spare = _LEAST_REST - Flow(rest, self._columns).wrap(availWidth, availHeight)[1]
        if spare > 0:
            filled, rest = self._fill(availHeight - spare)
        if not any(filled):
            return []
        return [_Set(filled, self._column_width, availHeight), Flow(rest, self._columns)]

    def draw(self) -> None:
        """Draws the columns from the top."""
        _draw(self.canv, self._filled, self._column_width, self.height)

    def _measure(self) -> _Measured:
        if self._measured is None:
            heights = tuple(thing.wrap(self._column_width, styles.COLUMN_HEIGHT)[1] for thing in self._things)
            spaces = tuple(space_above(self._things, n) for n in range(len(self._things)))
            self._measured = _Measured(heights, spaces)
        return self._measured

    def _starts(self, room: float) -> list[int] | None:
        """Where columns of that height start; None where they would be too many."""
        measured, starts, used = self._measure(), [0], 0.0
        for n, height in enumerate(measured.heights):
            used += height + (measured.spaces[n] if n > starts[-1] else 0.0)
            if used > room + _FUZZ and n > starts[-1]:
                if len(starts) == self._columns:
                    return None
                starts.append(n)
                used = height
        return starts

    def _lowest(self, low: float) -> tuple[float, list[int]]:
        """The least height at which everything fits, found by halving."""
        measured = self._measure()
        high = sum(measured.heights) + sum(measured.spaces)
        starts = [0]
        for _ in range(_ROUNDS):
            middle = (low + high) / 2
            found = self._starts(middle)
            low, high = (middle, high) if found is None else (low, middle)
            starts = found or starts
            if high - low < _NEARLY:
                break
        return high, starts

    def _fill(self, room: float) -> tuple[list[Cell], Cell]:
        """The columns filled to that height, and what does not fit."""
        rest, filled = self._things, []
        for _ in range(self._columns):
            column, rest = _cut(rest, self._column_width, room)
            filled.append(column)
        return filled, rest


class _Set(Flowable):
    """Columns that are filled."""

    def __init__(self, columns: Sequence[Cell], column_width: float, height: float) -> None:
        super().__init__()
        self._columns = columns
        self._column_width = column_width
        self.width = styles.MEASURE
        self.height = height

    def draw(self) -> None:
        """Draws the columns from the top."""
        _draw(self.canv, self._columns, self._column_width, self.height)


def _cut(things: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    """What fits into a column, and the rest; a thing too high to be moved as a whole is broken."""
    for n, thing in enumerate(things):
        room -= space_above(things, n)
        height = thing.wrap(width, room)[1]
        if height > room + _FUZZ:
            upper, lower = split((thing,), width, room) if height > _MOST_MOVED else ((), (thing,))
            return (*things[:n], *upper), (*lower, *things[n + 1 :])
        room -= height
    return things, ()


def _height(measured: _Measured, start: int, end: int) -> float:
    return sum(measured.heights[start:end]) + sum(measured.spaces[start + 1 : end])


def _draw(canvas: Any, columns: Sequence[Cell], width: float, top: float) -> None:
    for n, column in enumerate(columns):
        draw(canvas, column, n * (width + styles.GUTTER), top)
