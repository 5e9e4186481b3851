"""Says why something can never hold: the tests that rule each other out, or the rows before it that leave nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.domain.answers import shorten
from app.domain.boxes import Box
from app.domain.conditions import Condition, InRanges, Interval, OneOf, Test, word_of
from app.domain.facts import Scalar
from app.domain.possible import INFINITY
from app.domain.search import TooLarge
from app.domain.space import Space

Tests = tuple[tuple[str, Test], ...]
MOST_TOLD = 400
"""How long the tests that clash may be when told: a reason cut in half is none."""


def clash(condition: Condition, space: Space) -> str:
    """The fewest tests that cannot hold together, of each way to meet a condition that no response meets."""
    told = (spelt_tests(_fewest(tests, space)) for tests in condition.conjunctions())
    return shorten(" / ".join(dict.fromkeys(told)), MOST_TOLD)


def _fewest(tests: Tests, space: Space) -> Tests:
    """What is left of clashing tests when each that is not needed for the clash is taken out."""
    for test in tests:
        fewer = tuple(each for each in tests if each is not test)
        if not _may_hold(fewer, space):
            tests = fewer
    return tests


def _may_hold(tests: Tests, space: Space) -> bool:
    try:
        return space.can_hold(Condition(tests))
    except TooLarge:
        return True


def spelt_tests(tests: Tests) -> str:
    """Tests as they are written in a condition; one of several terms stands in quotes, as YAML has it in braces."""
    return ", ".join(f"{name}: {_quoted(_cell(test))}" for name, test in tests)


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell


def _cell(test: Test) -> str:
    if isinstance(test, OneOf):
        return ", ".join(map(word_of, test.values))
    if test == InRanges((Interval(),)):
        return "not(null)"
    return ", ".join([*map(_range, test.intervals), *(["null"] if test.null else [])])


def _range(interval: Interval) -> str:
    low, high = _number(interval.low), _number(interval.high)
    if interval.high == INFINITY:
        return f"{'>' if interval.low_open else '>='} {low}"
    if interval.low == -INFINITY:
        return f"{'<' if interval.high_open else '<='} {high}"
    if low == high:
        return low
    return f"{'(' if interval.low_open else '['}{low}..{high}{')' if interval.high_open else ']'}"


def covering(box: Box, before: Mapping[str, Sequence[Box]], space: Space) -> list[str]:
    """Of the rows tried before, the fewest that together leave nothing of a box."""
    needed = dict(before)
    for row in before:
        fewer = {name: boxes for name, boxes in needed.items() if name != row}
        if not _leaves(box, [each for boxes in fewer.values() for each in boxes], space):
            needed = fewer
    return list(needed)


def _leaves(box: Box, ruled_out: Sequence[Box], space: Space) -> bool:
    try:
        return space.reaches(box, ruled_out)
    except TooLarge:
        return True


def spelt(facts: Mapping[str, Scalar]) -> str:
    """Facts as an example shows them."""
    return ", ".join(f"{name}={_written(value)}" for name, value in facts.items())


def _written(value: Scalar) -> str:
    return _number(value) if isinstance(value, float) else word_of(value)


def _number(value: float) -> str:
    """A number as a condition has it: of 15 digits, never with an exponent."""
    return f"{Decimal(f'{value:.15g}'):f}"
