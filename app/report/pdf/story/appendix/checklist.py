"""The checklist: its grade, the score of every axis, the answers."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.domain.presentation import AxisView
from app.report.pdf import styles
from app.report.pdf.blocks import Bar, Kept
from app.report.pdf.grid import Cell, Grid, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix.parts import beside_reference, notes
from app.report.pdf.story.parts import group_row, head_row, section
from app.report.pdf.styles import Style

_WIDTHS = tuple(width * mm for width in (40, 82, 22, 22))
_ITEM_WIDTHS = (122 * mm, 44 * mm)


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapter."""
    checklist, say = manuscript.presentation.checklist, manuscript.say
    grade, percent = checklist.grade, checklist.percent
    if percent is None:
        lead = say("checklist.lead_unscored", grade=grade.title)
    else:
        lead = say("checklist.lead", points=percent, grade=grade.title)
    return [
        plain(lead, styles.LEAD),
        beside_reference(manuscript, "grade", plain(grade.text, styles.BODY)),
        *notes(grade),
        _scores(manuscript),
        Kept(section("checklist-items", say("checklist.items")), _items(manuscript)),
    ]


def _scores(manuscript: Manuscript) -> Grid:
    checklist, say = manuscript.presentation.checklist, manuscript.say
    heads = (say("checklist.axis"), "", say("checklist.score"), say("checklist.coverage"))
    rows = [
        Row(
            (
                cell(plain(axis.title, styles.CELL_BOLD)),
                _bar(axis.percent),
                *_figures(manuscript, axis.percent, axis.coverage, styles.CELL_NUMBER),
            )
        )
        for axis in checklist.axes
    ]
    overall = Row(
        (
            cell(plain(say("checklist.overall"), styles.CELL_BOLD)),
            _bar(checklist.percent),
            *_figures(manuscript, checklist.percent, checklist.coverage, styles.CELL_NUMBER_BOLD),
        )
    )
    return Grid(_WIDTHS, [*rows, overall], head_row(heads, numbers=(2, 3)))


def _bar(percent: int | None) -> Cell:
    return () if percent is None else cell(Bar(percent, styles.CELL.leading))


def _figures(manuscript: Manuscript, percent: int | None, coverage: int, style: Style) -> tuple[Cell, Cell]:
    say = manuscript.say
    score = say("checklist.unscored") if percent is None else say("points", number=percent)
    return cell(plain(score, style)), cell(plain(say("percent", number=coverage), style))


def _items(manuscript: Manuscript) -> Grid:
    checklist, say = manuscript.presentation.checklist, manuscript.say
    rows = [row for axis in checklist.axes for row in _axis_rows(axis)]
    return Grid(_ITEM_WIDTHS, rows, head_row((say("checklist.item"), say("checklist.answer"))))


def _axis_rows(axis: AxisView) -> Iterator[Row]:
    yield group_row(plain(axis.title, styles.GROUP), plain(axis.text, styles.CELL_MUTED))
    for item in axis.items:
        yield Row((cell(plain(item.label, styles.CELL)), cell(plain(item.value, styles.CELL_BOLD))))
