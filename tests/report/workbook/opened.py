"""Workbooks made once, and read back as another program reads them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.domain import answers
from app.domain.diagnosis import diagnose
from app.domain.presentation import Presentation
from app.domain.presenting import present
from app.report import DiagnosisReports
from tests.report import samples

SHEETS = ("kpi", "minutes", "log", "agreement", "rights", "sourcing", "plan", "answers")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def made(presentation: Presentation) -> bytes:
    """The workbook of a presentation."""
    return DiagnosisReports(samples.wording()).workbook(presentation, samples.IMPRINT)


@lru_cache(16)
def content(name: str) -> bytes:
    """The workbook of a sample."""
    return made(samples.sample(name))


@lru_cache(16)
def book(name: str) -> Workbook:
    """The workbook of a sample, read back."""
    return read(content(name))


@lru_cache(4)
def english(name: str) -> Presentation:
    """The presentation of a worked case in English."""
    found = diagnose(samples.engine(), answers.read(samples.questionnaire(), samples.case_answers(name)))
    return present(found, samples.questionnaire(), samples.pack(), samples.wording(), "en")


def read(file: bytes) -> Workbook:
    """A workbook's file, read back with its formulas."""
    return openpyxl.load_workbook(io.BytesIO(file))


def sheet(found: Workbook, name: str) -> Worksheet:
    """A sheet by the key of its name."""
    worksheet = found.worksheets[SHEETS.index(name)]
    assert isinstance(worksheet, Worksheet)
    return worksheet


def rows(worksheet: Worksheet, top: int, width: int) -> list[tuple[object, ...]]:
    """The values of a table's rows from row `top` on (counted from 1), as far as their first column is filled."""
    found = worksheet.iter_rows(min_row=top, max_col=width, values_only=True)
    kept: list[tuple[object, ...]] = []
    for row in found:
        if row[0] is None:
            break
        kept.append(row)
    return kept


def cells(found: Workbook) -> Iterator[Cell]:
    """Every cell that holds something."""
    for worksheet in found.worksheets:
        for row in worksheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


def texts(found: Workbook) -> set[str]:
    """Every text of a workbook's cells."""
    return {str(cell.value) for cell in cells(found) if cell.data_type == "s"}


def formulas(found: Workbook) -> dict[str, str]:
    """Every formula by its place, such as `kpi!F5`."""
    keys = dict(zip(found.sheetnames, SHEETS, strict=True))
    return {
        f"{keys[cell.parent.title]}!{cell.coordinate}": str(cell.value)
        for cell in cells(found)
        if cell.data_type == "f"
    }


def parts(file: bytes) -> dict[str, ElementTree.Element]:
    """Every part of a workbook's file; raises ParseError where one is no XML."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314
