"""Proves a program sound over its whole answer space, with a concrete counterexample for each fault.

Tables: no gap, no overlap where one row only may hold, no row that can never decide. Rules: none that no response can
meet. Roadmap: no circle among actions, none due before what it builds on. Questions: each shown to somebody, each read
by some rule, no two options that nothing tells apart. A fault is a Problem; those of WARNINGS do not spoil a pack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.conditions import Condition, OneOf, word_of
from app.domain.errors import Param, Problem
from app.domain.facts import Facts, Scalar
from app.domain.placeholders import unfilled
from app.domain.program import Decision, Line, Program
from app.domain.questionnaire import Kind, Question
from app.domain.rules import Action, HitPolicy, Table
from app.domain.space import Space, TooLarge

WARNINGS = frozenset({"option-indistinct", "table-too-large"})


def prove(program: Program, whole: bool = True) -> Iterator[Problem]:
    """Every fault of the program, those of tables first.

    Without the `whole` pack, nothing is said of what no rule reads: those left out may read it.
    """
    space = Space(program)
    yield from _tables(program, space)
    yield from _rules(program, space)
    yield from unfilled(program, space)
    yield from _roadmap(program)
    yield from _paths(program, space)
    if whole:
        yield from _audit(program)


@dataclass
class _Verdict:
    """What was seen of one table over all tasks it is repeated for."""

    decided: set[str] = field(default_factory=set)
    gap: str | None = None
    overlaps: dict[tuple[str, str], str] = field(default_factory=dict)
    too_large: bool = False


def _tables(program: Program, space: Space) -> Iterator[Problem]:
    verdicts = {table.id: _Verdict() for table in program.pack.tables}
    for decision in program.listing:
        if decision.table is not None:
            _look_at(decision, space, verdicts[decision.table])
    for table in program.pack.tables:
        yield from _faults(table, verdicts[table.id])


def _faults(table: Table, verdict: _Verdict) -> Iterator[Problem]:
    start = table.rows[0].at
    if verdict.too_large:
        yield Problem("table-too-large", table.id, {"table": table.id}, start)
        return
    if verdict.gap is not None:
        yield Problem("table-gap", table.id, {"table": table.id, "example": verdict.gap}, start)
    places = {row.id: row.at for row in table.rows}
    for (one, other), example in verdict.overlaps.items():
        params: dict[str, Param] = {"one": one, "other": other, "example": example}
        yield Problem("table-overlap", other, params, places[other])
    for row in table.rows:
        if row.id not in verdict.decided:
            yield Problem("row-unreachable", row.id, {"row": row.id}, row.at)


def _look_at(decision: Decision, space: Space, verdict: _Verdict) -> None:
    """Goes through everything that can reach one decision."""
    reads = tuple(dict.fromkeys(name for line in decision.lines for name in line.reads))
    try:
        relation = space.reachable(reads)
    except TooLarge:
        verdict.too_large = True
        return
    for row in relation:
        facts = dict(zip(reads, row, strict=True))
        held = _held(decision, facts)
        if not held and decision.hit is not HitPolicy.COLLECT and verdict.gap is None:
            verdict.gap = f"{decision.fact}: {_example(facts)}".removesuffix(": ")
        if decision.hit is HitPolicy.UNIQUE and len(held) > 1:
            verdict.overlaps.setdefault((held[0].rule.id, held[1].rule.id), _example(facts))
        verdict.decided.update(line.rule.id for line in (held[:1] if decision.hit is HitPolicy.FIRST else held))


def _held(decision: Decision, facts: Facts) -> list[Line]:
    """The lines that hold; of a table whose first row decides, no more than that one."""
    held = (line for line in decision.lines if line.when.holds(facts))
    if decision.hit is HitPolicy.FIRST:
        first = next(held, None)
        return [] if first is None else [first]
    return list(held)


def _example(facts: Facts) -> str:
    return ", ".join(f"{name}={_written(value)}" for name, value in facts.items())


def _written(value: Scalar) -> str:
    return f"{value:g}" if isinstance(value, float) else word_of(value)


def _rules(program: Program, space: Space) -> Iterator[Problem]:
    """Findings, actions, benchmarks and notes that no response can call up."""
    for decision in program.listing:
        if not decision.presence:
            continue
        ruled_out: list[Condition] = []
        for line in decision.lines:
            if not _can_hold(line.when, space) or line.when in ruled_out:
                yield Problem("rule-never", line.rule.id, {"rule": line.rule.id}, line.rule.at)
            ruled_out.append(line.when)


def _can_hold(condition: Condition, space: Space) -> bool:
    try:
        return space.satisfying(condition) is not None
    except TooLarge:
        return True


def _roadmap(program: Program) -> Iterator[Problem]:
    actions = program.pack.action
    order = {horizon.id: place for place, horizon in enumerate(program.pack.capacity.horizons)}
    for action in program.pack.actions:
        circle = _circle(action, actions)
        if circle:
            yield Problem("action-circle", action.id, {"circle": " → ".join(circle)}, action.rule.at)
        for name in action.after:
            if order[actions[name].earliest] > order[action.earliest]:
                params: dict[str, Param] = {"action": action.id, "before": name}
                yield Problem("action-too-early", action.id, params, action.rule.at)


def _circle(action: Action, actions: Mapping[str, Action]) -> list[str]:
    """The way from an action back to itself, told once: by the first of its actions in the pack."""
    order = list(actions)
    ways = [[action.id, name] for name in action.after]
    while ways:
        way = ways.pop()
        if way[-1] == action.id:
            return way if min(way, key=order.index) == action.id else []
        ways.extend([*way, name] for name in actions[way[-1]].after if name not in way[1:])
    return []


def _paths(program: Program, space: Space) -> Iterator[Problem]:
    """Questions that no answers lead to."""
    for question in program.questionnaire.questions():
        if question.show_if != Condition() and not _can_hold(question.show_if, space):
            yield Problem("question-never-shown", question.id, {"question": question.id}, question.at)


def _audit(program: Program) -> Iterator[Problem]:
    """Questions asked for nothing, and answers that make no difference."""
    read = _read_facts(program)
    for question in program.questionnaire.questions():
        is_read = question.id in read
        if is_read == question.report_only:
            code = "question-read-after-all" if is_read else "question-unread"
            yield Problem(code, question.id, {"question": question.id}, question.at)
        elif is_read and question.kind is Kind.CHOICE:
            yield from _indistinct_options(question, program)


def _read_facts(program: Program) -> frozenset[str]:
    """Everything that rules, derived facts or the calculations read."""
    lines = [line for decision in program.listing for line in decision.lines]
    derived = [name for fact in program.pack.derived for name in fact.inputs]
    chosen = [fact.chosen_in for fact in program.pack.tasks.facts if fact.chosen_in]
    prices = program.pack.prices
    read = {name for line in lines for name in line.reads}
    return frozenset(read.union(derived, chosen, (prices.annual, prices.media, prices.articles)))


def _indistinct_options(question: Question, program: Program) -> Iterator[Problem]:
    """Options that every test on the question treats alike; sums over several questions tell them apart too."""
    tests = [
        test
        for decision in program.listing
        for line in decision.lines
        for tests in line.when.conjunctions()
        for name, test in tests
        if name == question.id and isinstance(test, OneOf)
    ]
    if any(question.id in fact.inputs for fact in program.pack.derived):
        return
    seen: dict[tuple[bool, ...], str] = {}
    for option in question.option_ids:
        other = seen.setdefault(tuple(test.holds(option) for test in tests), option)
        if other != option:
            params: dict[str, Param] = {"question": question.id, "one": other, "other": option}
            yield Problem("option-indistinct", question.id, params, question.at)
