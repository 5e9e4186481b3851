"""Decision rights: who has the final say on what, and who wears which hats under which name."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from app.domain.handout_views import DecisionRightView
from app.domain.presentation import Presentation, SeatView
from app.report.workbook.fitting import Column
from app.report.workbook.sheet import Area, Edges, Sheet
from app.report.workbook.words import Cell, Formula

COLUMNS = (
    Column("decision", 35, "strong"),
    Column("seat", 18, "fill_text"),
    Column("hat", 23),
    Column("name", 18, "looked_up"),
    Column("figure", 36),
    Column("rhythm", 23),
    Column("consulted", 18, "fill"),
    Column("informed", 18, "fill"),
)
DECISION, SEAT, HAT, NAME, FIGURE, RHYTHM, CONSULTED, INFORMED = range(len(COLUMNS))
HEAD = 2
PART_HEIGHT, ROW_HEIGHT = 32.0, 30.0
_TEAM = "team"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What other sheets choose from, as formulas call it: the decisions, and the names once they are filled in."""

    decisions: str
    names: str


def write(sheet: Sheet, presentation: Presentation, edges: Edges) -> Chosen:
    """Writes the sheet; gives what other sheets choose from."""
    decisions = presentation.handout.decisions
    sheet.columns([column.width for column in COLUMNS])
    sheet.opening("rights")
    part = HEAD + len(decisions) + 2
    seats = Area(part + 2, DECISION, part + 1 + len(presentation.seats), DECISION)
    names = Area(seats.top, NAME, seats.bottom, NAME)
    rows = [_decision(decision, HEAD + 1 + number, seats, names) for number, decision in enumerate(decisions)]
    table = sheet.table(HEAD, "rights", COLUMNS, rows, ROW_HEIGHT)
    for column in (CONSULTED, INFORMED):
        sheet.suggest(table.column(column), names.cells())
    sheet.suggest(table.column(SEAT), seats.cells())
    _seats(sheet, presentation, part)
    sheet.finish(seats.bottom, HEAD, edges, DECISION + 1)
    return Chosen(sheet.reference(table.column(DECISION)), sheet.reference(names))


def _decision(decision: DecisionRightView, row: int, seats: Area, names: Area) -> tuple[Cell, ...]:
    """A decision; the name is looked up by who is accountable, so that it follows when somebody else is chosen."""
    seat = xl_rowcol_to_cell(row, SEAT)
    name = f'=IFERROR(INDEX({names.cells()},MATCH({seat},{seats.cells()},0))&"","")'
    return decision.title, decision.person, decision.hat, Formula(name), decision.figure, decision.rhythm, None, None


def _seats(sheet: Sheet, presentation: Presentation, part: int) -> None:
    """Everybody with their hats, of a team its head, and a place for the name."""
    count = "members" if any(seat.kind == _TEAM for seat in presentation.seats) else "count"
    sheet.across(part, DECISION, INFORMED, sheet.say("rights.seats"), "part")
    sheet.height(part, PART_HEIGHT)
    sheet.put(part + 1, DECISION, sheet.say("rights.who"), "head")
    sheet.across(part + 1, SEAT, HAT, sheet.say(f"rights.{count}"), "head")
    sheet.put(part + 1, NAME, sheet.say("rights.name"), "head")
    sheet.across(part + 1, FIGURE, INFORMED, sheet.say("rights.hats"), "head")
    sheet.height(part + 1, 24)
    for row, seat in enumerate(presentation.seats, start=part + 2):
        hats = sheet.say("joint").join(hat.title for hat in seat.hats)
        sheet.put(row, DECISION, seat.head, "strong")
        sheet.across(row, SEAT, HAT, _count(sheet, seat), "ordinal")
        sheet.put(row, NAME, None, "fill")
        sheet.across(row, FIGURE, INFORMED, hats, "text")
        sheet.height(row, max(ROW_HEIGHT, *_heights(sheet, seat, hats)))


def _count(sheet: Sheet, seat: SeatView) -> Cell:
    """How many sit there; of a team also which one, for its head alone is named."""
    return sheet.say("rights.team", team=seat.title, count=seat.count) if seat.kind == _TEAM else seat.count


def _heights(sheet: Sheet, seat: SeatView, hats: str) -> tuple[float, ...]:
    """How high the texts of a seat's row are."""
    count = sheet.text_height(str(_count(sheet, seat)), SEAT, HAT)
    return sheet.text_height(hats, FIGURE, INFORMED), sheet.text_height(seat.head, DECISION, DECISION), count
