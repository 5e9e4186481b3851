"""Which of the facts behind a rule are named as its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.conditions import Condition
from app.domain.facts import Facts
from app.domain.program import TASK
from app.domain.rules import Rule


def evidence(rule: Rule, because: Facts) -> Iterator[str]:
    """The facts to name: not which task a rule is about, and no finding that was not made where others met the rule."""
    for name, value in because.items():
        unmade = name.startswith("finding:") and not value
        if name != TASK and not (unmade and not _met_by(name, rule.when, because)):
            yield name


def _met_by(name: str, when: Condition, facts: Facts) -> bool:
    """Whether a fact is part of what met the condition."""
    ways = (dict(way) for way in when.conjunctions())
    return any(name in way and all(test.holds(facts[n]) for n, test in way.items() if n in facts) for way in ways)
