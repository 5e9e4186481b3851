"""The budget as bars: what can be spent a month, what the recommendation costs, and the line it should stay within."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.presentation import BudgetView, Presentation
from app.report.scene import palette
from app.report.scene.shapes import Box, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

_WIDE = 40.0
_SURE = palette.ACCENT
_RANGE = palette.MIDDLE
_LIMIT = Stroke(palette.INK, 1.1, (3, 2))


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The bars, from nothing to the largest amount; lines that do not stand say so in words."""
    return _Bars(presentation.budget, say, setting).scene()


@dataclass(frozen=True, slots=True)
class _Bar:
    """A line of the budget: what it costs at least and at most, None where there is nothing to draw."""

    label: str
    value: str
    low: float | None
    high: float | None


class _Bars:
    def __init__(self, budget: BudgetView, say: Say, setting: Setting) -> None:
        self._budget = budget
        self._say = say
        self._sheet = Sheet(setting)
        self._em = setting.size
        figures = budget.figures
        advice, total = figures.advice or (None, None), figures.total if any(figures.total) else (None, None)
        ends = (
            (figures.monthly, figures.monthly),
            advice,
            (figures.articles, figures.articles),
            total,
        )
        self._bars = [
            _Bar(row.label, row.value, low, high) for row, (low, high) in zip(budget.rows, ends, strict=False)
        ]
        self._most = max([bar.high or 0.0 for bar in self._bars] + [1.0])

    def scene(self) -> Scene:
        em, setting = self._em, self._sheet.setting
        limit = self._budget.figures.monthly
        y = 0.0
        for number, bar in enumerate(self._bars):
            y = self._draw_bar(bar, y, limit if number else None)
        affordable = self._budget.rows[-1]
        note = self._sheet.set(
            self._say("fact", label=affordable.label, value=affordable.value), setting.width, setting.text
        )
        self._sheet.put(note, Box(0, y + 0.6 * em, setting.width, note.height))
        told = self._say("joint").join(self._say("fact", label=row.label, value=row.value) for row in self._budget.rows)
        return self._sheet.scene(y + note.height + em, self._say("budget.title"), told)

    def _x(self, amount: float) -> float:
        return 1 + (self._sheet.setting.width - 2) * amount / self._most

    def _draw_bar(self, bar: _Bar, y: float, limit: float | None) -> float:
        em, setting = self._em, self._sheet.setting
        value = self._sheet.set(bar.value, setting.width * 0.45, setting.text.but(bold=True))
        label = self._sheet.set(bar.label, setting.width - value.width - em, setting.text)
        self._sheet.put(label, Box(0, y, setting.width - value.width - em, label.height))
        self._sheet.put(value, Box(setting.width - value.width, y, value.width, value.height), "end")
        y += max(label.height, value.height) + 0.5 * em
        room = Box(0, y, setting.width, 1.3 * em)
        self._sheet.rectangle(room, palette.FAINT)
        if bar.low is not None and bar.high is not None:
            self._sheet.rectangle(Box(1, y, self._x(bar.low) - 1, room.height), _SURE)
            if bar.high > bar.low:
                self._sheet.rectangle(
                    Box(self._x(bar.low), y, self._x(bar.high) - self._x(bar.low), room.height), _RANGE
                )
        if limit:
            self._sheet.path(((self._x(limit), y - 0.3 * em), (self._x(limit), room.bottom + 0.3 * em)), _LIMIT)
        return room.bottom + 1.1 * em
