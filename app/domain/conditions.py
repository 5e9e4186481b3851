"""Conditions: unary tests in the notation of DMN, joined by all and any.

`-` anything, `yes, partial` one of, `not(yes)` none of, `< 50`, `[4..9]`, `null` left out, `not(null)` given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from app.domain.facts import Closed, Facts, FactType, Numeric, Scalar

NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
COMPARISON = re.compile(rf"(<=|>=|<|>)\s*({NUMBER})")
RANGE = re.compile(rf"([\[(])\s*({NUMBER})\s*\.\.\s*({NUMBER})\s*([\])])")
EXACT = re.compile(NUMBER)
NEGATION = re.compile(r"not\((.*)\)", re.DOTALL)
INFINITY = float("inf")


class CellError(ValueError):
    """Raised for a test that cannot be read or that its fact can never meet; `code` and `params` name the fault."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class OneOf:
    """Holds for each value of a closed list; `values` keep the order of the fact's type."""

    values: tuple[Scalar, ...]

    def holds(self, value: Scalar) -> bool:
        """Whether `value` is one of them."""
        return value in self.values


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; an open end leaves the bound itself out."""

    low: float = -INFINITY
    high: float = INFINITY
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: float) -> bool:
        """Whether `value` lies inside."""
        above = value > self.low if self.low_open else value >= self.low
        return above and (value < self.high if self.high_open else value <= self.high)

    def meets(self, low: float, high: float) -> bool:
        """Whether a number from `low` to `high` can lie inside."""
        lowest, highest = max(self.low, low), min(self.high, high)
        return lowest < highest or (lowest == highest and self.holds(lowest))


@dataclass(frozen=True, slots=True)
class InRanges:
    """Holds for numbers of any of the intervals, and for a value left out where `null` says so."""

    intervals: tuple[Interval, ...]
    null: bool = False

    def holds(self, value: Scalar) -> bool:
        """Whether `value` is a number of one of the intervals, or None and `null`."""
        if value is None:
            return self.null
        return isinstance(value, (int, float)) and any(interval.holds(value) for interval in self.intervals)


Test = OneOf | InRanges


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when every test holds and, where alternatives are given, at least one of them does."""

    tests: tuple[tuple[str, Test], ...] = ()
    any_of: tuple[Condition, ...] = ()

    def holds(self, facts: Facts) -> bool:
        """Whether it is met by `facts`, which must contain every fact it names."""
        return all(test.holds(facts[name]) for name, test in self.tests) and (
            not self.any_of or any(alternative.holds(facts) for alternative in self.any_of)
        )

    def facts(self) -> tuple[str, ...]:
        """The names it reads, in order, each once."""
        own = (name for name, _ in self.tests)
        return tuple(dict.fromkeys(chain(own, *(alternative.facts() for alternative in self.any_of))))

    def conjunctions(self) -> Iterator[tuple[tuple[str, Test], ...]]:
        """Its disjunctive normal form: plain lists of tests, one of which must hold as a whole."""
        if not self.any_of:
            yield self.tests
        for alternative in self.any_of:
            for tests in alternative.conjunctions():
                yield self.tests + tests

    def and_also(self, other: Condition) -> Condition:
        """The condition that holds when both do."""
        if not (self.any_of and other.any_of):
            return Condition(self.tests + other.tests, self.any_of + other.any_of)
        pairs = (left.and_also(right) for left in self.any_of for right in other.any_of)
        return Condition(self.tests + other.tests, tuple(pairs))


def parse_test(text: str, type_: FactType) -> Test | None:
    """Reads a unary test against the type of its fact; None stands for `-`, anything.

    Raises CellError for a text that is no test, a word that is no value of the fact, or a bound outside its range.
    """
    text = text.strip()
    if text == "-":
        return None
    negated = NEGATION.fullmatch(text)
    terms = [term.strip() for term in (negated[1] if negated else text).split(",")]
    if isinstance(type_, Closed):
        return _closed(terms, bool(negated), type_)
    return _numeric(terms, bool(negated), type_)


def _closed(terms: Sequence[str], negated: bool, type_: Closed) -> OneOf:
    words = {word_of(value): value for value in type_.values}
    for term in terms:
        if term not in words:
            raise CellError("cell-unknown-value", value=term, known=", ".join(words))
    named = [words[term] for term in terms]
    if negated:
        # "None of these" speaks of values that were given: silence is not a match.
        return OneOf(tuple(value for value in type_.values if value not in named and value is not None))
    return OneOf(tuple(value for value in type_.values if value in named))


def word_of(value: Scalar) -> str:
    """How a value is written in a test: `true`, `false` and `null` in lower case."""
    return (
        {True: "true", False: "false", None: "null"}[value] if value is None or isinstance(value, bool) else str(value)
    )


def _numeric(terms: Sequence[str], negated: bool, type_: Numeric) -> InRanges:
    if negated:
        if list(terms) != ["null"]:
            raise CellError("cell-number-negation", text=", ".join(terms))
        return InRanges((Interval(),))
    null = "null" in terms
    if null and not type_.nullable:
        raise CellError("cell-never-null")
    intervals = tuple(_interval(term, type_) for term in terms if term != "null")
    return InRanges(intervals, null)


def _interval(term: str, type_: Numeric) -> Interval:
    interval = _parse_interval(term)
    if interval is None:
        raise CellError("cell-not-a-number-test", text=term)
    bounds = [bound for bound in (interval.low, interval.high) if abs(bound) < INFINITY]
    if type_.whole:
        interval = _on_whole_numbers(interval)
    if not (interval.meets(type_.low, type_.high) and all(type_.low <= bound <= type_.high for bound in bounds)):
        raise CellError("cell-out-of-range", text=term, low=f"{type_.low:g}", high=f"{type_.high:g}")
    return interval


def _parse_interval(term: str) -> Interval | None:
    if found := COMPARISON.fullmatch(term):
        bound, sign = number(found[2]), found[1]
        if sign[0] == "<":
            return Interval(high=bound, high_open=sign == "<")
        return Interval(low=bound, low_open=sign == ">")
    if found := RANGE.fullmatch(term):
        return Interval(number(found[2]), number(found[3]), found[1] == "(", found[4] == ")")
    if EXACT.fullmatch(term):
        return Interval(number(term), number(term))
    return None


def _on_whole_numbers(interval: Interval) -> Interval:
    """The same whole numbers with closed ends: above 9 is from 10, and above 9.5 too."""
    low, high = interval.low, interval.high
    if low > -INFINITY:
        low = math.floor(low) + 1 if interval.low_open else math.ceil(low)
    if high < INFINITY:
        high = math.ceil(high) - 1 if interval.high_open else math.floor(high)
    return Interval(low, high)


def number(text: str) -> int | float:
    """The number a text denotes, whole where it is written so."""
    return float(text) if "." in text else int(text)
