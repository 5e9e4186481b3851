"""All answers, section by section, in columns side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations_with_replacement, pairwise, zip_longest

from app.domain.presentation import SectionView
from app.report.workbook.fitting import Column, spread
from app.report.workbook.sheet import Edges, Sheet

QUESTION, ANSWER, GAP = Column("question", 34, grows=True), Column("answer", 22, "strong", grows=True), 3.0
BLOCK = (QUESTION, ANSWER, Column("", GAP))
BLOCKS = 3
HEAD = 2
ABOVE = 80.0

Line = tuple[str, str | None]
"""A question with its answer, or the title of a section."""


def write(sheet: Sheet, sections: tuple[SectionView, ...], edges: Edges) -> None:
    """Writes the sheet."""
    blocks = [list(_lines(block)) for block in _divided(sections, BLOCKS)] or [[]]
    columns = [*BLOCK * len(blocks)][:-1]
    rows = [[*chain.from_iterable(map(_texts, row))][:-1] for row in zip_longest(*blocks, fillvalue=("", None))]
    sheet.columns(spread(columns, rows, ABOVE))
    sheet.opening("answers")
    for number, block in enumerate(blocks):
        _write(sheet, number * len(BLOCK), block)
    sheet.height(HEAD, 24)
    for number, texts in enumerate(rows, start=HEAD + 1):
        sheet.height(number, sheet.row_height(texts))
    sheet.finish(HEAD + len(rows), HEAD, edges)


def _write(sheet: Sheet, left: int, block: Sequence[Line]) -> None:
    for step, column in enumerate((QUESTION, ANSWER)):
        sheet.put(HEAD, left + step, sheet.say(f"answers.{column.key}"), "head")
    for row, (title, answer) in enumerate(block, start=HEAD + 1):
        if answer is None:
            sheet.across(row, left, left + 1, title, "label")
        else:
            sheet.put(row, left, title, QUESTION.look)
            sheet.put(row, left + 1, answer, ANSWER.look)


def _lines(sections: Sequence[SectionView]) -> Iterator[Line]:
    for section in sections:
        yield section.title, None
        for told in section.answers:
            yield told.label, told.value


def _texts(line: Line) -> tuple[str, ...]:
    """What decides how wide a block's columns are: the title of a section takes both."""
    title, answer = line
    return ("", "", "") if answer is None else (title, answer, "")


def _divided(sections: Sequence[SectionView], count: int) -> list[Sequence[SectionView]]:
    """The sections in order, in up to `count` blocks of which the longest is as short as can be."""
    sizes = [1 + len(section.answers) for section in sections]

    def longest(cuts: tuple[int, ...]) -> int:
        return max(sum(sizes[a:b]) for a, b in pairwise((0, *cuts, len(sizes))))

    cuts = min(combinations_with_replacement(range(len(sizes) + 1), count - 1), key=longest)
    return [sections[a:b] for a, b in pairwise((0, *cuts, len(sizes))) if b > a]
