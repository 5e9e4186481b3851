"""Chooses the widths of a table's columns so that it is printed as large as one page allows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.spreadsheet import AROUND_LINES, LINE, MOST_HEIGHT, paragraphs

PAGE_WIDTH, PAGE_HEIGHT = 782.0, 488.0
"""Points of A4 landscape within the margins."""
DIGIT = 5.6
"""Points: columns are measured in digits, and programs and faces take a digit as 5.25 to 6."""
INDENT = 1.5
"""Digits before a cell's text."""
EASILY_READ = 0.75
"""How large a printed sheet need not be exceeded: a short table's texts rather stand on fewer lines."""
MOST_WIDTH = 255.0
"""Excel's widest column, in digits."""

_TYPICAL = 0.85
"""So many of a column's texts are to stand on the number of lines that is tried."""
_ROUGH = tuple(1.35**step for step in range(-1, 11))
_FINE = tuple(1.09**step for step in range(-3, 4))
"""Numbers of lines that are tried, and what those around the best are tried by."""
_AROUND = INDENT + 1

Measured = tuple[int, Sequence[float]]
"""A text of a row: its column, and how wide each of its paragraphs is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the key of its head's words, its least width in digits, the look of its cells.

    One that `grows` is made wider where its texts ask for it.
    """

    key: str
    width: float
    look: str = "text"
    grows: bool = False


def spread(columns: Sequence[Column], rows: Sequence[Sequence[str]], besides: float) -> list[float]:
    """The widths in digits at which a table comes out largest on a page; `besides` points of height are others'."""
    measured = [[(place, paragraphs(text)) for place, text in enumerate(row) if text] for row in rows]
    least = [column.width for column in columns]
    grown = {place: _typical(measured, place) for place, column in enumerate(columns) if column.grows}
    fixed = [_most_lines([each for each in row if each[0] not in grown], least) for row in measured]
    growing = [[each for each in row if each[0] in grown] for row in measured]

    def widths(lines: float) -> list[float]:
        return [max(width, grown.get(place, 0) / lines + _AROUND) for place, width in enumerate(least)]

    def scale(lines: float) -> float:
        tried = widths(lines)
        tall = besides + sum(
            min(MOST_HEIGHT, LINE * max(first, _most_lines(row, tried)) + AROUND_LINES)
            for first, row in zip(fixed, growing, strict=True)
        )
        return min(EASILY_READ, PAGE_WIDTH / (DIGIT * sum(tried)), PAGE_HEIGHT / tall)

    rough = max(_ROUGH, key=scale)
    chosen = widths(max((rough * step for step in _FINE), key=scale))
    for place, units in (each for row in growing for each in row):
        chosen[place] = min(MOST_WIDTH, max(chosen[place], _least_width(units)))
    return chosen


def _typical(rows: Sequence[Sequence[Measured]], place: int) -> float:
    """How wide the texts of a column are, but for the few widest; where there is none they count as 0."""
    widest = sorted(max((max(units) for at, units in row if at == place), default=0.0) for row in rows)
    return widest[math.ceil(_TYPICAL * len(widest)) - 1] if widest else 0.0


def _most_lines(row: Sequence[Measured], widths: Sequence[float]) -> int:
    most = 1
    for place, text in row:
        room = widths[place] - _AROUND
        most = max(most, sum([math.ceil(units / room) or 1 for units in text]))
    return most


def _least_width(text: Sequence[float]) -> float:
    """The width at which a text fits the highest row, with room for words that do not break."""
    most_lines = (MOST_HEIGHT - AROUND_LINES) / LINE - len(text)
    return 1.1 * sum(text) / max(1.0, most_lines) + _AROUND
