"""Conditions: unary tests in the notation of DMN, joined by all and any.

`-` anything, `yes, partial` one of, `not(yes)` none of, `< 50`, `[4..9]`, `null` left out, `not(null)` given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from app.domain.errors import Position
from app.domain.facts import Closed, Facts, FactType, Numeric, Scalar
from app.domain.nearest import nearest

NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
COMPARISON = re.compile(rf"(<=|>=|<|>)\s*({NUMBER})")
RANGE = re.compile(rf"([\[(])\s*({NUMBER})\s*\.\.\s*({NUMBER})\s*([\])])")
EXACT = re.compile(NUMBER)
NEGATION = re.compile(r"not\((.*)\)", re.DOTALL)
INFINITY = float("inf")


class CellError(ValueError):
    """Raised for a test that cannot be read or that its fact can never meet; `code` and `params` name the fault.

    `others` are the faults of further terms of the same test.
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.others: tuple[CellError, ...] = ()


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
    """Holds when every test holds and, where alternatives are given, at least one of them does.

    `at` is where it is written; two conditions that say the same are equal wherever they stand.
    """

    tests: tuple[tuple[str, Test], ...] = ()
    any_of: tuple[Condition, ...] = ()
    at: Position | None = field(default=None, compare=False)

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

    def alternatives(self) -> Iterator[tuple[Condition, Condition]]:
        """Each alternative, those inside others too, with the condition that is left where it is the only one."""
        for alternative in self.any_of:
            yield alternative, Condition(self.tests, (alternative,))
            for inner, only in alternative.alternatives():
                yield inner, Condition(self.tests, (only,))

    def and_also(self, other: Condition) -> Condition:
        """The condition that holds when both do."""
        if not (self.any_of and other.any_of):
            return Condition(self.tests + other.tests, self.any_of + other.any_of, self.at)
        pairs = (left.and_also(right) for left in self.any_of for right in other.any_of)
        return Condition(self.tests + other.tests, tuple(pairs), other.at)


def parse_test(text: str, type_: FactType) -> Test | None:
    """Reads a unary test against the type of its fact; None stands for `-`, anything.

    Raises CellError for a text that is no test, a word that is no value of the fact, or a bound outside its range. Of a
    fact whose values are not known, because they are wrong themselves, no word is refused.
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
    _raise([_unknown(term, words) for term in dict.fromkeys(terms) if term not in words] if words else [])
    named = [words[term] for term in terms if words]
    if negated:
        # "None of these" speaks of values that were given: silence is not a match.
        return OneOf(tuple(value for value in type_.values if value not in named and value is not None))
    return OneOf(tuple(value for value in type_.values if value in named))


def _unknown(word: str, words: Collection[str]) -> CellError:
    near = nearest(word, words)
    if near is None:
        return CellError("cell-unknown-value", value=word, known=", ".join(words))
    return CellError("cell-unknown-value-near", value=word, known=", ".join(words), near=near)


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
    intervals: list[Interval] = []
    faults: list[CellError] = []
    for term in terms:
        try:
            intervals += [_interval(term, type_)] if term != "null" else []
        except CellError as error:
            faults.append(error)
    _raise(faults)
    return InRanges(tuple(intervals), null)


MOST_FAULTS = 20
"""How many terms of one test are told."""


def _raise(faults: Sequence[CellError]) -> None:
    if faults:
        first, *others = faults[:MOST_FAULTS]
        first.others = tuple(others)
        raise first


def _interval(term: str, type_: Numeric) -> Interval:
    interval = _parse_interval(term)
    if interval is None:
        raise CellError("cell-not-a-number-test", text=term)
    if interval.low > interval.high:
        raise CellError("range-reversed", low=_spelt(interval.low), high=_spelt(interval.high))
    bounds = [bound for bound in (interval.low, interval.high) if abs(bound) < INFINITY]
    if type_.whole:
        interval = _on_whole_numbers(interval)
    if not interval.meets(-INFINITY, INFINITY):
        raise CellError("cell-empty-range", text=term)
    if not interval.meets(type_.low, type_.high):
        raise CellError("cell-out-of-range", text=term, low=_spelt(type_.low), high=_spelt(type_.high))
    outside = [bound for bound in bounds if not type_.low <= bound <= type_.high]
    if outside:
        said = {"low": _spelt(type_.low), "high": _spelt(type_.high), "bound": _spelt(outside[0])}
        raise CellError("cell-bound-outside", text=term, **said)
    return interval


def _spelt(number_: float) -> str:
    """A number as people write it, its thousands parted."""
    return f"{int(number_) if number_ == int(number_) else number_:,}"


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
