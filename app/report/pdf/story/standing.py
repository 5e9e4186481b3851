"""Where the company stands: the checklist by axis and by item, and what surveys say of others."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import AxisView, BenchmarkView
from app.report.pdf import styles
from app.report.pdf.blocks import block, block_title
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Cell, Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import Page, room_above, room_below, room_in_block
from app.report.pdf.story.parts import GROWN, drawing, figure, is_price, referenced

_SPANS = (4, 8)
_MOST_NAMED = 2
_SURVEYS = 4
_ALL = 100


def write(manuscript: Manuscript) -> Page | None:
    """The page; none where no item of the checklist is answered."""
    checklist, say = manuscript.presentation.checklist, manuscript.say
    if checklist.percent is None:
        return None
    headline = _headline(manuscript, checklist.percent)
    surveys = _surveys(manuscript)
    room = room_above(room_below(headline), surveys, styles.MEASURE)
    columns = Columns(_SPANS, (_grade(manuscript, room), _items(manuscript, room)))
    return Page("standing", say("standing.title"), headline, [columns, *surveys])


def _headline(manuscript: Manuscript, points: int) -> str:
    axes = manuscript.presentation.checklist.axes
    scored = [(axis, axis.percent) for axis in axes if axis.percent is not None]
    most, least = max(percent for _, percent in scored), min(percent for _, percent in scored)
    words = {
        "items": sum(len(axis.items) for axis in axes),
        "points": points,
        "ahead": _named(manuscript, [axis for axis, percent in scored if percent == most]),
        "behind": _named(manuscript, [axis for axis, percent in scored if percent == least]),
    }
    return manuscript.say(f"standing.{_kind(most, least, words)}", **words)


def _kind(most: int, least: int, words: dict[str, object]) -> str:
    """Which sentence fits: all axes alike, or some ahead and some behind, few enough to be named."""
    if most == least:
        return {0: "none_yet", _ALL: "all_there"}.get(most, "even")
    if not words["ahead"]:
        return "behind"
    return "ahead" if not words["behind"] else "spread"


def _named(manuscript: Manuscript, axes: Sequence[AxisView]) -> str:
    return manuscript.quoted(axis.title for axis in axes) if len(axes) <= _MOST_NAMED else ""


def _grade(manuscript: Manuscript, room: float) -> list[Flowable]:
    grade, width = manuscript.presentation.checklist.grade, styles.span(_SPANS[0])
    said = manuscript.say("standing.grade", grade=grade.title)
    title, text = referenced(manuscript, "grade", block_title(said)), plain(grade.text, styles.ASIDE)
    radar = figure(manuscript, "radar", width, room_in_block(room, title, [text], width))
    return block(title, radar, text)


def _items(manuscript: Manuscript, room: float) -> list[Flowable]:
    width, title = styles.span(_SPANS[1]), manuscript.say("standing.items")
    return block(title, drawing(manuscript, "heatmap", width, room_in_block(room, title, [], width), GROWN))


def _surveys(manuscript: Manuscript) -> list[Flowable]:
    """What other companies do; prices stand with the budget."""
    say = manuscript.say
    surveys = [each for each in manuscript.presentation.benchmarks if not is_price(manuscript, each)]
    if not surveys:
        return []
    more = len(surveys) - _SURVEYS
    title = say("standing.surveys_more", number=more) if more > 0 else say("standing.surveys")
    told = [_survey(manuscript, survey) for survey in surveys[:_SURVEYS]]
    rows = zip(*told, *[((), (), ())] * (_SURVEYS - len(told)), strict=True)
    width = styles.span(styles.COLUMNS // _SURVEYS)
    widths = [*[width + styles.GUTTER] * (_SURVEYS - 1), width]
    look = Look(padding=0.5, gutter=styles.GUTTER, ruled=False)
    return block(title, Grid(widths, [Row(row) for row in rows], look=look))


def _survey(manuscript: Manuscript, survey: BenchmarkView) -> tuple[Cell, Cell, Cell]:
    title = referenced(manuscript, f"benchmark:{survey.id}", plain(survey.title, styles.LABEL))
    return (
        cell(title),
        cell(plain(survey.figure, styles.CELL_BOLD)),
        cell(plain(survey.caveat, styles.ASIDE)),
    )
