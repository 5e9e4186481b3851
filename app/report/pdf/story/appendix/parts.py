"""What the appendix's chapters are built of."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.domain.presentation import Detail, HatView, Verdict
from app.report.pdf import styles
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.parts import REFERENCE_WIDTH, reference
from app.report.pdf.styles import MEASURE

_LABEL_WIDTH = 34 * mm


def beside_reference(manuscript: Manuscript, key: str, *flowables: Flowable) -> Grid:
    """Something with the number of its reason at the right."""
    row = Row((cell(*flowables), cell(reference(manuscript, key))))
    return Grid((MEASURE - REFERENCE_WIDTH, REFERENCE_WIDTH), [row], look=Look(padding=0, ruled=False))


def definitions(details: Iterable[Detail | HatView], label_width: float = _LABEL_WIDTH) -> Grid:
    """Titled texts, titles at the left."""
    rows = [Row((cell(plain(d.title, styles.CELL_BOLD)), cell(plain(d.text, styles.CELL_TEXT)))) for d in details]
    return Grid((label_width, MEASURE - label_width), rows)


def notes(verdict: Verdict) -> list[Flowable]:
    """The notes printed with a conclusion."""
    return [plain(note, styles.NOTE) for note in verdict.notes]
