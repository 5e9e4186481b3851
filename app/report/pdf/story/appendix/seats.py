"""Who wears which hat."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.domain.presentation import SeatView
from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.grid import Grid, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix.parts import definitions
from app.report.pdf.story.parts import body, head_row, section

_HEADS = ("seat", "hats", "count", "state")
_WIDTHS = tuple(width * mm for width in (34, 78, 16, 38))
_COUNT = 2


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapter."""
    p, say = manuscript.presentation, manuscript.say
    heads = head_row((say(f"seats.{name}") for name in _HEADS), numbers=(_COUNT,))
    told: list[Flowable] = [
        plain(say("seats.lead"), styles.LEAD),
        Grid(_WIDTHS, [_row(manuscript, seat) for seat in p.seats], heads),
    ]
    if any(seat.overloaded for seat in p.seats):
        told.append(body(say("seats.overloaded_note")))
    hats = {hat.title: hat for seat in p.seats for hat in seat.hats}
    return [*told, Kept(section("seats-hats", say("seats.meaning")), definitions(hats.values()))]


def _row(manuscript: Manuscript, seat: SeatView) -> Row:
    state = styles.CELL_BOLD if seat.overloaded else styles.CELL_MUTED
    return Row(
        (
            cell(plain(seat.title, styles.CELL_BOLD)),
            cell(plain(manuscript.joined(hat.title for hat in seat.hats), styles.CELL)),
            cell(plain(manuscript.say("seats.people", number=seat.count), styles.CELL_NUMBER)),
            cell(plain(_state(manuscript, seat), state)),
        )
    )


def _state(manuscript: Manuscript, seat: SeatView) -> str:
    """How the seat bears its hats, in words."""
    if seat.overloaded:
        return manuscript.say("seats.overloaded")
    return manuscript.say({"team": "seats.team", "to_appoint": "seats.to_appoint"}.get(seat.kind, "seats.bearable"))
