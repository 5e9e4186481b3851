"""What is left of a rule pack in which something is wrong, so that the rest of it can still be proven."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.domain.program import output_facts
from app.domain.rules import Rule, RulePack, Table


def sound_part(pack: RulePack, broken: Collection[str], unknown: Collection[str] = ()) -> RulePack:
    """The pack without what is broken and without everything that rests on it.

    `broken` are ids of tables, and of findings, actions, benchmarks and notes as their rules have them (`finding.x`);
    `unknown` are facts of which nothing reliable is known.
    """
    gone = set(unknown)
    while True:
        left = _without(pack, broken, gone)
        missing = _made(pack) - _made(left)
        if missing <= gone:
            return left
        gone |= missing


def _without(pack: RulePack, broken: Collection[str], gone: set[str]) -> RulePack:
    def stays(rule: Rule) -> bool:
        return rule.id not in broken and gone.isdisjoint(rule.when.facts())

    actions = [action for action in pack.actions if stays(action.rule)]
    kept = {action.id for action in actions}
    return replace(
        pack,
        derived=tuple(fact for fact in pack.derived if gone.isdisjoint(fact.inputs)),
        tables=tuple(table for table in pack.tables if table.id not in broken and all(map(stays, table.rows))),
        findings=tuple(f for f in pack.findings if all(map(stays, f.rules))),
        actions=tuple(replace(a, after=tuple(name for name in a.after if name in kept)) for a in actions),
        benchmarks=tuple(each for each in pack.benchmarks if stays(each.rule)),
        notes=tuple(each for each in pack.notes if stays(each.rule)),
    )


def _made(pack: RulePack) -> set[str]:
    """Every fact the pack makes known, those of repeated tables by their bare names too."""
    tables = [fact for table in pack.tables for fact in made_by(table, pack)]
    return {*tables, *(fact.id for fact in pack.derived), *(f"finding:{finding.id}" for finding in pack.findings)}


def made_by(table: Table, pack: RulePack) -> set[str]:
    """Every fact a table sets, of one that is repeated for each task also by its bare names."""
    bare = replace(table, for_each_task=False)
    named = [output_facts(table, task) for task in pack.tasks.ids] if table.for_each_task else []
    return {fact for facts in (output_facts(bare), *named) for fact, _ in facts}
