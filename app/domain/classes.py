"""The values of facts, cut into classes that no rule can tell apart.

A number's classes are the stretches between the bounds that tests name; every value of a closed fact is a class. A set
of classes is a whole number, its bits in the order of the classes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.conditions import Condition, InRanges, Interval, Test
from app.domain.derived import asked, told
from app.domain.facts import BOOLEAN, Closed, FactType, Numeric, Scalar, number
from app.domain.possible import INFINITY, Possible
from app.domain.program import Program
from app.domain.questionnaire import Question

Cut = tuple[float, bool]
"""A bound, and whether it belongs to the stretch below it."""


@dataclass(frozen=True, slots=True)
class Class:
    """A value that stands for its class, of numbers the smallest where there is one, and how far these go."""

    value: Scalar
    numbers: Interval | None = None


class Classes:
    """The classes of one fact."""

    def __init__(self, listed: tuple[Class, ...]) -> None:
        self.listed = listed
        self.values = tuple(each.value for each in listed)
        self.all = (1 << len(listed)) - 1
        self._held: dict[Test, int] = {}
        self._possible: dict[int, Possible] = {}

    def holding(self, test: Test) -> int:
        """The classes a test holds for."""
        if test not in self._held:
            self._held[test] = self.of(value for value in self.values if test.holds(value))
        return self._held[test]

    def of(self, values: Iterable[Scalar]) -> int:
        """The classes these values stand for."""
        wanted = list(values)
        return sum(_among(value, wanted) << place for place, value in enumerate(self.values))

    def around(self, value: Scalar) -> int:
        """The class a value is in."""
        closed = value is None or isinstance(value, (str, bool))
        return self.reached(Possible((value,)) if closed else Possible((), number(value), number(value)))

    def first(self, mask: int) -> Scalar:
        """The value that stands for the first of some classes."""
        return self.values[(mask & -mask).bit_length() - 1]

    def possible(self, mask: int) -> Possible:
        """What the fact may be where it is in one of these classes."""
        if mask not in self._possible:
            chosen = [each for place, each in enumerate(self.listed) if mask >> place & 1]
            closed = tuple(each.value for each in chosen if each.numbers is None)
            ranges = [each.numbers for each in chosen if each.numbers is not None]
            low = min((each.low for each in ranges), default=INFINITY)
            self._possible[mask] = Possible(closed, low, max((each.high for each in ranges), default=-INFINITY))
        return self._possible[mask]

    def reached(self, possible: Possible) -> int:
        """The classes of what is possible."""
        found = 0
        for place, each in enumerate(self.listed):
            if each.numbers is None:
                found |= _among(each.value, possible.values) << place
            elif possible.numbers and each.numbers.meets(possible.low, possible.high):
                found |= 1 << place
        return found


def classes_of(program: Program) -> dict[str, Classes]:
    """The classes of every fact, the hidden ones included."""
    cuts = _cuts(program)
    found = {name: Classes(tuple(_of_type(type_, cuts.get(name, set())))) for name, type_ in program.types.items()}
    for question in program.questionnaire.questions():
        if question.id in found and _passed_over(question):
            listed = found[question.id].listed
            found[question.id] = Classes(listed if Class(None) in listed else (*listed, Class(None)))
        for hidden in (told(question.id), asked(question.id)):
            found[hidden] = Classes(tuple(_of_type(BOOLEAN, set())))
    return found


def _passed_over(question: Question) -> bool:
    """Whether no value is seen where the question is not asked."""
    return question.left_out is None and question.show_if.facts() != ()


def _of_type(type_: FactType, cuts: set[Cut]) -> Iterator[Class]:
    if isinstance(type_, Closed):
        yield from (Class(value) for value in type_.values)
        return
    if type_.nullable:
        yield Class(None)
    yield from _whole(type_, cuts) if type_.whole else _fractions(type_, cuts)


def _whole(type_: Numeric, cuts: set[Cut]) -> Iterator[Class]:
    starts = {math.floor(bound) + 1 if below else math.ceil(bound) for bound, below in cuts if abs(bound) < INFINITY}
    first = int(type_.low)
    for low, after in pairwise([first, *sorted(s for s in starts if first < s <= type_.high), int(type_.high) + 1]):
        yield Class(low, Interval(low, after - 1))


def _fractions(type_: Numeric, cuts: set[Cut]) -> Iterator[Class]:
    first, last = (type_.low, False), (type_.high, True)
    for (low, low_open), (high, below) in pairwise([first, *sorted(cut for cut in cuts if first < cut < last), last]):
        yield Class((low + high) / 2 if low_open else low, Interval(low, high, low_open, not below))


def _cuts(program: Program) -> dict[str, set[Cut]]:
    """Where tests cut each number."""
    cuts: dict[str, set[Cut]] = {}
    conditions = [line.when for decision in program.listing for line in decision.lines]
    conditions += [question.show_if for question in program.questionnaire.questions()]
    for condition in conditions:
        for name, test in _tests(condition):
            for each in test.intervals if isinstance(test, InRanges) else ():
                cuts.setdefault(name, set()).update(((each.low, each.low_open), (each.high, not each.high_open)))
    return cuts


def _tests(condition: Condition) -> Iterator[tuple[str, Test]]:
    yield from condition.tests
    for alternative in condition.any_of:
        yield from _tests(alternative)


def _among(value: Scalar, values: Sequence[Scalar]) -> bool:
    return any(type(each) is type(value) and each == value for each in values)
