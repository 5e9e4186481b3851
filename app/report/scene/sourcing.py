"""Who decides, who does the work and who advises, task by task: where the work is done now and where it should be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from app.domain.presentation import Presentation, TaskView
from app.report.scene import palette
from app.report.scene.shapes import Box, Point, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

LANES = ("none", "inside", "shared", "outside")
NOW = {"not_done": 0, "inhouse": 1, "mixed": 2, "outsourced": 3}
THEN = {"defer": 0, "inhouse": 1, "hybrid": 2, "outsource": 3}
_LANE = Stroke(palette.LINE, 0.6)
_ROW = Stroke(palette.LINE, 0.5)
_WAY = Stroke(palette.ACCENT, 1.2)


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The matrix: an open circle where the work is done now, a filled one where it should be, an arrow between."""
    return _Matrix(presentation, say, setting).scene()


class _Matrix:
    def __init__(self, presentation: Presentation, say: Say, setting: Setting) -> None:
        self._tasks = presentation.tasks
        self._say = say
        self._sheet = Sheet(setting)
        self._em = setting.size
        width = setting.width
        self._advice_width = min(10 * self._em, width * 0.18)
        self._decision_width = min(7 * self._em, width * 0.12)
        self._lanes_width = min(32 * self._em, width * 0.41)
        self._label_width = width - self._advice_width - self._decision_width - self._lanes_width

    @property
    def _lanes_left(self) -> float:
        return self._label_width + self._decision_width

    def scene(self) -> Scene:
        y = self._draw_head()
        for group, tasks in groupby(self._tasks, key=lambda task: task.group):
            y = self._draw_group(group, list(tasks), y)
        y = self._draw_legend(y + self._em)
        told = " ".join(self._told(task) for task in self._tasks)
        return self._sheet.scene(y, self._say("sourcing.title"), told)

    def _told(self, task: TaskView) -> str:
        now = task.current or self._say("sourcing.untold")
        said = {"now": now, "then": task.execution.title, "decision": task.decision, "advice": task.advice.title}
        return self._say("sourcing.told", task=task.title, **said)

    def _lane(self, number: int) -> float:
        return self._lanes_left + self._lanes_width * (number + 0.5) / len(LANES)

    def _draw_head(self) -> float:
        setting, em = self._sheet.setting, self._em
        lane = self._lanes_width / len(LANES)
        cells = [(self._say("sourcing.decision"), self._label_width, self._decision_width - 0.4 * em)]
        cells += [(self._say(f"sourcing.lane.{key}"), self._lanes_left + n * lane, lane) for n, key in enumerate(LANES)]
        cells += [(self._say("sourcing.advice"), self._lanes_left + self._lanes_width, self._advice_width)]
        blocks = [self._sheet.set(text, width - 0.2 * em, setting.small) for text, _, width in cells]
        height = max(found.height for found in blocks) + 0.6 * em
        execution = self._sheet.set(self._say("sourcing.execution"), self._lanes_width, setting.small.but(bold=True))
        room = Box(self._lanes_left, 0, self._lanes_width, execution.height)
        self._sheet.put(execution, room, "middle")
        top = execution.height + 0.6 * em
        for found, (_, x, width) in zip(blocks, cells, strict=True):
            self._sheet.put(found, Box(x + 0.1 * em, top, width - 0.2 * em, height - 0.6 * em), "middle", "bottom")
        return top + height

    def _draw_group(self, group: str, tasks: Sequence[TaskView], y: float) -> float:
        setting, em = self._sheet.setting, self._em
        head = self._sheet.set(group, setting.width, setting.text.but(bold=True, ink=palette.ACCENT))
        self._sheet.put(head, Box(0, y + 0.7 * em, setting.width, head.height))
        y += head.height + 1.2 * em
        self._sheet.path(((0, y), (setting.width, y)), Stroke(palette.ACCENT, 0.8))
        for task in tasks:
            y = self._draw_task(task, y)
        return y

    def _draw_task(self, task: TaskView, y: float) -> float:
        setting, em = self._sheet.setting, self._em
        label = self._sheet.set(task.title, self._label_width - 0.6 * em, setting.text)
        advice = self._sheet.set(task.advice.title, self._advice_width - 0.6 * em, setting.small)
        decision = self._sheet.set(task.decision, self._decision_width - 0.6 * em, setting.small)
        height = max(label.height, advice.height, decision.height) + 1.1 * em
        middle = y + height / 2
        for number in range(len(LANES)):
            self._sheet.path(((self._lane(number), y), (self._lane(number), y + height)), _LANE)
        self._sheet.put(label, Box(0, y, self._label_width - 0.6 * em, height), down="middle")
        self._sheet.put(
            decision, Box(self._label_width, y, self._decision_width - 0.4 * em, height), "middle", "middle"
        )
        right = self._lanes_left + self._lanes_width
        self._sheet.put(advice, Box(right + 0.5 * em, y, self._advice_width - 0.5 * em, height), "middle", "middle")
        self._draw_ways(task, middle)
        self._sheet.path(((0, y + height), (setting.width, y + height)), _ROW)
        return y + height

    def _draw_ways(self, task: TaskView, y: float) -> None:
        there = self._lane(THEN[task.execution.value])
        if task.now is not None and NOW[task.now] != THEN[task.execution.value]:
            here = self._lane(NOW[task.now])
            self._draw_arrow((here, y), there)
            self._draw_now((here, y))
        self._draw_then((there, y))
        if task.now is not None and NOW[task.now] == THEN[task.execution.value]:
            self._sheet.circle((there, y), 0.72 * self._em, None, Stroke(palette.INK, 1.0))

    def _draw_arrow(self, start: Point, end: float) -> None:
        (x, y), em = start, self._em
        way = 1 if end > x else -1
        tip = end - way * 0.75 * em
        self._sheet.path(((x, y), (tip - way * 0.5 * em, y)), _WAY)
        corners = ((tip, y), (tip - way * 0.7 * em, y - 0.4 * em), (tip - way * 0.7 * em, y + 0.4 * em))
        self._sheet.path(corners, fill=palette.ACCENT, closed=True)

    def _draw_now(self, at: Point) -> None:
        self._sheet.circle(at, 0.5 * self._em, palette.PAPER, Stroke(palette.INK, 1.0))

    def _draw_then(self, at: Point) -> None:
        self._sheet.circle(at, 0.5 * self._em, palette.ACCENT)

    def _draw_legend(self, y: float) -> float:
        setting, em = self._sheet.setting, self._em
        x = 0.0
        row = 0.0
        for kind in ("now", "then", "same"):
            found = self._sheet.set(self._say(f"sourcing.legend.{kind}"), setting.width - 2 * em, setting.small)
            if x and x + found.width + 2 * em > setting.width:
                x, y, row = 0.0, y + row + 0.7 * em, 0.0
            at = (x + 0.8 * em, y + 0.5 * em)
            if kind != "then":
                self._draw_now(at) if kind == "now" else self._sheet.circle(
                    at, 0.72 * em, None, Stroke(palette.INK, 1.0)
                )
            if kind != "now":
                self._draw_then(at)
            self._sheet.put(found, Box(x + 2 * em, y, found.width, found.height))
            x += found.width + 3.5 * em
            row = max(row, found.height)
        return y + row + 0.5 * em
