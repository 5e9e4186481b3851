"""The legend of a drawing: what its marks mean, one beside the other as far as the width goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.report.scene.shapes import Box, Point
from app.report.scene.sheet import Sheet

Mark = Callable[[Point], None]
"""Draws a mark around a point, no wider than two letters."""

_MARK = 2.2
_TALL = 1.6
_APART = 1.5


def draw(sheet: Sheet, y: float, entries: Sequence[tuple[Mark, str]]) -> float:
    """Draws marks with their meanings from `y` down, and tells where the last one ends."""
    setting, em = sheet.setting, sheet.setting.size
    x, height = 0.0, 0.0
    for mark, text in entries:
        found = sheet.set(text, setting.width - _MARK * em, setting.small)
        if x and x + _MARK * em + found.width > setting.width:
            x, y, height = 0.0, y + height + 0.2 * em, 0.0
        mark((x + _MARK / 2 * em, y + _TALL / 2 * em))
        above = _TALL / 2 * em - found.letters.size / 2
        sheet.put(found, Box(x + _MARK * em, y + above, found.width, found.height))
        x += found.width + (_MARK + _APART) * em
        height = max(height, above + found.height, _TALL * em)
    return y + height
