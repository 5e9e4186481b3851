"""Where the bars and arrows of a roadmap stand from left to right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from app.domain.presentation import HorizonView
from app.report.scene.schedule import Arrow, Span

HEAD = 0.5
"""How long the head of an arrow is, in letters."""
_STEPS = (0.4, 0.3, 0.22, 0.16, 0.1)
_PAD = 0.3
_CLEAR = 0.15
_LEAST_BAR = 0.9
_LEAST_COLUMN = 3.65


class Timeline:
    """Columns for horizons, as equal as the bars and the lanes of arrows before them allow."""

    def __init__(
        self,
        horizons: Sequence[HorizonView],
        found: Mapping[str, Span],
        arrows: Sequence[Arrow],
        em: float,
        most: float,
    ) -> None:
        self._count = len(horizons)
        self._spans = found
        self._em = em
        self._lanes: dict[tuple[int, float], int] = defaultdict(int)
        for arrow in arrows:
            place = self._place(arrow.after)
            self._lanes[place] = max(self._lanes[place], arrow.lane + 1)
        self._step = next((step for step in _STEPS if sum(self._needs(step)) <= most), _STEPS[-1]) * em
        self.needed = sum(self._needs(self._step / em))
        self._edges: list[float] = []

    def fill(self, left: float, width: float) -> None:
        """Gives the columns their places within a width: those that need less than others share what is left."""
        needs, level = self._needs(self._step / self._em), width / self._count
        while sum(max(need, level) for need in needs) > width + self._em * 0.01 and level > 0:
            level -= self._em * 0.05
        widths = [max(need, level) for need in needs]
        spare = (width - sum(widths)) / self._count
        self._edges = [left]
        for each in widths:
            self._edges.append(self._edges[-1] + each + spare)

    def column(self, horizon: int) -> tuple[float, float]:
        """Where a horizon starts and ends."""
        return self._edges[horizon], self._edges[horizon + 1]

    def bar(self, action: str) -> tuple[float, float]:
        """Where the bar of an action starts and ends."""
        span = self._spans[action]
        left, right = self.column(span.horizon)
        left, right = left + _PAD * self._em, right - _PAD * self._em
        lead = self._lead(self._lanes[self._place(action)], self._step)
        return left + (right - left) * span.start + lead, left + (right - left) * span.end

    def turn(self, arrow: Arrow) -> float:
        """Where an arrow turns down before the bar it leads to."""
        start, _ = self.bar(arrow.after)
        return start - HEAD * self._em - (arrow.lane + 0.5) * self._step

    def _place(self, action: str) -> tuple[int, float]:
        span = self._spans[action]
        return span.horizon, span.start

    def _lead(self, lanes: int, step: float) -> float:
        return lanes * step + (HEAD + _CLEAR) * self._em if lanes else 0.0

    def _needs(self, step: float) -> list[float]:
        """The least width of every column with lanes `step` letters wide: the narrowest bar is still seen."""
        needs = [_LEAST_COLUMN * self._em] * self._count
        for action, span in self._spans.items():
            lead = self._lead(self._lanes[self._place(action)], step * self._em)
            inner = (lead + _LEAST_BAR * self._em) / (span.end - span.start)
            needs[span.horizon] = max(needs[span.horizon], inner + 2 * _PAD * self._em)
        return needs
