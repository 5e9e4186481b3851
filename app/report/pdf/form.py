"""Tables to be printed and written in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus.doctemplate import NullActionFlowable
from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.stack import Cell, draw, height

_INSET = 6.0
_PADDING = 4.0
_FUZZ = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a form: what is printed in its fields, and how high it is at least.

    A `head` stands on a pale ground; one that is `written` in shares what is left of the page's height.
    """

    cells: tuple[Cell, ...]
    least: float = 0.0
    head: bool = False
    written: bool = False


class Form(Flowable):
    """Fields in a frame. A line with fewer fields than columns gives the last one the rest of the width."""

    def __init__(self, widths: Sequence[float], lines: Iterable[Line]) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self._lines = tuple(lines)
        self._heights: list[float] = []
        self.width = sum(self._widths)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """As high as there is room for where lines are written in, but no more than thrice their least height."""
        self._heights = [self._least(line) for line in self._lines]
        written = [n for n, line in enumerate(self._lines) if line.written]
        free = max(0.0, availHeight - sum(self._heights) - 1)
        for n in written:
            self._heights[n] += min(free / len(written), 2 * self._heights[n])
        self.height = sum(self._heights)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """The lines there is room for, and the rest; on an empty page a line that is too high is taken apart."""
        self.wrap(availWidth, 0)
        fitting = 0
        while fitting < len(self._lines) and sum(self._heights[: fitting + 1]) <= availHeight + _FUZZ:
            fitting += 1
        if fitting == 0:
            return self._opened() if availHeight > styles.COLUMN_HEIGHT * 0.8 else []
        return [Form(self._widths, self._lines[:fitting]), Form(self._widths, self._lines[fitting:])]

    def draw(self) -> None:
        """Draws fields and frame."""
        canvas: Any = self.canv
        canvas.setStrokeColor(styles.FRAME)
        canvas.setLineWidth(styles.HAIR)
        top = self.height
        for line, high in zip(self._lines, self._heights, strict=True):
            self._draw_line(canvas, line, top, high)
            top -= high

    def _opened(self) -> list[Flowable]:
        """A first line higher than a page: its fields one below the other, without a frame."""
        first, *rest = self._lines
        fields = [flowable for content in first.cells for flowable in content]
        opened = [*fields, Form(self._widths, rest)] if rest else fields
        return [NullActionFlowable(), *opened]  # which tells ReportLab that nothing is drawn yet

    def _least(self, line: Line) -> float:
        high = max(height(content, width - 2 * _INSET) for content, width in self._fields(line))
        return max(high + 2 * _PADDING, line.least)

    def _fields(self, line: Line) -> list[tuple[Cell, float]]:
        last = len(line.cells) - 1
        return list(zip(line.cells, (*self._widths[:last], sum(self._widths[last:])), strict=True))

    def _draw_line(self, canvas: Any, line: Line, top: float, high: float) -> None:
        x = 0.0
        for content, width in self._fields(line):
            canvas.setFillColor(styles.PALE)
            canvas.rect(x, top - high, width, high, stroke=1, fill=int(line.head))
            draw(canvas, content, x + _INSET, top - _PADDING)
            canvas.setStrokeColor(styles.FRAME)
            canvas.setLineWidth(styles.HAIR)
            x += width
