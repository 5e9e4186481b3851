"""Marks told apart without colour: by shape, by lightness and by the word beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.report.scene import palette
from app.report.scene.shapes import Box, Point, Stroke
from app.report.scene.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer's cell looks: its ground, its border, and the colour of its mark and word."""

    fill: str
    border: Stroke | None
    ink: str


LOOKS: Final = {
    "yes": Look(palette.ACCENT, None, palette.PAPER),
    "partial": Look(palette.MIDDLE, None, palette.INK),
    "no": Look(palette.PAPER, Stroke(palette.INK, 1.0), palette.INK),
    "unknown": Look(palette.FAINT, Stroke(palette.SOFT, 0.6, (2, 2)), palette.SOFT),
    "not_applicable": Look(palette.FAINT, None, palette.SOFT),
}


def look(answer: str | None) -> Look:
    """How an answer looks; one that was not given looks unknown."""
    return LOOKS.get(answer or "unknown", LOOKS["unknown"])


def draw_answer(sheet: Sheet, answer: str | None, at: Point, size: float) -> None:
    """Draws the mark of an answer around a point: ○ yes, △ partial, × no, ? not known, – not applicable."""
    x, y = at
    half = size / 2
    stroke = Stroke(look(answer).ink, max(1.0, size * 0.14))
    if answer == "yes":
        sheet.circle(at, half, None, stroke)
    elif answer == "partial":
        corners = ((x, y - half), (x + half * 1.1, y + half * 0.85), (x - half * 1.1, y + half * 0.85))
        sheet.path(corners, stroke, closed=True)
    elif answer == "no":
        reach = half * 0.85
        sheet.path(((x - reach, y - reach), (x + reach, y + reach)), stroke)
        sheet.path(((x - reach, y + reach), (x + reach, y - reach)), stroke)
    elif answer == "not_applicable":
        sheet.path(((x - half * 0.9, y), (x + half * 0.9, y)), stroke)
    else:
        letters = sheet.setting.text.but(size=size * 1.15, bold=True, ink=look(answer).ink)
        sheet.write("?", Box(x - size, y - size, 2 * size, 2 * size), letters, "middle", "middle")
