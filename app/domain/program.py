"""The program: a rule pack unrolled over the tasks and sorted into levels, ready for an engine.

A level's derived facts are computed first, then its decisions are made; a decision reads only answers, derived facts
and decisions of lower levels. Rules of a table that is repeated for every task are specialised: tests on the task
itself are settled here, so that an engine sees only tests on facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.answers import Answers
from app.domain.conditions import Condition, word_of
from app.domain.derived import AnsweredShare, DerivedFact, asked, told
from app.domain.errors import InvalidData, Position, Problem
from app.domain.facts import BOOLEAN, FactType, Scalar
from app.domain.questionnaire import Kind, Questionnaire
from app.domain.rules import HitPolicy, Rule, RulePack, Table

TASK, GROUP = "task", "group"


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as an engine sees it.

    `reads` are the facts to show as its reasons, `settled` those known beforehand; where it decides, it `sets` facts
    and is told in the trace as `conclusion`.
    """

    rule: Rule
    when: Condition
    reads: tuple[str, ...]
    settled: dict[str, Scalar]
    sets: Mapping[str, Scalar]
    conclusion: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What one set of lines decides: the value of a `table`, or, without one, whether something is so at all.

    `sets` are the facts it makes known, its own first.
    """

    fact: str
    hit: HitPolicy
    lines: tuple[Line, ...]
    sets: tuple[str, ...]
    table: str | None
    traced: bool

    @property
    def presence(self) -> bool:
        """Whether it decides only that something is so."""
        return self.table is None


@dataclass(frozen=True, slots=True)
class Level:
    """Facts to compute, then decisions to make, none of which waits for another.

    `absent` sets every presence to false until a line says otherwise; `tables` are the places of decisions that must
    have a row.
    """

    derived: tuple[DerivedFact, ...]
    decisions: tuple[Decision, ...]
    absent: Mapping[str, Scalar]
    tables: frozenset[int]


@dataclass(frozen=True)
class Program:
    """Everything an engine needs. `listing` is the order conclusions are listed in, `types` knows every fact."""

    questionnaire: Questionnaire
    pack: RulePack
    types: Mapping[str, FactType]
    levels: tuple[Level, ...]
    listing: tuple[Decision, ...]

    def seed(self, answers: Answers) -> dict[str, Scalar]:
        """The facts that follow from the answers alone."""
        facts: dict[str, Scalar] = {n: v for n, v in answers.values.items() if not isinstance(v, tuple)}
        for question in self._several:
            facts[told(question)] = answers.values[question] is not None
        for question in self._asked:
            facts[asked(question)] = question in answers.asked
        for fact, question, task in self._chosen:
            chosen = answers.values[question]
            facts[fact] = isinstance(chosen, tuple) and task in chosen
        return facts

    @cached_property
    def _several(self) -> tuple[str, ...]:
        return tuple(q.id for q in self.questionnaire.questions() if q.kind is Kind.MULTIPLE)

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        shares = [fact for fact in self.pack.derived if isinstance(fact, AnsweredShare)]
        return tuple(dict.fromkeys(question for share in shares for question in share.questions))

    @cached_property
    def _chosen(self) -> tuple[tuple[str, str, str], ...]:
        tasks = self.pack.tasks
        return tuple((f.fact(task), f.chosen_in, task) for f in tasks.facts if f.chosen_in for task in tasks.ids)


def build(questionnaire: Questionnaire, pack: RulePack) -> Program:
    """Unrolls and sorts; raises InvalidData where decisions wait for one another in a circle."""
    tables = [decision for table in pack.tables for decision in unroll(table, pack)]
    listing = (*tables, *_presences(pack))
    return Program(questionnaire, pack, fact_types(questionnaire, pack), _levels(listing, pack.derived), listing)


def fact_types(questionnaire: Questionnaire, pack: RulePack) -> dict[str, FactType]:
    """The type of every fact a condition may name, those of a task at hand (`task`, `group`) excepted."""
    types = base_types(questionnaire, pack)
    for table in pack.tables:
        if table.hit is not HitPolicy.COLLECT:
            for task in pack.tasks.ids if table.for_each_task else ("",):
                types.update({fact: table.outputs[output] for fact, output in output_facts(table, task)})
    types.update({f"finding:{finding.id}": BOOLEAN for finding in pack.findings})
    return types


def base_types(questionnaire: Questionnaire, pack: RulePack) -> dict[str, FactType]:
    """The types of answers, task facts and derived facts."""
    answers = {question.id: question.fact_type() for question in questionnaire.questions()}
    types = {name: type_ for name, type_ in answers.items() if type_}
    types.update({f.fact(task): BOOLEAN for f in pack.tasks.facts if f.chosen_in for task in pack.tasks.ids})
    types.update({fact.id: fact.type for fact in pack.derived})
    return types


def output_facts(table: Table, task: str = "") -> Iterator[tuple[str, str]]:
    """The facts a table sets, each with the output it comes from: the conclusion itself, then `<id>_<output>`."""
    first, *others = table.outputs
    yield conclusion_of(table, task), first
    for output in others:
        yield f"{conclusion_of(table, task)}_{output}", output


def conclusion_of(table: Table, task: str = "") -> str:
    """The name of what a table concludes, for one task where it is repeated."""
    return f"task:{task}.{table.conclusion}" if table.for_each_task else table.conclusion


def aliases(pack: RulePack, task: str) -> dict[str, str]:
    """What the bare names in a repeated table stand for at that task."""
    names = {fact.id: fact.fact(task) for fact in pack.tasks.facts}
    return names | {table.conclusion: conclusion_of(table, task) for table in pack.tables if table.for_each_task}


def unroll(table: Table, pack: RulePack) -> Iterator[Decision]:
    """The decisions a table makes: one, or one for every task."""
    for task in pack.tasks.ids if table.for_each_task else ("",):
        yield unroll_for(table, pack, task)


def unroll_for(table: Table, pack: RulePack, task: str) -> Decision:
    """The decision a table makes for one task; for an empty text that of a table that is not repeated."""
    if not table.for_each_task:
        return _decision(table, "", {}, {})
    group = next(each.group for each in pack.tasks.tasks if each.id == task)
    return _decision(table, task, {TASK: task, GROUP: group}, aliases(pack, task))


def _decision(table: Table, task: str, constants: Mapping[str, Scalar], names: Mapping[str, str]) -> Decision:
    outputs = tuple(output_facts(table, task))
    lines = tuple(_specialise(table.rows, outputs, constants, names))
    sets = tuple(fact for fact, _ in outputs)
    return Decision(conclusion_of(table, task), table.hit, lines, sets, table.id, table.traced)


def _specialise(
    rows: Sequence[Rule],
    outputs: Sequence[tuple[str, str]],
    constants: Mapping[str, Scalar],
    names: Mapping[str, str],
) -> Iterator[Line]:
    for row in rows:
        when = _settle(row.when, constants, names)
        if when is None:
            continue
        read = row.when.facts()
        reads = tuple(names.get(name, name) for name in read if name not in constants)
        settled = {name: constants[name] for name in read if name in constants}
        sets = {fact: row.then[output] for fact, output in outputs}
        fact, value = next(iter(sets.items()))
        yield Line(row, when, reads, settled, sets, f"{fact}={word_of(value)}")


def _settle(when: Condition, constants: Mapping[str, Scalar], names: Mapping[str, str]) -> Condition | None:
    """The condition that is left once constants are known; None where they rule it out."""
    if not all(test.holds(constants[name]) for name, test in when.tests if name in constants):
        return None
    tests = tuple((names.get(name, name), test) for name, test in when.tests if name not in constants)
    if not when.any_of:
        return Condition(tests, at=when.at)
    alternatives = [left for each in when.any_of if (left := _settle(each, constants, names)) is not None]
    if not alternatives:
        return None
    if Condition() in alternatives:
        return Condition(tests)
    return Condition(tests, tuple(alternatives), when.at)


def _presences(pack: RulePack) -> Iterator[Decision]:
    for finding in pack.findings:
        yield _presence(f"finding:{finding.id}", finding.rules)
    for action in pack.actions:
        yield _presence(f"action:{action.id}", (action.rule,))
    for benchmark in pack.benchmarks:
        yield _presence(f"benchmark:{benchmark.id}", (benchmark.rule,))
    for note in pack.notes:
        yield _presence(f"note:{note.id}", (note.rule,), traced=False)


def _presence(fact: str, rules: Sequence[Rule], traced: bool = True) -> Decision:
    lines = tuple(Line(rule, rule.when, rule.when.facts(), {}, {fact: True}, fact) for rule in rules)
    return Decision(fact, HitPolicy.FIRST, lines, (fact,), None, traced)


def _levels(decisions: Sequence[Decision], derived: Sequence[DerivedFact]) -> tuple[Level, ...]:
    """Sorts by dependency: level 0 reads answers and what is derived from them, each further level the ones below."""
    ready = _Readiness(decisions, derived)
    decided: dict[int, list[Decision]] = {}
    computed: dict[int, list[DerivedFact]] = {}
    for decision in decisions:
        decided.setdefault(ready.level(decision), []).append(decision)
    levels = {fact.id: ready.of(fact.id) for fact in derived}  # tells of a circle, so before their depth is asked
    for fact in sorted(derived, key=lambda fact: ready.depth(fact.id)):
        computed.setdefault(levels[fact.id], []).append(fact)
    count = max([*decided, *computed], default=-1) + 1
    return tuple(_level(computed.get(number, ()), decided.get(number, ())) for number in range(count))


def _level(derived: Sequence[DerivedFact], decisions: Sequence[Decision]) -> Level:
    absent: dict[str, Scalar] = {decision.fact: False for decision in decisions if decision.presence}
    must = [n for n, d in enumerate(decisions) if not d.presence and d.hit is not HitPolicy.COLLECT]
    return Level(tuple(derived), tuple(decisions), absent, frozenset(must))


class _Readiness:
    """From which level on a fact can be read."""

    def __init__(self, decisions: Sequence[Decision], derived: Sequence[DerivedFact]) -> None:
        self._makers = {fact: decision for decision in decisions for fact in decision.sets}
        self._derived = {fact.id: fact for fact in derived}
        self._levels: dict[str, int] = {}
        self._waiting: list[str] = []

    def level(self, decision: Decision) -> int:
        """The level a decision is made at: as soon as all it reads is there."""
        reads = {name for line in decision.lines for name in line.reads}
        return max((self.of(name) for name in reads), default=0)

    def of(self, fact: str) -> int:
        """The first level that can read the fact; raises InvalidData where it waits for itself."""
        if fact in self._levels:
            return self._levels[fact]
        if fact in self._waiting:
            circle = [*self._waiting[self._waiting.index(fact) :], fact]
            raise InvalidData([Problem("decision-circle", fact, {"detail": " → ".join(circle)}, self._place(circle))])
        self._waiting.append(fact)
        if fact in self._makers:
            level = self.level(self._makers[fact]) + 1
        elif fact in self._derived:
            level = max((self.of(name) for name in self._derived[fact].inputs), default=0)
        else:
            level = 0
        self._waiting.pop()
        self._levels[fact] = level
        return level

    def _place(self, facts: Sequence[str]) -> Position | None:
        """Where the first of these that is decided by a rule is written."""
        rules = (self._makers[fact].lines[0].rule for fact in facts if fact in self._makers)
        return next((rule.at for rule in rules), None)

    def depth(self, fact: str) -> int:
        """How many derived facts stand between this one and what it is derived from."""
        if fact not in self._derived:
            return 0
        return 1 + max((self.depth(name) for name in self._derived[fact].inputs), default=0)
