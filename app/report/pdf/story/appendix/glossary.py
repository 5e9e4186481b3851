"""The words departments must mean the same by."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.domain.presentation import TermView
from app.report.pdf import styles
from app.report.pdf.grid import Grid, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.parts import body

_WIDTHS = (52 * mm, styles.MEASURE - 52 * mm)


def write(manuscript: Manuscript) -> list[Flowable]:
    """The appendix; empty where the pack explains no words."""
    terms = manuscript.presentation.glossary
    if not terms:
        return []
    return [body(manuscript.say("glossary.lead")), Grid(_WIDTHS, [_row(term) for term in terms])]


def _row(term: TermView) -> Row:
    reading = [plain(term.reading, styles.CELL_MUTED)] if term.reading else []
    return Row((cell(plain(term.term, styles.CELL_BOLD), *reading), cell(plain(term.meaning, styles.CELL_TEXT))))
