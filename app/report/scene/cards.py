"""Somebody as a box: who it is, what they wear or carry out, and a note."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

from app.report.scene import palette
from app.report.scene.lettering import Block
from app.report.scene.shapes import Box, Point, Stroke
from app.report.scene.sheet import Sheet

Mark = Literal["decides", "checks", "does"]
Who = Literal["person", "team", "to_appoint", "partner"]

DOTTED = Stroke(palette.SOFT, 1.0, (1.5, 2.5))
_COLUMN = 12.6
_BORDERS = {"partner": DOTTED, "to_appoint": Stroke(palette.ACCENT, 1.4)}
_BORDER = Stroke(palette.SOFT, 0.8)
_GROUNDS = {"partner": palette.FAINT}
_SEVERAL = ("team", "partner")
_ROW_GAP = 0.55
_PADDING = 0.8


@dataclass(frozen=True, slots=True)
class Content:
    """What a card says: its head, marked entries, and a note where there is one."""

    who: Who
    head: str
    entries: tuple[tuple[Mark, str], ...]
    note: str | None = None


def draw_mark(sheet: Sheet, mark: Mark, at: Point) -> None:
    """Draws the mark of an entry: a filled diamond decides, an open circle checks what others do."""
    (x, y), em = at, sheet.setting.size
    if mark == "decides":
        reach = 0.42 * em
        sheet.path(((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)), None, palette.ACCENT, closed=True)
    elif mark == "checks":
        sheet.circle(at, 0.26 * em, palette.PAPER, Stroke(palette.SOFT, 0.9))
    else:
        sheet.circle(at, 0.17 * em, palette.SOFT)


class Card:
    """A card set in a given width; its height is known before it is drawn."""

    def __init__(self, sheet: Sheet, content: Content, width: float) -> None:
        self._sheet = sheet
        self._content = content
        self._em = em = sheet.setting.size
        self.width = width
        inner = width - 2 * _PADDING * em
        self._column = inner / self._count_columns(int(inner // (_COLUMN * em)))
        self._icon = 2.7 * em if content.who in _SEVERAL else 2.1 * em
        self._head = sheet.set(content.head, inner - self._icon, sheet.setting.text.but(bold=True))
        self._entries = [self._entry(mark, text) for mark, text in content.entries]
        self._rows = self._row_heights()
        self._note = self._set_note(inner)
        note = self._note.height + 1.7 * em if self._note else 0.0
        self.height = self._band + sum(self._rows) - _ROW_GAP * em + 1.5 * em + note

    @property
    def _band(self) -> float:
        return self._head.height + 1.3 * self._em

    def draw(self, x: float, y: float, height: float) -> float:
        """Draws it at a place, as high as its neighbours; tells where it ends."""
        em, frame, who = self._em, Box(x, y, self.width, height), self._content.who
        self._sheet.rectangle(frame.inset(0.5, 0.5), palette.PAPER, None, 3)
        band = Box(x + 0.5, y + 0.5, self.width - 1, self._band)
        self._sheet.rectangle(band, _GROUNDS.get(who, palette.WASH), None, 3)
        self._sheet.rectangle(frame.inset(0.5, 0.5), None, _BORDERS.get(who, _BORDER), 3)
        self._draw_icon((x + 1.5 * em, band.centre[1]))
        room = Box(x + _PADDING * em + self._icon, band.y, self.width - 2 * _PADDING * em - self._icon, band.height)
        self._sheet.put(self._head, room, down="middle")
        self._draw_entries(x + _PADDING * em, y + self._band + 0.75 * em)
        if self._note:
            self._draw_note(self._note, frame)
        return frame.bottom

    def _entry(self, mark: Mark, text: str) -> Block:
        letters = self._sheet.setting.text.but(bold=mark == "decides")
        return self._sheet.set(text, self._column - 2.2 * self._em, letters)

    def _set_note(self, inner: float) -> Block | None:
        if self._content.note is None:
            return None
        letters = self._sheet.setting.small.but(bold=True, ink=palette.INK)
        return self._sheet.set(self._content.note, inner - 1.8 * self._em, letters)

    def _count_columns(self, most: int) -> int:
        """No more columns than the entries fill."""
        count = len(self._content.entries)
        return ceil(count / ceil(count / max(1, most)))

    def _row_heights(self) -> list[float]:
        columns = round((self.width - 2 * _PADDING * self._em) / self._column)
        rows = ceil(len(self._entries) / columns)
        return [max(each.height for each in self._entries[row::rows]) + _ROW_GAP * self._em for row in range(rows)]

    def _draw_entries(self, x: float, y: float) -> None:
        em = self._em
        for number, ((mark, _), found) in enumerate(zip(self._content.entries, self._entries, strict=True)):
            column, row = divmod(number, len(self._rows))
            at = Box(x + column * self._column, y + sum(self._rows[:row]), self._column, found.height)
            draw_mark(self._sheet, mark, (at.x + 0.5 * em, at.y + 0.5 * em))
            self._sheet.put(found, Box(at.x + 1.4 * em, at.y, at.width - 2.2 * em, at.height))

    def _draw_note(self, note: Block, frame: Box) -> None:
        em, height = self._em, note.height + 0.9 * self._em
        tag = Box(frame.x + _PADDING * em, frame.bottom - height - 0.75 * em, note.width + 1.6 * em, height)
        self._sheet.rectangle(tag, palette.PAPER, Stroke(palette.INK, 0.8), 2)
        self._sheet.put(note, tag.inset(0.8 * em, 0), down="middle")

    def _draw_icon(self, at: Point) -> None:
        """A head and shoulders: two of them for more than one, outlined for those who are not part of the company."""
        (x, y), em, who = at, self._em, self._content.who
        inside = who in ("person", "team")
        if who in _SEVERAL:
            self._draw_person((x + 0.6 * em, y), palette.MIDDLE if inside else None)
        self._draw_person(at, palette.ACCENT if inside else None)

    def _draw_person(self, at: Point, fill: str | None) -> None:
        (x, y), em = at, self._em
        stroke = Stroke(palette.PAPER if fill else palette.ACCENT, 0.9)
        shoulders = ((-0.6, 0.75), (-0.52, 0.35), (-0.3, 0.12), (0.3, 0.12), (0.52, 0.35), (0.6, 0.75))
        self._sheet.path([(x + a * em, y + b * em) for a, b in shoulders], stroke, fill or palette.PAPER, closed=True)
        self._sheet.circle((x, y - 0.3 * em), 0.36 * em, fill or palette.PAPER, stroke)
