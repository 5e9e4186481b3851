"""The organisation: who wears which hat, what changes, and who decides what."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from app.domain.handout_views import DecisionRightView
from app.domain.presentation import Presentation
from app.report.pdf import styles
from app.report.pdf.blocks import block
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import bullet, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import Page, room_below, room_in_block
from app.report.pdf.story.parts import GROWN, drawing, head_row, referenced

_SPANS = (6, 6)
_HEADS = ("decision", "accountable", "figure", "rhythm")
_SHARES = (0.30, 0.26, 0.25, 0.19)
_TEAM = "team"
_TO_APPOINT = "to_appoint"


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say, headline = manuscript.say, _headline(manuscript)
    changes, width = _changes(manuscript), styles.span(_SPANS[0])
    title = say("organisation.chart")
    room = room_in_block(room_below(headline), title, changes, width)
    left = [*block(title, drawing(manuscript, "organisation", width, room, GROWN)), *changes]
    right = [*block(say("organisation.rights"), _rights(manuscript)), plain(say("organisation.inside"), styles.ASIDE)]
    return Page("organisation", say("organisation.title"), headline, [Columns(_SPANS, (left, right))])


def _headline(manuscript: Manuscript) -> str:
    p, say = manuscript.presentation, manuscript.say
    words = {"decisions": len(p.handout.decisions), "people": sum(seat.count for seat in p.seats)}
    overloaded = [seat for seat in p.seats if seat.overloaded]
    if overloaded:
        most = max(overloaded, key=lambda seat: len(seat.hats))
        return say("organisation.overloaded", seat=most.title, hats=len(most.hats), **words)
    return say(f"organisation.{_kind(p)}", teams=len(p.seats), **words)


def _kind(p: Presentation) -> str:
    kinds = {seat.kind for seat in p.seats}
    if _TO_APPOINT in kinds:
        return "to_appoint"
    return "teams" if _TEAM in kinds else "people" if len(p.seats) > 1 else "person"


def _changes(manuscript: Manuscript) -> list[Flowable]:
    changes, say = manuscript.presentation.handout.changes, manuscript.say
    if not changes:
        return block(say("organisation.changes"), plain(say("organisation.no_changes"), styles.PROSE))
    mark = say("bullet")
    first, *rest = (
        referenced(manuscript, f"action:{action.id}", bullet(mark, action.title, styles.POINT)) for action in changes
    )
    return block(say("organisation.changes"), first, *rest)


def _rights(manuscript: Manuscript) -> Grid:
    widths = tuple(share * styles.span(_SPANS[1]) for share in _SHARES)
    rows = [_right(manuscript, decision) for decision in manuscript.presentation.handout.decisions]
    heads = head_row(manuscript.say(f"organisation.{name}") for name in _HEADS)
    return Grid(widths, rows, heads, Look(padding=3.5, topped=False))


def _right(manuscript: Manuscript, decision: DecisionRightView) -> Row:
    hat = plain(manuscript.say("organisation.as", hat=decision.hat), styles.RIGHT_HAT)
    return Row(
        (
            cell(plain(decision.title, styles.RIGHT_BOLD)),
            cell(plain(decision.person, styles.RIGHT_BOLD), hat),
            cell(plain(decision.figure, styles.RIGHT)),
            cell(plain(decision.rhythm, styles.RIGHT)),
        )
    )
