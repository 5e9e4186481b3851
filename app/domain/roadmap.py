"""The roadmap: actions placed in horizons, no more in each than the team can carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Horizon:
    """A stretch of time; None in `days` for the one without an end."""

    id: str
    title: Text
    days: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many actions a horizon takes, by headcount.

    `limits` are (largest headcount, most actions), the last with None for any larger team. The last horizon is
    without limit. Source: domain.md §6, the tool's own convention.
    """

    horizons: tuple[Horizon, ...]
    limits: tuple[tuple[int | None, int], ...]
    sources: tuple[str, ...]

    def limit(self, headcount: int) -> int:
        """The most actions one horizon takes for a team of that size."""
        return next(most for up_to, most in self.limits if up_to is None or headcount <= up_to)


class Candidate(NamedTuple):
    """An action that applies: its earliest horizon and the actions it builds on, present or not."""

    id: str
    earliest: str
    after: tuple[str, ...]


class Placed(NamedTuple):
    """An action in its horizon, after those present."""

    id: str
    horizon: str
    after: tuple[str, ...]


def plan(candidates: Sequence[Candidate], capacity: Capacity, headcount: int) -> tuple[Placed, ...]:
    """Places candidates (in order of priority) horizon by horizon, listed by horizon, then priority.

    In each horizon they are walked in order; one is placed when its earliest horizon has come and all it builds on are
    placed, until the horizon is full. What remains goes to the last horizon.
    """
    present = {candidate.id for candidate in candidates}
    waiting = [c._replace(after=tuple([a for a in c.after if a in present])) if c.after else c for c in candidates]
    order = {horizon.id: place for place, horizon in enumerate(capacity.horizons)}
    placed: dict[str, Placed] = {}
    for horizon in capacity.horizons[:-1]:
        now = [c for c in waiting if order[c.earliest] <= order[horizon.id]]
        _fill(horizon.id, now, placed, capacity.limit(headcount))
        waiting = [c for c in waiting if c.id not in placed]
    last = capacity.horizons[-1].id
    return (*placed.values(), *(Placed(c.id, last, c.after) for c in waiting))


def _fill(horizon: str, candidates: Sequence[Candidate], placed: dict[str, Placed], limit: int) -> None:
    free = limit
    for candidate in candidates:
        if not free:
            return
        if all(map(placed.__contains__, candidate.after)):
            placed[candidate.id] = Placed(candidate.id, horizon, candidate.after)
            free -= 1
