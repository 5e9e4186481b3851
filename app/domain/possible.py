"""What a fact may still be: closed values and a range of numbers, as bounds through which derived facts reason."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from app.domain.facts import Scalar

INFINITY = float("inf")
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Possible:
    """`values` are those of a closed fact, None among them where a number can be left out.

    `low` and `high` bound its numbers, of which there are none where `low` is above `high`.
    """

    values: tuple[Scalar, ...] = ()
    low: float = INFINITY
    high: float = -INFINITY

    def may_be(self, values: Container[Scalar]) -> bool:
        """Whether one of its closed values is among these."""
        return any(value in values for value in self.values)

    def must_be(self, values: Container[Scalar]) -> bool:
        """Whether nothing but these is possible."""
        return not self.numbers and all(value in values for value in self.values)

    @property
    def numbers(self) -> bool:
        """Whether it may be a number."""
        return self.low <= self.high

    @property
    def null(self) -> tuple[Scalar, ...]:
        """None where it may be left out, as values of something computed from it."""
        return (None,) if None in self.values else ()

    def within(self, other: Possible) -> Possible:
        """What is possible by both."""
        values = tuple(value for value in self.values if value in other.values)
        return Possible(values, max(self.low, other.low), min(self.high, other.high))


@dataclass(frozen=True, slots=True)
class Part:
    """What one answer may do to a share: count in it, count against it, or stay out of it."""

    counts: bool
    against: bool
    out: bool


def share_of(parts: Iterable[Part]) -> Possible:
    """The least and the greatest share of those that count among those not out; 0 where all are out."""
    known = list(parts)
    can, must = sum(p.counts for p in known), sum(p.counts and not (p.against or p.out) for p in known)
    opposed, forced = sum(p.against for p in known), sum(p.against and not (p.counts or p.out) for p in known)
    low = must / (must + opposed) if must else 0.0
    return Possible(low=low, high=can / (can + forced) if can else 0.0)


def mean_of(earned: Iterable[tuple[tuple[float, ...], bool]]) -> Possible:
    """The least and the greatest mean of points, each of which may be left out where said; None where all are."""
    known = list(earned)
    null: tuple[Scalar, ...] = (None,) if all(out for _, out in known) else ()
    counted = [(points, out) for points, out in known if points]
    if not counted:
        return Possible(null)
    low = _least_mean([(min(points), out) for points, out in counted])
    high = -_least_mean([(-max(points), out) for points, out in counted])
    exact = all((point * 1024).is_integer() for points, _ in counted for point in points)
    slack = 0.0 if exact else ROUNDING
    return Possible(null, low - slack, high + slack)


def _least_mean(points: list[tuple[float, bool]]) -> float:
    """The mean of all that cannot be left out and of the others that lower it."""
    taken = [float(point) for point, out in points if not out]
    for point in sorted(float(point) for point, out in points if out):
        if not taken or point < sum(taken) / len(taken):
            taken.append(point)
    return sum(taken) / len(taken)
