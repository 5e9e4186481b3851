"""Reports read back: their text as readers search it, and every character where it stands."""

from __future__ import annotations

import ctypes
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import pypdf
import pypdfium2
from pypdfium2 import raw

from app.report.pdf import styles
from app.report.text import fonts
from app.report.text.cleaning import clean

_ABOVE_LINES = 6.0  # a label at the head of a page that goes on stands higher than that
_APART = 1.0  # of a character's size: a wider gap parts two texts
_HANGING = 14.0  # how far a line may stand to the left or right of the one above it, in points
_LINE_APART = 1.9  # of a character's size: lines further apart are of two paragraphs
_COUNTED = re.compile(
    "[0-9０-９](?:(?:[かヶヵカ](?=[月所国年])|[万億](?=円))|(?=[つ名件人枚円万億点割本回日月年週時分社項かヶヵカ個度段倍]))"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one line that stand side by side: their text, the line's height on the page, and their box."""

    text: str
    baseline: float
    size: float
    left: float
    right: float


def parts_number(above: str, below: str) -> bool:
    """Whether a number ends one line and its counter, or the rest of it, starts the next."""
    end = above[-2:]
    return any(match.end() == len(end) for match in _COUNTED.finditer(end + below[:1]))


def torn_numbers(content: bytes) -> list[str]:
    """Every place where a line ends in a number and the one below it goes on with the number's counter."""
    return [
        f"{above.text[-12:]}/{below.text[:8]}"
        for page in stretches(content)
        for above in page
        if re.search("[0-9０-９].?$", above.text)
        for below in page
        if _goes_on(above, below) and parts_number(above.text, below.text)
    ]


def _goes_on(above: Stretch, below: Stretch) -> bool:
    """Whether a line seems to be the next of the same paragraph."""
    down = (above.baseline - below.baseline) / above.size
    return above.size == below.size and abs(above.left - below.left) < _HANGING and 1 < down < _LINE_APART


def squashed(text: str) -> str:
    """A text without spaces: where lines break does not matter."""
    return re.sub(r"\s|\ufffe|\x02", "", text)


def shown(text: str) -> str:
    """How a text is printed, squashed."""
    return squashed(clean(text, fonts.glyphs()))


@lru_cache(16)
def reader(content: bytes) -> pypdf.PdfReader:
    """The report as pypdf sees it."""
    return pypdf.PdfReader(io.BytesIO(content))


@lru_cache(16)
def pages(content: bytes) -> tuple[str, ...]:
    """The text of every page as PDFium sees it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@lru_cache(16)
def printed(content: bytes) -> str:
    """Everything printed between the head and the foot of the pages, squashed: texts go on from page to page."""
    document = pypdfium2.PdfDocument(content)
    top = styles.PAGE_HEIGHT - styles.TOP + _ABOVE_LINES
    try:
        box = (0, styles.BOTTOM - _ABOVE_LINES, styles.PAGE_WIDTH, top)
        return squashed("".join(page.get_textpage().get_text_bounded(*box) for page in document))
    finally:
        document.close()


@lru_cache(16)
def stretches(content: bytes) -> tuple[tuple[Stretch, ...], ...]:
    """The lines of every page, parted where there is a gap."""
    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(tuple(_stretches(page.get_textpage())) for page in document)
    finally:
        document.close()


def smallest_letters(content: bytes, count: int) -> list[float]:
    """How small the smallest letters of each of the first pages are as printed: drawings made smaller are, too."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [min(_letters(document[number])) for number in range(count)]
    finally:
        document.close()


def _letters(page: pypdfium2.PdfPage) -> Iterator[float]:
    size = ctypes.c_float()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_GetFontSize(each, size)
        matrix = each.get_matrix()
        yield size.value * math.hypot(matrix.c, matrix.d)


def _stretches(page: pypdfium2.PdfTextPage) -> Iterator[Stretch]:
    found: Stretch | None = None
    for index in range(page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(page, index))
        if character.isspace() or raw.FPDFText_IsGenerated(page, index):
            continue
        if found and "\ud800" <= found.text[-1] < "\udc00":
            pair = (found.text[-1] + character).encode("utf-16", "surrogatepass").decode("utf-16")
            found = replace(found, text=found.text[:-1] + pair)
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        left, _, right, _ = page.get_charbox(index, loose=True)
        size = raw.FPDFText_GetFontSize(page, index)
        if found and abs(found.baseline - y.value) < 1 and -_APART < (left - found.right) / size < _APART:
            found = Stretch(found.text + character, found.baseline, size, found.left, right)
            continue
        if found:
            yield found
        found = Stretch(character, y.value, size, left, right)
    if found:
        yield found
