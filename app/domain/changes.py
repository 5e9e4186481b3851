"""What would change it: the smallest change of answers that leads to another conclusion or clears a finding.

Smallest is the fewest answers, then the shortest way (see `Step.distance`), then the order of the questions. Answers
that no company can decide to change are left alone, and so is what is not asked. Whatever is proposed has been run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.domain.answers import read
from app.domain.burden import burden
from app.domain.errors import InvalidAnswers, RuleError
from app.domain.evaluation import Engine, evaluate
from app.domain.facts import Facts, Scalar
from app.domain.levers import Cone, Levers, Step
from app.domain.questionnaire import Answer, Kind, Question
from app.domain.seats import execution_fact
from app.domain.space import Space
from app.domain.what_if import Dependencies, WhatIf

MOST_ANSWERS = 3
MOST_TRIED = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that would be another one; `old` is None where it was left out."""

    question: str
    old: Answer
    new: Answer


@dataclass(frozen=True, slots=True)
class Proposal:
    """The smallest change by which `target` `becomes` another value; a finding becomes False: it is cleared.

    `brings` are the findings that would be made then and are not made now, `worsens` those that would be graver: nobody
    should take it for advice. Without `changes`, no change of at most three answers does; not `movable` where no answer
    bears on it that the company could change.
    """

    target: str
    becomes: Scalar
    changes: tuple[Change, ...]
    movable: bool = True
    brings: tuple[str, ...] = ()
    worsens: tuple[str, ...] = ()


class ChangeFinder:
    """Finds what would change the conclusions about a response. Made once for an engine, safe among threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._dependencies = Dependencies(engine.program)
        self._space = Space(engine.program)

    def proposals(self, given: Mapping[str, Answer]) -> tuple[Proposal, ...]:
        """One for the model, the phase, every task's execution and every finding made, in this order.

        `given` are the valid answers, the required ones among them; answers of a diagnosis serve as well.
        """
        given = {name: value for name, value in given.items() if value is not None}
        search = _Search(self._engine, self._dependencies, self._space, given)
        return tuple(search.proposal(target) for target in search.targets())


class _Search:
    """The search from one response."""

    def __init__(self, engine: Engine, dependencies: Dependencies, space: Space, given: Mapping[str, Answer]) -> None:
        self._engine = engine
        self._dependencies = dependencies
        self._what_if = WhatIf(engine, dependencies, given)
        self._levers = Levers(self._what_if, dependencies, space)
        self._places = {name: place for place, name in enumerate(engine.program.questionnaire.by_id)}
        self._proven: dict[frozenset[tuple[str, Answer]], Facts | None] = {}

    def targets(self) -> Iterator[str]:
        pack = self._engine.program.pack
        yield from ("model", "phase")
        yield from (execution_fact(task) for task in pack.tasks.ids)
        findings = (f"finding:{finding.id}" for finding in pack.findings)
        yield from (finding for finding in findings if self._what_if.facts[finding])

    def proposal(self, target: str) -> Proposal:
        questions = self._levers.questions(target)
        if not questions:
            return Proposal(target, None, (), movable=False)
        cone = self._dependencies.before(target)
        pool = _Pool(self._levers, self._what_if, self._dependencies, questions, cone)
        for count in range(1, MOST_ANSWERS + 1):
            for steps in self._in_order(pool, count):
                facts = self._other(target, steps, cone)
                if facts is not None:
                    changes = tuple(self._change(step) for step in steps)
                    found = burden(self._engine.program.pack, self._what_if.facts, facts)
                    return Proposal(target, facts[target], changes, brings=found.new, worsens=found.graver)
        return Proposal(target, None, ())

    def _in_order(self, pool: _Pool, count: int) -> list[tuple[Step, ...]]:
        """The steps to try together, the smallest change first."""

        def size(steps: tuple[Step, ...]) -> tuple[int, list[int], list[tuple[int, ...]]]:
            places = [self._places[step.question] for step in steps]
            return sum(step.distance for step in steps), places, [step.rank for step in steps]

        return sorted(islice(pool.combinations(count), MOST_TRIED), key=size)

    def _other(self, target: str, steps: Sequence[Step], cone: Cone) -> Facts | None:
        """The facts that steps lead to, proven, if the target is another then; None where it is not."""
        if len(steps) == 1:
            found = self._levers.single(steps[0].question, steps[0].new)
        else:
            found = self._what_if.changed({step.question: step.new for step in steps}, cone)
        if found is None or target not in found:
            return None
        facts = self._run({step.question: step.new for step in steps})
        return facts if facts is not None and facts[target] != self._what_if.facts[target] else None

    def _run(self, changes: Mapping[str, Answer]) -> Facts | None:
        """All facts of the response so changed, by the engine; None where it is no valid response on its path."""
        key = frozenset(changes.items())
        if key not in self._proven:
            self._proven[key] = self._evaluate(changes)
        return self._proven[key]

    def _evaluate(self, changes: Mapping[str, Answer]) -> Facts | None:
        try:
            answers = read(self._engine.program.questionnaire, {**self._what_if.given, **changes})
            return evaluate(self._engine, answers).facts if answers.asked.issuperset(changes) else None
        except (InvalidAnswers, RuleError):
            return None

    def _change(self, step: Step) -> Change:
        question = self._engine.program.questionnaire.by_id[step.question]
        return Change(step.question, self._levers.old(question), step.new)


class _Pool:
    """The steps that can bear on one conclusion, and how they combine."""

    def __init__(
        self,
        levers: Levers,
        what_if: WhatIf,
        dependencies: Dependencies,
        questions: Sequence[Question],
        cone: Cone,
    ) -> None:
        self._levers = levers
        self._what_if = what_if
        self._shows = dependencies.shows
        self._questions = questions
        self._cone = cone
        self._turns: dict[tuple[str, Answer], Step] = {}
        self._steps = self._numbered(levers.steps(q, cone, self._ceiling(q, ())) for q in questions)

    def _numbered(self, found: Iterable[list[Step]]) -> list[list[Step]]:
        """Gives every step its turn among its kin."""
        turns: dict[object, int] = {}
        numbered = []
        for steps in found:
            kept = []
            for step in steps:
                key = (step.kin, step.distance)
                kept.append(replace(step, turn=turns.get(key, 0)) if step.kin is not None else step)
                turns[key] = turns.get(key, 0) + 1
            numbered.append(kept)
        return numbered

    def combinations(self, count: int, chosen: tuple[Step, ...] = (), first: int = 0) -> Iterator[tuple[Step, ...]]:
        """Every `count` steps of different questions; of those that differ only by kin, the first."""
        if len(chosen) == count:
            yield chosen
            return
        for place in range(first, len(self._questions)):
            for step in self._next(place, chosen):
                yield from self.combinations(count, (*chosen, step), place + 1)

    def _next(self, place: int, chosen: tuple[Step, ...]) -> Iterator[Step]:
        question = self._questions[place]
        if not self._can_be_asked(question, chosen):
            return
        steps = self._steps[place]
        if any(step.question == question.limits.at_most for step in chosen):
            steps = self._levers.steps(question, self._cone, self._ceiling(question, chosen))
        for step in steps:
            if step.kin is None or step.turn == 0 or _turn_before(step, chosen):
                yield step

    def _can_be_asked(self, question: Question, chosen: tuple[Step, ...]) -> bool:
        if question.id in self._what_if.answers.asked:
            return True
        return any(question in self._shows[step.question] for step in chosen)

    def _ceiling(self, question: Question, chosen: tuple[Step, ...]) -> Answer:
        name = question.limits.at_most
        if question.kind is not Kind.INTEGER or name is None:
            return None
        return next((step.new for step in chosen if step.question == name), self._what_if.given.get(name))


def _turn_before(step: Step, chosen: tuple[Step, ...]) -> bool:
    return any((c.kin, c.distance, c.turn) == (step.kin, step.distance, step.turn - 1) for c in chosen)
