"""The chapters in their order, their numbers, and the table of contents made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak

from app.report.pdf import document, styles
from app.report.pdf.blocks import Kept, PageNumber
from app.report.pdf.grid import Grid, Row, cell
from app.report.pdf.japanese import Target, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story import (
    actions,
    answers,
    benchmarks,
    budget,
    checklist,
    cover,
    findings,
    glossary,
    judgement,
    reasons,
    seats,
    sources,
    sourcing,
    summary,
)
from app.report.pdf.story.parts import body, section

Writer = Callable[[Manuscript], list[Flowable]]

_CHAPTERS: dict[str, Writer] = {
    "summary": summary.write,
    "judgement": judgement.write,
    "sourcing": sourcing.write,
    "seats": seats.write,
    "checklist": checklist.write,
    "budget": budget.write,
    "findings": findings.write,
    "actions": actions.write,
    "benchmarks": benchmarks.write,
}
_APPENDICES: dict[str, Writer] = {
    "reasons": reasons.write,
    "sources": sources.write,
    "glossary": glossary.write,
    "answers": answers.write,
}
_NUMBER_WIDTH = 16 * mm
_LEAST_ROOM = styles.COLUMN_HEIGHT * 0.38  # for a chapter to start on a page that has begun
_ROOM_FOR_THE_TABLE = styles.COLUMN_HEIGHT * 0.82  # so that all tasks stand on one page
_ON_A_PAGE_OF_THEIR_OWN = frozenset({"summary", "reasons"})


@dataclass(frozen=True, slots=True)
class _Chapter:
    key: str
    title: str
    contents: list[Flowable]


def tell(manuscript: Manuscript) -> list[Flowable]:
    """Everything the report is made of, from the cover to the last appendix."""
    chapters = [*_written(manuscript, "chapter", _CHAPTERS, "123456789"), *_appendices(manuscript)]
    story: list[Flowable] = [NextPageTemplate(document.BODY), *cover.write(manuscript), PageBreak()]
    story += _contents(manuscript, chapters)
    for chapter in chapters:
        heading = plain(chapter.title, styles.CHAPTER, Target(chapter.key, level=0))
        story += [_turn(chapter.key), Kept(heading, *chapter.contents[:2]), *chapter.contents[2:]]
    return story


def _turn(key: str) -> Flowable:
    if key in _ON_A_PAGE_OF_THEIR_OWN:
        return PageBreak()
    return CondPageBreak(_ROOM_FOR_THE_TABLE if key == "sourcing" else _LEAST_ROOM)


def _appendices(manuscript: Manuscript) -> Iterator[_Chapter]:
    return _written(manuscript, "appendix", _APPENDICES, "ABCD")


def _written(manuscript: Manuscript, kind: str, writers: dict[str, Writer], numbers: str) -> Iterator[_Chapter]:
    """The chapters that have something to say, numbered without gaps."""
    say = manuscript.say
    written = ((key, contents) for key, write in writers.items() if (contents := write(manuscript)))
    for number, (key, contents) in zip(numbers, written, strict=False):
        yield _Chapter(key, say(kind, number=number, title=say(f"{key}.title")), contents)


def _contents(manuscript: Manuscript, chapters: list[_Chapter]) -> list[Flowable]:
    say = manuscript.say
    rows = [
        Row((cell(plain(each.title, styles.CELL, link=each.key)), cell(PageNumber(each.key, styles.CELL_NUMBER))))
        for each in chapters
    ]
    first, *rest = (body(paragraph) for paragraph in manuscript.presentation.about.split("\n"))
    return [
        plain(say("contents.title"), styles.CHAPTER, Target("contents", level=0)),
        Grid((styles.MEASURE - _NUMBER_WIDTH, _NUMBER_WIDTH), rows),
        Kept(section("about", say("contents.about")), first),
        *rest,
        body(say("contents.reading")),
    ]
