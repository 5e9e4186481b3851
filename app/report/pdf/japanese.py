"""Paragraphs of Japanese text. What goes in comes out as it is: nothing is ever read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.canvas import Piece
from app.report.pdf.styles import Style, baseline
from app.report.text import fonts
from app.report.text.breaking import Line, Manner, set_lines
from app.report.text.cleaning import clean

_FEWEST_LINES = 2


@dataclass(frozen=True, slots=True)
class Target:
    """A place links lead to; with a `level` it is also an entry of the outline."""

    key: str
    level: int | None = None


class Paragraph(Flowable):
    """A text in one style, at most `width` wide; its first `led` characters, a label, stand in another colour."""

    led = 0

    def __init__(
        self, text: str, style: Style, target: Target | None = None, link: str | None = None, marker: str = ""
    ) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self._marker = marker
        self._margin = style.size if style.marked else 0.0
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self._target = target
        self._link = link
        self._lines: tuple[Line, ...] = ()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Sets the lines and tells the size."""
        if not self._lines:
            room = (availWidth - self._margin) / self.style.size
            self._lines = _set(self.text, self.style.font, room, self.style.manner)
        self.width = availWidth
        self.height = len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """Two parts, the first at most that high, neither of a single line; nothing where that cannot be."""
        self.wrap(availWidth, availHeight)
        fitting = int((availHeight + 1e-6) // self.style.leading)
        if fitting >= len(self._lines):
            return [self]
        fitting = min(fitting, len(self._lines) - _FEWEST_LINES)
        if fitting < _FEWEST_LINES:
            return []
        return [self._part(self._lines[:fitting], first=True), self._part(self._lines[fitting:], first=False)]

    def parted(self, width: float) -> tuple[Paragraph, ...]:
        """All but the last two lines, and these, which look undivided one below the other; itself if it is short."""
        self.wrap(width, 0)
        if len(self._lines) < 2 * _FEWEST_LINES:
            return (self,)
        upper = self._part(self._lines[:-_FEWEST_LINES], first=True)
        lower = self._part(self._lines[-_FEWEST_LINES:], first=False)
        upper.spaceAfter = lower.spaceBefore = 0.0
        return upper, lower

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draws the lines, and what they are linked with; sets nothing that would have to be set back."""
        if self._target:
            self._draw_target(canvas, self._target, x, y)
        if self._link:
            canvas.linkRect("", self._link, (x, y, x + self.width, y + self.height), relative=1, thickness=0)
        canvas.write(self.style, self._placed(x, y))

    def _part(self, lines: tuple[Line, ...], *, first: bool) -> Paragraph:
        part = Paragraph(self.text, self.style, self._target if first else None, self._link, self._marker * first)
        part.led = self.led * first
        part._lines = lines
        return part

    def _draw_target(self, canvas: Any, target: Target, x: float, y: float) -> None:
        canvas.mark(target.key, x, y + self.height + self.style.leading)
        if target.level is not None:
            canvas.addOutlineEntry(self.text.replace("\n", " "), target.key, target.level, closed=target.level > 0)
        if target.level == 0:
            canvas.begin(self.text, x, y)

    def _placed(self, x: float, y: float) -> Iterator[tuple[float, float, Iterable[Piece]]]:
        """Every line where it stands, the mark before the first."""
        style = self.style
        y += self.height - baseline(style)
        if self._marker:
            yield x, y, ((self._marker, 0.0, style.color),)
        at = 0
        for line in self._lines:
            at = self.text.find(line.text, at) if at < self.led else at  # spaces between lines are not drawn
            yield x + self._left(line), y, self._pieces(line, max(0, self.led - at))
            at += len(line.text)
            y -= style.leading

    def _pieces(self, line: Line, led: int) -> Iterator[Piece]:
        """The line's pieces, the first `led` characters in the colour of labels."""
        size, color = self.style.size, self.style.color
        for text, space in line.pieces:
            if led:
                yield text[:led], space * size, styles.MUTED
            if led < len(text):
                yield text[led:], space * size, color
            led = max(0, led - len(text))

    def _left(self, line: Line) -> float:
        free = self.width - self._margin - line.width * self.style.size
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[self.style.align]
        return self._margin + free * share + line.indent * self.style.size


def plain(text: str, style: Style, target: Target | None = None, link: str | None = None) -> Paragraph:
    """A paragraph of any text, a user's too."""
    return Paragraph(_printable(text), style, target, link)


def bullet(mark: str, text: str, style: Style) -> Paragraph:
    """An entry of a list: its lines stand clear of the mark."""
    return Paragraph(_printable(text), style.but(marked=True), marker=mark)


def run_in(label: str, text: str, style: Style) -> Paragraph:
    """A text that goes on after its label in the same line."""
    start = _printable(label)
    told = Paragraph(start + _printable(text), style)
    told.led = len(start)
    return told


def shortened(text: str, style: Style, width: float) -> str:
    """The text on one line, its end replaced by … where it is wider."""
    line = _printable(text).replace("\n", " ")
    if fonts.text_width(style.font, style.size, line) <= width:
        return line
    while line and fonts.text_width(style.font, style.size, line + "…") > width:
        line = line[:-1]
    return line + "…"


@lru_cache(4096)
def _printable(text: str) -> str:
    return clean(text, fonts.glyphs())


@lru_cache(4096)
def _set(text: str, font: str, width: float, manner: Manner) -> tuple[Line, ...]:
    return set_lines(text, lambda part: fonts.widths(font, part), width, manner)
