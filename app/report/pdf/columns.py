"""Contents side by side on the page's grid; what does not fit goes on overleaf, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.stack import Cell, draw, height, split


class Columns(Flowable):
    """Columns, each so many of the page's grid wide as `spans` says, with a gutter between neighbours."""

    def __init__(self, spans: Sequence[int], contents: Sequence[Iterable[Flowable]]) -> None:
        super().__init__()
        self._spans = tuple(spans)
        self._widths = tuple(styles.span(each) for each in spans)
        self._contents: tuple[Cell, ...] = tuple(tuple(content) for content in contents)
        self.spaceBefore = max(
            (float(content[0].getSpaceBefore()) for content in self._contents if content), default=0.0
        )
        self.spaceAfter = styles.BETWEEN

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """As high as the highest column."""
        self.width = sum(self._widths) + styles.GUTTER * (len(self._widths) - 1)
        pairs = zip(self._contents, self._widths, strict=True)
        self.height = max(height(content, width, availHeight) for content, width in pairs)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: ARG002, N803
        """What fits of every column, and the rest; nothing where that is nothing at all."""
        pairs = zip(self._contents, self._widths, strict=True)
        parts = [split(content, width, availHeight) for content, width in pairs]
        if not any(upper for upper, _ in parts):
            return []
        return [Columns(self._spans, [upper for upper, _ in parts]), Columns(self._spans, [rest for _, rest in parts])]

    def draw(self) -> None:
        """Draws every column from the top."""
        canvas: Any = self.canv
        x = 0.0
        for content, width in zip(self._contents, self._widths, strict=True):
            draw(canvas, content, x, self.height)
            x += width + styles.GUTTER
