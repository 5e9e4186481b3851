"""The appendix's chapters in their order, numbered."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus.flowables import CondPageBreak, Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.japanese import Target, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix import (
    actions,
    answers,
    benchmarks,
    budget,
    checklist,
    findings,
    glossary,
    judgement,
    reasons,
    seats,
    sources,
    sourcing,
)

Writer = Callable[[Manuscript], list[Flowable]]

_CHAPTERS: dict[str, Writer] = {
    "judgement": judgement.write,
    "sourcing": sourcing.write,
    "seats": seats.write,
    "checklist": checklist.write,
    "budget": budget.write,
    "findings": findings.write,
    "actions": actions.write,
    "benchmarks": benchmarks.write,
    "reasons": reasons.write,
    "sources": sources.write,
    "glossary": glossary.write,
    "answers": answers.write,
}
_LEAST_ROOM = styles.COLUMN_HEIGHT * 0.38  # for a chapter to start on a page that has begun
_LETTERS = "ABCDEFGHIJKLMNOP"


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapters that have something to say, lettered without gaps."""
    say = manuscript.say
    written = ((key, contents) for key, write_ in _CHAPTERS.items() if (contents := write_(manuscript)))
    told: list[Flowable] = []
    for letter, (key, contents) in zip(_LETTERS, written, strict=False):
        title = say("appendix", number=letter, title=say(f"{key}.title"))
        heading = plain(title, styles.CHAPTER, Target(key, level=0))
        told += [CondPageBreak(_LEAST_ROOM), Kept(heading, *contents[:2]), *contents[2:]]
    return told
