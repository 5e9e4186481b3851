"""Two tabs on one response: what each may change without undoing the other.

A form is posted with a mark of every answer it was rendered with. A question is compared three ways: what the form
showed, what was typed, and what is kept by now. Only where all three differ do two people (or one with two tabs)
contradict each other; everything else has one obvious outcome.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.questionnaire import Answer

MARK_LENGTH = 8
"""Hexadecimal digits: one chance in four thousand million to take another answer for the one that was shown."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The answers handed in, sorted: `mine` are to be kept, `theirs` stay as the other tab left them.

    `contested` were changed in both: nothing is decided about them here.
    """

    mine: Mapping[str, object]
    theirs: frozenset[str]
    contested: frozenset[str]


def mark(answer: object) -> str:
    """A short mark of an answer (None: there is none), by which to tell later whether it is still the same."""
    value = sorted(map(str, answer)) if isinstance(answer, (list, tuple)) else answer
    written = json.dumps(value, ensure_ascii=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:MARK_LENGTH]


def compare(kept: Mapping[str, Answer], raw: Mapping[str, object], seen: Mapping[str, str]) -> Compared:
    """Sorts what was handed in by what was seen; an answer without a mark of what was seen is taken as it comes."""
    mine: dict[str, object] = {}
    theirs, contested = set(), set()
    for name, typed in raw.items():
        now = mark(kept.get(name))
        if seen.get(name, now) == now or mark(typed) == now:
            mine[name] = typed
        elif mark(typed) == seen[name]:
            theirs.add(name)
        else:
            contested.add(name)
    return Compared(mine, frozenset(theirs), frozenset(contested))
