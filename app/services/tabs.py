"""Two tabs on one response: what each may change without undoing the other.

A form is posted with a mark of every answer, or draft of one, that it was rendered with. A question is compared three
ways: what the form showed, what was typed, and what is kept by now. Only where all three differ do two people (or one
with two tabs) contradict each other; everything else has one obvious outcome.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.ports import Draft
from app.domain.questionnaire import Answer

MARK_LENGTH = 8
"""Hexadecimal digits: one chance in four thousand million to take another answer for the one that was shown."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The questions handed in, sorted: `mine` are to be kept, `theirs` stay as the other tab left them.

    `contested` were changed in both: nothing is decided about them here.
    """

    mine: frozenset[str]
    theirs: frozenset[str]
    contested: frozenset[str]


def mark(answer: object) -> str:
    """A short mark of an answer (None: there is none) or a draft, by which to tell later whether it is the same."""
    value = sorted(map(str, answer)) if isinstance(answer, (list, tuple)) else answer
    if isinstance(answer, Draft):
        value = {"typed": answer.typed}
    written = json.dumps(value, ensure_ascii=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:MARK_LENGTH]


def compare(
    shown: Mapping[str, Answer | Draft],
    raw: Mapping[str, object],
    typed: Mapping[str, Draft],
    seen: Mapping[str, str],
) -> Compared:
    """Sorts what was handed in by what was seen; a question without a mark of what was seen is taken as it comes.

    `shown` is what stands at each question by now, `typed` all that was handed in, `raw` what it reads as where it can
    be read.
    """
    mine, theirs, contested = set(), set(), set()
    for name in typed:
        now = mark(shown.get(name))
        handed = marks(name, raw, typed)
        if seen.get(name, now) == now or now in handed:
            mine.add(name)
        elif seen[name] in handed:
            theirs.add(name)
        else:
            contested.add(name)
    return Compared(frozenset(mine), frozenset(theirs), frozenset(contested))


def marks(name: str, raw: Mapping[str, object], typed: Mapping[str, Draft]) -> set[str]:
    """The marks a question has once what was handed in is kept, as its answer or as a draft."""
    return {mark(typed[name])} | ({mark(raw[name])} if name in raw else set())
