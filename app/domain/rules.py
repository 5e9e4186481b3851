"""The rule pack: decision tables, findings, actions and everything else a consultant can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from app.domain.budget import Prices
from app.domain.checklist import Axis, Points
from app.domain.conditions import Condition
from app.domain.derived import DerivedFact
from app.domain.errors import Position
from app.domain.facts import Closed, Scalar
from app.domain.handout import Handout
from app.domain.roadmap import Capacity
from app.domain.seats import Allocation
from app.domain.texts import Blank, Text


class HitPolicy(StrEnum):
    """How many rows of a table may hold, and which of them decides (the words of DMN)."""

    UNIQUE = "unique"
    FIRST = "first"
    COLLECT = "collect"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: when it holds, what follows, why in words, where that is from, and where it is written."""

    id: str
    when: Condition
    then: Mapping[str, Scalar]
    why: Text
    sources: tuple[str, ...]
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a value reads: a short title, what it means, and further titled texts."""

    title: Text
    text: Text
    details: tuple[tuple[str, Text, Text], ...] = ()


@dataclass(frozen=True)
class Table:
    """A decision table. The first output is the decision's fact; `for_each` repeats it for every task.

    `outputs_at` is where the values of each output are written, in their order.
    """

    id: str
    title: Text
    question: Text
    hit: HitPolicy
    conclusion: str
    for_each_task: bool
    traced: bool
    inputs: tuple[str, ...]
    outputs: Mapping[str, Closed]
    rows: tuple[Rule, ...]
    values: Mapping[str, Reading]
    outputs_at: Mapping[str, Sequence[Position]] = field(default_factory=dict)

    @cached_property
    def output(self) -> str:
        """The name of its first output."""
        return next(iter(self.outputs))


class Severity(StrEnum):
    """How much a finding weighs, gravest first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is true of the organisation; `rules` are tried in order, each with its own severity."""

    id: str
    rules: tuple[Rule, ...]
    title: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do: not before `earliest`, and after the actions it builds on, named at `after_at`."""

    id: str
    earliest: str
    after: tuple[str, ...]
    owner: str
    rule: Rule
    title: Text
    task: Text
    artifact: Text
    done: Text
    after_at: Mapping[str, Position] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A figure from a survey, shown for context with its caveat."""

    id: str
    rule: Rule
    title: Text
    figure: Text
    caveat: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A remark printed with the conclusion it is `on`; its words are the rule's."""

    id: str
    on: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Source:
    """Where knowledge comes from, and how far it can be trusted."""

    id: str
    title: Text
    publisher: Text
    date: str
    note: Text


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    id: str
    term: Text
    reading: Text | None
    meaning: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """A group of tasks that are treated alike."""

    id: str
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Task:
    """A task of marketing; `decides` says which judgement of it stays inside."""

    id: str
    group: str
    title: Text
    text: Text
    decides: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A fact every task has: the answer to its own question, or whether it was chosen in one on all tasks."""

    id: str
    label: Text
    answer_to: str | None = None
    chosen_in: str | None = None

    def fact(self, task: str) -> str:
        """Its name for that task."""
        return self.answer_to.replace("{task}", task) if self.answer_to else f"task:{task}.{self.id}"


@dataclass(frozen=True)
class Tasks:
    """All tasks, the facts each has, and who decides in each of them (`decision`, the same for all)."""

    decision: str
    decision_why: Text
    groups: tuple[TaskGroup, ...]
    tasks: tuple[Task, ...]
    facts: tuple[TaskFact, ...]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all tasks, in order."""
        return tuple(task.id for task in self.tasks)


@dataclass(frozen=True, slots=True)
class FactLabel:
    """What a fact is called, and how its number is shown.

    `show` is number (as it is, with its `unit`), percent, points (out of 100) or manyen (万円); all of them whole.
    """

    label: Text
    show: str = "number"
    unit: Text | None = None


@dataclass(frozen=True)
class RulePack:
    """A versioned body of rules for one questionnaire. `digest` is the SHA-256 over its files."""

    id: str
    edition: str
    digest: str
    languages: tuple[str, ...]
    questionnaire: str
    title: Text
    about: Text
    sources: Mapping[str, Source]
    glossary: Mapping[str, Term]
    tasks: Tasks
    points: Points
    axes: tuple[Axis, ...]
    derived: tuple[DerivedFact, ...]
    fact_labels: Mapping[str, FactLabel]
    prices: Prices
    capacity: Capacity
    allocation: Allocation
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    actions: tuple[Action, ...]
    benchmarks: tuple[Benchmark, ...]
    notes: tuple[Note, ...]
    handout: Handout
    fixed: frozenset[str] = frozenset()
    """The questions whose answers no company can simply decide to change."""
    derived_at: Mapping[str, Position] = field(default_factory=dict)
    """Where each derived fact is written."""
    blanks: tuple[Blank, ...] = ()
    """Every place to fill in its words."""

    @cached_property
    def table(self) -> Mapping[str, Table]:
        """The tables by id."""
        return {table.id: table for table in self.tables}

    @cached_property
    def action(self) -> Mapping[str, Action]:
        """The actions by id."""
        return {action.id: action for action in self.actions}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Every rule of the pack by id: rows of tables, findings, actions, benchmarks and notes."""
        rows = [row for table in self.tables for row in table.rows]
        findings = [rule for finding in self.findings for rule in finding.rules]
        others = [*(a.rule for a in self.actions), *(b.rule for b in self.benchmarks), *(n.rule for n in self.notes)]
        return {rule.id: rule for rule in (*rows, *findings, *others)}
