"""What all workbooks share: texts stay texts, a face that has Japanese, rows high enough for wrapped texts.

Reports and rule packs write workbooks; neither knows the other, so this stands below both.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = {"font_name": "Yu Gothic", "font_size": 10, "font_family": 2, "font_charset": 128, "font_scheme": "none"}
"""A cell names one face: the character set says that one with Japanese replaces it where it is missing, and without a
scheme no theme does, whose Japanese face is an old one."""
LINE, AROUND_LINES, MOST_HEIGHT = 17.0, 3.0, 409.0
"""Points: a line of that face, the air above and below the lines of a cell, the highest row Excel knows."""
MOST_CHARACTERS = 32_767
A4 = 9

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_TAKEN_FOR_MARKUP = re.compile(r"<r>.*</r>", re.DOTALL)
_NARROW, _BROAD = frozenset("fijlrtI.,:;'|!()[] "), frozenset("mwMW@%")
_PIECES = re.compile(r"[!-~\u00a1-\u024f]+|.")  # words, which lines do not break, and all other characters


def open_book(stream: io.BytesIO) -> xlsxwriter.Workbook:
    """A workbook to write into `stream`: no text becomes a formula, a number or a link; equal content, equal bytes."""
    import xlsxwriter

    return xlsxwriter.Workbook(stream, {**_OPTIONS, "default_format_properties": dict(FONT)})  # which it changes


def write_text(target: Worksheet, row: int, column: int, text: str, look: Format | None = None) -> None:
    """Writes a text of at most MOST_CHARACTERS as it is.

    XlsxWriter takes one that begins and ends like formatted text for its markup; such a one is given as markup that
    reads the same.
    """
    if _TAKEN_FOR_MARKUP.fullmatch(text):
        text = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    target.write_string(row, column, text, look)


def on_landscape_a4(target: Worksheet, pages_tall: int) -> None:
    """A sheet printed on A4 landscape, one page wide; 0 pages tall are as many as it takes."""
    target.set_landscape()
    target.set_paper(A4)
    target.fit_to_pages(1, pages_tall)


def row_height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """The height in points at which wrapped texts can be read whole: not every program measures them on opening.

    `widths` are those of their columns, in digits.
    """
    most = max((lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(MOST_HEIGHT, LINE * most + AROUND_LINES)


def lines(text: str, width: float) -> int:
    """On how many lines a text stands in a column that many digits wide."""
    return sum(_lines_of(paragraph, width - 1) for paragraph in text.split("\n"))


def paragraphs(text: str) -> Sequence[float]:
    """How wide each paragraph of a text is, in digits."""
    return [_units(paragraph) for paragraph in text.split("\n")]


def _lines_of(text: str, room: float) -> int:
    if _units(text) <= room:
        return 1
    number, used = 1, 0.0
    for piece in _PIECES.findall(text):
        wide = _units(piece)
        if used + wide <= room:
            used += wide
            continue
        if piece.isspace():
            used = room
            continue
        number, used = number + (used > 0), wide
        while used > room > 0:
            number, used = number + 1, used - room
    return number


def _units(text: str) -> float:
    """How wide a text in one line is, in digits."""
    return sum(map(_width, text))


@lru_cache(8192)
def _width(character: str) -> float:
    """Characters that may be wide count two, letters of the sizes they have in faces for running text."""
    if east_asian_width(character) in "WFA":
        return 2
    return 0.6 if character in _NARROW else 1.5 if character in _BROAD else 1
