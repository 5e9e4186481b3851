"""What a worked case expects of its outcome, and where the outcome differs from it.

Only what is expected is looked at. `findings` are their ids, `critical` those of them that are critical; hats,
findings, criteria, unpriced tasks, benchmarks and predecessors are sets; fractions may differ by TOLERANCE.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FINDINGS, CRITICAL = "findings", "critical"
AS_SETS = frozenset({"hats", "open_exit_criteria", "unpriced", "benchmarks", "after", FINDINGS, CRITICAL})
TOLERANCE = 1e-6

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where an outcome is not what was expected; `absent` where it has no such place at all."""

    path: str
    expected: object
    found: object = None
    absent: bool = False


def differences(expected: Json, outcome: Json) -> list[Difference]:
    """Every place where the outcome of a document differs from what is expected of it."""
    wanted, found = dict(expected), dict(outcome)
    found[CRITICAL] = [each["id"] for each in outcome[FINDINGS] if each["severity"] == CRITICAL]
    found[FINDINGS] = [each["id"] for each in outcome[FINDINGS]]
    if isinstance(wanted.get(FINDINGS), list):
        wanted[FINDINGS] = [each["id"] if isinstance(each, dict) else each for each in wanted[FINDINGS]]
    return list(_differences("", wanted, found))


def _differences(path: str, expected: object, found: object) -> Iterator[Difference]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            where = f"{path}.{key}".removeprefix(".")
            if key in found:
                yield from _differences(where, value, found[key])
            else:
                yield Difference(where, value, absent=True)
    elif isinstance(expected, list) and isinstance(found, list):
        yield from _of_lists(path, expected, found)
    elif not _same(expected, found):
        yield Difference(path, expected, found)


def _of_lists(path: str, expected: Sequence[object], found: Sequence[object]) -> Iterator[Difference]:
    if path.rpartition(".")[2] in AS_SETS:
        expected, found = sorted(expected, key=str), sorted(found, key=str)
    if len(expected) != len(found):
        yield Difference(path, expected, found)
        return
    for place, (one, other) in enumerate(zip(expected, found, strict=True)):
        yield from _differences(f"{path}[{place}]", one, other)


def _same(expected: object, found: object) -> bool:
    if _is_number(expected) and _is_number(found):
        return math.isclose(float(str(expected)), float(str(found)), rel_tol=0, abs_tol=TOLERANCE)
    return type(expected) is type(found) and expected == found


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
