"""The budget as bars: what can be spent a month, what the recommendation costs, and the line it should stay within."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.presentation import BudgetView, Presentation
from app.report.scene import legend, palette
from app.report.scene.shapes import Box, Point, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

_LIMIT = Stroke(palette.INK, 1.1, (3, 2))
_HALO = Stroke(palette.PAPER, 3.0)
_HATCH = Stroke(palette.PAPER, 1.2)
_LEAST_SEEN = 2.0
_HEIGHT = 1.3


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The bars, from nothing to the largest amount; lines that do not stand say so in words."""
    return _Bars(presentation.budget, say, setting).scene()


@dataclass(frozen=True, slots=True)
class _Bar:
    """A line of the budget: what it costs at least and at most in 万円 a month, None where nothing can be drawn."""

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
        ends = (
            (figures.monthly, figures.monthly),
            figures.advice or (None, None),
            (figures.articles, figures.articles),
            figures.total if any(figures.total) else (None, None),
        )
        *rows, self._affordable = budget.rows
        self._bars = [_Bar(row.label, row.value, *pair) for row, pair in zip(rows, ends, strict=True)]
        self._most = max([bar.high or 0.0 for bar in self._bars] + [1.0])

    def scene(self) -> Scene:
        y = 0.0
        for bar in self._bars:
            y = self._draw_label(bar, y)
            if bar.low is not None and bar.high is not None:
                y = self._draw_bar(bar.low, bar.high, y, limited=bar is not self._bars[0])
            y += 0.9 * self._em
        y = self._draw_words(y + 0.2 * self._em)
        marks = self._legend()
        if marks:
            y = legend.draw(self._sheet, y + 0.8 * self._em, marks)
        told = [self._budget.fit.title]
        told += [self._say("fact", label=row.label, value=row.value) for row in self._budget.rows]
        return self._sheet.scene(y, self._say("budget.title"), self._say("joint").join(told))

    def _x(self, amount: float) -> float:
        return self._sheet.setting.width * amount / self._most

    def _draw_label(self, bar: _Bar, y: float) -> float:
        em, setting = self._em, self._sheet.setting
        value = self._sheet.set(bar.value, setting.width * 0.5, setting.text.but(bold=bar.high is not None))
        room = setting.width - value.width - em
        label = self._sheet.set(bar.label, room, setting.text.but(balanced=False))
        height = max(label.height, value.height)
        self._sheet.put(label, Box(0, y, room, height), down="bottom")
        self._sheet.put(value, Box(setting.width - value.width, y, value.width, height), "end", "bottom")
        return y + height

    def _draw_bar(self, low: float, high: float, y: float, *, limited: bool) -> float:
        """Draws what it costs at least, and up to what it may cost, with the line of the budget where it has one."""
        setting, height, limit = self._sheet.setting, _HEIGHT * self._em, self._budget.figures.monthly
        y += 0.5 * self._em
        self._sheet.rectangle(Box(0, y, setting.width, height), palette.FAINT)
        least = max(_LEAST_SEEN, self._x(low))
        self._sheet.rectangle(Box(0, y, least, height), palette.ACCENT if limited else palette.SOFT)
        if high > low:
            span = Box(least, y, max(_LEAST_SEEN, self._x(high) - least), height)
            self._sheet.rectangle(span, palette.MIDDLE)
        if limit is not None and limited:
            over, edge = self._x(limit), _HALO.width / 2
            self._hatch(Box(over, y, max(0.0, self._x(high) - over), height))
            self._draw_limit((min(max(over, edge), setting.width - edge), y + height / 2), _HEIGHT / 2 + 0.25)
        return y + height

    def _hatch(self, box: Box) -> None:
        """Marks a part of a bar with slanting lines inside its edges."""
        box = box.inset(_HATCH.width / 2, _HATCH.width / 2)
        step, x = 0.55 * self._em, box.x
        while x < box.right + box.height:
            start, end = max(x - box.height, box.x), min(x, box.right)
            if end > start:
                self._sheet.path(((start, box.y + x - start), (end, box.y + x - end)), _HATCH)
            x += step

    def _draw_words(self, y: float) -> float:
        setting, em = self._sheet.setting, self._em
        affordable = self._say("fact", label=self._affordable.label, value=self._affordable.value)
        for text, letters in ((self._budget.fit.title, setting.text.but(bold=True)), (affordable, setting.text)):
            found = self._sheet.set(text, setting.width, letters.but(balanced=False))
            self._sheet.put(found, Box(0, y, setting.width, found.height))
            y += found.height + 0.5 * em
        return y - 0.5 * em

    def _legend(self) -> list[tuple[legend.Mark, str]]:
        """Only what is drawn: the range between least and most, and the line of the budget."""
        marks: list[tuple[legend.Mark, str]] = []
        costs = [bar for bar in self._bars[1:] if bar.high is not None]
        if any(bar.low != bar.high for bar in costs):
            marks.append((self._draw_range, self._say("budget.range")))
        if costs and self._budget.figures.monthly is not None:
            marks.append((self._draw_limit, self._say("budget.limit")))
            if any((bar.high or 0) > self._budget.figures.monthly for bar in costs):
                marks.append((self._draw_over, self._say("budget.over")))
        return marks

    def _draw_over(self, at: Point) -> None:
        (x, y), em = at, self._em
        box = Box(x - 0.6 * em, y - 0.4 * em, 1.2 * em, 0.8 * em)
        self._sheet.rectangle(box, palette.ACCENT)
        self._hatch(box)

    def _draw_range(self, at: Point) -> None:
        (x, y), em = at, self._em
        self._sheet.rectangle(Box(x - 0.6 * em, y - 0.4 * em, 1.2 * em, 0.8 * em), palette.MIDDLE)

    def _draw_limit(self, at: Point, reach: float = 0.7) -> None:
        (x, y), reach = at, reach * self._em
        self._sheet.path(((x, y - reach), (x, y + reach)), _HALO)
        self._sheet.path(((x, y - reach), (x, y + reach)), _LIMIT)
