"""Levers: the answers a company can change, and which changes of each are worth trying.

Of answers that bear on a conclusion in the same way only the nearest is tried: numbers by their difference, options
that stand in order (yes, partly, no) by their places, all others alike, and of those that are equally far the one that
is the lightest (see `Burden.weight`). Nobody is ever advised to know less: an answer that says nothing is no change.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from app.domain.burden import burden
from app.domain.checklist import Coverage, Score
from app.domain.derived import AnsweredShare, Count, told
from app.domain.facts import Scalar
from app.domain.questionnaire import Answer, Kind, Question
from app.domain.rules import RulePack
from app.domain.space import Space
from app.domain.what_if import Dependencies, Node, WhatIf

FEW_OPTIONS = 6
MOST_TOGGLED = 3
NEXT = 1
# What these say depends on how many of their inputs have a value, never on which.
SYMMETRIC = (Count, AnsweredShare, Score, Coverage)

Cone = frozenset[int]
Effect = tuple[Scalar, ...]


def silent_values(pack: RulePack) -> frozenset[Scalar]:
    """The answers that say nothing, as the pack declares them where it counts answers."""
    return frozenset[Scalar]().union(*(fact.silent for fact in pack.derived if isinstance(fact, AnsweredShare)))


def off_scale_values(pack: RulePack) -> frozenset[Scalar]:
    """The answers that have no place in an order: those that say nothing or that a question does not apply."""
    out = (fact.inapplicable for fact in pack.derived if isinstance(fact, AnsweredShare))
    return silent_values(pack).union(*out)


@dataclass(frozen=True, slots=True)
class Step:
    """One answer changed. `rank` orders the changes of a question that are equally far.

    Steps of the same `kin` (None: it has none) do the same for a conclusion; `turn` is the place among them.
    """

    question: str
    new: Answer
    distance: int
    rank: tuple[int, ...]
    kin: Effect | None = None
    turn: int = 0


class Levers:
    """The steps from one response. Kept for one response only."""

    def __init__(self, what_if: WhatIf, dependencies: Dependencies, space: Space) -> None:
        self._what_if = what_if
        self._dependencies = dependencies
        self._space = space
        pack = dependencies.program.pack
        self._fixed = pack.fixed
        self._silent = silent_values(pack)
        self._off_scale = off_scale_values(pack)
        self._pack = pack
        self._singles: dict[tuple[str, Answer], dict[str, Scalar] | None] = {}
        self._known_stretches: dict[str, list[tuple[int, int]]] = {}

    def questions(self, fact: str) -> list[Question]:
        """The questions that bear on a fact and whose answers can be changed, in order."""
        bearing = self._dependencies.questions(fact)
        return [
            question
            for question in self._dependencies.program.questionnaire.questions()
            if question.id in bearing and question.kind is not Kind.TEXT and question.id not in self._fixed
        ]

    def single(self, question: str, new: Answer) -> dict[str, Scalar] | None:
        """The facts that would differ with one answer changed; None where that is not accepted."""
        key = (question, new)
        if key not in self._singles:
            self._singles[key] = self._what_if.changed({question: new})
        return self._singles[key]

    def old(self, question: Question) -> Answer:
        """The answer given now, or what it counts as."""
        return self._what_if.given.get(question.id, question.left_out)

    def steps(self, question: Question, cone: Cone, ceiling: Answer = None) -> list[Step]:
        """The changes of one answer that can bear on what the nodes of a cone say, nearest first.

        `ceiling` is the number it must not exceed, where there is one.
        """
        found = {
            Kind.INTEGER: lambda: self._numbers(question, ceiling),
            Kind.CHOICE: lambda: self._options(question, cone),
            Kind.MULTIPLE: lambda: self._selections(question, cone),
        }[question.kind]()
        return sorted(found, key=lambda step: (step.distance, step.rank))

    def _options(self, question: Question, cone: Cone) -> Iterator[Step]:
        old = self.old(question)
        scale = self._scale(question)
        steps = [
            Step(
                question.id,
                value,
                abs(scale[value] - scale[old]) if value in scale and old in scale else NEXT,
                (*self._weight(question.id, value), place),
            )
            for place, value in enumerate(question.option_ids)
            if value not in self._silent and value != old
        ]
        if self._dependencies.shows[question.id] or question.id not in self._what_if.answers.asked:
            yield from steps
            return
        present = self._effect(question.id, old, cone)
        tried = {present}
        for step in sorted(steps, key=lambda step: (step.distance, step.rank)):
            effect = self._effect(question.id, step.new, cone)
            if effect not in tried:
                tried.add(effect)
                yield replace(step, kin=self._kin(question, step.new, cone))

    def _scale(self, question: Question) -> Mapping[Answer, int]:
        """The places of the options that stand in order; empty where they are merely listed."""
        told = (value for value in question.option_ids if value not in self._off_scale)
        return {value: place for place, value in enumerate(told)} if question.ordered else {}

    def _weight(self, question: str, value: Answer) -> tuple[int, int]:
        """What the findings would weigh."""
        changed, now = self.single(question, value), self._what_if.facts
        return (0, 0) if changed is None else burden(self._pack, now, ChainMap(changed, dict(now))).weight

    def _effect(self, question: str, value: Answer, cone: Cone) -> Effect:
        """What the nodes of a cone can tell of an answer."""
        scalar = None if isinstance(value, tuple) else value
        facts = {**self._what_if.facts, question: scalar}
        seen: list[Scalar] = []
        for node in self._readers(question, cone):
            derived = node.derived
            if derived is None:
                seen.extend(test.holds(scalar) for name, test in node.tests if name == question)
            else:
                seen.append(derived.compute(facts) if isinstance(derived, SYMMETRIC) else scalar)
        return tuple(seen)

    def _readers(self, question: str, cone: Cone) -> list[Node]:
        nodes = self._dependencies.nodes
        return [nodes[place] for place in sorted(cone) if question in nodes[place].reads]

    def _kin(self, question: Question, value: Answer, cone: Cone) -> Effect | None:
        """What other answers may do just as well; None where something reads this very answer, or it can be hidden."""
        readers = [node.derived for node in self._readers(question.id, cone)]
        if question.show_if.facts() or not all(isinstance(each, SYMMETRIC) for each in readers):
            return None
        names = tuple(each.id for each in readers if each is not None)
        return names + self._effect(question.id, value, cone)

    def _numbers(self, question: Question, ceiling: Answer) -> Iterator[Step]:
        """The nearest number of every stretch."""
        old = self.old(question)
        for low, high in self._stretches(question):
            highest = min(high, ceiling) if isinstance(ceiling, int) else high
            if low > highest:
                continue
            if not isinstance(old, int):
                yield Step(question.id, low, 1, (low,))
                continue
            new = min(max(old, low), highest)
            if new != old:
                yield Step(question.id, new, abs(new - old), (int(new < old),))

    def _stretches(self, question: Question) -> list[tuple[int, int]]:
        """Runs of numbers that make no difference to any fact: between bounds of tests, and where sums reach one."""
        if question.id not in self._known_stretches:
            starts = [n for n in self._space.classes(question.id) if isinstance(n, int)]
            ends = [*(start - 1 for start in starts[1:]), question.limits.high]
            cuts = {*starts}
            for low, high in zip(starts, ends, strict=True):
                cuts.update(self._cuts(question.id, low, high))
            edges = [*sorted(cuts), question.limits.high + 1]
            self._known_stretches[question.id] = [(low, above - 1) for low, above in pairwise(edges)]
        return self._known_stretches[question.id]

    def _cuts(self, question: str, low: int, high: int) -> Iterator[int]:
        """The numbers above `low` from which something else follows, found by halving.

        Exact where every amount only grows, or only falls, with the number as long as no decision changes.
        """
        if self._sense(question, low) == self._sense(question, high):
            return
        if high - low == 1:
            yield high
            return
        middle = (low + high) // 2
        yield from self._cuts(question, low, middle)
        yield from self._cuts(question, middle, high)

    def _sense(self, question: str, number: int) -> frozenset[tuple[str, Effect]] | None:
        """What decisions can tell of a number: the facts that follow, amounts by the tests they meet."""
        changed = self.single(question, number)
        if changed is None:
            return None
        tests, facts = self._dependencies.tests, self._what_if.facts
        met = ((name, [test.holds(value) for test in tests.get(name, ())]) for name, value in changed.items())
        return frozenset(
            (name, tuple(holds))
            for name, holds in met
            if holds != [test.holds(facts[name]) for test in tests.get(name, ())]
        )

    def _selections(self, question: Question, cone: Cone) -> Iterator[Step]:
        """Every few options that bear on the cone, added where they are missing and removed where they are chosen."""
        old = self.old(question)
        chosen = old if isinstance(old, tuple) else ()
        read = frozenset[str]().union(*(self._dependencies.nodes[place].reads for place in cone))
        facts = self._dependencies.chosen.get(question.id, {})
        bearing = [option for option in question.option_ids if facts.get(option) in read]
        if old is None and told(question.id) in read:
            yield Step(question.id, (), 1, (0,))
        most = len(bearing) if len(bearing) <= FEW_OPTIONS else MOST_TOGGLED
        for count in range(1, most + 1):
            for place, toggled in enumerate(combinations(bearing, count)):
                new = tuple(each for each in question.option_ids if (each in chosen) != (each in toggled))
                yield Step(question.id, new, count, (place + 1,))
