"""The document: its pages, their footers, and what it says about itself."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from app.report.pdf import styles
from app.report.pdf.canvas import TOTAL, ReportCanvas
from app.report.pdf.japanese import shortened
from app.report.pdf.styles import PAGE_HEIGHT, PAGE_WIDTH, SIDE, Style, baseline
from app.report.text import fonts

rl_config.useA85 = (
    0  # page streams as bytes, not as text: a fifth smaller, and nothing has read them as text for decades
)

COVER = "cover"
BODY = "body"

_RUNNING = Style(7, 10, color=styles.MUTED)
_MARK = Style(7, 10, fonts.BOLD)
_STAMP = Style(11, 20, fonts.BOLD, styles.ACCENT)
_FOOTER_Y = 8.5 * mm
_HEADER_Y = PAGE_HEIGHT - 10 * mm
_AT_TOP = PAGE_HEIGHT - styles.TOP - 20 * mm
_NUMBER_ROOM = 2 * 0.555 * _RUNNING.size  # two digits
_ID_ROOM = styles.span(1)
_IMPRINT_HEIGHT = 82 * mm
_IMPRINT_TOP = SIDE + _IMPRINT_HEIGHT
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class About:
    """What the document says about itself, and what stands at the foot of every page.

    `running` is what it is and whose; `mark` says that it is confidential, and is empty where it is not.
    """

    language: str
    title: str
    running: str
    subject: str
    author: str
    mark: str
    report_id: str
    made_at: datetime


def build(about: About, story: Callable[[], Sequence[Flowable]]) -> bytes:
    """The document as a PDF. One at a time: ReportLab's fonts are shared and keep a reading position."""
    with _LOCK:
        fonts.register()
        target = io.BytesIO()
        _Document(target, about).build(list(story()), canvasmaker=_canvas_maker(about.made_at))
        return target.getvalue()


def _canvas_maker(made_at: datetime) -> Callable[..., ReportCanvas]:
    """Makes canvases dated `made_at`: ReportLab's own clock would make every file different."""
    stamp = made_at.strftime("D:%Y%m%d%H%M%S+00'00'")

    def make(*args: Any, **kwargs: Any) -> ReportCanvas:
        canvas = ReportCanvas(*args, **kwargs)
        canvas.setDateFormatter(lambda *_: stamp)
        return canvas

    return make


class _Document(BaseDocTemplate):
    """A4 pages, wider than high, with a quiet footer; the cover has none, but a frame at its foot for the imprint."""

    def __init__(self, target: io.BytesIO, about: About) -> None:
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=about.title,
            author=about.author,
            subject=about.subject,
            keywords=[about.report_id],
            creator=about.author,
            producer=about.author,
            lang=about.language,
            initialFontName=fonts.REGULAR,
            invariant=1,
            pageCompression=1,
            displayDocTitle=1,
        )
        self._about = about
        self._running = shortened(about.running, _RUNNING, styles.span(5))
        self._id = shortened(about.report_id, _RUNNING, styles.span(3))
        self.addPageTemplates(
            [
                PageTemplate(
                    COVER,
                    [_frame(_IMPRINT_TOP, PAGE_HEIGHT - SIDE - _IMPRINT_TOP), _frame(SIDE, _IMPRINT_HEIGHT)],
                    onPage=self._draw_stamp,
                ),
                PageTemplate(
                    BODY,
                    [_frame(styles.BOTTOM, styles.COLUMN_HEIGHT)],
                    onPage=self._draw_furniture,
                    onPageEnd=_draw_running,
                ),
            ]
        )

    def _draw_stamp(self, canvas: Any, _document: BaseDocTemplate) -> None:
        """The mark of a confidential report, in a frame at the upper right."""
        if self._about.mark:
            width = fonts.text_width(_STAMP.font, _STAMP.size, self._about.mark) + 2 * _STAMP.size
            left, bottom = PAGE_WIDTH - SIDE - width, PAGE_HEIGHT - SIDE - _STAMP.leading
            canvas.setStrokeColor(_STAMP.color)
            canvas.setLineWidth(styles.RULE)
            canvas.rect(left, bottom, width, _STAMP.leading)
            _write(
                canvas, _STAMP, bottom + _STAMP.leading - baseline(_STAMP), (self._about.mark, left + width / 2, 0.5)
            )

    def _draw_furniture(self, canvas: Any, _document: BaseDocTemplate) -> None:
        right = PAGE_WIDTH - SIDE
        number = f"{canvas.getPageNumber()} / "
        placed = ((self._running, SIDE, 0.0), (self._id, right - _ID_ROOM, 1.0), (number, right - _NUMBER_ROOM, 1.0))
        _write(canvas, _RUNNING, _FOOTER_Y, *placed)
        canvas.draw_page_of(TOTAL, right - _NUMBER_ROOM, _FOOTER_Y, _RUNNING)
        if self._about.mark:
            _write(canvas, _MARK, _FOOTER_Y, (self._about.mark, PAGE_WIDTH / 2, 0.5))


def _draw_running(canvas: Any, _document: BaseDocTemplate) -> None:
    """At the head of a page that goes on with what an earlier one began: what that is."""
    running = canvas.running(_AT_TOP)
    if running:
        _write(canvas, _RUNNING, _HEADER_Y, (running, SIDE, 0.0))


def _write(canvas: ReportCanvas, style: Style, y: float, *texts: tuple[str, float, float]) -> None:
    """Writes texts at one height, each with a place beside it: 0 at its left end, 0.5 at its middle, 1 at its right."""
    widths = [fonts.text_width(style.font, style.size, text) for text, _, _ in texts]
    lines = [(x - share * width, text) for width, (text, x, share) in zip(widths, texts, strict=True)]
    canvas.write(style, [(left, y, ((text, 0.0, style.color),)) for left, text in lines])


def _frame(bottom: float, height: float) -> Frame:
    return Frame(SIDE, bottom, styles.MEASURE, height, 0, 0, 0, 0)
