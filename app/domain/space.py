"""The answer space, cut into classes that no rule can tell apart, and which combinations of facts can be reached.

A number's classes are the stretches between the bounds that tests name; every value of a closed fact is a class. A
relation lists the combinations of classes that some response leads to. It is computed by replacing decisions by what
they read until only answers are left, and by splitting independent facts apart, so that products stay small. Facts that
stem from too many answers to follow (shares, amounts of money) count as free within their type: what is proven
unreachable is unreachable, what is shown covered is covered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod

from app.domain.conditions import Condition, InRanges, Interval
from app.domain.derived import Count, Told, told
from app.domain.errors import RuleError
from app.domain.facts import Closed, Facts, Numeric, Scalar
from app.domain.program import Decision, Program
from app.domain.questionnaire import Question

MOST_FOLLOWED = 6
MOST_COMBINATIONS = 500_000

Row = tuple[Scalar, ...]
Relation = frozenset[Row]


class TooLarge(Exception):
    """Raised when a relation has more combinations than can be listed."""


class Space:
    """Everything a program's answers can lead to."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._questions: Mapping[str, Question] = program.questionnaire.by_id
        self._known: dict[tuple[str, ...], Relation] = {}
        self._closures: dict[str, frozenset[str]] = {}

    def classes(self, fact: str) -> tuple[Scalar, ...]:
        """A value out of each class of a fact, the smallest of it where there is one."""
        return self._classes[fact]

    @cached_property
    def _classes(self) -> Mapping[str, tuple[Scalar, ...]]:
        bounds = _bounds(self._program)
        hidden = {told(question): (True, False) for question in self._chosen_in.values()}
        return hidden | {
            name: type_.values if isinstance(type_, Closed) else tuple(_stretches(type_, bounds.get(name, set())))
            for name, type_ in self._program.types.items()
        }

    @cached_property
    def _makers(self) -> Mapping[str, Decision]:
        return {fact: decision for decision in self._program.listing for fact in decision.sets}

    @cached_property
    def _chosen_in(self) -> Mapping[str, str]:
        """The question each fact of the kind "chosen there" stems from."""
        tasks = self._program.pack.tasks
        return {f.fact(task): f.chosen_in for f in tasks.facts if f.chosen_in for task in tasks.ids}

    @cached_property
    def _followed(self) -> Mapping[str, tuple[str, ...]]:
        """Derived facts that stem from few enough answers to be followed."""
        return {
            fact.id: fact.inputs
            for fact in self._program.pack.derived
            if isinstance(fact, Told)
            or (
                isinstance(fact, Count)
                and len(fact.inputs) <= MOST_FOLLOWED
                and set(fact.inputs) <= set(self._questions)
            )
        }

    def reads(self, fact: str) -> tuple[str, ...]:
        """What a fact is decided by or derived from; nothing for an answer or a fact that counts as free."""
        if fact in self._makers:
            return tuple(dict.fromkeys(name for line in self._makers[fact].lines for name in line.reads))
        return self._followed.get(fact, ())

    def closure(self, fact: str) -> frozenset[str]:
        """The answers and free facts that a fact depends on, those its questions depend on included."""
        if fact not in self._closures:
            parts = [self.closure(name) for name in (*self.reads(fact), *self._bound_to(fact))]
            own = () if self.reads(fact) else (fact,)
            self._closures[fact] = frozenset(own).union(*parts)
        return self._closures[fact]

    def _bound_to(self, fact: str) -> tuple[str, ...]:
        """What an answer is not free of: questions that hide or bound it, the question an option is chosen in."""
        if fact in self._chosen_in:
            return (told(self._chosen_in[fact]),)
        question = self._questions.get(fact)
        if question is None:
            return ()
        ceiling = (question.limits.at_most,) if question.limits.at_most else ()
        return (*question.show_if.facts(), *ceiling)

    def reachable(self, facts: Sequence[str]) -> Relation:
        """The combinations of classes of these facts, in their order, that some response leads to.

        Raises TooLarge where there are more than can be listed.
        """
        names = tuple(sorted(set(facts)))
        if names not in self._known:
            self._known[names] = self._join(names)
        places = [names.index(name) for name in facts]
        if places == sorted(places):
            return self._known[names]
        return frozenset(tuple(row[place] for place in places) for row in self._known[names])

    def _join(self, names: tuple[str, ...]) -> Relation:
        """The product of the relations of facts that have nothing in common."""
        independent = self._independent(names)
        if len(independent) == 1:
            return self._related(names)
        parts = [(part, self.reachable(part)) for part in independent]
        if prod(len(relation) for _, relation in parts) > MOST_COMBINATIONS:
            raise TooLarge(", ".join(names))
        order = [name for part, _ in parts for name in part]
        places = [order.index(name) for name in names]
        flat = (tuple(value for row in rows for value in row) for rows in product(*(rows for _, rows in parts)))
        return frozenset(tuple(row[place] for place in places) for row in flat)

    def _independent(self, names: Sequence[str]) -> list[tuple[str, ...]]:
        """The names in groups whose closures do not meet."""
        groups: list[tuple[set[str], list[str]]] = []
        for name in names:
            closure, members = set(self.closure(name)), [name]
            for group in [group for group in groups if group[0] & closure]:
                groups.remove(group)
                closure |= group[0]
                members = group[1] + members
            groups.append((closure, members))
        return [tuple(members) for _, members in groups]

    def _related(self, names: tuple[str, ...]) -> Relation:
        """The relation of facts that have something in common: the last one decided is replaced by what it reads."""
        latest = max(names, key=self._depth)
        if not self.reads(latest):
            return self._answers(names)
        others = tuple(name for name in names if name != latest)
        wider = tuple(dict.fromkeys((*others, *self.reads(latest))))
        rows = set()
        for row in self.reachable(wider):
            facts = dict(zip(wider, row, strict=True))
            try:
                value = self._value(latest, facts)
            except RuleError:
                continue  # a gap of that table, which is told where the table itself is looked at
            facts[latest] = self._class_of(latest, value)
            rows.add(tuple(facts[name] for name in names))
        return frozenset(rows)

    @cached_property
    def _depths(self) -> dict[str, int]:
        return {}

    def _depth(self, fact: str) -> int:
        if fact not in self._depths:
            self._depths[fact] = 1 + max((self._depth(name) for name in self.reads(fact)), default=-1)
        return self._depths[fact]

    def _value(self, fact: str, facts: Facts) -> Scalar:
        if fact in self._makers:
            return decide(self._makers[fact], facts)[fact]
        return next(derived for derived in self._program.pack.derived if derived.id == fact).compute(facts)

    def _class_of(self, fact: str, value: Scalar) -> Scalar:
        """The value that stands for the class of `value`."""
        if value is None or isinstance(value, (str, bool)):
            return value
        below = [each for each in self.classes(fact) if isinstance(each, (int, float)) and each <= value]
        return max(below, default=value)

    def _answers(self, names: tuple[str, ...]) -> Relation:
        """The combinations of answers that the questionnaire allows."""
        needed = tuple(dict.fromkeys((*names, *(bound for name in names for bound in self.closure(name)))))
        if prod(len(self.classes(name)) for name in needed) > MOST_COMBINATIONS:
            raise TooLarge(", ".join(names))
        rows = set()
        for values in product(*(self.classes(name) for name in needed)):
            facts = dict(zip(needed, values, strict=True))
            if self._allowed(facts):
                rows.add(tuple(facts[name] for name in names))
        return frozenset(rows)

    def _allowed(self, facts: Facts) -> bool:
        chosen = ((name, self._chosen_in[name]) for name in facts if name in self._chosen_in)
        if any(facts[name] and not facts[told(question)] for name, question in chosen):
            return False
        return all(self._answer_allowed(self._questions[name], facts) for name in facts if name in self._questions)

    def _answer_allowed(self, question: Question, facts: Facts) -> bool:
        value = facts[question.id]
        if not question.show_if.holds(facts):
            return value == question.left_out
        ceiling = facts.get(question.limits.at_most or "")
        if isinstance(value, int) and isinstance(ceiling, int) and question.limits.at_most:
            return value <= self._largest(question.limits.at_most, ceiling)
        return True

    def _largest(self, fact: str, value: int) -> float:
        """The largest number in the class `value` stands for."""
        above = [each for each in self.classes(fact) if isinstance(each, (int, float)) and each > value]
        type_ = self._program.types[fact]
        return min(above) - 1 if above else type_.high if isinstance(type_, Numeric) else value

    def satisfying(self, condition: Condition) -> dict[str, Scalar] | None:
        """Facts that some response leads to and that meet the condition, in classes; None where there are none."""
        for tests in condition.conjunctions():
            names = tuple(dict.fromkeys(name for name, _ in tests))
            plain = Condition(tests)
            for row in self.reachable(names):
                facts = dict(zip(names, row, strict=True))
                if plain.holds(facts):
                    return facts
        return None


def decide(decision: Decision, facts: Facts) -> Mapping[str, Scalar]:
    """What a decision sets, asked plainly; raises RuleError for a table without a row that holds."""
    line = next((line for line in decision.lines if line.when.holds(facts)), None)
    if line is not None:
        return line.sets
    if decision.presence:
        return {decision.fact: False}
    raise RuleError(f"{decision.fact}: no row holds")


def _bounds(program: Program) -> dict[str, set[tuple[float, bool]]]:
    """Where tests cut each number: (a bound, whether it belongs to the stretch above it)."""
    cuts: dict[str, set[tuple[float, bool]]] = {}
    conditions = [line.when for decision in program.listing for line in decision.lines]
    conditions += [question.show_if for question in program.questionnaire.questions()]
    for condition in conditions:
        for tests in condition.conjunctions():
            for name, test in tests:
                if isinstance(test, InRanges):
                    cuts.setdefault(name, set()).update(cut for each in test.intervals for cut in _cuts(each))
    return cuts


def _cuts(interval: Interval) -> Iterator[tuple[float, bool]]:
    yield interval.low, not interval.low_open
    yield interval.high, interval.high_open


def _stretches(type_: Numeric, cuts: set[tuple[float, bool]]) -> Iterator[Scalar]:
    """The smallest number of each stretch (or one inside, where a stretch of fractions has no smallest)."""
    if type_.nullable:
        yield None
    yield int(type_.low) if type_.whole else type_.low
    starts = {_start(type_, bound, included, cuts) for bound, included in cuts}
    yield from sorted(start for start in starts if type_.low < start <= type_.high)


def _start(type_: Numeric, bound: float, included: bool, cuts: set[tuple[float, bool]]) -> float:
    if included or bound in (float("inf"), float("-inf")):
        return int(bound) if type_.whole and abs(bound) != float("inf") else bound
    if type_.whole:
        return int(bound) + 1
    above = min((each for each, _ in cuts if each > bound and each != float("inf")), default=type_.high)
    return (bound + above) / 2
