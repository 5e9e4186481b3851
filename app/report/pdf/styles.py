"""The look of the report: measures, colours and the styles of text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from app.report.text.breaking import Manner
from app.report.text.fonts import BOLD, REGULAR

PAGE_WIDTH, PAGE_HEIGHT = landscape(A4)
SIDE: Final = 16 * mm
TOP: Final = 13 * mm
BOTTOM: Final = 16 * mm
MEASURE: Final = PAGE_WIDTH - 2 * SIDE
COLUMN_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
COLUMNS: Final = 12
GUTTER: Final = 18.0
BETWEEN: Final = 14.0
LOOSE: Final = 6.0

INK: Final = HexColor("#1f2730")
MUTED: Final = HexColor("#5b6670")
ACCENT: Final = HexColor("#0b4f6c")
HAIRLINE: Final = HexColor("#c3cad0")
FRAME: Final = HexColor("#7d8890")
PALE: Final = HexColor("#eaf0f3")
HAIR: Final = 0.4
RULE: Final = 0.8

_ASCENT = 0.88  # of Noto Sans JP: how much of a character's square stands above the baseline

_PLAIN = Manner()

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks. Sizes in points; `before` and `after` are the least space to its neighbours.

    A `marked` one leaves the room of a character at the left for a mark.
    """

    size: float
    leading: float
    font: str = REGULAR
    color: Color = INK
    align: Align = "left"
    manner: Manner = _PLAIN
    before: float = 0.0
    after: float = 0.0
    marked: bool = False

    def but(self, **changes: object) -> Style:
        """The same with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def baseline(style: Style) -> float:
    """How far the baseline of a line stands below its top."""
    return (style.leading - style.size) / 2 + _ASCENT * style.size


def span(columns: int) -> float:
    """The width of so many columns of the page's grid, the gutters between them included."""
    return (MEASURE + GUTTER) / COLUMNS * columns - GUTTER


_PHRASES = Manner(phrases=True)
_HEADING = Manner(phrases=True, balance=True)
_PROSE = Manner(justify=True)

KICKER = Style(8, 12, BOLD, ACCENT, manner=_PHRASES, after=2)
HEADLINE = Style(17, 25, BOLD, manner=_HEADING, after=12)
BLOCK_TITLE = Style(9.4, 14, BOLD, ACCENT, manner=_HEADING, after=5)
VERDICT = Style(14, 21, BOLD, ACCENT, manner=_HEADING, after=2)
ORDINAL = Style(14, 16, BOLD, ACCENT)
ITEM = Style(9, 14, BOLD, manner=_PHRASES, after=1)
PROSE = Style(9, 14, manner=_PROSE, after=3)
POINT = Style(8.4, 12.6, manner=_PHRASES, after=1.6)
ASIDE = Style(7.6, 12, color=MUTED, manner=_PROSE, after=2)
LISTED = Style(7.5, 10.6, color=MUTED, manner=_PHRASES, after=1)
LABEL = Style(7.6, 12, BOLD, MUTED, manner=_PHRASES)
LABEL_NUMBER = LABEL.but(align="right")
REFERENCE = Style(7.6, 12, color=ACCENT, align="right")

CELL = Style(8.4, 13, manner=_PHRASES)
CELL_BOLD = CELL.but(font=BOLD)
CELL_MUTED = CELL.but(size=7.8, leading=12.2, color=MUTED)
CELL_NUMBER = CELL.but(align="right", manner=_PLAIN)
RIGHT = CELL.but(size=8.2, leading=12.4)
RIGHT_BOLD = RIGHT.but(font=BOLD)
RIGHT_HAT = RIGHT.but(size=7.6, leading=11.6, color=MUTED)
SMALL_CELL = CELL.but(size=7.9, leading=12.1)
SMALL_BOLD = SMALL_CELL.but(font=BOLD)

COVER_TITLE = Style(28, 42, BOLD, ACCENT, manner=_HEADING, after=8)
COVER_SUBTITLE = Style(15, 24, color=MUTED, after=12)
COVER_COMPANY = Style(17, 28, BOLD, manner=_HEADING)
COVER_LONG_COMPANY = COVER_COMPANY.but(size=13, leading=22)
