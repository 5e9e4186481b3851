"""The division of work: task by task who decides, who executes now and from now on, what stays inside."""

from __future__ import annotations

from app.domain.presentation import TaskView
from app.report.workbook.fitting import Column, spread
from app.report.workbook.sheet import Edges, Sheet
from app.report.workbook.words import Cell, Say

COLUMNS = (
    Column("group", 17, "quiet", grows=True),
    Column("task", 28, "strong"),
    Column("decision", 11),
    Column("now", 16, grows=True),
    Column("execution", 17, "strong", grows=True),
    Column("advice", 16, grows=True),
    Column("transition", 16, grows=True),
    Column("decides", 40, grows=True),
    Column("name", 16, "fill"),
)
NAME = len(COLUMNS) - 1
HEAD = 2
ABOVE = 80.0


def write(sheet: Sheet, tasks: tuple[TaskView, ...], names: str, edges: Edges) -> None:
    """Writes the sheet; `names` are the people that can be chosen, as formulas call them."""
    rows = [_row(sheet.say, task) for task in tasks]
    sheet.columns(spread(COLUMNS, [[str(cell or "") for cell in row] for row in rows], ABOVE))
    sheet.opening("sourcing")
    table = sheet.table(HEAD, "sourcing", COLUMNS, rows)
    sheet.filter(table)
    sheet.suggest(table.column(NAME), names)
    sheet.finish(table.bottom, HEAD, edges, 2)


def _row(say: Say, task: TaskView) -> tuple[Cell, ...]:
    return (
        task.group,
        task.title,
        task.decision,
        say("sourcing.untold") if task.current is None else task.current,
        task.execution.title,
        task.advice.title,
        say("none") if task.transition is None else task.transition.title,
        task.decides,
        None,
    )
