"""Fair use: how often one visitor may do what within an hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.nearest import nearest

ALLOWED = {
    "starts": 60,
    "saves": 600,
    "autosaves": 6000,
    "submissions": 60,
    "pdfs": 60,
    "links": 60,
    "downloads": 60,
    "others": 600,
}
"""How many of each one address is allowed within an hour, unless SHIKUMI_LIMITS says otherwise.

Why these numbers, and what happens when counting fails: docs/decisions/0007-fair-use.md.
"""

OTHERS = "others"
OFF, ON, MEMORY = "off", "on", "memory"
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class FairUse:
    """How many of each are allowed an hour (none named: no limits), and where they are counted."""

    allowed: Mapping[str, int] = field(default_factory=lambda: ALLOWED)
    storage: str = MEMORY


def read_allowed(text: str) -> Mapping[str, int]:
    """What SHIKUMI_LIMITS says: `on`, `off`, or numbers an hour such as `starts=120, pdfs=10`. Raises ValueError."""
    told = text.strip().lower()
    if told in (ON, OFF):
        return ALLOWED if told == ON else {}
    return ALLOWED | dict(_number(each) for each in told.split(","))


def _number(text: str) -> tuple[str, int]:
    name, _, number = (part.strip() for part in text.partition("="))
    if name not in ALLOWED:
        near = nearest(name, ALLOWED)
        meant = f"is {near} meant?" if near else f"use on, off, or {', '.join(f'{each}=…' for each in ALLOWED)}"
        raise ValueError(f"no such limit: {name[:40]!r}; {meant}")
    if not (number.isascii() and number.isdigit() and len(number) <= len(str(MOST)) and 1 <= int(number) <= MOST):
        raise ValueError(f"{name} must be a whole number from 1 to {MOST:,}")
    return name, int(number)
