"""The organisation as a chart: people or teams as boxes with the hats they wear, and outside companies dotted."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from app.domain.presentation import HatView, Presentation, SeatView
from app.report.scene import palette
from app.report.scene.seat_boxes import SeatBox
from app.report.scene.shapes import Box, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

BOUGHT = ("outsource", "hybrid")
_NARROWEST = 12.0
_MOST_ASIDE = 6
_LINE = Stroke(palette.SOFT, 0.9)
_DOTTED = Stroke(palette.SOFT, 1.0, (1.5, 2.5))


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The chart: who leads on top, everybody else below, then what outside companies carry out."""
    return _Chart(presentation, say, setting).scene()


class _Chart:
    def __init__(self, presentation: Presentation, say: Say, setting: Setting) -> None:
        self._seats = presentation.seats
        self._say = say
        self._sheet = Sheet(setting)
        self._em = setting.size
        self._bought = {task.id: task.title for task in presentation.tasks if task.execution.value == "outsource"}
        self._partners: dict[str, list[str]] = {}
        for task in presentation.tasks:
            if task.execution.value in BOUGHT:
                self._partners.setdefault(task.execution.title, []).append(task.title)

    def scene(self) -> Scene:
        y = self._draw_seats()
        if self._partners:
            y = self._draw_partners(y)
        y = self._draw_legend(y + self._em)
        return self._sheet.scene(y, self._say("organisation.title"), " ".join(self._told()))

    def _told(self) -> list[str]:
        joint = self._say("joint")
        seats = [
            self._say("fact", label=SeatBox.name(seat, self._say), value=joint.join(hat.title for hat in seat.hats))
            for seat in self._seats
        ]
        partners = [
            self._say("organisation.partner.told", how=how, tasks=joint.join(tasks))
            for how, tasks in self._partners.items()
        ]
        return [self._say("sentence", text=each) for each in (*seats, *partners)]

    def _box(self, seat: SeatView, width: float) -> SeatBox:
        return SeatBox(self._sheet, self._say, seat, self._bought, width)

    def _draw_seats(self) -> float:
        width, gap = self._sheet.setting.width, self._em
        first, *others = self._seats
        if not others:
            box = self._box(first, width)
            return box.draw(0, 0, box.height)
        columns = self._columns(len(others))
        each = (width - gap * (columns - 1)) / columns
        top = self._box(first, min(width, max(each, 22 * self._em)))
        bottom = top.draw((width - top.width) / 2, 0, top.height)
        rows = [others[at : at + columns] for at in range(0, len(others), columns)]
        return self._draw_rows(rows, each, bottom)

    def _columns(self, count: int) -> int:
        most = max(1, min(_MOST_ASIDE, int((self._sheet.setting.ems + 1) // (_NARROWEST + 1))))
        return ceil(count / ceil(count / most))

    def _draw_rows(self, rows: Sequence[Sequence[SeatView]], each: float, bottom: float) -> float:
        """Draws the rows below the first box, every row hanging from a line of its own."""
        width, gap = self._sheet.setting.width, self._em
        middle = width / 2
        for row in rows:
            boxes = [self._box(seat, each) for seat in row]
            height = max(box.height for box in boxes)
            left = (width - len(row) * each - (len(row) - 1) * gap) / 2
            line = bottom + gap
            centres = [left + n * (each + gap) + each / 2 for n in range(len(row))]
            self._sheet.path(((middle, bottom), (middle, line)), _LINE)
            if len(row) > 1:
                self._sheet.path(((centres[0], line), (centres[-1], line)), _LINE)
            for box, centre in zip(boxes, centres, strict=True):
                self._sheet.path(((centre, line), (centre, line + gap)), _LINE)
                box.draw(centre - each / 2, line + gap, height)
            bottom = line + gap + height
        return bottom

    def _draw_partners(self, y: float) -> float:
        em, setting = self._em, self._sheet.setting
        middle, top = setting.width / 2, y + 1.6 * em
        self._sheet.path(((middle, y), (middle, top)), _DOTTED)
        inner = setting.width - 2 * em
        head = self._sheet.set(self._say("organisation.partners"), inner, setting.text.but(bold=True))
        lines = [
            self._sheet.set(
                self._say("fact", label=how, value=self._say("joint").join(tasks)),
                inner,
                setting.text.but(balanced=False),
            )
            for how, tasks in self._partners.items()
        ]
        height = head.height + sum(line.height + 0.6 * em for line in lines) + 1.8 * em
        frame = Box(0.5, top, setting.width - 1, height)
        self._sheet.rectangle(frame, palette.PAPER, _DOTTED, 3)
        y = top + 0.9 * em
        for found in (head, *lines):
            self._sheet.put(found, Box(em, y, inner, found.height))
            y += found.height + 0.6 * em
        return frame.bottom + 1

    def _draw_legend(self, y: float) -> float:
        setting, em = self._sheet.setting, self._em
        hats: list[HatView] = [hat for seat in self._seats for hat in seat.hats]
        kinds = [
            kind
            for kind, used in (
                ("decides", any(hat.decides for hat in hats)),
                ("bought", any(hat.task in self._bought for hat in hats)),
            )
            if used
        ]
        for kind in kinds:
            SeatBox.mark(self._sheet, kind, (0.5 * em, y + 0.5 * em))
            found = self._sheet.set(self._say(f"organisation.legend.{kind}"), setting.width - 1.4 * em, setting.small)
            self._sheet.put(found, Box(1.4 * em, y, setting.width - 1.4 * em, found.height))
            y += found.height + 0.4 * em
        return y
