"""Holds questions and derived facts against the rules: what is read by nothing, what makes no difference."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cached_property

from app.domain.conditions import Test
from app.domain.derived import DerivedFact, told
from app.domain.diagnosis import FIGURES
from app.domain.errors import Param, Problem
from app.domain.program import Program
from app.domain.questionnaire import Kind, Question


def audit(program: Program) -> Iterator[Problem]:
    """Derived facts and questions that nothing reads, and answers that nothing tells apart."""
    seen = _Seen(program)
    for fact in program.pack.derived:
        if fact not in seen.derived:
            yield Problem("derived-unread", fact.id, {"name": fact.id}, program.pack.derived_at.get(fact.id))
    for question in program.questionnaire.questions():
        is_read = seen.reads(question)
        if is_read == question.report_only:
            code = "question-read-after-all" if is_read else "question-unread"
            yield Problem(code, question.id, {"question": question.id}, question.at)
        elif is_read and question.kind is Kind.CHOICE:
            yield from _indistinct(question, seen)
        elif is_read and question.kind is Kind.MULTIPLE:
            yield from _unread(question, seen)


class _Seen:
    """What rules, derived facts and the calculations of a program see of the answers."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._pack = program.pack

    @cached_property
    def derived(self) -> tuple[DerivedFact, ...]:
        """The derived facts that are read: by rules, by others that are, or as figures of every result."""
        read = {name for decision in self._program.listing for line in decision.lines for name in line.reads}
        read.update(FIGURES)
        while True:
            found = tuple(fact for fact in self._pack.derived if fact.id in read)
            inputs = {name for fact in found for name in fact.inputs}
            if inputs <= read:
                return found
            read |= inputs

    @cached_property
    def facts(self) -> frozenset[str]:
        """Everything that is read."""
        lines = [line for decision in self._program.listing for line in decision.lines]
        inputs = [name for fact in self.derived for name in fact.inputs]
        prices = self._pack.prices
        read = {name for line in lines for name in line.reads}
        return frozenset(read.union(inputs, self.items, (prices.annual, prices.media, prices.articles)))

    @cached_property
    def items(self) -> frozenset[str]:
        """The questions the checklist scores."""
        return frozenset(item for axis in self._pack.axes for item in axis.items)

    def reads(self, question: Question) -> bool:
        """Whether anything reads a question or one of its options."""
        return question.id in self.facts or told(question.id) in self.facts or bool(self.options(question))

    def options(self, question: Question) -> frozenset[str]:
        """The options of a question that takes several which a fact of a task stands for that is read."""
        tasks = self._pack.tasks
        kinds = [fact for fact in tasks.facts if fact.chosen_in == question.id]
        return frozenset(task for fact in kinds for task in tasks.ids if fact.fact(task) in self.facts)

    def tests(self, question: Question) -> list[Test]:
        """The tests on a question, those that show others included."""
        conditions = [line.when for decision in self._program.listing for line in decision.lines]
        conditions += [other.show_if for other in self._program.questionnaire.questions()]
        tests = (each for condition in conditions for tests in condition.conjunctions() for each in tests)
        return [test for name, test in tests if name == question.id]

    def all_of(self, question: Question, option: str, tests: list[Test]) -> Hashable:
        """All that is seen of an option: two of which the same is seen make no difference."""
        derived = tuple(fact.sees(question.id, option) for fact in self.derived if question.id in fact.inputs)
        points = self._pack.points.earned(option) if question.id in self.items else None
        return tuple(test.holds(option) for test in tests), derived, points


def _indistinct(question: Question, seen: _Seen) -> Iterator[Problem]:
    """Options that everything that reads the question treats alike."""
    tests = seen.tests(question)
    firsts: dict[Hashable, str] = {}
    for option in question.option_ids:
        other = firsts.setdefault(seen.all_of(question, option, tests), option)
        if other != option:
            params: dict[str, Param] = {"question": question.id, "one": other, "other": option}
            yield Problem("option-indistinct", question.id, params, question.at)


def _unread(question: Question, seen: _Seen) -> Iterator[Problem]:
    """Options of a question that takes several which nothing reads."""
    read = seen.options(question)
    for option in question.option_ids:
        if option not in read:
            params: dict[str, Param] = {"question": question.id, "option": option}
            yield Problem("option-unread", question.id, params, question.at)
