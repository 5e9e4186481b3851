"""The meeting sheet: the KPI one-sheet and the minutes, blank and to be printed."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.handout_views import FigureView
from app.report.pdf import styles
from app.report.pdf.blocks import block
from app.report.pdf.columns import Columns
from app.report.pdf.form import Form, Line
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.stack import Cell, cell
from app.report.pdf.story.page import Page

_SPANS = (7, 5)
_FIGURE_SHARES = (0.34, 0.15, 0.12, 0.12, 0.27)
_COLUMNS = ("figure", "unit", "target", "actual", "remark")
_LEAST_FIELD = 20.0
_FEWEST_MEASURES = 6
_MINUTES = ("facts", "judged", "next")
_LEAST_MINUTES = 70.0


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say, handout = manuscript.say, manuscript.presentation.handout
    results = manuscript.joined(figure.title for figure in handout.results)
    headline = say("meeting.headline", results=results, measures=len(handout.measures))
    left = block(say("meeting.figures"), _figures(manuscript))
    right = block(say("meeting.minutes"), _minutes(manuscript))
    return Page("meeting", say("meeting.title"), headline, [Columns(_SPANS, (left, right))])


def _figures(manuscript: Manuscript) -> Form:
    say, handout = manuscript.say, manuscript.presentation.handout
    heads = tuple(cell(plain(say(f"meeting.{name}"), styles.LABEL)) for name in _COLUMNS)
    lines = [
        Line(heads, head=True),
        *_lines(manuscript, "results", handout.results),
        *_lines(manuscript, "measures", handout.measures),
        *[Line(((),) * len(_COLUMNS), _LEAST_FIELD, written=True)] * max(0, _FEWEST_MEASURES - len(handout.measures)),
    ]
    width = styles.span(_SPANS[0])
    return Form([share * width for share in _FIGURE_SHARES], lines)


def _lines(manuscript: Manuscript, kind: str, figures: Sequence[FigureView]) -> list[Line]:
    head = Line((cell(plain(manuscript.say(f"meeting.{kind}"), styles.LABEL)),), head=True)
    rows = [Line((*_label(each), (), (), ()), _LEAST_FIELD, written=True) for each in figures]
    return [head, *rows] if rows else []


def _label(figure: FigureView) -> tuple[Cell, Cell]:
    return cell(plain(figure.title, styles.CELL_BOLD)), cell(plain(figure.unit, styles.CELL_MUTED))


def _minutes(manuscript: Manuscript) -> Form:
    say = manuscript.say
    width = styles.span(_SPANS[1])
    when = tuple(cell(plain(say(f"meeting.{name}"), styles.LABEL)) for name in ("date", "present"))
    lines = [Line(when, least=34)]
    for name in _MINUTES:
        hint = plain(say(f"meeting.{name}_hint"), styles.ASIDE)
        lines.append(Line((cell(plain(say(f"meeting.{name}"), styles.ITEM), hint),), head=True))
        lines.append(Line(((),), _LEAST_MINUTES, written=True))
    return Form((width / 3, width * 2 / 3), lines)
