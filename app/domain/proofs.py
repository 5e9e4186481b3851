"""Proves a program sound over its whole answer space, with a concrete counterexample for each fault.

Tables: no gap, no overlap where one row only may hold, no row that can never decide. Rules: none that no response can
meet. Roadmap: no circle among actions, none due before what it builds on. Questions: each shown to somebody, each read
by some rule, no two options that nothing tells apart. A fault is a Problem; those of WARNINGS do not spoil a pack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.domain.audit import audit
from app.domain.errors import Param, Problem
from app.domain.placeholders import unfilled
from app.domain.program import Program
from app.domain.rule_proofs import prove_paths, prove_rules
from app.domain.rules import Action
from app.domain.space import Space
from app.domain.table_proofs import prove_tables

WARNINGS = frozenset({"file-unlisted", "option-indistinct", "option-unread"})


def prove(program: Program, whole: bool = True, doubtful: Collection[str] | None = ()) -> Iterator[Problem]:
    """Every fault of the program, those of tables first.

    Without the `whole` pack, nothing is said of what no rule reads: those left out may read it. Nor is it said of the
    facts that are `doubtful` (None: of any) that they are not known where texts name them.
    """
    space = Space(program)
    yield from prove_tables(program, space)
    yield from prove_rules(program, space)
    yield from unfilled(program, space, doubtful)
    yield from _roadmap(program)
    yield from prove_paths(program, space)
    if whole:
        yield from audit(program)


def _roadmap(program: Program) -> Iterator[Problem]:
    actions = program.pack.action
    order = {horizon.id: place for place, horizon in enumerate(program.pack.capacity.horizons)}
    for action in program.pack.actions:
        circle = _circle(action, actions)
        if circle:
            yield Problem("action-circle", action.id, {"circle": " → ".join(circle)}, action.after_at[circle[1]])
        for name in dict.fromkeys(action.after):
            due, before_due = action.earliest, actions[name].earliest
            if order[before_due] > order[due]:
                params: dict[str, Param] = {"action": action.id, "due": due, "before": name, "before_due": before_due}
                yield Problem("action-too-early", action.id, params, action.after_at[name])


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
