"""The action plan: every action with dates that follow from one start date, owner and status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from xlsxwriter.utility import xl_rowcol_to_cell

from app.domain.presentation import HorizonView
from app.report.scene.schedule import days, spans
from app.report.workbook.fitting import Column, spread
from app.report.workbook.sheet import Area, Edges, Sheet
from app.report.workbook.words import Cell, Formula, Say, quoted, serial

COLUMNS = (
    Column("number", 6, "ordinal"),
    Column("horizon", 15, "quiet"),
    Column("action", 22, "strong", grows=True),
    Column("start", 12, "date"),
    Column("due", 14, "fill_date"),
    Column("hat", 13, grows=True),
    Column("name", 13, "fill"),
    Column("artifact", 22, grows=True),
    Column("done", 22, grows=True),
    Column("after", 12, "numbers"),
    Column("state", 10, "fill_state"),
)
NUMBER, HORIZON, ACTION, START, DUE, HAT, NAME, ARTIFACT, DONE, AFTER, STATE = range(len(COLUMNS))
BEGIN, HEAD = 2, 4
BEGINS = xl_rowcol_to_cell(BEGIN, ACTION, row_abs=True, col_abs=True)
ABOVE = 125.0
STATES = ("state.open", "state.going", "state.done", "state.dropped")


def write(sheet: Sheet, horizons: tuple[HorizonView, ...], names: str, today: date, edges: Edges) -> None:
    """Writes the sheet; `names` are the people that can be chosen, as formulas call them."""
    rows = list(_rows(sheet.say, horizons, serial(today)))
    texts = [[cell if isinstance(cell, str) else "" for cell in row] for row in rows]
    sheet.columns(spread(COLUMNS, texts, ABOVE))
    sheet.opening("plan")
    table = sheet.table(HEAD, "plan", COLUMNS, rows)
    _top(sheet, today)
    if table:
        _counts(sheet, table)
    sheet.suggest(table.column(NAME), names)
    sheet.choose(table.column(STATE), STATES)
    for column in (START, DUE):
        sheet.only_dates(table.column(column))
    _marks(sheet, table)
    sheet.filter(table)
    sheet.finish(table.bottom, HEAD, edges, ACTION + 1)


def _rows(say: Say, horizons: tuple[HorizonView, ...], begin: int) -> Iterator[tuple[Cell, ...]]:
    """A row for each action."""
    actions = [action for horizon in horizons for action in horizon.actions]
    numbers = {action.id: number for number, action in enumerate(actions, 1)}
    dates = _dates(horizons, numbers, begin)
    for horizon in horizons:
        for action in horizon.actions:
            yield (
                *(numbers[action.id], horizon.title, action.title, *dates[action.id], action.owner, None),
                *(action.artifact, action.done, say("joint").join(str(numbers[id_]) for id_ in action.after_ids)),
                say("state.open"),
            )


def _dates(
    horizons: tuple[HorizonView, ...], numbers: Mapping[str, int], begin: int
) -> dict[str, tuple[Formula, Formula | None]]:
    """When each action starts and is due, as the roadmap draws it; in the horizon without an end it is due as you say.

    There it starts after the other horizons, or the day after all are due that it waits for there.
    """
    found: dict[str, tuple[Formula, Formula | None]] = {}
    parts = spans(horizons)
    after_all = max((horizon.days[1] for horizon in horizons if horizon.days), default=-1) + 1
    for horizon in horizons:
        within = {action.id for action in horizon.actions}
        for action in horizon.actions:
            if horizon.days:
                start, due = days(parts[action.id], *horizon.days)
                found[action.id] = _day(begin, start), _day(begin, due)
            else:
                waits = [numbers[id_] for id_ in action.after_ids if id_ in within]
                found[action.id] = _after(waits, len(numbers)) if waits else _day(begin, after_all), None
    return found


def _day(begin: int, days: int) -> Formula:
    return Formula(f"={BEGINS}+{days}", begin + days)


def _after(waits: Sequence[int], count: int) -> Formula:
    """The day after the actions with these numbers are due, nothing while one has no date; rows may be sorted."""
    numbers, dues = (Area(HEAD + 1, column, HEAD + count, column).cells() for column in (NUMBER, DUE))
    each = ",".join(f"SUMIF({numbers},{number},{dues})" for number in waits)
    return Formula(f'=IF(MIN({each})=0,"",MAX({each})+1)')


def _top(sheet: Sheet, today: date) -> None:
    """The start date."""
    sheet.height(BEGIN, 24)
    sheet.across(BEGIN, NUMBER, HORIZON, sheet.say("plan.begin"), "label")
    sheet.put(BEGIN, ACTION, serial(today), "fill_date")
    sheet.only_dates(Area(BEGIN, ACTION, BEGIN, ACTION))


def _counts(sheet: Sheet, table: Area) -> None:
    """How many actions stand where."""
    states, due = table.column(STATE).cells(), table.column(DUE).cells()
    done, going, dropped = (quoted(sheet.say(f"state.{name}")) for name in ("done", "going", "dropped"))
    late = f'SUMPRODUCT(({due}<>"")*({due}<TODAY())*({states}<>{done})*({states}<>{dropped}))'
    counts = (
        ("all", f"ROWS({states})", table.bottom - table.top + 1),
        ("finished", f"COUNTIF({states},{done})", 0),
        ("going", f"COUNTIF({states},{going})", 0),
        ("late", late, 0),
    )
    said = [(sheet.say(f"plan.{key}"), formula, value) for key, formula, value in counts]
    apart = sheet.say("plan.apart")
    formula = f"&{quoted(apart)}&".join(f"{quoted(words)}&{counted}" for words, counted, _ in said)
    value = apart.join(f"{words}{now}" for words, _, now in said)
    sheet.across(BEGIN, DUE, STATE, Formula(f"={formula}", value), "told")


def _marks(sheet: Sheet, table: Area) -> None:
    """What is done recedes, what is overdue stands out, what is going on is shaded."""
    state, due = (xl_rowcol_to_cell(table.top, column, col_abs=True) for column in (STATE, DUE))
    done, going, dropped = (quoted(sheet.say(f"state.{name}")) for name in ("done", "going", "dropped"))
    over = f"OR({state}={done},{state}={dropped})"
    late = f'AND({due}<>"",{due}<TODAY(),NOT({over}))'
    sheet.mark(table, over, "when_done")
    sheet.mark(table.column(DUE), late, "when_late_date")
    for column in (ACTION, STATE):
        sheet.mark(table.column(column), late, "when_late")
    sheet.mark(table, f"AND({state}={going},NOT({late}))", "when_going")
