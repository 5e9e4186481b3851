"""The roadmap: every action in its stretch of days, who owns it, and what has to be finished first."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.presentation import ActionView, HorizonView, Presentation
from app.report.scene import palette
from app.report.scene.lettering import Block
from app.report.scene.shapes import Box, Point, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

_WIDE = 60.0
_ROW = Stroke(palette.LINE, 0.4)
_COLUMN = Stroke(palette.LINE, 0.6)
_ARROW = Stroke(palette.SOFT, 0.8)


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The roadmap as a Gantt chart; where it is narrow, owners stand below what they own."""
    return _Roadmap(presentation.horizons, say, setting).scene()


class _Roadmap:
    def __init__(self, horizons: Sequence[HorizonView], say: Say, setting: Setting) -> None:
        self._horizons = horizons
        self._say = say
        self._sheet = Sheet(setting)
        self._em = setting.size
        self._wide = setting.ems >= _WIDE
        self._label_width = setting.width * (0.36 if self._wide else 0.52)
        self._owner_width = setting.width * 0.13 if self._wide else 0.0
        self._left = self._label_width + self._owner_width
        self._column = (setting.width - self._left) / len(horizons)
        self._rows = [(number, action) for number, horizon in enumerate(horizons) for action in horizon.actions]
        self._bars: dict[str, Box] = {}

    def scene(self) -> Scene:
        top = self._draw_head()
        heights = [self._height(action) for _, action in self._rows]
        bottom = top + sum(heights)
        for number in range(len(self._horizons) + 1):
            x = min(self._left + number * self._column, self._sheet.setting.width - 0.3)
            self._sheet.path(((x, top), (x, bottom)), _COLUMN)
        y = top
        for (number, action), height in zip(self._rows, heights, strict=True):
            self._bars[action.id] = self._bar(number, y + height / 2)
            y += height
        self._draw_arrows()
        y = top
        for (_, action), height in zip(self._rows, heights, strict=True):
            self._draw_row(action, y, height)
            y += height
        return self._sheet.scene(bottom + 1, self._say("roadmap.title"), " ".join(self._told()))

    def _told(self) -> list[str]:
        joint = self._say("joint")
        return [
            self._say(
                "roadmap.told", horizon=horizon.title, actions=joint.join(action.title for action in horizon.actions)
            )
            for horizon in self._horizons
            if horizon.actions
        ]

    def _draw_head(self) -> float:
        setting, em = self._sheet.setting, self._em
        blocks = [
            self._sheet.set(each.title, self._column - 0.5 * em, setting.small.but(bold=True))
            for each in self._horizons
        ]
        height = max(found.height for found in blocks) + 0.9 * em
        for number, found in enumerate(blocks):
            x = self._left + number * self._column + 0.25 * em
            self._sheet.put(found, Box(x, 0, self._column - 0.5 * em, height), "middle", "middle")
        if self._wide:
            owner = self._sheet.set(self._say("roadmap.owner"), self._owner_width, setting.small)
            self._sheet.put(owner, Box(self._label_width, 0, self._owner_width, height), down="middle")
        self._sheet.path(((0, height), (setting.width, height)), Stroke(palette.ACCENT, 0.8))
        return height

    def _blocks(self, action: ActionView) -> tuple[Block, Block]:
        setting, em = self._sheet.setting, self._em
        label = self._sheet.set(action.title, self._label_width - em, setting.text.but(balanced=False))
        owner = self._sheet.set(action.owner, (self._owner_width or self._label_width) - em, setting.small)
        return label, owner

    def _height(self, action: ActionView) -> float:
        label, owner = self._blocks(action)
        if self._wide:
            return max(label.height, owner.height) + 0.6 * self._em
        return label.height + owner.height + 1.3 * self._em

    def _bar(self, horizon: int, middle: float) -> Box:
        gutter, height = 0.9 * self._em, 0.9 * self._em
        return Box(
            self._left + horizon * self._column + gutter, middle - height / 2, self._column - 1.4 * gutter, height
        )

    def _draw_row(self, action: ActionView, y: float, height: float) -> None:
        em = self._em
        label, owner = self._blocks(action)
        bar = self._bars[action.id]
        self._sheet.rectangle(bar, palette.ACCENT, None, 1.5)
        if self._wide:
            self._sheet.put(label, Box(0, y, self._label_width - em, height), down="middle")
            self._sheet.put(owner, Box(self._label_width, y, self._owner_width - em, height), down="middle")
        else:
            top = y + 0.5 * em
            self._sheet.put(label, Box(0, top, self._label_width - em, label.height))
            self._sheet.put(owner, Box(0, top + label.height + 0.3 * em, self._label_width - em, owner.height))
        self._sheet.path(((0, y + height), (self._sheet.setting.width, y + height)), _ROW)

    def _draw_arrows(self) -> None:
        for _, action in self._rows:
            for before in action.after_ids:
                self._draw_arrow(self._bars[before], self._bars[action.id])

    def _draw_arrow(self, before: Box, after: Box) -> None:
        lane = after.x - 0.5 * self._em
        start, end = before.centre[1], after.centre[1]
        points: list[Point] = [(before.right, start), (lane, start), (lane, end), (after.x, end)]
        self._sheet.path(points, _ARROW)
        head = 0.3 * self._em
        self._sheet.path(
            ((after.x, end), (after.x - head * 1.2, end - head), (after.x - head * 1.2, end + head)),
            fill=palette.SOFT,
            closed=True,
        )
