"""Measures the letters of a drawing and breaks them into lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from app.report.scene import palette
from app.report.text import fonts, kinsoku
from app.report.text.breaking import Line, Manner, set_lines
from app.report.text.cleaning import clean

Down = Literal["top", "middle", "bottom"]

_LEADING = 1.3
_FULL_WIDTH = 0.99
_LOOSE = 1.13  # Latin letters of other fonts are up to this much wider than those of Noto Sans JP
_MOST_TRIES = 4
_PHRASES = Manner(phrases=True, balance=True)
_NUMBERS = Manner(phrases=True)


@dataclass(frozen=True, slots=True)
class Letters:
    """How a text looks: its size, whether it is bold, its colour; `balanced` lines are equally long."""

    size: float
    bold: bool = False
    ink: str = palette.INK
    balanced: bool = True

    def but(self, **changes: object) -> Letters:
        """The same with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Block:
    """A text set in lines; `widths` are what each takes at most."""

    letters: Letters
    lines: tuple[Line, ...]
    widths: tuple[float, ...]

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return _LEADING * self.letters.size

    @property
    def height(self) -> float:
        """From the top of the first line's letters to the foot of the last one's."""
        return (len(self.lines) - 1) * self.leading + self.letters.size

    @property
    def width(self) -> float:
        """As wide as the widest line."""
        return max(self.widths, default=0.0)


@lru_cache(4096)
def block(text: str, width: float, letters: Letters, loose: bool) -> Block:
    """The text in lines of at most that width; `loose` leaves room for fonts that are wider than the report's own."""
    manner = _PHRASES if letters.balanced else _NUMBERS
    set_in = _set_loosely if loose else _set
    lines, widths = set_in(clean(text, fonts.glyphs()), letters.bold, width / letters.size, manner)
    return Block(letters, lines, tuple(each * letters.size for each in widths))


def _set(text: str, bold: bool, width: float, manner: Manner) -> tuple[tuple[Line, ...], tuple[float, ...]]:
    font = fonts.BOLD if bold else fonts.REGULAR
    lines = set_lines(text, lambda part: fonts.widths(font, part), width, manner)
    return lines, tuple(line.width for line in lines)


def _set_loosely(text: str, bold: bool, width: float, manner: Manner) -> tuple[tuple[Line, ...], tuple[float, ...]]:
    font, room = fonts.BOLD if bold else fonts.REGULAR, width
    for _ in range(_MOST_TRIES):
        lines = set_lines(text, lambda part: _loosened(font, part), room, manner)
        widths = tuple(_untrimmed(font, line) for line in lines)
        if max(widths) <= width:
            break
        room -= max(widths) - width
    return lines, widths


def _loosened(font: str, text: str) -> list[float]:
    return [each if each > _FULL_WIDTH else each * _LOOSE for each in fonts.widths(font, text)]


def _untrimmed(font: str, line: Line) -> float:
    """What a line takes where brackets and stops keep their blanks, as most browsers set them."""
    text = line.text
    gaps = (kinsoku.gap(before, after) for before, after in pairwise(text))
    return sum(_loosened(font, text)) + sum(gap for gap in gaps if gap > 0)
