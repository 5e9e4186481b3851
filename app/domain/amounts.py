"""Amounts of money as people read them: 「12,000万円（1億2,000万円）」, "¥120 million". They are kept in 万円."""

from __future__ import annotations

from app.domain.texts import Text, form
from app.domain.wording import Wording

YEN = 10_000
"""How many yen a 万円 has."""
UNITS = frozenset({"万円", "×¥10,000"})
"""The unit, as questionnaires write it in their languages."""
OKU, CHO = 10_000, 100_000_000
MILLION, BILLION = 10**6, 10**9
MOST_DECIMALS = 2
"""So many decimals and no more make an amount in billions easy to read."""


def in_manyen(unit: Text | None) -> bool:
    """Whether a unit is 万円, so that numbers in it are amounts of money."""
    return unit is not None and not UNITS.isdisjoint(unit.by_language.values())


def amount_range(low: int, high: int, wording: Wording, language: str) -> str:
    """Two amounts given in 万円, from and to."""
    if wording.say("amount.grouping", language) == "myriads" and max(abs(low), abs(high)) < OKU:
        return wording.say("value.manyen_range", language, low=f"{low:,}", high=f"{high:,}")
    ends = {"low": amount(low, wording, language), "high": amount(high, wording, language)}
    return wording.say("amount.range", language, **ends)


def counted(number: int, unit: Text | None, wording: Wording, language: str) -> str:
    """A number with its unit, an amount of money as people read it."""
    if in_manyen(unit):
        return amount(number, wording, language)
    words = form(unit.say(language), number) if unit else ""
    return wording.say("value.with_unit", language, number=f"{number:,}", unit=words).strip()


def read_back(number: int, unit: Text | None, wording: Wording, language: str) -> str:
    """A number as it is said back to whoever typed it: an amount of money in yen as well, figure by figure."""
    said = counted(number, unit, wording, language)
    if not in_manyen(unit) or (number >= OKU and wording.say("amount.grouping", language) == "myriads"):
        return said
    whole = wording.say("amount.yen", language, number=f"{number * YEN:,}")
    return said if said == whole else wording.say("amount.both", language, plain=said, whole=whole)


def amount(manyen: int, wording: Wording, language: str) -> str:
    """An amount given in 万円 in the words of a language, exact."""
    sign = "-" if manyen < 0 else ""
    if wording.say("amount.grouping", language) == "myriads":
        return _by_myriads(sign, abs(manyen), wording, language)
    return sign + _by_thousands(abs(manyen), wording, language)


def _by_myriads(sign: str, manyen: int, wording: Wording, language: str) -> str:
    """In 万円, and from one 億円 on in 兆, 億 and 万 as well."""
    plain = wording.say("value.manyen", language, number=f"{sign}{manyen:,}")
    if manyen < OKU:
        return plain
    groups = (("cho", manyen // CHO), ("oku", manyen % CHO // OKU), ("man", manyen % OKU))
    said = [wording.say(f"amount.{name}", language, number=f"{count:,}") for name, count in groups if count]
    whole = wording.say("amount.yen", language, number="".join((sign, *said)))
    return wording.say("amount.both", language, plain=plain, whole=whole)


def _by_thousands(manyen: int, wording: Wording, language: str) -> str:
    """In yen below a million, above in millions, in billions where few decimals do."""
    yen = manyen * YEN
    billions = _decimal(yen, BILLION)
    if yen >= BILLION and len(billions.partition(".")[2]) <= MOST_DECIMALS:
        number = wording.say("amount.billion", language, number=billions)
    elif yen >= MILLION:
        number = wording.say("amount.million", language, number=_decimal(yen, MILLION))
    else:
        number = f"{yen:,}"
    return wording.say("amount.yen", language, number=number)


def _decimal(yen: int, scale: int) -> str:
    """So many times `scale`, exactly; `scale` is a power of ten."""
    whole, rest = divmod(yen, scale)
    digits = str(rest).rjust(len(str(scale)) - 1, "0").rstrip("0")
    return f"{whole:,}.{digits}" if digits else f"{whole:,}"
