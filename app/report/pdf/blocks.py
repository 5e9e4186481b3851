"""What pages are put together of: parts kept together, titled blocks, things side by side, page numbers."""

from __future__ import annotations

from itertools import chain
from typing import Any

from reportlab.platypus.doctemplate import NullActionFlowable
from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.canvas import rule
from app.report.pdf.japanese import Paragraph, plain
from app.report.pdf.styles import Style, baseline

_MOST_KEPT = styles.COLUMN_HEIGHT / 2


class Kept(Flowable):
    """Parts one below the other; none but the last is parted from the next, and only the last is broken over pages."""

    def __init__(self, *parts: Flowable) -> None:
        super().__init__()
        flat = (part.parts if isinstance(part, Kept) else (part,) for part in parts)
        self.parts: tuple[Flowable, ...] = tuple(chain.from_iterable(flat))
        self.spaceBefore = self.parts[0].getSpaceBefore()
        self.spaceAfter = self.parts[-1].getSpaceAfter()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """The parts' heights and the space between them."""
        self.width = availWidth
        above = self._head_height(availWidth)
        self.height = above + self.parts[-1].wrap(availWidth, availHeight - above)[1]
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """The last part is broken; what does not fit even on a page of its own is let go."""
        above = self._head_height(availWidth)
        fresh = availHeight > styles.COLUMN_HEIGHT - 1
        if above > _MOST_KEPT:
            return self._let_go()
        room = availHeight - above
        halves = self.parts[-1].split(availWidth, room) if room > 0 else []
        if len(halves) <= 1:
            return self._let_go() if fresh else []
        return [Kept(*self.parts[:-1], halves[0]), *halves[1:]]

    def draw(self) -> None:
        """Draws the parts from the top."""
        y = self.height
        for n, part in enumerate(self.parts):
            y -= part.height + (self._space(n - 1) if n else 0.0)
            part.drawOn(self.canv, 0, y)

    def _let_go(self) -> list[Flowable]:
        """The parts for themselves; what goes first tells ReportLab that nothing is drawn yet."""
        return [NullActionFlowable(), *self.parts]

    def _head_height(self, width: float) -> float:
        heads = self.parts[:-1]
        return sum(part.wrap(width, styles.COLUMN_HEIGHT)[1] + self._space(n) for n, part in enumerate(heads))

    def _space(self, index: int) -> float:
        """Between a part and the next."""
        upper, lower = self.parts[index : index + 2]
        return float(max(upper.getSpaceAfter(), lower.getSpaceBefore()))


class Rule(Flowable):
    """The line a block starts with, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.height = 0.0
        self.spaceBefore = styles.BETWEEN
        self.spaceAfter = 5.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """As wide as there is room."""
        self.width = availWidth
        return self.width, self.height

    def draw(self) -> None:
        """Draws the line."""
        rule(self.canv, 0, 0, self.width)


def block(title: str | Flowable, first: Flowable, *rest: Flowable) -> list[Flowable]:
    """A titled part of a page; its title stays with what comes first."""
    return [Kept(Rule(), block_title(title), first), *rest]


def block_title(title: str | Flowable) -> Flowable:
    """The title of a part of a page; one that is no text is taken as it is."""
    return plain(title, styles.BLOCK_TITLE) if isinstance(title, str) else title


class Flanked(Flowable):
    """A thing with another, narrow one at its right; their first lines stand level."""

    def __init__(self, main: Flowable, side: Flowable, side_width: float) -> None:
        super().__init__()
        self._main = main
        self._side = side
        self._side_width = side_width
        self._drop = 0.0
        self.spaceBefore = main.getSpaceBefore()
        self.spaceAfter = main.getSpaceAfter()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """As high as the higher of the two."""
        self.width = availWidth
        main = self._main.wrap(availWidth - self._side_width, availHeight)[1]
        self._drop = max(0.0, _first_baseline(self._main) - _first_baseline(self._side))
        self.height = max(main, self._side.wrap(self._side_width, availHeight)[1] + self._drop)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """The main thing is broken; the other stays with its first part."""
        halves = self._main.split(availWidth - self._side_width, availHeight)
        if len(halves) <= 1:
            return []
        return [Flanked(halves[0], self._side, self._side_width), *halves[1:]]

    def draw(self) -> None:
        """Draws both from the top."""
        self._main.drawOn(self.canv, 0, self.height - self._main.height)
        self._side.drawOn(self.canv, self.width - self._side_width, self.height - self._drop - self._side.height)


def _first_baseline(flowable: Flowable) -> float:
    """How far below its top the first line of a text stands; 0 for what is no text."""
    first = flowable.parts[0] if isinstance(flowable, Kept) else flowable
    return baseline(first.style) if isinstance(first, Paragraph) else 0.0


class Centred(Flowable):
    """A thing in the middle of its column."""

    def __init__(self, inner: Flowable) -> None:
        super().__init__()
        self._inner = inner
        self.spaceAfter = styles.LOOSE

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """As wide as there is room."""
        self.width = availWidth
        self.height = self._inner.wrap(availWidth, availHeight)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draws the thing."""
        self._inner.drawOn(self.canv, (self.width - self._inner.width) / 2, 0)


class Anchor(Flowable):
    """A place links lead to, where nothing is drawn."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self._target = target
        self.width = self.height = 0.0

    def draw(self) -> None:
        """Marks the place."""
        canvas: Any = self.canv
        canvas.mark(self._target, 0, 0)


class Stroke(Flowable):
    """A short thick line."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.width = length
        self.height = 2.4

    def draw(self) -> None:
        """Draws the line."""
        canvas: Any = self.canv
        canvas.setFillColor(styles.ACCENT)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)


class PageNumber(Flowable):
    """The number of the page where a target stands."""

    def __init__(self, target: str, style: Style) -> None:
        super().__init__()
        self._target = target
        self._style = style
        self.height = style.leading

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """One line."""
        self.width = availWidth
        return self.width, self.height

    def draw(self) -> None:
        """Draws the number at the right, and a link to the page."""
        canvas: Any = self.canv
        canvas.draw_page_of(self._target, self.width, self.height - baseline(self._style), self._style)
        canvas.linkRect("", self._target, (0, 0, self.width, self.height), relative=1, thickness=0)
