"""Reads whole numbers the way people type them in Japan, amounts of money among them; never by guessing.

A field has a unit. A plain number is meant in it; `1.2億`, `12,000,000円`, `¥12 million` say themselves what they mean,
and `約10名` means 10. What may mean two things, or is no whole number of the unit, is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.amounts import UNITS, YEN
from app.domain.texts import forms

# Full-width forms to plain ones. Not the whole of NFKC, which would also read 10² as 102. A backslash is a yen sign on
# Japanese keyboards.
PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D, 0xFFE5: 0xA5, 0x5C: 0xA5}
WHOLE = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)")
MOST_DIGITS = 1000
"""Further digits are not read: so large a number is out of every range anyway."""
LONGEST = 60
"""Longer texts are read only where they are one plain number."""
MOST_PARTS = 4

SCALES = {"兆": 10**12, "億": 10**8, "百万": 10**6, "千万": 10**7, "万": 10**4, "千": 10**3, "百": 100}
SCALES |= {"billion": 10**9, "million": 10**6, "thousand": 10**3, "k": 10**3}
OF_MONEY = {"bn": 10**9, "mn": 10**6, "m": 10**6, "oku": 10**8, "man": 10**4}
"""Scales that nobody uses but for money; five man are no fifty thousand people."""
ALL_SCALES = SCALES | OF_MONEY
PART = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<decimals>[0-9]+))?\s*(?P<scale>"
    + "|".join(sorted(ALL_SCALES, key=len, reverse=True))
    + r")?\s*"
)
ABOUT = re.compile(r"約|およそ|おおよそ|だいたい|about |approximately |approx\.? ?|around |roughly ")
OR_SO = re.compile(r"くらい|ぐらい|ほど|程度|前後")
YEN_BEFORE = re.compile(r"¥|jpy ?|yen ")
YEN_AFTER = re.compile(r"円|(?<![a-z])(?:yen|jpy|en)")
PEOPLE = ("名", "人", "people", "persons", "person")
COUNTERS = ({*PEOPLE}, {"本", "件", "per month", "a month", "articles", "articles per month", "articles a month"})
"""Units that people use for one another."""
UNMISTAKABLE = 10**4
"""From this scale on, an amount without 円 can only be meant in yen: nobody counts 億 of 万円."""


class NotANumber(ValueError):
    """Raised when what was typed cannot be read as a whole number of the unit; `key` names the words that say why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class _Part(NamedTuple):
    """A stretch of digits with its decimals and the scale behind it; 1 where there is none."""

    digits: int
    decimals: int
    scale: int


def parse_whole(typed: str, *units: str) -> int | None:
    """The number typed, None for nothing. `units` are the field's unit in every language, in which a number is meant.

    Raises NotANumber.
    """
    plain = typed.translate(PLAIN).strip()
    if not plain:
        return None
    found = WHOLE.fullmatch(plain)
    if found:
        return _whole(found)
    money = not UNITS.isdisjoint(units)
    if len(plain) > LONGEST:
        return _long(plain, units, money)
    return _spelt(_without_about(plain.lower()), units, money)


def _whole(found: re.Match[str]) -> int:
    sign, digits = found.groups()
    return int(sign + (digits.replace(",", "").lstrip("0")[:MOST_DIGITS] or "0"))


def _long(plain: str, units: Iterable[str], money: bool) -> int:
    """A plain number too long for anything else, its unit behind it perhaps."""
    found = WHOLE.fullmatch(_without_unit(plain, units)[0])
    if not found:
        raise _unreadable(money)
    return _whole(found)


def _without_about(plain: str) -> str:
    """Without the words that call it a rough number: it is the number meant all the same."""
    before = ABOUT.match(plain)
    plain = plain[before.end() :].strip() if before else plain
    after = next((each for each in OR_SO.finditer(plain) if each.end() == len(plain)), None)
    return plain[: after.start()].strip() if after else plain


def _without_unit(plain: str, units: Iterable[str]) -> tuple[str, bool]:
    """Without the field's unit, or one used for it, at its end; and whether there was one."""
    for unit in units_understood(units):
        if plain.endswith(unit):
            return plain.removesuffix(unit).strip(), True
    return plain, False


def units_understood(units: Iterable[str]) -> list[str]:
    """What may stand behind a number in a field with that unit, in every language, the longest first."""
    said = {form.translate(PLAIN).lower() for unit in units if unit for form in forms(unit)}
    said = said.union(*(counters for counters in COUNTERS if not said.isdisjoint(counters)))
    return sorted(said, key=lambda unit: (-len(unit), unit))


def _spelt(plain: str, units: Iterable[str], money: bool) -> int:
    sign, plain = (-1, plain[1:].strip()) if plain.startswith("-") else (1, plain.removeprefix("+").strip())
    yen = False
    if money:
        plain, yen = _without_yen(plain)
    bare, counted = (plain, False) if yen else _without_unit(plain, units)
    parts = _parts(bare, ALL_SCALES if money else SCALES)
    if not parts or not _descend(parts) or (money and counted and _scaled(parts)):
        raise _unreadable(money)
    return sign * (_amount(parts, yen) if money and not counted else _total(parts, 1, money))


def _scaled(parts: Sequence[_Part]) -> bool:
    return any(part.scale > 1 for part in parts)


def _without_yen(plain: str) -> tuple[str, bool]:
    """An amount without its yen sign or 円, and whether it had one."""
    before = YEN_BEFORE.match(plain)
    rest = plain[before.end() :].strip() if before else plain
    after = next((each for each in YEN_AFTER.finditer(rest) if each.end() == len(rest)), None)
    return (rest[: after.start()].strip() if after else rest), bool(before or after)


def _parts(plain: str, scales: Mapping[str, int]) -> list[_Part]:
    """The parts of a number such as 1億2000万; none where something else stands between or behind them."""
    parts: list[_Part] = []
    place = 0
    while place < len(plain):
        found = PART.match(plain, place)
        if not found or len(parts) == MOST_PARTS or (found["scale"] and found["scale"] not in scales):
            return []
        decimals = (found["decimals"] or "").rstrip("0")
        digits = int(found["whole"].replace(",", "") + decimals)
        parts.append(_Part(digits, len(decimals), scales.get(found["scale"] or "", 1)))
        place = found.end()
    return parts


def _descend(parts: Sequence[_Part]) -> bool:
    """Whether every part stays below the scale of the one before, and only a number of one part has decimals."""
    if len(parts) > 1 and any(part.decimals for part in parts):
        return False
    return all(earlier.scale > 1 and later.digits * later.scale < earlier.scale for earlier, later in pairwise(parts))


def _amount(parts: Sequence[_Part], yen: bool) -> int:
    """The amount in 万円."""
    if yen or all(part.scale >= UNMISTAKABLE for part in parts):
        return _total(parts, YEN, money=True)
    if not _scaled(parts):
        return _total(parts, 1, money=True)
    raise NotANumber("field.number.ambiguous")


def _total(parts: Sequence[_Part], unit: int, money: bool) -> int:
    """The sum in a unit; raises NotANumber where it is not whole."""
    divisor: int = unit * 10 ** parts[0].decimals
    total, rest = divmod(sum(part.digits * part.scale for part in parts), divisor)
    if rest:
        raise NotANumber("field.number.not_whole.money" if money else "field.number.not_whole")
    return total


def _unreadable(money: bool) -> NotANumber:
    return NotANumber("field.number.unreadable.money" if money else "field.number.unreadable")
