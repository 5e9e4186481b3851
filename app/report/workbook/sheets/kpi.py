"""The KPI one-sheet: results above, the measures that feed them below, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from app.domain.handout_views import FigureView, HandoutView
from app.report.workbook.sheet import Area, Edges, Sheet
from app.report.workbook.words import Formula, month_after, serial

MONTHS = 12
BLOCK, FIGURE, UNIT, SHARED, TARGET, FIRST = range(6)
LAST, TOTAL, ACHIEVED = FIRST + MONTHS - 1, FIRST + MONTHS, FIRST + MONTHS + 1
WIDTHS = (12, 30, 11.5, 17, 11, *[8.6] * MONTHS, 10, 11)
HEADS = {FIGURE: "figure", UNIT: "unit", SHARED: "shared", TARGET: "target", TOTAL: "total", ACHIEVED: "achievement"}
INPUTS, HEAD = 2, 4
FIELDS = (
    ("updated_by", (UNIT, SHARED), (TARGET, FIRST)),
    ("updated_on", (FIRST + 1, FIRST + 2), (FIRST + 3, FIRST + 4)),
)
START = xl_rowcol_to_cell(INPUTS, FIGURE, row_abs=True, col_abs=True)
ROW_HEIGHT, GAP, LEAST_NOTE, MOST_NOTE = 32.0, 12.0, 80.0, 260.0
DEPARTMENTS = ("kpi.both", "kpi.marketing", "kpi.sales")


def write(sheet: Sheet, handout: HandoutView, today: date, edges: Edges) -> str:
    """Writes the sheet; gives the names of its figures for other sheets to choose from, as formulas call them."""
    sheet.columns(WIDTHS)
    sheet.opening("kpi")
    _inputs(sheet, today)
    _heads(sheet, today)
    first = HEAD + 1
    row = _figures(sheet, first, "results", handout.results)
    row = _conversions(sheet, row, handout.results)
    row = _figures(sheet, row, "measures", handout.measures)
    sheet.mark(Area(first, ACHIEVED, row - 1, ACHIEVED), _behind(first), "when_behind")
    _note(sheet, row + 1)
    sheet.finish(row + 1, HEAD, edges, FIGURE + 1)
    return sheet.reference(Area(first, FIGURE, row - 1, FIGURE))


def _inputs(sheet: Sheet, today: date) -> None:
    """The first month, who brings the sheet up to date, and when."""
    first = sheet.say("kpi.first")
    sheet.height(INPUTS, max(24.0, sheet.text_height(first, BLOCK, BLOCK)))
    sheet.put(INPUTS, BLOCK, first, "label")
    sheet.put(INPUTS, FIGURE, serial(today.replace(day=1)), "fill_month")
    sheet.only_dates(Area(INPUTS, FIGURE, INPUTS, FIGURE))
    for key, label, fill in FIELDS:
        sheet.across(INPUTS, *label, sheet.say(f"kpi.{key}"), "label")
        sheet.across(INPUTS, *fill, None, "fill")
    sheet.height(INPUTS + 1, GAP)


def _heads(sheet: Sheet, today: date) -> None:
    """The months follow from the first one."""
    sheet.height(HEAD, 37)
    sheet.put(HEAD, BLOCK, "", "head")
    for column, key in HEADS.items():
        sheet.put(HEAD, column, sheet.say(f"kpi.{key}"), "head")
    first = today.replace(day=1)
    for number in range(MONTHS):
        month = Formula(f"=EDATE({START},{number})", serial(month_after(first, number)))
        sheet.put(HEAD, FIRST + number, month, "head_month")


def _figures(sheet: Sheet, top: int, key: str, figures: Sequence[FigureView]) -> int:
    """A block of figures to fill in; gives the row below."""
    for row, figure in enumerate(figures, start=top):
        _figure(sheet, row, figure)
    return _block(sheet, key, top, len(figures))


def _figure(sheet: Sheet, row: int, figure: FigureView) -> None:
    """A figure with its months, their sum, and that sum as a share of the targets of the months it has."""
    high = (sheet.text_height(text, at, at) for at, text in ((FIGURE, figure.title), (UNIT, figure.unit)))
    sheet.height(row, max(ROW_HEIGHT, *high))
    sheet.put(row, FIGURE, figure.title, "strong")
    sheet.put(row, UNIT, figure.unit, "text")
    sheet.put(row, SHARED, None, "fill")
    for column in range(TARGET, LAST + 1):
        sheet.put(row, column, None, "fill_count")
    months, target = xl_range(row, FIRST, row, LAST), xl_rowcol_to_cell(row, TARGET)
    total = xl_rowcol_to_cell(row, TOTAL)
    sheet.put(row, TOTAL, Formula(f'=IF(COUNT({months})=0,"",SUM({months}))'), "count")
    share = f'=IF(OR(N({target})=0,COUNT({months})=0),"",{total}/({target}*COUNT({months})))'
    sheet.put(row, ACHIEVED, Formula(share), "percent")
    sheet.choose(Area(row, SHARED, row, SHARED), DEPARTMENTS)
    sheet.only_amounts(Area(row, TARGET, row, LAST))


def _conversions(sheet: Sheet, top: int, results: Sequence[FigureView]) -> int:
    """Which share of each result became the next one, by the targets, in each month and over all."""
    for place, (result, following) in enumerate(pairwise(results)):
        row, told = top + place, sheet.say("kpi.conversion", first=result.title, next=following.title)
        sheet.height(row, max(ROW_HEIGHT, sheet.text_height(told, FIGURE, FIGURE)))
        texts = {FIGURE: told, UNIT: sheet.say("kpi.percent"), SHARED: sheet.say("none"), ACHIEVED: sheet.say("none")}
        for column, text in texts.items():
            sheet.put(row, column, text, "text")
        for column in range(TARGET, TOTAL + 1):
            of, became = (xl_rowcol_to_cell(HEAD + 1 + place + step, column) for step in (0, 1))
            sheet.put(row, column, Formula(f'=IF(N({of})=0,"",N({became})/{of})'), "percent")
    return _block(sheet, "conversions", top, len(results) - 1)


def _block(sheet: Sheet, key: str, top: int, count: int) -> int:
    """What a block is called, beside it; gives the row below."""
    if count > 0:
        sheet.block(Area(top, BLOCK, top + count - 1, BLOCK), sheet.say(f"kpi.{key}"), "group")
    return top + max(0, count)


def _note(sheet: Sheet, row: int) -> None:
    sheet.height(row - 1, GAP)
    sheet.height(row, min(MOST_NOTE, max(LEAST_NOTE, sheet.room_left())))
    sheet.across(row, BLOCK, FIGURE, sheet.say("kpi.noticed"), "label")
    sheet.across(row, UNIT, ACHIEVED, None, "fill_note")


def _behind(row: int) -> str:
    """That a figure is behind its targets."""
    achieved = xl_rowcol_to_cell(row, ACHIEVED)
    return f"AND(ISNUMBER({achieved}),{achieved}<1)"
