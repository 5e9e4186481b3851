"""The roadmap: every action in its stretch of days, who owns it, and what has to be finished first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.presentation import ActionView, HorizonView, Presentation
from app.report.scene import legend, palette
from app.report.scene.lettering import Block
from app.report.scene.schedule import Arrow, arrows, spans
from app.report.scene.shapes import Box, Point, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet
from app.report.scene.timeline import HEAD, Timeline

_WIDE = 60.0
_ROW = Stroke(palette.LINE, 0.4)
_COLUMN = Stroke(palette.LINE, 0.6)
_RULE = Stroke(palette.ACCENT, 0.9)
_LEAST_SHARE, _LEAST_WIDE_SHARE, _MOST_SHARE = 0.5, 0.4, 0.57


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The roadmap as a Gantt chart; where it is narrow, owners stand below what they own."""
    return _Roadmap(presentation.horizons, say, setting).scene()


@dataclass(frozen=True, slots=True)
class _Row:
    """An action in its place: its words, and how high its row is."""

    action: ActionView
    label: Block
    owner: Block
    room: Box


class _Roadmap:
    def __init__(self, horizons: Sequence[HorizonView], say: Say, setting: Setting) -> None:
        self._horizons = horizons
        self._say = say
        self._sheet = Sheet(setting)
        self._em = setting.size
        self._wide = setting.ems >= _WIDE
        self._spans = spans(horizons)
        self._arrows = arrows(horizons, self._spans)
        most = setting.width * _MOST_SHARE
        self._timeline = Timeline(horizons, self._spans, self._arrows, setting.size, most)
        least = setting.width * (_LEAST_WIDE_SHARE if self._wide else _LEAST_SHARE)
        width = min(max(self._timeline.needed, least), most)
        self._left = setting.width - width
        self._owner = setting.width * 0.13 if self._wide else 0.0
        self._label = self._left - self._owner
        self._timeline.fill(self._left, width)

    def scene(self) -> Scene:
        top = self._draw_head()
        rows = self._set_rows(top)
        bottom = rows[-1].room.bottom if rows else top
        self._draw_ground(rows, top, bottom)
        bars = {row.action.id: self._bar(row) for row in rows}
        self._draw_arrows([self._way(arrow, bars) for arrow in self._arrows])
        for row in rows:
            self._draw_bar(bars[row.action.id], endless=self._horizons[self._horizon(row)].days is None)
            self._draw_words(row)
        if self._arrows:
            entry = (self._draw_example, self._say("roadmap.after"))
            bottom = legend.draw(self._sheet, bottom + 0.8 * self._em, [entry])
        return self._sheet.scene(bottom + 1, self._say("roadmap.title"), self._told())

    def _told(self) -> str:
        """How many actions each horizon has; what they are stands in the page around."""
        counts = (self._say("roadmap.told", horizon=each.title, count=len(each.actions)) for each in self._horizons)
        return self._say("sentence", text=self._say("joint").join(counts))

    def _draw_head(self) -> float:
        setting, em = self._sheet.setting, self._em
        letters = setting.small.but(bold=True, ink=palette.INK)
        columns = [self._timeline.column(number) for number in range(len(self._horizons))]
        blocks = [
            self._sheet.set(horizon.title, right - left - 0.1 * em, letters)
            for horizon, (left, right) in zip(self._horizons, columns, strict=True)
        ]
        height = max(found.height for found in blocks) + em
        for found, (left, right) in zip(blocks, columns, strict=True):
            self._sheet.put(found, Box(left, 0, right - left, height), "middle", "middle")
        if self._wide:
            room = Box(self._label, 0, self._owner, height)
            self._sheet.write(self._say("roadmap.owner"), room, setting.small, down="middle")
        return height

    def _horizon(self, row: _Row) -> int:
        return self._spans[row.action.id].horizon

    def _set_rows(self, top: float) -> list[_Row]:
        setting, em, rows = self._sheet.setting, self._em, []
        for action in (action for horizon in self._horizons for action in horizon.actions):
            label = self._sheet.set(action.title, self._label - em, setting.text.but(balanced=False))
            owner = self._sheet.set(action.owner, (self._owner or self._label) - em, setting.small)
            below = 0.0 if self._wide else owner.height + 0.8 * em
            room = Box(0, top, setting.width, max(label.height, self._wide * owner.height) + 0.75 * em + below)
            rows.append(_Row(action, label, owner, room))
            top = room.bottom
        return rows

    def _draw_ground(self, rows: Sequence[_Row], top: float, bottom: float) -> None:
        """Draws the grid, and the field in which the bars of each horizon stand."""
        for number in range(len(self._horizons)):
            left, right = self._timeline.column(number)
            boxes = [row.room for row in rows if self._horizon(row) == number]
            if boxes:
                self._sheet.rectangle(Box(left, boxes[0].y, right - left, boxes[-1].bottom - boxes[0].y), palette.FAINT)
            self._sheet.path(((left, top), (left, bottom)), _COLUMN)
        for row in rows:
            self._sheet.path(((0, row.room.bottom), (row.room.right, row.room.bottom)), _ROW)
        self._sheet.path(((0, top), (self._sheet.setting.width, top)), _RULE)

    def _bar(self, row: _Row) -> Box:
        start, end = self._timeline.bar(row.action.id)
        height = (0.9 if self._wide else 0.8) * self._em
        return Box(start, row.room.centre[1] - height / 2, end - start, height)

    def _draw_bar(self, bar: Box, *, endless: bool) -> None:
        """Draws a bar; one without an end points onwards."""
        if not endless:
            self._sheet.rectangle(bar, palette.ACCENT, None, 1.5)
            return
        tip = bar.right - bar.height / 2
        corners = ((bar.x, bar.y), (tip, bar.y), (bar.right, bar.centre[1]), (tip, bar.bottom), (bar.x, bar.bottom))
        self._sheet.path(corners, None, palette.MIDDLE, closed=True)

    def _draw_words(self, row: _Row) -> None:
        em, room = self._em, row.room
        if self._wide:
            self._sheet.put(row.label, Box(0, room.y, self._label - em, room.height), down="middle")
            self._sheet.put(row.owner, Box(self._label, room.y, self._owner - em, room.height), down="middle")
            return
        top = room.y + 0.6 * em
        self._sheet.put(row.label, Box(0, top, self._label - em, row.label.height))
        top += row.label.height + 0.3 * em
        self._sheet.put(row.owner, Box(0, top, self._label - em, row.owner.height))

    def _draw_arrows(self, ways: Sequence[Sequence[Point]]) -> None:
        """Draws lines that end in the head of an arrow, all lines before all heads."""
        length = HEAD * self._em
        stroke = Stroke(palette.SOFT, max(0.7, 0.08 * self._em))
        for *way, (x, y) in ways:
            self._sheet.path([*way, (x - length, y)], stroke)
        for *_, (x, y) in ways:
            corners = ((x, y), (x - length, y - 0.5 * length), (x - length, y + 0.5 * length))
            self._sheet.path(corners, None, palette.SOFT, closed=True)

    def _way(self, arrow: Arrow, bars: Mapping[str, Box]) -> list[Point]:
        before, after = bars[arrow.before], bars[arrow.after]
        x, start, end = self._timeline.turn(arrow), before.centre[1], after.centre[1]
        return [(before.right, start), (x, start), (x, end), (after.x - 0.2, end)]

    def _draw_example(self, at: Point) -> None:
        (x, y), em = at, self._em
        self._draw_arrows([[(x - 0.8 * em, y), (x + 0.7 * em, y)]])
