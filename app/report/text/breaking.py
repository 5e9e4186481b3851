"""Sets a text in lines of a given width: pure arithmetic in em, no ReportLab."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from app.report.text import kinsoku

Widths = Callable[[str], Sequence[float]]
"""Gives the width of every character of a text, in em."""

_FUZZ = 1e-6
_FULL_WIDTH = 0.99
_HALF = 0.5
_SHORTEST_LAST_LINE = 3.0
_MOST_STRETCH = 0.08  # more would show; the line stays short instead
_LEAST_FILLED = 0.85  # of a line that gives characters to the last one
_MOST_LINES_BALANCED = 4


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is set: broken between phrases, stretched to the full width, its lines made equally long."""

    phrases: bool = False
    justify: bool = False
    balance: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready to be drawn, measured in em: pieces of text with the space added after each character."""

    indent: float
    width: float
    pieces: tuple[tuple[str, float], ...]

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(piece for piece, _ in self.pieces)


def set_lines(text: str, widths: Widths, width: float, manner: Manner) -> tuple[Line, ...]:
    """The text in lines at most `width` em wide; only a single character wider than that stands out."""
    return tuple(
        line for paragraph in text.split("\n") for line in _Setter(paragraph, widths(paragraph), manner).lines(width)
    )


class _Setter:
    """Sets one paragraph without line feeds."""

    def __init__(self, text: str, widths: Sequence[float], manner: Manner) -> None:
        self._text = text
        self._widths = widths
        self._manner = manner
        self._stretches = manner.justify and _mostly_square(widths)
        self._gaps = [kinsoku.gap(a, b) for a, b in pairwise(text)] + [0.0] * bool(text)
        steps = (w + g for w, g in zip(widths, self._gaps, strict=True))
        self._ends = array("d", accumulate(steps, initial=0.0))
        self._levels = [_last_breaks(flags) for flags in self._break_levels()]

    def lines(self, width: float) -> list[Line]:
        ends = self._line_ends(width)
        if self._manner.balance and 1 < len(ends) <= _MOST_LINES_BALANCED:
            ends = self._balanced(ends, width)
        else:
            ends = self._without_short_end(ends, width)
        starts = [0, *ends[:-1]]
        return [self._line(start, end, width) for start, end in zip(starts, ends, strict=True)]

    def _break_levels(self) -> list[bytes]:
        """The kinds of breaks, the best first, each kind but once."""
        text = self._text
        levels = [kinsoku.counter_breaks(text), kinsoku.breaks(text), kinsoku.address_breaks(text)]
        if self._manner.phrases:
            levels = [kinsoku.phrase_breaks(text), kinsoku.word_breaks(text), *levels]
        return list(dict.fromkeys(levels))

    def _line_ends(self, width: float) -> list[int]:
        ends: list[int] = []
        start = 0
        while True:
            start = self._line_end(start, width)
            ends.append(start)
            if start >= len(self._text):
                return ends

    def _line_end(self, start: int, width: float) -> int:
        """Where a line from `start` ends: at the last good break that fits, else wherever it must."""
        if self._width(start, len(self._text)) <= width + _FUZZ:
            return len(self._text)
        most = min(bisect_right(self._ends, self._ends[start] + width + 1.0), len(self._text))
        for last_breaks in self._levels:
            end = last_breaks[most]
            while end > start and self._width(start, end) > width + _FUZZ:
                end = last_breaks[end - 1]
            if end > start:
                return end
        return self._torn_end(start, most, width)

    def _torn_end(self, start: int, most: int, width: float) -> int:
        """The emergency: a word that fits on no line is torn where the line is full."""
        end = most
        while end > start + 1 and (self._width(start, end) > width + _FUZZ or self._combines(end)):
            end -= 1
        return end

    def _combines(self, index: int) -> bool:
        return index < len(self._text) and unicodedata.combining(self._text[index]) != 0

    def _width(self, start: int, end: int) -> float:
        """How wide the characters stand on a line of their own, outer blanks and spaces not counted."""
        end = self._without_spaces(start, end)
        if end == start:
            return 0.0
        inner = self._ends[end] - self._ends[start] - self._gaps[end - 1]
        return inner - self._blank_before(start) - self._blank_after(end - 1)

    def _without_spaces(self, start: int, end: int) -> int:
        while end > start and self._text[end - 1] in " \u3000":
            end -= 1
        return end

    def _blank_before(self, index: int) -> float:
        return _HALF if self._text[index] in kinsoku.BLANK_BEFORE and self._widths[index] > _FULL_WIDTH else 0.0

    def _blank_after(self, index: int) -> float:
        return _HALF if self._text[index] in kinsoku.BLANK_AFTER and self._widths[index] > _FULL_WIDTH else 0.0

    def _without_short_end(self, ends: list[int], width: float) -> list[int]:
        """Breaks the line before the last one earlier where hardly a word would be left for the last."""
        if len(ends) < 2 or self._width(ends[-2], ends[-1]) >= min(_SHORTEST_LAST_LINE, width / 3):  # noqa: PLR2004
            return ends
        start = ends[-3] if len(ends) > 2 else 0  # noqa: PLR2004
        end = self._levels[0][ends[-2] - 1]
        while end > start and self._width(end, ends[-1]) < _SHORTEST_LAST_LINE:
            end = self._levels[0][end - 1]
        fits = self._width(end, ends[-1]) <= width and self._width(start, end) >= width * _LEAST_FILLED
        return [*ends[:-2], end, ends[-1]] if end > start and fits else ends

    def _balanced(self, ends: list[int], width: float) -> list[int]:
        """The same number of lines, as equally long as the breaks allow."""
        low, high, best, level = width / len(ends) / 2, width, ends, self._worst_level(ends)
        while high - low > _HALF:
            middle = (low + high) / 2
            tried = self._line_ends(middle)
            if len(tried) > len(ends) or self._worst_level(tried) > level:
                low = middle
            else:
                high, best = middle, tried
        return best

    def _worst_level(self, ends: list[int]) -> int:
        """How far down the kinds of breaks these lines went: 0 where all end at the best."""
        torn = len(self._levels)
        return max(next((n for n, last in enumerate(self._levels) if last[end] == end), torn) for end in ends)

    def _line(self, start: int, end: int, width: float) -> Line:
        used = self._width(start, end)
        shown = self._without_spaces(start, end)
        gaps = self._gaps[start : max(start, shown - 1)]
        if self._stretches and end < len(self._text):
            gaps, used = self._stretched(start, gaps, width, used)
        pieces = groupby(zip(self._text[start:shown], [*gaps, 0.0], strict=False), key=lambda pair: pair[1])
        joined = tuple(("".join(character for character, _ in group), space) for space, group in pieces)
        return Line(-self._blank_before(start) if shown > start else 0.0, used, joined)

    def _stretched(self, start: int, gaps: list[float], width: float, used: float) -> tuple[list[float], float]:
        """Spreads what is left of the width evenly, but never inside a word."""
        open_ = [self._opens(start + n) for n in range(len(gaps))]
        share = (width - used) / max(1, sum(open_))
        if not 0 < share <= _MOST_STRETCH:
            return gaps, used
        return [g + share if is_open else g for g, is_open in zip(gaps, open_, strict=True)], width

    def _opens(self, index: int) -> bool:
        before, after = self._text[index], self._text[index + 1]
        return not (kinsoku.is_word_character(before) and kinsoku.is_word_character(after))


def _mostly_square(widths: Sequence[float]) -> bool:
    """Whether most characters are as wide as high: words between spaces read better unstretched."""
    return sum(width > _FULL_WIDTH for width in widths) * 2 > len(widths)


def _last_breaks(flags: bytes) -> list[int]:
    """For every index the last break at or before it (0: none)."""
    return list(accumulate((n if flag else 0 for n, flag in enumerate(flags)), max))
