"""Who decides, who does the work and who advises, task by task: where the work is done now and where it should be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain.presentation import Presentation, TaskView
from app.report.scene import legend, palette
from app.report.scene.lettering import Block, Letters
from app.report.scene.shapes import Box, Point, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

_LANES = ("none", "inside", "shared", "outside")
_NOW = {"not_done": 0, "inhouse": 1, "mixed": 2, "outsourced": 3}
_THEN = {"defer": 0, "inhouse": 1, "hybrid": 2, "outsource": 3}
_WIDE = 40.0
_LABEL = 20.0
_WIDEST_LANE = 13.0
_NONE = "none"
_LANE = Stroke(palette.LINE, 0.6)
_ROW = Stroke(palette.LINE, 0.5)
_RULE = Stroke(palette.ACCENT, 0.9)
_RING = Stroke(palette.INK, 1.0)


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The matrix: an open circle where the work is done now, a filled one where it should be, an arrow between."""
    return _Matrix(presentation, say, setting).scene()


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a task, and how high they stand."""

    label: Block
    decision: Block
    advice: Block
    height: float


class _Matrix:
    def __init__(self, presentation: Presentation, say: Say, setting: Setting) -> None:
        self._tasks = presentation.tasks
        self._say = say
        self._sheet = Sheet(setting)
        self._em = em = setting.size
        self._wide = setting.ems >= _WIDE
        self._decision = 5.5 * em if self._wide else 0.0
        self._advice = (5.6 if self._wide else 4.9) * em
        beside = (setting.width - _LABEL * em - self._decision - self._advice) / len(_LANES)
        self._lane = min(max(beside, setting.width * 0.105), _WIDEST_LANE * em)
        self._label = setting.width - self._decision - self._lane * len(_LANES) - self._advice

    def scene(self) -> Scene:
        y = self._draw_head()
        for group, tasks in groupby(self._tasks, key=lambda task: task.group):
            y = self._draw_group(group, list(tasks), y)
        y = legend.draw(self._sheet, y + 0.9 * self._em, list(self._legend()))
        return self._sheet.scene(y, self._say("sourcing.title"), " ".join(map(self._told, self._tasks)))

    def _told(self, task: TaskView) -> str:
        now = task.current or self._say("sourcing.untold")
        said = {"now": now, "then": task.execution.title, "decision": task.decision, "advice": task.advice.title}
        return self._say("sourcing.told", task=task.title, **said)

    @property
    def _lanes_left(self) -> float:
        return self._label + self._decision

    @property
    def _advice_left(self) -> float:
        return self._lanes_left + self._lane * len(_LANES)

    def _at(self, lane: int) -> float:
        return self._lanes_left + self._lane * (lane + 0.5)

    def _draw_head(self) -> float:
        """Draws the heads of the columns; narrow ones by turns on two lines, so that words of any length fit."""
        setting, em = self._sheet.setting, self._em
        y = 0.0 if self._wide else self._draw_decisions()
        strong = setting.small.but(bold=True, ink=palette.INK)
        leading = 1.3 * strong.size
        if self._wide:
            self._head("decision", self._label, self._decision, y, strong)
        self._head("advice", self._advice_left, self._advice, y, strong)
        self._head("execution", self._lanes_left, self._lane * len(_LANES), y, strong)
        y += leading
        for number, lane in enumerate(_LANES):
            low = 0 if self._wide else number % 2
            self._head(f"lane.{lane}", self._at(number) - self._lane, 2 * self._lane, y + low * leading, setting.small)
        return y + leading * (1 if self._wide else 2) + 0.2 * em

    def _head(self, key: str, x: float, width: float, y: float, letters: Letters) -> None:
        self._sheet.write(self._say(f"sourcing.{key}"), Box(x, y, width, letters.size), letters, "middle")

    def _draw_decisions(self) -> float:
        decisions = self._say("joint").join(dict.fromkeys(task.decision for task in self._tasks))
        setting = self._sheet.setting
        note = self._sheet.set(self._say("sourcing.decisions", decision=decisions), setting.width, setting.text)
        self._sheet.put(note, Box(0, 0, setting.width, note.height))
        return note.height + 0.9 * self._em

    def _draw_group(self, group: str, tasks: Sequence[TaskView], y: float) -> float:
        setting, em = self._sheet.setting, self._em
        room = self._label - 0.5 * em if self._wide else setting.width
        head = self._sheet.set(group, room, setting.text.but(bold=True, ink=palette.ACCENT))
        self._sheet.put(head, Box(0, y + 0.6 * em, room, head.height))
        y += head.height + 1.1 * em
        self._sheet.path(((0, y), (setting.width, y)), _RULE)
        rows = [self._set_task(task) for task in tasks]
        bottom = y + sum(row.height for row in rows)
        for number in range(len(_LANES)):
            self._sheet.path(((self._at(number), y), (self._at(number), bottom)), _LANE)
        for task, row in zip(tasks, rows, strict=True):
            self._draw_task(task, row, y)
            y += row.height
        return y

    def _set_task(self, task: TaskView) -> _Row:
        setting, em = self._sheet.setting, self._em
        letters = setting.small if task.advice.value == _NONE else setting.small.but(ink=palette.INK, bold=True)
        label = self._sheet.set(task.title, self._label - 0.6 * em, setting.text.but(balanced=False))
        advice = self._sheet.set(self._say(f"sourcing.advice.{task.advice.value}"), self._advice, letters)
        decision = self._sheet.set(task.decision, (self._decision or setting.width) - 0.6 * em, setting.small)
        height = max(label.height, advice.height, self._wide * decision.height) + 1.1 * em
        return _Row(label, decision, advice, height)

    def _draw_task(self, task: TaskView, row: _Row, y: float) -> None:
        self._sheet.put(row.label, Box(0, y, self._label - 0.6 * self._em, row.height), down="middle")
        self._sheet.put(row.advice, Box(self._advice_left, y, self._advice, row.height), "middle", "middle")
        if self._wide:
            self._sheet.put(row.decision, Box(self._label, y, self._decision, row.height), "middle", "middle")
        self._draw_way(task, y + row.height / 2)
        bottom = y + row.height
        self._sheet.path(((0, bottom), (self._sheet.setting.width, bottom)), _ROW)

    def _draw_way(self, task: TaskView, y: float) -> None:
        """Draws where the work is done now, where it should be, and the way between."""
        then = _THEN[task.execution.value]
        now = None if task.now is None else _NOW[task.now]
        there = (self._at(then), y)
        if now is None:
            self._draw_then(there)
        elif now == then:
            self._draw_same(there)
        else:
            self._draw_arrow((self._at(now), y), there[0])
            self._draw_now((self._at(now), y))
            self._draw_then(there)

    def _draw_arrow(self, start: Point, end: float) -> None:
        (x, y), em = start, self._em
        way = 1 if end > x else -1
        tip = end - way * 0.62 * em
        self._sheet.path(((x, y), (tip - way * 0.5 * em, y)), Stroke(palette.ACCENT, 0.16 * em))
        corners = ((tip, y), (tip - way * 0.7 * em, y - 0.42 * em), (tip - way * 0.7 * em, y + 0.42 * em))
        self._sheet.path(corners, None, palette.ACCENT, closed=True)

    def _draw_now(self, at: Point) -> None:
        self._sheet.circle(at, 0.45 * self._em, palette.PAPER, _RING)

    def _draw_then(self, at: Point) -> None:
        self._sheet.circle(at, 0.5 * self._em, palette.ACCENT)

    def _draw_same(self, at: Point) -> None:
        self._sheet.circle(at, 0.72 * self._em, palette.PAPER, _RING)
        self._draw_then(at)

    def _legend(self) -> Sequence[tuple[Callable[[Point], None], str]]:
        """Only the marks that are drawn."""
        ways = [(task.now and _NOW[task.now], _THEN[task.execution.value]) for task in self._tasks]
        used = {
            "now": (self._draw_now, any(now is not None and now != then for now, then in ways)),
            "then": (self._draw_then, any(now is None or now != then for now, then in ways)),
            "same": (self._draw_same, any(now == then for now, then in ways)),
        }
        return [(mark, self._say(f"sourcing.legend.{key}")) for key, (mark, is_used) in used.items() if is_used]
