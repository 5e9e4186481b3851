"""Makes any text one that a workbook can hold and shows as it is."""

from __future__ import annotations

import re

from app.spreadsheet import MOST_CHARACTERS

MOST_LINES = 253
"""Excel's limit on lines in a cell."""

_NEWLINES = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\u202a-\u202e\u2066-\u2069" + _NO_CHARACTERS + "]"
)
_CUT = "…"


def clean(text: str) -> str:
    """The text without what XML forbids and without signs that turn its direction, cut to what a cell holds.

    Line ends become line feeds, tabs blanks; nothing else is normalised, since that would change the characters of
    names.
    """
    if text.isprintable() and 2 * len(text) <= MOST_CHARACTERS:
        return text
    text = _FORBIDDEN.sub("", _NEWLINES.sub("\n", text)).replace("\t", " ")
    if text.count("\n") >= MOST_LINES:
        *kept, rest = text.split("\n", MOST_LINES - 1)
        text = "\n".join((*kept, rest.replace("\n", " ")))
    return shortened(text, MOST_CHARACTERS)


def one_line(text: str) -> str:
    """The text, cleaned, in one line: for the heads of pages and what a file says about itself."""
    return " ".join(clean(text).split())


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with a sign that it goes on, at most that many UTF-16 units: so Excel counts."""
    if 2 * len(text) <= most or utf16_units(text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + _CUT


def utf16_units(text: str) -> int:
    """How long Excel says a text is."""
    return len(text.encode("utf-16-le")) // 2
