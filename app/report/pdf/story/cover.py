"""The cover: whom the report is for, what it is, what is in it, and from which editions it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus.doctemplate import FrameBreak
from reportlab.platypus.flowables import Flowable, Spacer

from app.report.pdf import styles
from app.report.pdf.blocks import PageNumber, Stroke, block
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import APPENDIX, Page

_LONG_NAME = 40
_DIGEST_SHOWN = 12
_BESIDE_STAMP = (10,)
_SPANS = (3, 3, 6)
_LABEL_SHARE = 0.46
_NUMBER_WIDTH = 24.0
_ABOVE_TITLE = 34 * mm
_NAME = styles.CELL.but(color=styles.MUTED)
_BARE = Look(padding=1.2, ruled=False)


def write(manuscript: Manuscript, pages: Sequence[Page]) -> list[Flowable]:
    """The cover's contents; `pages` are listed."""
    presentation, say = manuscript.presentation, manuscript.say
    company = presentation.company
    upper: list[Flowable] = []
    if company is not None:
        style = styles.COVER_COMPANY if len(company) <= _LONG_NAME else styles.COVER_LONG_COMPANY
        upper.append(Columns(_BESIDE_STAMP, [[plain(say("cover.addressee", company=company), style)]]))
    upper += [
        Spacer(0, _ABOVE_TITLE),
        Stroke(24 * mm),
        plain(presentation.title, styles.COVER_TITLE),
        plain(say("cover.subtitle"), styles.COVER_SUBTITLE),
    ]
    lower = (_editions(manuscript), _contents(manuscript, pages), _about(manuscript))
    return [*upper, FrameBreak(), Columns(_SPANS, lower)]


def _editions(manuscript: Manuscript) -> list[Flowable]:
    label = styles.span(_SPANS[0]) * _LABEL_SHARE
    rows = [Row((cell(plain(name, _NAME)), cell(plain(value, styles.CELL)))) for name, value in _imprint(manuscript)]
    return block(manuscript.say("cover.imprint"), Grid((label, styles.span(_SPANS[0]) - label), rows, look=_BARE))


def _imprint(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    presentation, say = manuscript.presentation, manuscript.say
    yield say("cover.date"), manuscript.date
    yield say("cover.report_id"), manuscript.imprint.report_id
    yield say("cover.rules"), presentation.rules_edition
    yield say("cover.questionnaire"), presentation.questionnaire_edition
    yield say("cover.digest"), presentation.digest[:_DIGEST_SHOWN]
    yield say("cover.author"), say("author")


def _contents(manuscript: Manuscript, pages: Sequence[Page]) -> list[Flowable]:
    listed = [*((page.key, page.label) for page in pages), (APPENDIX, manuscript.say("appendix.title"))]
    rows = [
        Row((cell(plain(label, styles.CELL, link=key)), cell(PageNumber(key, styles.CELL_NUMBER))))
        for key, label in listed
    ]
    widths = (styles.span(_SPANS[1]) - _NUMBER_WIDTH, _NUMBER_WIDTH)
    return block(manuscript.say("contents.title"), Grid(widths, rows, look=_BARE))


def _about(manuscript: Manuscript) -> list[Flowable]:
    say = manuscript.say
    texts = (say("basis"), *manuscript.presentation.about.split("\n"), say("contents.reading"))
    return block(say("contents.about"), *(plain(text, styles.ASIDE) for text in texts))
