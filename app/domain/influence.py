"""Influence: what in the result an answer can change, and which answer still open would add most to it.

What an answer *can* change is followed from the question through derived facts and decisions to the parts of the
result; it says of no answer that it changes nothing where some response shows otherwise. What an answer would *add* is
measured on one response: what still differs between the answers it could get.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.domain.answers import as_rules_see
from app.domain.derived import AnsweredShare, asked, told
from app.domain.errors import RuleError
from app.domain.evaluation import Engine
from app.domain.facts import Scalar
from app.domain.levers import silent_values
from app.domain.program import Program
from app.domain.questionnaire import Answer, Kind, Question
from app.domain.rules import Severity
from app.domain.seats import execution_fact
from app.domain.space import Space
from app.domain.what_if import Dependencies, WhatIf

MOST_QUESTIONS = 100
"""How many open questions are tried on one response; the shipped questionnaire has fewer."""
MOST_NUMBERS = 12
"""How many numbers are tried for a question: where rules draw a line, and both ends."""
WORTH_SHAPE, WORTH_FIT, WORTH_TASK = 10, 2, 1
WORTH_FINDING = {Severity.CRITICAL: 3, Severity.MAJOR: 2, Severity.MINOR: 1}
"""How much a conclusion counts: those that shape the organisation most, a finding by how grave it can be."""


class Part(StrEnum):
    """The parts of a result, the weightiest first."""

    MODEL = "model"
    PHASE = "phase"
    ARCHETYPE = "archetype"
    SOURCING = "sourcing"
    SEATS = "seats"
    BUDGET = "budget"
    CHECKLIST = "checklist"
    FINDINGS = "findings"
    ACTIONS = "actions"
    REMARKS = "remarks"
    SURVEYS = "surveys"


OF_TABLE = {
    "model": Part.MODEL,
    "model_boundary": Part.MODEL,
    "phase": Part.PHASE,
    "exit_criteria": Part.PHASE,
    "archetype": Part.ARCHETYPE,
    "execution": Part.SOURCING,
    "advice": Part.SOURCING,
    "transition": Part.SOURCING,
    "fit": Part.BUDGET,
    "grade": Part.CHECKLIST,
}
OF_PRESENCE = {
    "finding": Part.FINDINGS,
    "action": Part.ACTIONS,
    "note": Part.REMARKS,
    "benchmark": Part.SURVEYS,
}


@dataclass(frozen=True, slots=True)
class Addition:
    """An open question, and the conclusions (names of facts) that differ with what its answer turns out to be.

    `worth` is what they count together.
    """

    question: str
    at_stake: tuple[str, ...]
    worth: int

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the result they belong to, the weightiest first."""
        found = {part_of(name) for name in self.at_stake}
        return tuple(part for part in Part if part in found)


def part_of(conclusion: str) -> Part:
    """The part of the result a conclusion that can be at stake belongs to; raises KeyError for any other fact."""
    if conclusion in ("model", "phase", "archetype"):
        return Part(conclusion)
    if conclusion == "budget.fit":
        return Part.BUDGET
    return {"finding": Part.FINDINGS, "task": Part.SOURCING}[conclusion.partition(":")[0]]


class Influence:
    """Which parts of the result every question can change. Made once for a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._dependencies = Dependencies(program)

    @cached_property
    def parts(self) -> Mapping[str, tuple[Part, ...]]:
        """For every question the parts its answer can change; none for one no rule reads.

        Nearest first: those that read the answer itself before those it reaches through other conclusions; of equally
        near ones the weightiest first.
        """
        return {question.id: self._reached(question) for question in self._program.questionnaire.questions()}

    def _reached(self, question: Question) -> tuple[Part, ...]:
        moved = self.moved(question)
        distances: dict[Part, int] = {}
        for reads, part in self._ends:
            for name in reads & moved.keys():
                distances[part] = min(moved[name], distances.get(part, moved[name]))
        return tuple(sorted((part for part in Part if part in distances), key=lambda part: distances[part]))

    def moved(self, question: Question) -> dict[str, int]:
        """Every fact that can be another one when the answer is, with the steps of the evaluation between them."""
        dependencies = self._dependencies
        moved = {seed: 0 for each in (question, *dependencies.shows[question.id]) for seed in self.seeds(each)}
        reached = frozenset[int]().union(*(dependencies.after(seed) for seed in moved))
        for node in (dependencies.nodes[place] for place in sorted(reached)):
            steps = 1 + min(moved[name] for name in node.reads if name in moved)
            for name in node.says:
                moved[name] = min(steps, moved.get(name, steps))
        return moved

    def seeds(self, question: Question) -> Iterator[str]:
        """The facts that follow from an answer alone."""
        yield from (question.id, told(question.id), asked(question.id))
        yield from self._dependencies.chosen.get(question.id, {}).values()

    @cached_property
    def _ends(self) -> tuple[tuple[frozenset[str], Part], ...]:
        """What every part of a result rests on: what its decisions and its calculations read."""
        return tuple((frozenset(reads), part) for reads, part in (*self._decided(), *self._calculated()))

    def _decided(self) -> Iterator[tuple[Iterable[str], Part]]:
        for decision in self._program.listing:
            kind = OF_PRESENCE.get(decision.fact.partition(":")[0])
            part = OF_TABLE.get(decision.table) if decision.table else kind
            if part:
                yield [name for line in decision.lines for name in line.reads], part

    def _calculated(self) -> Iterator[tuple[Iterable[str], Part]]:
        pack = self._program.pack
        prices, executions = pack.prices, [execution_fact(task) for task in pack.tasks.ids]
        yield [name for axis in pack.axes for name in axis.items], Part.CHECKLIST
        yield [prices.annual, prices.media, *prices.plan_facts, *executions], Part.BUDGET
        yield (
            ["marketing_headcount", *(execution_fact(hat.task) for hat in pack.allocation.hats if hat.task)],
            Part.SEATS,
        )
        yield ["marketing_headcount"], Part.ACTIONS


class Additions:
    """Finds the open questions whose answers would add most to a result. Made once for an engine, threads may share it.

    Counted as conclusions are the model, the phase, the archetype, how well the budget fits, who carries out each task,
    and every finding.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._dependencies = Dependencies(engine.program)
        self._space = Space(engine.program)
        self._silent = silent_values(engine.program.pack)
        self._worth = dict(_worth(engine.program))
        self._signals = frozenset(_signals(engine.program))

    def adds_most(
        self, given: Mapping[str, Answer], count: int = 1, said: Collection[str] = ()
    ) -> tuple[Addition, ...]:
        """The `count` open questions on the path that would add most, best first.

        Where they add the same, those come first that count for how complete the answers are, then in their order.
        Open is a question without an answer, or with one that says nothing ("don't know", or what leaving it out counts
        as, unless somebody `said` so). Each of its possible answers is tried by the rules themselves, in three
        settings: the other open questions left open, all answered by their first option, all by their last. A
        conclusion is at stake where, in one of the settings, two of the answers lead to different values. Questions
        with nothing at stake are left out, so there may be fewer, or none. `given` are valid answers, the required ones
        among them; answers of a diagnosis serve as well.
        """
        given = {name: value for name, value in given.items() if value is not None}
        found = self._open(given, said)[:MOST_QUESTIONS]
        settings = tuple(self._settings(given, found))
        additions = [self._addition(settings, question) for question in found]
        return tuple(sorted(filter(_has_worth, additions), key=self._place)[:count])

    def _place(self, addition: Addition) -> tuple[int, bool]:
        return -addition.worth, addition.question not in self._signals

    def _open(self, given: Mapping[str, Answer], said: Collection[str]) -> list[Question]:
        path = as_rules_see(self._engine.program.questionnaire, given).asked
        return [
            question
            for question in self._engine.program.questionnaire.questions()
            if question.id in path
            and question.kind is not Kind.TEXT
            and not question.report_only
            and self._says_nothing(question, given.get(question.id), question.id in said)
        ]

    def _settings(self, given: Mapping[str, Answer], found: Iterable[Question]) -> Iterator[WhatIf]:
        """The response as it is, and with the open questions answered in two ways; numbers are left open.

        A setting that the rules have no row for is left out.
        """
        options = {question.id: self._selections(question) for question in found}
        first, last = ({name: each[place] for name, each in options.items() if each} for place in (0, -1))
        for answers in (given, {**given, **first}, {**given, **last}):
            with suppress(RuleError):
                yield WhatIf(self._engine, self._dependencies, answers)

    def _says_nothing(self, question: Question, answer: Answer, said: bool) -> bool:
        return answer is None or answer in self._silent or (answer == question.left_out and not said)

    def _addition(self, settings: Iterable[WhatIf], question: Question) -> Addition:
        at_stake = [self._at_stake(what_if, question) for what_if in settings]
        names = tuple(name for name in self._worth if any(name in each for each in at_stake))
        return Addition(question.id, names, sum(self._worth[name] for name in names))

    def _at_stake(self, what_if: WhatIf, question: Question) -> frozenset[str]:
        """The conclusions that differ between the answers the questionnaire accepts."""
        outcomes = [self._outcome(what_if, question, answer) for answer in self._possible(question)]
        accepted = [outcome for outcome in outcomes if outcome is not None]
        moved = frozenset[str]().union(*accepted) & self._worth.keys()
        return frozenset(
            name for name in moved if len({outcome.get(name, what_if.facts[name]) for outcome in accepted}) > 1
        )

    def _outcome(self, what_if: WhatIf, question: Question, answer: Answer) -> Mapping[str, Scalar] | None:
        """The facts that would differ from the setting; None where the questionnaire does not accept the answer."""
        if answer == what_if.given.get(question.id, question.left_out):
            return {}
        return what_if.changed({question.id: answer})

    def _possible(self, question: Question) -> Sequence[Answer]:
        return self._numbers(question) if question.kind is Kind.INTEGER else self._selections(question)

    def _selections(self, question: Question) -> Sequence[Answer]:
        """Every option that says something; of several options all, each alone, and none."""
        if question.kind is not Kind.MULTIPLE:
            return [option for option in question.option_ids if option not in self._silent]
        return [question.option_ids, *((option,) for option in question.option_ids), ()]

    def _numbers(self, question: Question) -> Sequence[Answer]:
        lines = [number for number in self._space.classes(question.id) if isinstance(number, int)]
        return list(dict.fromkeys((question.limits.low, question.limits.high, *lines)))[:MOST_NUMBERS]


def _signals(program: Program) -> Iterator[str]:
    """The questions that count for how complete the answers are."""
    for fact in program.pack.derived:
        if isinstance(fact, AnsweredShare):
            yield from fact.questions


def _has_worth(addition: Addition) -> bool:
    return addition.worth > 0


def _worth(program: Program) -> Iterator[tuple[str, int]]:
    yield from ((name, WORTH_SHAPE) for name in ("model", "phase", "archetype"))
    yield "budget.fit", WORTH_FIT
    yield from ((execution_fact(task), WORTH_TASK) for task in program.pack.tasks.ids)
    for finding in program.pack.findings:
        severities = [Severity(str(rule.then["severity"])) for rule in finding.rules]
        yield f"finding:{finding.id}", max(WORTH_FINDING[severity] for severity in severities)
