"""The decision log: what was decided, on which figure, by whom, why, and what became of it."""

from __future__ import annotations

from app.report.workbook.fitting import Column
from app.report.workbook.sheet import Edges, Sheet

COLUMNS = (
    Column("date", 13, "fill_date"),
    Column("kind", 26, "fill"),
    Column("decided", 34, "fill"),
    Column("figure", 24, "fill"),
    Column("value", 15, "fill"),
    Column("by", 15, "fill"),
    Column("why", 34, "fill"),
    Column("review", 13, "fill_date"),
    Column("outcome", 18, "fill"),
)
DATE, KIND, DECIDED, FIGURE, VALUE, BY, WHY, REVIEW, OUTCOME = range(len(COLUMNS))
HEAD = 2
ROWS, ROW_HEIGHT = 15, 38.0
OUTCOMES = ("log.outcome.expected", "log.outcome.partly", "log.outcome.otherwise", "log.outcome.open")


def write(sheet: Sheet, decisions: str, figures: str, names: str, edges: Edges) -> None:
    """Writes the sheet; `decisions`, `figures` and `names` are what can be chosen, as formulas call it."""
    sheet.columns([column.width for column in COLUMNS])
    sheet.opening("log")
    table = sheet.table(HEAD, "log", COLUMNS, [(None,) * len(COLUMNS)] * ROWS, ROW_HEIGHT)
    for column, chosen in ((KIND, decisions), (FIGURE, figures), (BY, names)):
        sheet.suggest(table.column(column), chosen)
    for column in (DATE, REVIEW):
        sheet.only_dates(table.column(column))
    sheet.choose(table.column(OUTCOME), OUTCOMES)
    sheet.finish(table.bottom, HEAD, edges)
