"""The five axes of the checklist as a radar: how far each has come, and which could not be scored."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from app.domain.presentation import AxisView, Presentation
from app.report.scene import palette
from app.report.scene.lettering import Block
from app.report.scene.shapes import Box, Point, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

_RINGS = (25, 50, 75, 100)
_HUNDRED = 100
_SIDE = 0.1
_MOST_RADIUS = 13.0
_GRID = Stroke(palette.LINE, 0.6)
_UNSCORED = Stroke(palette.SOFT, 0.8, (2, 2))


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The radar; an axis without answers has a dashed spoke and no point."""
    return _Radar(presentation.checklist.axes, say, setting).scene()


class _Radar:
    def __init__(self, axes: Sequence[AxisView], say: Say, setting: Setting) -> None:
        self._axes = axes
        self._say = say
        self._size = setting.size
        self._sheet = Sheet(setting)
        self._radius = min(setting.width * 0.215, setting.size * _MOST_RADIUS)
        self._gap = setting.size * 0.7
        self._labels = [self._label(number) for number in range(len(axes))]
        self._tops = self._label_tops()
        self._centre = (setting.width / 2, -min([-self._radius, *self._tops]) + 1)

    def scene(self) -> Scene:
        self._draw_area()
        self._draw_grid()
        self._draw_scores()
        bottoms = [self._draw_label(number) for number in range(len(self._axes))]
        height = self._draw_note(max(bottoms) + self._size)
        told = (
            self._say("radar.axis", axis=axis.title, percent=self._percent(axis), coverage=axis.coverage)
            for axis in self._axes
        )
        return self._sheet.scene(height, self._say("radar.title"), self._say("joint").join(told))

    def _angle(self, number: int) -> float:
        return 2 * pi * number / len(self._axes)

    def _at(self, number: int, distance: float) -> Point:
        x, y = self._centre
        return x + distance * sin(self._angle(number)), y - distance * cos(self._angle(number))

    def _scored(self, number: int, percent: float) -> Point:
        return self._at(number, self._radius * percent / _HUNDRED)

    def _percent(self, axis: AxisView) -> str:
        return self._say("radar.unscored") if axis.percent is None else self._say("percent", number=axis.percent)

    def _label(self, number: int) -> tuple[Block, Block, Block]:
        axis, setting = self._axes[number], self._sheet.setting
        aside = abs(sin(self._angle(number)))
        room = setting.width / 2 - self._radius * aside - self._gap if aside > _SIDE else setting.width
        score = setting.text.but(size=setting.size * 1.15, bold=True, ink=palette.ACCENT)
        letters = score if axis.percent is not None else setting.text
        return (
            self._sheet.set(axis.title, room, setting.text.but(bold=True)),
            self._sheet.set(self._percent(axis), room, letters),
            self._sheet.set(self._say("radar.coverage", number=axis.coverage), room, setting.small),
        )

    def _label_height(self, number: int) -> float:
        return sum(part.height for part in self._labels[number]) + 0.7 * self._size

    def _label_tops(self) -> list[float]:
        """Seen from the centre: a label above stands on its point, one below hangs from it, none on another."""
        tops = [self._wanted_top(number) for number in range(len(self._axes))]
        half = len(tops) // 2
        for side in (range(1, half + 1), range(len(tops) - 1, half, -1)):
            lowest = -self._radius - self._gap
            for number in side:
                tops[number] = max(tops[number], lowest)
                lowest = tops[number] + self._label_height(number) + 0.5 * self._size
        return tops

    def _wanted_top(self, number: int) -> float:
        upward = cos(self._angle(number))
        return -(self._radius + self._gap) * upward - self._label_height(number) * (1 + upward) / 2

    def _draw_label(self, number: int) -> float:
        aside = sin(self._angle(number))
        x, _ = self._at(number, self._radius)
        y = self._centre[1] + self._tops[number]
        width = self._sheet.setting.width
        if abs(aside) < _SIDE:
            room, across = Box(0, y, width, self._label_height(number)), "middle"
        elif aside > 0:
            room, across = Box(x + self._gap, y, width - x - self._gap, self._label_height(number)), "start"
        else:
            room, across = Box(0, y, x - self._gap, self._label_height(number)), "end"
        for part in self._labels[number]:
            self._sheet.put(part, Box(room.x, y, room.width, part.height), across)  # type: ignore[arg-type]
            y += part.height + 0.35 * self._size
        return room.bottom

    def _draw_area(self) -> None:
        for here, there in self._sides():
            self._sheet.path((self._centre, here, there), fill=palette.WASH, closed=True)

    def _draw_grid(self) -> None:
        count = len(self._axes)
        for ring in _RINGS:
            self._sheet.path([self._scored(n, ring) for n in range(count)], _GRID, closed=True)
        for number, axis in enumerate(self._axes):
            stroke = _UNSCORED if axis.percent is None else _GRID
            self._sheet.path((self._centre, self._scored(number, _HUNDRED)), stroke)

    def _draw_scores(self) -> None:
        thick = Stroke(palette.ACCENT, self._size * 0.2)
        for side in self._sides():
            self._sheet.path(side, thick)
        for number, axis in enumerate(self._axes):
            if axis.percent is not None:
                at = self._scored(number, axis.percent)
                self._sheet.circle(at, self._size * 0.36, palette.ACCENT, Stroke(palette.PAPER, self._size * 0.12))

    def _sides(self) -> list[tuple[Point, Point]]:
        """The lines between neighbouring axes that both have a score."""
        sides = []
        for number, axis in enumerate(self._axes):
            after = (number + 1) % len(self._axes)
            there = self._axes[after].percent
            if axis.percent is not None and there is not None:
                sides.append((self._scored(number, axis.percent), self._scored(after, there)))
        return sides

    def _draw_note(self, y: float) -> float:
        setting = self._sheet.setting
        note = self._sheet.set(self._say("radar.note"), setting.width, setting.small)
        self._sheet.put(note, Box(0, y, setting.width, note.height), "middle")
        return y + note.height + 1
