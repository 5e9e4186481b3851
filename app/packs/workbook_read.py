"""Reads the sheets of a workbook that somebody hands in: bounded before anything is opened, every cell as text."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from app.domain.errors import InvalidData, Problem

MOST_BYTES = 5_000_000
MOST_PARTS = 300
MOST_UNPACKED = 20_000_000
MOST_TAGS = 1_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 120
MOST_CHARACTERS = 32_767
EXCEL_ROWS = 1_048_576
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")  # how XML in UTF-16 or UTF-32 begins, in which no tag could be seen
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
SURROGATES = range(0xD800, 0xE000)
SIGNIFICANT = 15  # digits of a number that Excel keeps; beyond them it writes noise


@dataclass(slots=True)
class ReadSheet:
    """The cells that hold something, by row and column from 1; those that cannot be read are in `faults`, with why."""

    name: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)

    def row(self, number: int) -> Mapping[int, str]:
        """The texts of a row by column."""
        return self.cells.get(number, {})

    def rows(self, first: int, width: int) -> list[int]:
        """The rows from the first on that hold something in a table of that many columns."""
        places = [(row, column) for row, cells in self.cells.items() for column in cells] + list(self.faults)
        return sorted({row for row, column in places if first <= row <= MOST_ROWS and column <= width})


def place(row: int, column: int) -> str:
    """A cell as Excel names it."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def read_workbook(name: str, content: bytes, wanted: Collection[str]) -> tuple[list[str], dict[str, ReadSheet]]:
    """The names of all sheets, and the wanted ones read; raises InvalidData for a file that cannot be trusted."""
    _look_inside(name, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of everything it passes over: drawings, extensions
            return _open(content, wanted)
    except InvalidData:
        raise
    except Exception as error:  # a broken file leads openpyxl to raise whatever it stumbles over
        raise InvalidData([Problem("workbook-broken", name, {"detail": type(error).__name__})]) from error


def _look_inside(name: str, content: bytes) -> None:
    """Refuses what would unpack into too much before anything is unpacked, and entities before anything is parsed."""
    if len(content) > MOST_BYTES:
        raise InvalidData([Problem("file-too-large", name, {"max": MOST_BYTES})])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise InvalidData([Problem("workbook-unpacks-too-large", name, {"max": MOST_UNPACKED})])
            # A part that holds more than it declares ends at what it declared, with a wrong checksum.
            texts = [archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InvalidData([Problem("workbook-not-xlsx", name)]) from error
    if any(DOCTYPE.search(text) or text.startswith(WIDE) for text in texts):
        raise InvalidData([Problem("workbook-broken", name, {"detail": "DOCTYPE"})])
    if sum(text.count(b"<") for text in texts) > MOST_TAGS:
        raise InvalidData([Problem("workbook-unpacks-too-large", name, {"max": MOST_UNPACKED})])


def _open(content: bytes, wanted: Collection[str]) -> tuple[list[str], dict[str, ReadSheet]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False, keep_vba=False)
    try:
        names = [str(sheet.title) for sheet in book.worksheets]
        return names, {sheet.title: _sheet(sheet) for sheet in book.worksheets if sheet.title in wanted}
    finally:
        book.close()


def _sheet(sheet: Any) -> ReadSheet:
    found = ReadSheet(str(sheet.title))
    sheet.reset_dimensions()  # a sheet may lie about how large it is
    rows = sheet.iter_rows(max_row=EXCEL_ROWS, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell.value is None or cell.value == "":
                continue
            if number > MOST_ROWS:
                found.faults[number, column] = "sheet-too-long"
                return found
            _read(found, number, column, cell)
    return found


def _read(found: ReadSheet, row: int, column: int, cell: Any) -> None:
    fault = _fault(cell)
    if fault:
        found.faults[row, column] = fault
        return
    text = text_of(cell.value)
    if text.strip():
        found.cells.setdefault(row, {})[column] = text


def _fault(cell: Any) -> str | None:
    kinds = {"f": "sheet-formula", "e": "sheet-error", "d": "sheet-date"}
    if cell.data_type in kinds:
        return kinds[cell.data_type]
    if isinstance(cell.value, (date, time, timedelta)):
        return "sheet-date"
    return "sheet-cell-too-long" if len(str(cell.value)) > MOST_CHARACTERS else None


def text_of(value: object) -> str:
    """What a cell says: numbers as people write them, booleans in the words of tests."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _digits(value)
    return unescaped(str(value))


def _digits(value: float) -> str:
    return format(Decimal(f"{value:.{SIGNIFICANT}g}"), "f")


def unescaped(text: str) -> str:
    """A text without the escapes Excel writes for control characters, its line ends those of Unix."""
    text = ESCAPED.sub(_character, text.replace("x005F_", ""))
    return "\n".join(text.replace("\r\n", "\n").split("\r"))


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code in SURROGATES else chr(code)


def strays(sheet: ReadSheet, width: int) -> Iterator[tuple[int, int, str]]:
    """The cells beside or below a table of that many columns, each with what is wrong with it."""
    for row, cells in sheet.cells.items():
        yield from ((row, column, "sheet-stray") for column in cells if column > width)
    for (row, column), code in sheet.faults.items():
        if column > width or row > MOST_ROWS:
            yield row, column, code
