"""The minutes template: figures as facts, what was judged, who does what next."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from app.report.workbook.sheet import Area, Edges, Sheet
from app.report.workbook.words import Formula

WIDTHS = (22, 42, 16, 16, 16, 40, 20, 20)
LAST = len(WIDTHS) - 1
HEAD = 1
FACTS, JUDGEMENTS, STEPS = 5, 4, 5
STATES = ("state.open", "state.going", "state.done", "state.dropped")


def write(sheet: Sheet, figures: str, names: str, edges: Edges) -> None:
    """Writes the sheet; `figures` and `names` are what can be chosen, as formulas call it."""
    sheet.columns(WIDTHS)
    sheet.opening("minutes")
    _about(sheet, names)
    row = _attendees(sheet, 5)
    row = _facts(sheet, row + 1, figures)
    row = _judgements(sheet, row + 1, figures, names)
    row = _steps(sheet, row + 1, names)
    sheet.finish(row - 1, HEAD, edges)


def _about(sheet: Sheet, names: str) -> None:
    rows = ((("date", 1, 1), ("place", 5, LAST)), (("writer", 1, 1), ("next", 5, LAST)))
    for row, fields in enumerate(rows, start=2):
        sheet.height(row, 22)
        for key, left, right in fields:
            label = (left - 1, left - 1) if left == 1 else (2, 4)
            sheet.across(row, *label, sheet.say(f"minutes.{key}"), "label")
            dated = key in ("date", "next")
            sheet.across(row, left, right, None, "fill_date" if dated else "fill")
            if dated:
                sheet.only_dates(Area(row, left, row, left))
    sheet.suggest(Area(3, 1, 3, 1), names)
    sheet.height(4, 8)


def _attendees(sheet: Sheet, row: int) -> int:
    departments = ("from_marketing", "from_sales", "from_elsewhere")
    sheet.block(Area(row, 0, row + len(departments) - 1, 0), sheet.say("minutes.attendees"), "label")
    for number, key in enumerate(departments, start=row):
        sheet.put(number, 1, sheet.say(f"minutes.{key}"), "text")
        sheet.across(number, 2, LAST, None, "fill")
        sheet.height(number, 22)
    return row + len(departments)


def _part(sheet: Sheet, row: int, key: str, heads: tuple[tuple[str, int, int], ...]) -> int:
    """A field's heading and the heads of its columns; gives the row below."""
    sheet.across(row, 0, LAST, sheet.say(f"minutes.{key}"), "part")
    sheet.height(row, 26)
    for head, left, right in heads:
        sheet.across(row + 1, left, right, sheet.say(f"minutes.{head}"), "head")
    sheet.height(row + 1, 22)
    return row + 2


def _facts(sheet: Sheet, row: int, figures: str) -> int:
    """Target, actual and the difference between them."""
    heads = (("figure", 0, 1), ("target", 2, 2), ("actual", 3, 3), ("difference", 4, 4), ("fact", 5, LAST))
    top = _part(sheet, row, "facts", heads)
    for number in range(top, top + FACTS):
        sheet.height(number, 22)
        sheet.across(number, 0, 1, None, "fill")
        for column in (2, 3):
            sheet.put(number, column, None, "fill_number")
        target, actual = (xl_rowcol_to_cell(number, column) for column in (2, 3))
        sheet.put(number, 4, Formula(f'=IF(COUNT({target},{actual})<2,"",{actual}-{target})'), "difference")
        sheet.across(number, 5, LAST, None, "fill")
    sheet.suggest(Area(top, 0, top + FACTS - 1, 0), figures)
    sheet.only_amounts(Area(top, 2, top + FACTS - 1, 3))
    return top + FACTS


def _judgements(sheet: Sheet, row: int, figures: str, names: str) -> int:
    top = _part(sheet, row, "judged", (("judgement", 0, 4), ("on", 5, 5), ("judge", 6, LAST)))
    for number in range(top, top + JUDGEMENTS):
        sheet.height(number, 26)
        for left, right in ((0, 4), (5, 5), (6, LAST)):
            sheet.across(number, left, right, None, "fill")
    last = top + JUDGEMENTS - 1
    sheet.suggest(Area(top, 5, last, 5), figures)
    sheet.suggest(Area(top, 6, last, 6), names)
    return top + JUDGEMENTS


def _steps(sheet: Sheet, row: int, names: str) -> int:
    top = _part(sheet, row, "steps", (("step", 0, 4), ("owner", 5, 5), ("due", 6, 6), ("state", 7, LAST)))
    for number in range(top, top + STEPS):
        sheet.height(number, 24)
        sheet.across(number, 0, 4, None, "fill")
        for column, look in ((5, "fill"), (6, "fill_date"), (7, "fill_state")):
            sheet.put(number, column, None, look)
    last = top + STEPS - 1
    sheet.suggest(Area(top, 5, last, 5), names)
    sheet.only_dates(Area(top, 6, last, 6))
    sheet.choose(Area(top, LAST, last, LAST), STATES)
    return top + STEPS
