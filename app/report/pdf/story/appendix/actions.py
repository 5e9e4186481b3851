"""What to do, by horizon: the task, what exists afterwards, when it is done, who does it, what comes first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.domain.presentation import ActionView, HorizonView
from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.grid import Cell, Grid, Look, Row, cell
from app.report.pdf.japanese import bullet, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.parts import body, labelled, reference, section

_NUMBER_WIDTH = 12 * mm
_SIDE_WIDTH = 40 * mm
_MAIN_WIDTH = styles.MEASURE - _NUMBER_WIDTH - _SIDE_WIDTH
_GUTTER = 14.0
_INNER_WIDTH = _MAIN_WIDTH - _GUTTER
_LABEL_WIDTH = 25 * mm


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapter."""
    horizons, say = manuscript.presentation.horizons, manuscript.say
    number = sum(len(horizon.actions) for horizon in horizons)
    numbers = count(1)
    told: list[Flowable] = [plain(say("actions.lead", number=number), styles.LEAD)]
    for horizon in horizons:
        told += _horizon(manuscript, horizon, numbers)
    return told


def _horizon(manuscript: Manuscript, horizon: HorizonView, numbers: Iterator[int]) -> list[Flowable]:
    say = manuscript.say
    heading = section(f"actions-{horizon.id}", horizon.title)
    if not horizon.actions:
        return [Kept(heading, body(say("actions.empty")))]
    limit = say("actions.open") if horizon.limit is None else say("actions.limit", limit=horizon.limit)
    rows = [_row(manuscript, action, next(numbers)) for action in horizon.actions]
    grid = Grid((_NUMBER_WIDTH, _MAIN_WIDTH, _SIDE_WIDTH), rows, look=Look(padding=7, gutter=_GUTTER))
    return [Kept(heading, plain(limit, styles.SMALL), grid)]


def _row(manuscript: Manuscript, action: ActionView, number: int) -> Row:
    say = manuscript.say
    facts = (
        (say("actions.artifact"), cell(plain(action.artifact, styles.CELL))),
        (say("actions.done"), cell(plain(action.done, styles.CELL))),
    )
    main = cell(
        plain(action.title, styles.TITLE),
        plain(action.task, styles.CELL_TEXT),
        labelled(_INNER_WIDTH, facts, _LABEL_WIDTH),
    )
    return Row((cell(plain(str(number), styles.NUMERAL)), main, _side(manuscript, action)))


def _side(manuscript: Manuscript, action: ActionView) -> Cell:
    say = manuscript.say
    side: list[Flowable] = [plain(say("actions.owner"), styles.HEAD), plain(action.owner, styles.CELL_BOLD)]
    if action.after:
        side.append(plain(say("actions.after"), styles.HEAD.but(before=5)))
        side += [bullet(say("bullet"), title, styles.CELL_MUTED) for title in action.after]
    side.append(plain(say("actions.why"), styles.HEAD.but(before=5)))
    return (*side, reference(manuscript, f"action:{action.id}", styles.REFERENCE_LEFT))
