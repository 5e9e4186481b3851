"""The workbook's fixed words, dates and formulas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.wording import Wording

_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Say:
    """The fixed words in one language."""

    wording: Wording
    language: str

    def __call__(self, key: str, /, **params: object) -> str:
        return self.wording.say(f"sheets.{key}", self.language, **params)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of this program's own making, and what it comes to now, for programs that do not calculate."""

    text: str
    value: str | int = ""


Cell = str | int | Formula | None
"""What stands in a cell: a text, a number, a formula, or nothing yet."""


def serial(day: date) -> int:
    """A day as workbooks count them."""
    return (day - _DAY_ZERO).days


def month_after(first: date, months: int) -> date:
    """The first day of the month that many months later."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def quoted(text: str) -> str:
    """A fixed word as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'
