"""Rows of cells under a head that is repeated on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.canvas import hairline, rule
from app.report.pdf.stack import Cell, cell, draw, height, split

__all__ = ["Cell", "Grid", "Look", "Row", "cell"]

_FUZZ = 1e-6
_LONE = 60.0  # a row lower than that is not left alone on the next page
_MOST_UNBROKEN = styles.COLUMN_HEIGHT * 0.8  # a row higher than that may be broken …
_LEAST_ROOM = styles.COLUMN_HEIGHT * 0.2  # … where there is at least that much room


@dataclass(frozen=True, slots=True)
class Look:
    """How a grid is spaced and ruled: lines between rows, and a stronger one at the top."""

    padding: float = 5.0
    gutter: float = 9.0
    ruled: bool = True
    topped: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side. A row with fewer cells than columns gives the last one the rest of the width.

    One with a `least` height is at least that high.
    """

    cells: tuple[Cell, ...]
    keep: bool = False
    above: float = 0.0
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class _Measured:
    row: Row
    widths: tuple[float, ...]
    height: float


class Grid(Flowable):
    """A table. A row goes to the next page as a whole, unless it is higher than a page."""

    def __init__(
        self, widths: Sequence[float], rows: Iterable[Row], head: Row | None = None, look: Look | None = None
    ) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self._rows = tuple(rows)
        self._head = head
        self._look = look or Look()
        self._measured: list[_Measured] | None = None
        self.spaceBefore = 3.0
        self.spaceAfter = 8.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Measures every row."""
        self.width = sum(self._widths)
        self.height = _total(self._measure())
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: ARG002, N803
        """As many rows as fit, and the rest; a row is broken only if it is higher than a page."""
        measured = self._measure()
        heads = 1 if self._head else 0
        count = self._kept_together(measured, fitting := _fitting(measured, availHeight)) - heads
        if count <= 0 and availHeight > styles.COLUMN_HEIGHT - 1:
            count = fitting - heads  # there is no emptier page to wait for
        if count == len(self._rows):
            return [self]
        if count > 0:
            return [self._with(self._rows[:count]), self._with(self._rows[count:])]
        return self._broken(measured[heads], availHeight - _total(measured[:heads]))

    def draw(self) -> None:
        """Draws rows from the top."""
        canvas: Any = self.canv
        y = self.height
        if self._look.ruled and self._look.topped:
            rule(canvas, 0, y, self.width)
        for each in self._measure():
            y -= each.height
            self._draw_row(canvas, each, y)
            if self._look.ruled:
                hairline(canvas, 0, y, self.width)

    def _measure(self) -> list[_Measured]:
        if self._measured is None:
            rows = (self._head, *self._rows) if self._head else self._rows
            self._measured = [self._measured_row(row) for row in rows]
        return self._measured

    def _measured_row(self, row: Row) -> _Measured:
        last = len(row.cells) - 1
        widths = (*(width - self._look.gutter for width in self._widths[:last]), sum(self._widths[last:]))
        highest = max(height(content, width) for content, width in zip(row.cells, widths, strict=True))
        return _Measured(row, widths, max(highest + 2 * self._look.padding + row.above, row.least))

    def _kept_together(self, measured: list[_Measured], count: int) -> int:
        """How many of the rows that fit may stay: none that keeps with the next, no single row left behind."""
        if count == len(measured):
            return count
        if count == len(measured) - 1 and measured[-1].height < _LONE:
            count -= 1
        while count > 0 and measured[count - 1].row.keep:
            count -= 1
        return count

    def _broken(self, first: _Measured, room: float) -> list[Flowable]:
        if first.height <= _MOST_UNBROKEN or room < _LEAST_ROOM:
            return []
        room -= 2 * self._look.padding + first.row.above
        parts = [split(content, width, room) for content, width in zip(first.row.cells, first.widths, strict=True)]
        if not any(upper for upper, _ in parts):
            return []
        upper = Row(tuple(part for part, _ in parts), above=first.row.above)
        lower = Row(tuple(part for _, part in parts), keep=first.row.keep)
        return [self._with((upper,)), self._with((lower, *self._rows[1:]))]

    def _with(self, rows: tuple[Row, ...]) -> Grid:
        return Grid(self._widths, rows, self._head, self._look)

    def _draw_row(self, canvas: Any, each: _Measured, bottom: float) -> None:
        x = 0.0
        top = bottom + each.height - self._look.padding - each.row.above
        for content, width in zip(each.row.cells, each.widths, strict=True):
            draw(canvas, content, x, top)
            x += width + self._look.gutter


def _total(measured: Iterable[_Measured]) -> float:
    return sum(each.height for each in measured)


def _fitting(measured: Iterable[_Measured], room: float) -> int:
    """How many rows from the top there is room for."""
    count = 0
    for each in measured:
        room -= each.height
        if room < -_FUZZ:
            break
        count += 1
    return count
