"""A person or a team as a box: who it is, the hats it wears, and whether those are too many."""

from __future__ import annotations

from collections.abc import Container
from math import ceil

from app.domain.presentation import HatView, SeatView
from app.report.scene import palette
from app.report.scene.lettering import Block
from app.report.scene.shapes import Box, Point, Stroke
from app.report.scene.sheet import Say, Sheet

_COLUMN = 12.0
_BORDER = Stroke(palette.SOFT, 0.8)
_OPEN = Stroke(palette.ACCENT, 1.4)


class SeatBox:
    """A seat set in a given width; its height is known before it is drawn."""

    def __init__(self, sheet: Sheet, say: Say, seat: SeatView, bought: Container[str], width: float) -> None:
        self._sheet = sheet
        self._say = say
        self._seat = seat
        self._bought = bought
        self.width = width
        em = sheet.setting.size
        self._em = em
        inner = width - 1.6 * em
        self._columns = max(1, int(inner // (_COLUMN * em)))
        self._column = inner / self._columns
        self._head = sheet.set(self.name(seat, say), inner - 2 * em, sheet.setting.text.but(bold=True))
        self._hats = [self._hat(hat) for hat in seat.hats]
        self._note = self._overload()
        self._row_heights = self._heights()
        note = self._note.height + 1.4 * em if self._note else 0.0
        self.height = self._head.height + 1.4 * em + sum(self._row_heights) + 1.1 * em + note

    @staticmethod
    def name(seat: SeatView, say: Say) -> str:
        """Who it is, a team with the number of its people."""
        if seat.kind != "team":
            return seat.title
        return say("organisation.team", title=seat.title, count=seat.count)

    @staticmethod
    def mark(sheet: Sheet, kind: str, at: Point) -> None:
        """Draws the mark of a hat: a filled square decides, an open circle is worn over work that is bought."""
        (x, y), em = at, sheet.setting.size
        if kind == "decides":
            half = 0.32 * em
            corners = ((x, y - half * 1.3), (x + half * 1.3, y), (x, y + half * 1.3), (x - half * 1.3, y))
            sheet.path(corners, fill=palette.ACCENT, closed=True)
        elif kind == "bought":
            sheet.circle(at, 0.26 * em, palette.PAPER, Stroke(palette.SOFT, 0.8))
        else:
            sheet.circle(at, 0.17 * em, palette.SOFT)

    def draw(self, x: float, y: float, height: float) -> float:
        """Draws it at a place, as high as its neighbours; tells where it ends."""
        em, frame = self._em, Box(x, y, self.width, height)
        self._sheet.rectangle(
            frame.inset(0.5, 0.5), palette.PAPER, _OPEN if self._seat.kind == "to_appoint" else _BORDER, 3
        )
        band = self._head.height + 1.4 * em
        self._sheet.rectangle(Box(x + 1, y + 1, self.width - 2, band - 1), palette.WASH, None, 2.5)
        self._draw_icon((x + 1.5 * em, y + band / 2))
        self._sheet.put(self._head, Box(x + 2.8 * em, y, self.width - 3.2 * em, band), down="middle")
        self._draw_hats(x + 0.8 * em, y + band + 0.7 * em)
        if self._note:
            self._draw_note(self._note, frame)
        return frame.bottom

    def _hat(self, hat: HatView) -> Block:
        letters = self._sheet.setting.text.but(bold=hat.decides)
        return self._sheet.set(hat.title, self._column - 1.6 * self._em, letters)

    def _overload(self) -> Block | None:
        if not self._seat.overloaded:
            return None
        letters = self._sheet.setting.small.but(bold=True, ink=palette.INK)
        return self._sheet.set(self._say("organisation.overloaded"), self.width - 3.4 * self._em, letters)

    def _heights(self) -> list[float]:
        rows = ceil(len(self._hats) / self._columns)
        return [max(hat.height for hat in self._hats[row::rows]) + 0.55 * self._em for row in range(rows)]

    def _draw_hats(self, x: float, y: float) -> None:
        rows, em = len(self._row_heights), self._em
        for number, (hat, found) in enumerate(zip(self._seat.hats, self._hats, strict=True)):
            column, row = divmod(number, rows)
            at = Box(x + column * self._column, y + sum(self._row_heights[:row]), self._column, found.height)
            kind = "decides" if hat.decides else "bought" if hat.task in self._bought else "plain"
            self.mark(self._sheet, kind, (at.x + 0.5 * em, at.y + 0.5 * em))
            self._sheet.put(found, Box(at.x + 1.3 * em, at.y, at.width - 1.6 * em, at.height))

    def _draw_note(self, note: Block, frame: Box) -> None:
        em = self._em
        height = note.height + 0.9 * em
        band = Box(frame.x + 0.8 * em, frame.bottom - height - 0.6 * em, frame.width - 1.6 * em, height)
        self._sheet.rectangle(band, palette.PAPER, Stroke(palette.INK, 0.8), 2)
        self._sheet.put(note, band.inset(0.9 * em, 0), down="middle")

    def _draw_icon(self, at: Point) -> None:
        """A head and shoulders; two for a team; only the outline where nobody is there yet."""
        x, y = at
        if self._seat.kind == "team":
            self._draw_person((x + 0.45 * self._em, y), palette.MIDDLE)
            self._draw_person((x - 0.15 * self._em, y), palette.ACCENT)
        else:
            self._draw_person(at, palette.ACCENT if self._seat.kind == "person" else None)

    def _draw_person(self, at: Point, fill: str | None) -> None:
        (x, y), em = at, self._em
        stroke = Stroke(palette.PAPER if fill else palette.ACCENT, 0.9)
        shoulders = ((-0.6, 0.75), (-0.52, 0.35), (-0.3, 0.12), (0.3, 0.12), (0.52, 0.35), (0.6, 0.75))
        self._sheet.path([(x + a * em, y + b * em) for a, b in shoulders], stroke, fill, closed=True)
        self._sheet.circle((x, y - 0.3 * em), 0.36 * em, fill or palette.WASH, stroke)
