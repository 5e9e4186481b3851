"""What ties facts to one another: the questionnaire's paths and ceilings, how decisions are made, what is derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.domain.boxes import Box, Clause, boxes_of, negation, unless
from app.domain.classes import Classes, classes_of
from app.domain.conditions import Condition
from app.domain.derived import DerivedFact, asked, told
from app.domain.program import Decision, Line, Program
from app.domain.questionnaire import Kind, Question
from app.domain.rules import HitPolicy


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a decision comes to set facts: the `box` of a row that holds, and what must not hold before."""

    sets: Box
    box: Box
    unless: tuple[Clause, ...]


class Ties:
    """The ties of a program's facts, each made out when it is first asked for."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.classes: Mapping[str, Classes] = classes_of(program)
        self.derived: Mapping[str, DerivedFact] = {fact.id: fact for fact in program.pack.derived}
        self._questions: Mapping[str, Question] = program.questionnaire.by_id
        self._ways: dict[str, tuple[Way, ...]] = {}
        self._attached: dict[str, tuple[Clause, ...]] = {}
        self._closures: dict[str, frozenset[str]] = {}

    @cached_property
    def makers(self) -> Mapping[str, Decision]:
        """The decision that makes each decided fact."""
        return {fact: decision for decision in self._program.listing for fact in decision.sets if fact in self.classes}

    @cached_property
    def all(self) -> dict[str, int]:
        """All classes of every fact, of a decided one those its rows set."""
        found = {name: classes.all for name, classes in self.classes.items()}
        for fact, decision in self.makers.items():
            values = [line.sets[fact] for line in _tried(decision)] + ([False] if decision.presence else [])
            found[fact] = self.classes[fact].of(values)
        for name, question in self._hidden.items():
            if not question.show_if.facts() and (question.required or name == asked(question.id)):
                found[name] = self.classes[name].of([True])
        return found

    @cached_property
    def ceilings(self) -> tuple[tuple[str, str], ...]:
        """Numbers, each with the earlier one it may not exceed."""
        limits = ((question.id, question.limits.at_most) for question in self._questions.values())
        return tuple((name, ceiling) for name, ceiling in limits if ceiling)

    @cached_property
    def _chosen_in(self) -> Mapping[str, str]:
        """The question each fact of the kind "chosen there" stems from."""
        tasks = self._program.pack.tasks
        return {f.fact(task): f.chosen_in for f in tasks.facts if f.chosen_in for task in tasks.ids}

    @cached_property
    def _hidden(self) -> Mapping[str, Question]:
        """The question each hidden fact is about."""
        return {name(question.id): question for question in self._questions.values() for name in (told, asked)}

    def ways(self, fact: str) -> tuple[Way, ...]:
        """The ways in which the decision that makes a fact can be made."""
        decision = self.makers[fact]
        if decision.fact not in self._ways:
            self._ways[decision.fact] = tuple(self._ways_of(decision))
        return self._ways[decision.fact]

    def _ways_of(self, decision: Decision) -> Iterator[Way]:
        before: list[tuple[Box, Clause]] = []
        for line in _tried(decision):
            sets = {name: self.classes[name].of([value]) for name, value in line.sets.items()}
            boxes = boxes_of(line.when, self.classes)
            others = tuple(clause for other, clause in before if other != sets)
            yield from (Way(sets, box, others) for box in boxes)
            if decision.hit is HitPolicy.FIRST:
                before += [(sets, negation(box, self.classes)) for box in boxes]
        if decision.presence:
            yield Way({decision.fact: self.classes[decision.fact].of([False])}, {}, tuple(each for _, each in before))

    def attached(self, name: str) -> tuple[Clause, ...]:
        """What must hold besides where a fact is restricted: the path through the questionnaire."""
        if name not in self._attached:
            self._attached[name] = tuple(self._path_of(name))
        return self._attached[name]

    def _path_of(self, name: str) -> Iterator[Clause]:
        if name in self.derived:
            # Whether a question was asked bears on a share even where nobody asks about that alone.
            yield from (
                clause for each in self.derived[name].inputs if each in self._hidden for clause in self.attached(each)
            )
        elif name in self._chosen_in:
            question = told(self._chosen_in[name])
            yield (name, self.classes[name].of([False])), (question, self.classes[question].of([True]))
        elif name in self._hidden:
            yield from self._hidden_path(name, self._hidden[name])
        elif name in self._questions:
            question_ = self._questions[name]
            yield from self._only_if_shown(name, self.classes[name].of([question_.left_out]), question_)
            if question_.required and question_.left_out is None:
                yield from self._only_if_hidden(
                    name, self.classes[name].all & ~self.classes[name].of([None]), question_
                )

    def _hidden_path(self, name: str, question: Question) -> Iterator[Clause]:
        """Whether a question was asked or answered goes by whether it is shown; its answer is left out where not."""
        yes, no = self.classes[name].of([True]), self.classes[name].of([False])
        yield from self._only_if_shown(name, no, question)
        if question.required or name == asked(question.id):
            yield from self._only_if_hidden(name, yes, question)
        if name == asked(question.id) and question.kind is not Kind.MULTIPLE and question.id in self.classes:
            yield (name, yes), (question.id, self.classes[question.id].of([question.left_out]))

    def _only_if_shown(self, name: str, otherwise: int, question: Question) -> Iterator[Clause]:
        """A fact is one of `otherwise` where its question is not shown."""
        boxes = boxes_of(question.show_if, self.classes)
        if len(boxes) == 1:
            for each in boxes[0].items():
                yield (name, otherwise), each
            return
        choice = f"?shown:{question.id}"
        self.all[choice] = (1 << len(boxes)) - 1
        for place, box in enumerate(boxes):
            for each in box.items():
                yield (name, otherwise), (choice, self.all[choice] & ~(1 << place)), each
        if not boxes:
            yield ((name, otherwise),)

    def _only_if_hidden(self, name: str, otherwise: int, question: Question) -> Iterator[Clause]:
        """A fact is one of `otherwise` where its question is shown."""
        shown = (negation(box, self.classes) for box in boxes_of(question.show_if, self.classes))
        yield from unless([(name, otherwise)], shown)

    def closure(self, name: str) -> frozenset[str]:
        """The answers that a fact depends on, those its questions depend on included."""
        if name not in self._closures:
            self._closures[name] = frozenset((name,)).union(*(self.closure(each) for each in self._rests_on(name)))
        return self._closures[name]

    def _rests_on(self, name: str) -> tuple[str, ...]:
        if name in self.makers:
            return tuple(dict.fromkeys(read for line in _tried(self.makers[name]) for read in line.reads))
        if name in self.derived:
            return self.derived[name].inputs
        if name in self._chosen_in:
            return (told(self._chosen_in[name]),)
        if name in self._hidden:
            return (self._hidden[name].id,)
        question = self._questions.get(name)
        ceiling = question.limits.at_most if question else None
        return (*(question.show_if.facts() if question else ()), *((ceiling,) if ceiling else ()))


def _tried(decision: Decision) -> Iterator[Line]:
    """The lines that can be tried: where the first that holds decides, none behind one that always holds."""
    for line in decision.lines:
        yield line
        if line.when == Condition() and decision.hit is HitPolicy.FIRST:
            return
