"""The cover: what this is, whom it is for, and from which editions it was made."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus.doctemplate import FrameBreak
from reportlab.platypus.flowables import Flowable, Spacer

from app.report.pdf import styles
from app.report.pdf.blocks import Stroke
from app.report.pdf.grid import cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.parts import labelled

_LONG_NAME = 40
_DIGEST_SHOWN = 12
_LABEL_WIDTH = 34 * mm


def write(manuscript: Manuscript) -> list[Flowable]:
    """The cover's contents."""
    presentation, say = manuscript.presentation, manuscript.say
    upper: list[Flowable] = [
        Spacer(0, 30 * mm),
        plain(presentation.title, styles.COVER_TITLE),
        plain(say("cover.subtitle"), styles.COVER_SUBTITLE),
        Stroke(24 * mm),
        Spacer(0, 10 * mm),
    ]
    company = presentation.company
    if company is not None:
        style = styles.COVER_COMPANY if len(company) <= _LONG_NAME else styles.COVER_LONG_COMPANY
        upper.append(plain(say("cover.addressee", company=company), style))
    return [*upper, FrameBreak(), _editions(manuscript)]


def _editions(manuscript: Manuscript) -> Flowable:
    pairs = ((label, cell(plain(value, styles.CELL))) for label, value in _imprint(manuscript))
    return labelled(styles.MEASURE, pairs, _LABEL_WIDTH)


def _imprint(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    presentation, say = manuscript.presentation, manuscript.say
    yield say("cover.date"), manuscript.date
    yield say("cover.rules"), presentation.rules_edition
    yield say("cover.questionnaire"), presentation.questionnaire_edition
    yield say("cover.digest"), presentation.digest[:_DIGEST_SHOWN]
    yield say("cover.report_id"), manuscript.imprint.report_id
    yield say("cover.author"), say("author")
