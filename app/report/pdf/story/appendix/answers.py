"""The answers the diagnosis was made from."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from app.report.pdf.flow import Flow
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix.parts import Chapter, Pair, grouped


def write(manuscript: Manuscript) -> Chapter:
    """The chapter."""
    say = manuscript.say
    things: list[Flowable] = []
    for section in manuscript.presentation.answers:
        things += grouped(section.title, (Pair(told.label, told.value) for told in section.answers))
    return Chapter(say("appendix.answers.title"), say("appendix.answers"), [Flow(things)])
