"""Facts: the typed values that conditions read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Scalar = str | int | float | bool | None
Facts = Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Closed:
    """A fact that takes one of a closed list of values; None is among them where it can be left out."""

    values: tuple[Scalar, ...]

    def admits(self, value: Scalar) -> bool:
        """Whether `value` is one of the list, of the very same type (True is not 1)."""
        return any(type(known) is type(value) and known == value for known in self.values)


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number from `low` to `high`, whole or not; `nullable` where it can be left out."""

    low: float
    high: float
    whole: bool
    nullable: bool

    def admits(self, value: Scalar) -> bool:
        """Whether `value` is a number of the range, or None where it may be left out."""
        if value is None:
            return self.nullable
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        return (isinstance(value, int) or not self.whole) and self.low <= value <= self.high


FactType = Closed | Numeric
BOOLEAN = Closed((True, False))
NOT_KNOWN = Closed(())
"""The type of a fact whose values are not known, because what should say them is wrong."""
SHARE = Numeric(0, 1, whole=False, nullable=False)


def whole(value: object) -> int:
    """A value known to be a whole number; raises TypeError where it is not."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def number(value: object) -> float:
    """A value known to be a number; raises TypeError where it is not."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{value!r} is not a number")
    return value
