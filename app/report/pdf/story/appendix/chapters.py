"""The appendix's chapters in their order, lettered."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus.flowables import CondPageBreak, Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.japanese import Target, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix import answers, look, reasons, sources, words, work
from app.report.pdf.story.appendix.parts import Chapter

Writer = Callable[[Manuscript], Chapter]

_CHAPTERS: dict[str, Writer] = {
    "A": work.write,
    "B": reasons.write,
    "C": sources.write,
    "D": words.write,
    "E": answers.write,
}
_LEAST_ROOM = styles.COLUMN_HEIGHT * 0.3  # for a chapter to start on a page that has begun


def write(manuscript: Manuscript) -> list[Flowable]:
    """All chapters; each starts where the one before ends, if there is room."""
    told: list[Flowable] = []
    for letter, write_ in _CHAPTERS.items():
        chapter = write_(manuscript)
        label = manuscript.say("appendix", number=letter, title=chapter.title)
        kicker = plain(label, styles.KICKER, Target(f"appendix-{letter}", level=0))
        headline = plain(chapter.headline, look.HEADLINE)
        first, *rest = chapter.contents
        told += [CondPageBreak(_LEAST_ROOM), Kept(kicker, headline, first), *rest]
    return told
