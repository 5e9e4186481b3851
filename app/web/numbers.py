"""Reads whole numbers the way people type them in Japan."""

from __future__ import annotations

import re

# Full-width forms to plain ones. Not the whole of NFKC, which would also read 10² as 102.
PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
WHOLE = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)")
MOST_DIGITS = 1000
"""Further digits are not read: so large a number is out of every range anyway."""


class NotANumber(ValueError):
    """Raised when what was typed cannot be read as a whole number."""


def parse_whole(typed: str, unit: str = "") -> int | None:
    """The number typed, None for nothing; full-width digits, commas, spaces around it and its unit are understood.

    Raises NotANumber.
    """
    plain = typed.translate(PLAIN).strip()
    if not plain:
        return None
    if unit:
        plain = plain.removesuffix(unit.translate(PLAIN)).strip()
    found = WHOLE.fullmatch(plain)
    if not found:
        raise NotANumber
    sign, digits = found.groups()
    return int(sign + (digits.replace(",", "").lstrip("0")[:MOST_DIGITS] or "0"))
