"""The budget: whether the plan fits, and what the figures leave out."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.grid import Grid, Row, cell
from app.report.pdf.japanese import bullet, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix.parts import beside_reference, definitions, notes
from app.report.pdf.story.parts import head_row, section

_WIDTHS = (116 * mm, 50 * mm)


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapter."""
    budget, say = manuscript.presentation.budget, manuscript.say
    sources = manuscript.joined(f"{source.title} [{source.id}]" for source in budget.sources)
    return [
        plain(budget.fit.title, styles.LEAD),
        beside_reference(manuscript, "budget", plain(budget.fit.text, styles.BODY)),
        *([definitions(budget.fit.details)] if budget.fit.details else []),
        _table(manuscript),
        plain(say("budget.sources", sources=sources), styles.SMALL),
        *_unpriced(manuscript),
        *notes(budget.fit),
    ]


def _table(manuscript: Manuscript) -> Grid:
    budget, say = manuscript.presentation.budget, manuscript.say
    rows = [
        Row((cell(plain(row.label, styles.CELL)), cell(plain(row.value, styles.CELL_NUMBER_BOLD))))
        for row in budget.rows
    ]
    return Grid(_WIDTHS, rows, head_row((say("budget.line"), say("budget.amount")), numbers=(1,)))


def _unpriced(manuscript: Manuscript) -> list[Flowable]:
    tasks = manuscript.presentation.budget.unpriced
    if not tasks:
        return []
    mark = manuscript.say("bullet")
    first, *rest = (bullet(mark, task, styles.BODY.but(after=0)) for task in tasks)
    return [Kept(section("budget-unpriced", manuscript.say("budget.unpriced")), first), *rest]
