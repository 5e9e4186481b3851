"""What if an answer were another one: evaluates only what depends on the answers changed.

Says which facts would follow, and refuses changes that the questionnaire would not accept: an answer to a question that
is not asked then, a number above its ceiling. Decides like the engines do, and nothing it says is told to anyone
before an engine has confirmed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.domain.answers import Answers, as_rules_see, shown
from app.domain.conditions import Test
from app.domain.derived import DerivedFact, asked, told
from app.domain.errors import RuleError
from app.domain.evaluation import Engine, evaluate
from app.domain.facts import Facts, Scalar
from app.domain.program import Decision, Program
from app.domain.questionnaire import Answer, Kind, Question
from app.domain.rules import HitPolicy
from app.domain.space import decide

Given = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Node:
    """A step of the evaluation: what it reads, what it says, and how."""

    reads: frozenset[str]
    says: tuple[str, ...]
    tests: tuple[tuple[str, Test], ...]
    derived: DerivedFact | None
    compute: Callable[[Facts], Mapping[str, Scalar]]


class Dependencies:
    """What depends on what in a program. `nodes` come in the order in which they can be evaluated."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.nodes = tuple(_nodes(program))
        self._after: dict[str, frozenset[int]] = {}
        self._before: dict[str, frozenset[int]] = {}

    @cached_property
    def _readers(self) -> Mapping[str, list[int]]:
        readers: dict[str, list[int]] = {}
        for place, node in enumerate(self.nodes):
            for name in node.reads:
                readers.setdefault(name, []).append(place)
        return readers

    @cached_property
    def _makers(self) -> Mapping[str, int]:
        return {fact: place for place, node in enumerate(self.nodes) for fact in node.says}

    def after(self, fact: str) -> frozenset[int]:
        """The nodes that a change of the fact can reach."""
        if fact not in self._after:
            found = set(self._readers.get(fact, ()))
            for place in tuple(found):
                found.update(*(self.after(said) for said in self.nodes[place].says))
            self._after[fact] = frozenset(found)
        return self._after[fact]

    def before(self, fact: str) -> frozenset[int]:
        """The nodes that lead to the fact."""
        if fact not in self._before:
            place = self._makers.get(fact)
            found = frozenset[int]() if place is None else frozenset((place,))
            reads = () if place is None else self.nodes[place].reads
            self._before[fact] = found.union(*(self.before(name) for name in reads))
        return self._before[fact]

    def questions(self, fact: str) -> frozenset[str]:
        """The questions whose answers bear on the fact: those read on the way, and those these hang on."""
        read = {name for place in self.before(fact) for name in self.nodes[place].reads}
        found = {self._stems_from[name] for name in read if name in self._stems_from}
        waiting = list(found)
        while waiting:
            new = set(self._tied[waiting.pop()]) - found
            found |= new
            waiting.extend(new)
        return frozenset(found)

    @cached_property
    def tests(self) -> Mapping[str, tuple[Test, ...]]:
        """Every test that some decision puts to a fact."""
        found: dict[str, dict[Test, None]] = {}
        for node in self.nodes:
            for name, test in node.tests:
                found.setdefault(name, {})[test] = None
        return {name: tuple(tests) for name, tests in found.items()}

    @cached_property
    def _stems_from(self) -> Mapping[str, str]:
        """The question behind every fact that follows from an answer alone."""
        tasks = self.program.pack.tasks
        stems = {}
        for question in self.program.questionnaire.questions():
            stems.update(dict.fromkeys((question.id, told(question.id), asked(question.id)), question.id))
        return stems | {f.fact(task): f.chosen_in for f in tasks.facts if f.chosen_in for task in tasks.ids}

    @cached_property
    def _tied(self) -> Mapping[str, tuple[str, ...]]:
        """The questions each question hangs on: those that show it, its ceiling, and those whose ceiling it is."""
        tied: dict[str, list[str]] = {question.id: [] for question in self.program.questionnaire.questions()}
        for question in self.program.questionnaire.questions():
            tied[question.id].extend(question.show_if.facts())
            if question.limits.at_most:
                tied[question.id].append(question.limits.at_most)
                tied[question.limits.at_most].append(question.id)
        return {name: tuple(names) for name, names in tied.items()}

    @cached_property
    def chosen(self) -> Mapping[str, Mapping[str, str]]:
        """For every question with several options, the fact that each option chosen makes true."""
        tasks = self.program.pack.tasks
        found: dict[str, dict[str, str]] = {}
        for fact in tasks.facts:
            if fact.chosen_in:
                found.setdefault(fact.chosen_in, {}).update({task: fact.fact(task) for task in tasks.ids})
        return found

    @cached_property
    def shows(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions that an answer to each question can show or hide, in order."""
        questions = tuple(self.program.questionnaire.questions())
        found: dict[str, tuple[Question, ...]] = {}
        for question in reversed(questions):
            direct = [other for other in questions if question.id in other.show_if.facts()]
            moved = {o.id for other in direct for o in (other, *found[other.id])}
            found[question.id] = tuple(other for other in questions if other.id in moved)
        return found

    @cached_property
    def ceilings(self) -> Mapping[str, tuple[Question, ...]]:
        """For every question, those with a ceiling that an answer to it can break: itself, or those it bounds."""
        bounded = [q for q in self.program.questionnaire.questions() if q.limits.at_most]
        names = self.program.questionnaire.by_id
        return {name: tuple(q for q in bounded if name in (q.id, q.limits.at_most)) for name in names}


def _nodes(program: Program) -> Iterator[Node]:
    for level in program.levels:
        yield from (_of_derived(fact) for fact in level.derived)
        yield from (_of_decision(each) for each in level.decisions if each.hit is not HitPolicy.COLLECT)


def _of_derived(fact: DerivedFact) -> Node:
    return Node(frozenset(fact.inputs), (fact.id,), (), fact, lambda facts: {fact.id: fact.compute(facts)})


def _of_decision(decision: Decision) -> Node:
    tests = [test for line in decision.lines for each in line.when.conjunctions() for test in each]
    reads = frozenset(name for name, _ in tests)
    return Node(reads, decision.sets, tuple(dict.fromkeys(tests)), None, lambda facts: decide(decision, facts))


class WhatIf:
    """A response that can be asked what would follow from changes to it. `given` are its valid answers."""

    def __init__(self, engine: Engine, dependencies: Dependencies, given: Given) -> None:
        self._dependencies = dependencies
        self._questionnaire = engine.program.questionnaire
        self.given = given
        self.answers: Answers = as_rules_see(self._questionnaire, given)
        self.facts: Facts = evaluate(engine, self.answers).facts

    def changed(self, changes: Given, cone: frozenset[int] | None = None) -> dict[str, Scalar] | None:
        """The facts that would differ; None where the questionnaire does not accept the changes or a table has a gap.

        Only nodes of the `cone` are evaluated, where one is given.
        """
        if self._above_ceiling(changes):
            return None
        values = self._values(changes)
        if values is None:
            return None
        found = {name: value for name, value in self._seeds(values) if self.facts.get(name) != value}
        try:
            return self._follow(found, cone)
        except RuleError:
            return None  # a table without a row for such answers decides nothing that could be advised

    def _above_ceiling(self, changes: Given) -> bool:
        for name in changes:
            for question in self._dependencies.ceilings[name]:
                value, ceiling = (self._told(each, changes) for each in (question.id, str(question.limits.at_most)))
                if isinstance(value, int) and isinstance(ceiling, int) and value > ceiling:
                    return True
        return False

    def _told(self, question: str, changes: Given) -> Answer:
        return changes[question] if question in changes else self.given.get(question)

    def _values(self, changes: Given) -> dict[str, Answer] | None:
        """The values that changes touch as the rules see them; None where a changed question is not asked."""
        values: dict[str, Answer] = {}
        for question in self._touched(changes):
            seen = {name: values.get(name, self.answers.values[name]) for name in question.show_if.facts()}
            visible = shown(question, seen)
            if question.id in changes and not visible:
                return None
            known = self._told(question.id, changes) if visible else None
            values[question.id] = question.left_out if known is None else known
        return values

    def _touched(self, changes: Given) -> Iterable[Question]:
        by_id, shows = self._questionnaire.by_id, self._dependencies.shows
        moved = {q.id for name in changes for q in shows[name]}
        if not moved:
            return [by_id[name] for name in changes]
        return [question for name, question in by_id.items() if name in moved or name in changes]

    def _seeds(self, values: Given) -> Iterator[tuple[str, Scalar]]:
        """The facts that follow from changed values alone."""
        for name, value in values.items():
            if not isinstance(value, tuple):
                yield name, value
            if self._questionnaire.by_id[name].kind is Kind.MULTIPLE:
                yield told(name), value is not None
                for task, fact in self._dependencies.chosen.get(name, {}).items():
                    yield fact, isinstance(value, tuple) and task in value
        for name in values:
            if asked(name) in self.facts:
                yield asked(name), self._visible(name, values)

    def _visible(self, name: str, values: Given) -> bool:
        question = self._questionnaire.by_id[name]
        return shown(question, {n: values.get(n, self.answers.values[n]) for n in question.show_if.facts()})

    def _follow(self, found: dict[str, Scalar], cone: frozenset[int] | None) -> dict[str, Scalar]:
        """Evaluates what the facts found lead to, in order, as far as anything changes."""
        nodes, after = self._dependencies.nodes, self._dependencies.after
        reached = frozenset[int]().union(*(after(name) for name in found))
        facts = {**self.facts, **found}
        for place in sorted(reached if cone is None else reached & cone):
            node = nodes[place]
            if not node.reads.isdisjoint(found):
                new = {name: value for name, value in node.compute(facts).items() if self.facts.get(name) != value}
                found.update(new)
                facts.update(new)
        return found
