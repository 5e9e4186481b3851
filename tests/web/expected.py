"""What a worked case expects, compared the way domain.md says."""

from __future__ import annotations

from typing import Any

import pytest

SETS = {"hats", "open_exit_criteria", "unpriced", "benchmarks", "after"}


def differences(outcome: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Where the outcome is not what the case expects."""
    known = dict(outcome)
    known["critical"] = sorted(f["id"] for f in known["findings"] if f["severity"] == "critical")
    known["findings"] = sorted(f["id"] for f in known["findings"])
    wanted = dict(expected)
    for name in ("critical", "findings"):
        if name in wanted:
            wanted[name] = sorted(wanted[name])
    return list(_compare(known, wanted, ""))


def _compare(found: Any, wanted: Any, path: str) -> Any:
    if isinstance(wanted, dict):
        if not isinstance(found, dict):
            yield f"{path}: {found!r}"
            return
        for key, value in wanted.items():
            yield from _compare(_as_set(key, found.get(key)), _as_set(key, value), f"{path}.{key}")
    elif isinstance(wanted, list):
        if not isinstance(found, list) or len(found) != len(wanted):
            yield f"{path}: {found!r}, not {wanted!r}"
            return
        for position, (one, other) in enumerate(zip(found, wanted, strict=True)):
            yield from _compare(one, other, f"{path}[{position}]")
    elif not _same(found, wanted):
        yield f"{path}: {found!r}, not {wanted!r}"


def _as_set(key: str, value: Any) -> Any:
    return sorted(value) if key in SETS and isinstance(value, list) else value


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, float) or isinstance(found, float):
        return found is not None and wanted is not None and found == pytest.approx(wanted, abs=1e-6)
    return bool(found == wanted) and isinstance(found, bool) == isinstance(wanted, bool)
