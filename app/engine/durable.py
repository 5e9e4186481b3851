"""durable-rules, driven the one way that was measured safe (design.md, "Rules engine").

Never `durable.lang` or a stock `Host`: they start threads that crash under load. Instead a bare `Ruleset` whose agenda
is driven here, one evaluation at a time behind a lock. Its one session lives on: opening and deleting it costs nearly
as much as all the matching of a diagnosis, while a fact that is retracted once its rules have fired leaves nothing
behind (memory flat over 100,000 diagnoses, `tests/bench/engine.py`). After an error the session is deleted; a rule
"boot" fires first in each, without which deleting it crashes. How rules are put to it: `durable_rules.py`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import durable_rules_engine
from durable.engine import Ruleset

from app.domain.facts import Facts
from app.domain.program import Program
from app.engine.durable_rules import BOOT_FACT, SESSION, DurableRules, EngineError

NO_RULE_MATCHED = 1


class DurableEngine:
    """Matches with durable-rules; safe from any number of threads, and after a fork."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._rules = DurableRules(program)
        self._locks: dict[int, threading.Lock] = {}
        self._process = 0
        self._ruleset: Ruleset | None = None
        self._session: DurableSession | None = None

    @contextmanager
    def session(self) -> Iterator[DurableSession]:
        """The one session; another evaluation waits until it is closed."""
        with self._lock_of_this_process():
            ruleset = self._ruleset_of_this_process()
            if self._session is None:
                self._session = DurableSession(ruleset._handle, self._rules)  # noqa: SLF001 - there is no other way to it
            try:
                yield self._session
            except BaseException:
                self._session = None
                ruleset.delete_state(SESSION)
                raise

    def _lock_of_this_process(self) -> threading.Lock:
        """The lock, made anew after a fork: a thread that held it may not live on in the child."""
        return self._locks.setdefault(os.getpid(), threading.Lock())

    def _ruleset_of_this_process(self) -> Ruleset:
        """The rule set, built anew after a fork: the engine's memory must not be shared."""
        if self._ruleset is None or self._process != os.getpid():
            # Ruleset takes the definitions apart, and after a fork they are needed once more.
            definitions = {name: dict(rule) for name, rule in self._rules.definitions.items()}
            self._ruleset = Ruleset("shikumi", None, definitions)
            self._session = None
            self._process = os.getpid()
        return self._ruleset


class DurableSession:
    """One evaluation: a fact a page, the rules that fire told by name."""

    def __init__(self, handle: int, rules: DurableRules) -> None:
        self._handle = handle
        self._rules = rules
        self._fire(BOOT_FACT)

    def matches(self, level: int, facts: Facts) -> list[tuple[int, int]]:
        """Every line of the level that durable-rules fires."""
        places = self._rules.places
        return [places[rule] for page in self._rules.pages[level] for rule in self._post(page.message(facts))]

    def _post(self, message: str) -> list[str]:
        """The names of the rules that a fact fires, which is then forgotten."""
        fired = self._fire(message)
        code, _ = durable_rules_engine.retract_fact(self._handle, message)
        if code not in (0, NO_RULE_MATCHED):
            raise EngineError(f"durable-rules did not let go of a fact, with result {code}")
        return fired

    def _fire(self, message: str) -> list[str]:
        """Asserts a fact and works off the agenda."""
        code, state = durable_rules_engine.assert_fact(self._handle, message)
        if code not in (0, NO_RULE_MATCHED):
            raise EngineError(f"durable-rules refused a fact with result {code}")
        fired = []
        result = durable_rules_engine.start_action_for_state(self._handle, state)
        told = result and result[1]
        while told:
            # The message is {"rule name": {...}}: the name stands between the first two quotation marks.
            fired.append(told[2 : told.index('"', 2)])
            told = durable_rules_engine.complete_and_start_action(self._handle, state)
        return fired
