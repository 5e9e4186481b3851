"""A canvas that can print a page's number before that page exists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.report.pdf import compact, styles
from app.report.pdf.styles import Style
from app.report.text import fonts

TOTAL = "total"
_SIGN = "%page-of-{}%"  # never a part of a text: no code of a character has letters for both its bytes
_SIGNS = re.compile(_SIGN.format(r"(\d+)"))
_ESCAPED = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"})

Piece = tuple[str, float, Color]
"""A part of a line: its text, the space added after each character, in points, and its colour."""


class ReportCanvas(Canvas):
    """Remembers on which page every target stands, and fills in the numbers when the document is saved.

    A number not known yet leaves a sign on its page, so that the report is laid out once.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._page_of: dict[str, int] = {}
        self._begun: list[tuple[int, float, str]] = []
        self._awaited: list[tuple[str, float, float, Style]] = []
        document: Any = self._doc  # type: ignore[attr-defined]  # the stubs leave it out
        document.format = partial(compact.written, document)

    def _escape(self, s: bytes | str) -> str:
        """A string as a page holds it, a character a byte; ReportLab would write most bytes as four."""
        text = s.decode("latin-1") if isinstance(s, bytes) else s
        return text.translate(_ESCAPED)

    def write(self, style: Style, lines: Iterable[tuple[float, float, Iterable[Piece]]]) -> None:
        """Writes lines of text, each from its own place; far quicker than ReportLab's text objects."""
        self._code.append(self._written(style, lines))  # type: ignore[attr-defined]

    def _written(self, style: Style, lines: Iterable[tuple[float, float, Iterable[Piece]]]) -> str:
        font: Any = pdfmetrics.getFont(style.font)
        document: Any = self._doc  # type: ignore[attr-defined]
        codes = font.codes(document)
        operators = [f"q BT {font.getSubsetInternalName(0, document)} {style.size:g} Tf"]
        at_x, at_y, spaced, coloured = 0.0, 0.0, 0.0, None
        for x, y, pieces in lines:
            right, up = round(x - at_x, 2), round(y - at_y, 2)
            operators.append(f"{right:g} {up:g} Td")
            at_x, at_y = at_x + right, at_y + up
            for text, space, color in pieces:
                if color is not coloured:
                    operators.append(_fill(color))
                    coloured = color
                if space != spaced:
                    operators.append(f"{round(space, 3):g} Tc")
                    spaced = space
                encoded = text.translate(codes).encode("utf-16-be").decode("latin-1")
                operators.append(f"({encoded.translate(_ESCAPED)}) Tj")
        return " ".join((*operators, "ET Q"))

    def mark(self, target: str, x: float, y: float) -> None:
        """Makes this place a target of links."""
        self.bookmarkHorizontal(target, x, y)
        self._page_of[target] = self.getPageNumber()

    def begin(self, label: str, x: float, y: float) -> None:
        """Remembers that a part of the report begins here."""
        self._begun.append((self.getPageNumber(), self.absolutePosition(x, y)[1], label))

    def running(self, top: float) -> str:
        """The part that goes on at the top of this page; empty where one begins there, not below `top`."""
        page = self.getPageNumber()
        if any(number == page and y >= top for number, y, _ in self._begun):
            return ""
        return next((label for number, _, label in reversed(self._begun) if number < page), "")

    def draw_page_of(self, target: str, x: float, y: float, style: Style) -> None:
        """Draws the number of the page where `target` stands, once that is known; TOTAL is the number of pages."""
        self._code.append(_SIGN.format(len(self._awaited)))  # type: ignore[attr-defined]
        self._awaited.append((target, x, y, style))

    def save(self) -> None:
        """Fills in the numbers awaited and writes the document."""
        document: Any = self._doc  # type: ignore[attr-defined]
        self._page_of[TOTAL] = self.getPageNumber() - 1
        numbers = [self._number(*awaited) for awaited in self._awaited]
        for page in document.Pages.pages:
            page.stream = _SIGNS.sub(lambda sign: numbers[int(sign[1])], page.stream)
        super().save()

    def _number(self, target: str, x: float, y: float, style: Style) -> str:
        number = str(self._page_of[target])
        left = x - fonts.text_width(style.font, style.size, number) * (style.align == "right")
        return self._written(style, ((left, y, ((number, 0.0, style.color),)),))


@lru_cache(256)
def _fill(color: Color) -> str:
    return f"{color.red:.3g} {color.green:.3g} {color.blue:.3g} rg"


def hairline(canvas: Canvas, x: float, y: float, width: float) -> None:
    """Draws a hairline to the right."""
    canvas.setStrokeColor(styles.HAIRLINE)
    canvas.setLineWidth(styles.HAIR)
    canvas.line(x, y, x + width, y)


def rule(canvas: Canvas, x: float, y: float, width: float) -> None:
    """Draws the stronger line a table starts with."""
    canvas.setStrokeColor(styles.MUTED)
    canvas.setLineWidth(styles.RULE)
    canvas.line(x, y, x + width, y)
