"""The answers the diagnosis was made from."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.parts import body, group_row, head_row

_WIDTHS = (76 * mm, styles.MEASURE - 76 * mm)


def write(manuscript: Manuscript) -> list[Flowable]:
    """The appendix."""
    say = manuscript.say
    heads = head_row((say("answers.question"), say("answers.answer")))
    return [body(say("answers.lead")), Grid(_WIDTHS, _rows(manuscript), heads, Look(padding=2.6))]


def _rows(manuscript: Manuscript) -> Iterator[Row]:
    for section in manuscript.presentation.answers:
        yield group_row(plain(section.title, styles.GROUP))
        for told in section.answers:
            yield Row((cell(plain(told.label, styles.CELL)), cell(plain(told.value, styles.CELL))))
