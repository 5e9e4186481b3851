"""Workbooks of decision tables: written, edited as Excel would, and read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.errors import InvalidData, Problem
from app.packs.files import Files
from app.packs.pack_files import load_rules
from app.packs.table_import import TableImport
from app.packs.table_layout import HEAD_ROWS, lay_out
from app.packs.wording_files import load_wording
from app.packs.workbook_write import passed_over, write_workbook
from tests.support import WORDING_DIR, pack_files, shipped_questionnaire

MADE_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FIRST = HEAD_ROWS + 1
WORDING = load_wording(WORDING_DIR)

Edit = Callable[[Workbook], object]


def exported(files: Files) -> bytes:
    """The workbook of a pack."""
    workbook = lay_out(files, shipped_questionnaire(), WORDING, "ja")
    return write_workbook(workbook, WORDING, "ja", MADE_AT)


@cache
def shipped_workbook() -> bytes:
    """The workbook of the shipped pack."""
    return exported(pack_files())


def edited(content: bytes, edit: Edit) -> bytes:
    """A workbook after somebody changed it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def imported(content: bytes, files: Files | None = None) -> dict[str, bytes]:
    """The pack's files with the workbook's tables; raises InvalidData. What is proven of a pack is not looked at."""
    base = pack_files() if files is None else files
    workbook = lay_out(base, shipped_questionnaire(), WORDING, "ja")
    found = TableImport(workbook, base, shipped_questionnaire(), loading_faults)
    changed = found.read("tables.xlsx", content, passed_over(WORDING, "ja"))
    return {**base, **{each.file: each.content for each in changed}}


def loading_faults(files: Files) -> Sequence[Problem]:
    """What keeps a pack from being read."""
    try:
        load_rules(files, shipped_questionnaire())
    except InvalidData as error:
        return error.problems
    return ()


def refused(edit: Edit, files: Files | None = None) -> list[tuple[str, str]]:
    """Where and what is refused of the shipped workbook after an edit."""
    content = shipped_workbook() if files is None else exported(files)
    with pytest.raises(InvalidData) as raised:
        imported(edited(content, edit), files)
    for problem in raised.value.problems:
        assert WORDING.problem(problem, "ja")
    return [(problem.subject, problem.code) for problem in raised.value.problems]


def row_of(sheet: Worksheet, id_: str) -> int:
    """The number of the row with that id."""
    return next(number for number in range(FIRST, sheet.max_row + 1) if sheet.cell(number, 1).value == id_)


def column_of(sheet: Worksheet, key: str) -> int:
    """The number of the column with that key, of outputs the last one."""
    return max(number for number in range(1, sheet.max_column + 1) if sheet.cell(HEAD_ROWS, number).value == key)


def put(book: Workbook, table: str, id_: str, **cells: Any) -> None:
    """Writes cells of a row by the keys of their columns; `why_ja` is why.ja."""
    sheet = book[table]
    row = row_of(sheet, id_)
    for key, value in cells.items():
        sheet.cell(row, column_of(sheet, key.replace("why_", "why."))).value = value


def add(book: Workbook, table: str, before: int | None, cells: Mapping[str, Any]) -> None:
    """Adds a row, at the end or before a row of the sheet."""
    sheet = book[table]
    number = before or sheet.max_row + 1
    if before:
        sheet.insert_rows(before)
    for key, value in cells.items():
        sheet.cell(number, column_of(sheet, key), value)
