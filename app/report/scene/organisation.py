"""The organisation as a chart: people or teams as boxes with the hats they wear, and outside companies dotted."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from app.domain.presentation import HatView, Presentation, SeatView
from app.report.scene import legend, palette
from app.report.scene.cards import Card, Content, Mark, draw_mark
from app.report.scene.shapes import Box, Point, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

_BOUGHT = "outsource"
_CARRIED_OUT = (_BOUGHT, "hybrid")
_NARROWEST = 12.5
_WIDEST_FIRST = 24.0
_WIDEST = 46.0
_MOST_ASIDE = 6
_LINE = Stroke(palette.SOFT, 0.9)


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The chart: who leads on top, everybody else below, then what outside companies carry out."""
    return _Chart(presentation, say, setting).scene()


class _Chart:
    def __init__(self, presentation: Presentation, say: Say, setting: Setting) -> None:
        self._say = say
        self._sheet = Sheet(setting)
        self._em = setting.size
        self._seats = presentation.seats
        self._bought = {task.id for task in presentation.tasks if task.execution.value == _BOUGHT}
        self._carried_out: dict[str, list[str]] = {}
        for task in presentation.tasks:
            if task.execution.value in _CARRIED_OUT:
                self._carried_out.setdefault(task.execution.title, []).append(task.title)

    def scene(self) -> Scene:
        bottom = self._draw_seats()
        if self._carried_out:
            bottom = self._draw_partners(bottom)
        height = self._draw_legend(bottom + self._em)
        told = [self._told(self._seat(seat)) for seat in self._seats]
        if self._carried_out:
            told += [self._say("fact", label=self._say("organisation.partners"), value="")]
            told += map(self._told, self._partners())
        return self._sheet.scene(height, self._say("organisation.title"), " ".join(told))

    def _told(self, content: Content) -> str:
        entries = self._say("joint").join(text for _, text in content.entries)
        note = "" if content.note is None else self._say("organisation.note", note=content.note)
        return self._say("sentence", text=self._say("fact", label=content.head, value=entries) + note)

    def _seat(self, seat: SeatView) -> Content:
        is_team = seat.kind == "team"
        head = self._say("organisation.team", title=seat.title, count=seat.count) if is_team else seat.title
        entries = tuple((self._mark(hat), hat.title) for hat in seat.hats)
        note = self._say("organisation.overloaded") if seat.overloaded else None
        return Content(seat.kind, head, entries, note)  # type: ignore[arg-type]

    def _mark(self, hat: HatView) -> Mark:
        if hat.decides:
            return "decides"
        return "checks" if hat.task in self._bought else "does"

    def _partners(self) -> list[Content]:
        return [
            Content("partner", how, tuple(("does", task) for task in tasks)) for how, tasks in self._carried_out.items()
        ]

    def _draw_seats(self) -> float:
        setting = self._sheet.setting
        first, *others = map(self._seat, self._seats)
        if not others:
            card = Card(self._sheet, first, min(setting.width, 1.5 * _WIDEST * self._em))
            return card.draw((setting.width - card.width) / 2, 0, card.height)
        columns = self._columns(len(others))
        rows = [others[at : at + columns] for at in range(0, len(others), columns)]
        left = self._em if len(rows) > 1 else 0.0
        each = min((setting.width - left - self._em * (columns - 1)) / columns, _WIDEST * self._em)
        top = Card(self._sheet, first, min(setting.width, max(each, _WIDEST_FIRST * self._em)))
        bottom = top.draw((setting.width - top.width) / 2, 0, top.height)
        return self._draw_rows(rows, left, each, bottom)

    def _columns(self, count: int) -> int:
        most = max(1, min(_MOST_ASIDE, int(self._sheet.setting.ems // (_NARROWEST + 1))))
        return ceil(count / ceil(count / most))

    def _draw_rows(self, rows: Sequence[Sequence[Content]], left: float, each: float, bottom: float) -> float:
        """Draws the rows below the first card; where there are several, they hang from a trunk at the left."""
        gap, middle, first_line = self._em, self._sheet.setting.width / 2, bottom + self._em
        self._sheet.path(((middle, bottom), (middle, first_line)), _LINE)
        for row in rows:
            line = bottom + gap
            at = left if left else (self._sheet.setting.width - len(row) * (each + gap) + gap) / 2
            centres = [at + n * (each + gap) + each / 2 for n in range(len(row))]
            ends = [*centres, middle] if line == first_line else centres
            start = _LINE.width / 2 if left else min(ends)
            self._sheet.path(((start, line), (max(ends), line)), _LINE)
            bottom = self._draw_row(row, centres, each, line)
            last_line = line
        if left:
            trunk = _LINE.width / 2
            self._sheet.path(((trunk, first_line), (trunk, last_line)), _LINE)
        return bottom

    def _draw_row(self, row: Sequence[Content], centres: Sequence[float], each: float, line: float) -> float:
        cards = [Card(self._sheet, content, each) for content in row]
        top, height = line + self._em, max(card.height for card in cards)
        for card, centre in zip(cards, centres, strict=True):
            self._sheet.path(((centre, line), (centre, top)), _LINE)
            card.draw(centre - each / 2, top, height)
        return top + height

    def _draw_partners(self, y: float) -> float:
        """Draws the outside companies: aside where there is room, else one below another."""
        setting, gap, contents = self._sheet.setting, self._em, self._partners()
        head = self._sheet.set(self._say("organisation.partners"), setting.width, setting.text.but(bold=True))
        self._sheet.put(head, Box(0, y + 1.6 * gap, setting.width, head.height))
        y += 2.2 * gap + head.height
        columns = len(contents) if setting.ems >= len(contents) * 2 * _NARROWEST else 1
        each = (setting.width - gap * (columns - 1)) / columns
        if len(contents) == 1:
            each = min(each, _WIDEST * self._em)
        for at in range(0, len(contents), columns):
            cards = [Card(self._sheet, content, each) for content in contents[at : at + columns]]
            height = max(card.height for card in cards)
            for number, card in enumerate(cards):
                card.draw(number * (each + gap), y, height)
            y += height + 0.8 * gap
        return y - 0.8 * gap

    def _draw_legend(self, y: float) -> float:
        used = {self._mark(hat) for seat in self._seats for hat in seat.hats}
        marks: list[Mark] = [mark for mark in ("decides", "checks") if mark in used]
        return legend.draw(self._sheet, y, [(self._drawer(mark), self._say(f"organisation.{mark}")) for mark in marks])

    def _drawer(self, mark: Mark) -> legend.Mark:
        def drawn(at: Point) -> None:
            draw_mark(self._sheet, mark, at)

        return drawn
