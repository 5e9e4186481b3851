"""The sources, with their notes and limits."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.domain.presentation import SourceView
from app.report.pdf import styles
from app.report.pdf.grid import Grid, Row, cell
from app.report.pdf.japanese import Target, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.parts import body, source_target

_WIDTHS = (14 * mm, styles.MEASURE - 14 * mm)


def write(manuscript: Manuscript) -> list[Flowable]:
    """The appendix."""
    rows = [_row(manuscript, source) for source in manuscript.presentation.sources]
    return [body(manuscript.say("sources.lead")), Grid(_WIDTHS, rows)]


def _row(manuscript: Manuscript, source: SourceView) -> Row:
    published = manuscript.say("sources.published", publisher=source.publisher, date=source.date)
    told = cell(
        plain(source.title, styles.TITLE), plain(published, styles.CELL_MUTED), plain(source.note, styles.CELL_TEXT)
    )
    return Row((cell(plain(source.id, styles.TITLE, Target(source_target(source)))), told))
