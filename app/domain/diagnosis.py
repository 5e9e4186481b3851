"""A diagnosis: one rule pack applied to one response. Immutable; it reads the same until it is erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain import checklist
from app.domain.answers import Answers
from app.domain.evaluation import Engine, Evaluation, Reason, evaluate
from app.domain.facts import Scalar, number, whole
from app.domain.program import Program
from app.domain.questionnaire import Answer
from app.domain.roadmap import Candidate, Placed, plan
from app.domain.rules import RulePack, Severity
from app.domain.seats import Seat, allocate, execution_fact


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of a questionnaire or rule pack, and the digest of its files."""

    id: str
    edition: str
    digest: str


@dataclass(frozen=True, slots=True)
class Phase:
    """The phase, whether it rests on something unknown, and what is still open before the next one."""

    value: str
    tentative: bool
    open_exit_criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A mean from 0 to 1, None where nothing counts, and the share of items answered."""

    score: float | None
    coverage: float


@dataclass(frozen=True, slots=True)
class Checklist:
    """The overall score, its grade, and the score of every axis."""

    overall: Score
    grade: str | None
    axes: Mapping[str, Score]


class Sourcing(NamedTuple):
    """For one task: who decides, who carries it out, what advice is bought, and the way from here to there."""

    decision: str
    execution: str
    advice: str
    transition: str | None


@dataclass(frozen=True, slots=True)
class Budget:
    """The plan against the monthly budget, in 万円 a month; None where it was not disclosed."""

    monthly: float | None
    advice: tuple[int, int] | None
    articles: int | None
    total: tuple[int, int]
    unpriced: tuple[str, ...]
    fit: str
    affordable_articles: int | None


class FoundFinding(NamedTuple):
    """A finding that was made, and how grave it is here."""

    id: str
    severity: str


class PlannedAction(NamedTuple):
    """An action in its horizon, with its owner's hat and the actions present that come before it."""

    id: str
    horizon: str
    owner: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that was concluded."""

    model: str
    neighbour: str | None
    archetype: str
    phase: Phase
    basics_ready: bool
    confidence: float
    checklist: Checklist
    sourcing: Mapping[str, Sourcing]
    seats: tuple[Seat, ...]
    budget: Budget
    findings: tuple[FoundFinding, ...]
    actions: tuple[PlannedAction, ...]
    benchmarks: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was asked, by which rules it was judged, what they saw, what followed, and why.

    `given` are the questions asked whose answer was given, not put in for one left out; None where that is not known.
    It is no part of the outcome document.
    """

    questionnaire: Edition
    rules: Edition
    answers: Mapping[str, Answer]
    outcome: Outcome
    trace: tuple[Reason, ...]
    given: frozenset[str] | None = field(default=None, compare=False)


FIGURES = ("budget.monthly", "budget.affordable_articles", "confidence")


def known_facts(diagnosis: Diagnosis) -> dict[str, Scalar]:
    """The facts that texts may name: the answers, every fact a conclusion rests on, and some figures of the outcome."""
    facts: dict[str, Scalar] = {n: v for n, v in diagnosis.answers.items() if not isinstance(v, tuple)}
    for reason in diagnosis.trace:
        facts.update(reason.because)
    budget, confidence = diagnosis.outcome.budget, diagnosis.outcome.confidence
    return facts | dict(zip(FIGURES, (budget.monthly, budget.affordable_articles, confidence), strict=True))


def diagnose(engine: Engine, answers: Answers) -> Diagnosis:
    """Applies the engine's rule pack to a response."""
    program = engine.program
    questionnaire, pack = program.questionnaire, program.pack
    evaluation = evaluate(engine, answers)
    return Diagnosis(
        questionnaire=Edition(questionnaire.id, questionnaire.edition, questionnaire.digest),
        rules=Edition(pack.id, pack.edition, pack.digest),
        answers=answers.values,
        outcome=_Assembly(program, evaluation).outcome(),
        trace=evaluation.trace,
        given=answers.given & answers.asked,
    )


class _Assembly:
    """Puts the facts of an evaluation together as an outcome."""

    def __init__(self, program: Program, evaluation: Evaluation) -> None:
        self._pack: RulePack = program.pack
        self._facts = evaluation.facts
        self._held = evaluation.held

    def outcome(self) -> Outcome:
        pack, facts = self._pack, self._facts
        return Outcome(
            model=self._word("model"),
            neighbour=self._word_or_none("model_boundary"),
            archetype=self._word("archetype"),
            phase=Phase(self._word("phase"), bool(facts["phase_tentative"]), self._open_criteria()),
            basics_ready=bool(facts["basics_ready"]),
            confidence=number(facts["confidence"]),
            checklist=self._checklist(),
            sourcing={task: self._sourcing(task) for task in pack.tasks.ids},
            seats=allocate(pack.allocation, self._headcount(), facts),
            budget=self._budget(),
            findings=self._findings(),
            actions=tuple(self._planned(placed) for placed in self._plan()),
            benchmarks=tuple(b.id for b in pack.benchmarks if facts[f"benchmark:{b.id}"]),
            notes=tuple(note.id for note in pack.notes if facts[f"note:{note.id}"]),
        )

    def _word(self, fact: str) -> str:
        return str(self._facts[fact])

    def _word_or_none(self, fact: str) -> str | None:
        return None if self._facts[fact] is None else self._word(fact)

    def _headcount(self) -> int:
        return whole(self._facts["marketing_headcount"])

    def _open_criteria(self) -> tuple[str, ...]:
        criteria = (line.rule.then["criterion"] for line in self._held.get("exit_criteria", ()))
        return tuple(dict.fromkeys(str(criterion) for criterion in criteria))

    def _checklist(self) -> Checklist:
        axes = {axis.id: self._score(axis.items) for axis in self._pack.axes}
        overall = self._score([item for axis in self._pack.axes for item in axis.items])
        return Checklist(overall, self._word_or_none("checklist.grade"), axes)

    def _score(self, items: Sequence[str]) -> Score:
        points = self._pack.points
        return Score(checklist.score(items, points, self._facts), checklist.coverage(items, points, self._facts))

    def _sourcing(self, task: str) -> Sourcing:
        return Sourcing(
            decision=self._pack.tasks.decision,
            execution=self._word(f"task:{task}.execution"),
            advice=self._word(f"task:{task}.advice"),
            transition=self._word_or_none(f"task:{task}.transition"),
        )

    def _budget(self) -> Budget:
        prices, facts = self._pack.prices, self._facts
        monthly, affordable = facts["budget.monthly"], facts["budget.affordable_articles"]
        articles = prices.articles_line(facts)
        bought = [task for task in self._pack.tasks.ids if facts[execution_fact(task)] in prices.bought]
        priced = prices.content if articles is not None else None
        return Budget(
            monthly=float(monthly) if monthly is not None else None,
            advice=prices.advice_line(facts),
            articles=articles,
            total=(prices.total(facts, 0), prices.total(facts, 1)),
            unpriced=tuple(task for task in bought if execution_fact(task) != priced),
            fit=self._word("budget.fit"),
            affordable_articles=int(affordable) if affordable is not None else None,
        )

    def _findings(self) -> tuple[FoundFinding, ...]:
        """Critical ones first, otherwise in pack order."""
        made = [
            FoundFinding(finding.id, str(lines[0].rule.then["severity"]))
            for finding in self._pack.findings
            if (lines := self._held.get(f"finding:{finding.id}"))
        ]
        return tuple(sorted(made, key=lambda finding: finding.severity != Severity.CRITICAL))

    def _plan(self) -> tuple[Placed, ...]:
        present = (action for action in self._pack.actions if self._facts[f"action:{action.id}"])
        candidates = [Candidate(action.id, action.earliest, action.after) for action in present]
        return plan(candidates, self._pack.capacity, self._headcount())

    def _planned(self, placed: Placed) -> PlannedAction:
        return PlannedAction(placed.id, placed.horizon, self._pack.action[placed.id].owner, placed.after)
