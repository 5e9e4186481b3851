"""All answers, section by section, in columns side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, pairwise

from app.domain.presentation import SectionView
from app.report.workbook.sheet import Edges, Sheet
from app.spreadsheet import AROUND_LINES, LINE, MOST_HEIGHT

QUESTION_WIDTH, ANSWER_WIDTH, GAP = 40.0, 28.0, 3.0
STRIDE = 3
HEAD = 2
BLOCKS = 3

Line = tuple[str, str | None]
"""A question with its answer, or the title of a section."""


def write(sheet: Sheet, sections: tuple[SectionView, ...], edges: Edges) -> None:
    """Writes the sheet."""
    blocks = [list(_lines(block)) for block in _divided(sections, BLOCKS)]
    sheet.columns([QUESTION_WIDTH, ANSWER_WIDTH, *[GAP, QUESTION_WIDTH, ANSWER_WIDTH] * (len(blocks) - 1)])
    sheet.opening("answers")
    sheet.height(HEAD, 24)
    tallest = max(map(len, blocks))
    tall = [1] * tallest
    for number, block in enumerate(blocks):
        left = number * STRIDE
        for step, key in enumerate(("question", "answer")):
            sheet.put(HEAD, left + step, sheet.say(f"answers.{key}"), "head")
        for row, line in enumerate(block):
            tall[row] = max(tall[row], _write_line(sheet, HEAD + 1 + row, left, line))
    for row, count in enumerate(tall, start=HEAD + 1):
        sheet.height(row, min(MOST_HEIGHT, LINE * count + AROUND_LINES))
    sheet.finish(HEAD + tallest, HEAD, edges)


def _write_line(sheet: Sheet, row: int, left: int, line: Line) -> int:
    """Writes a line of a block; gives on how many lines of text it stands."""
    title, answer = line
    if answer is None:
        sheet.across(row, left, left + 1, title, "label")
        return 1
    sheet.put(row, left, title, "text")
    sheet.put(row, left + 1, answer, "strong")
    return max(sheet.lines(title, left), sheet.lines(answer, left + 1))


def _lines(sections: Sequence[SectionView]) -> Iterator[Line]:
    for section in sections:
        yield section.title, None
        for told in section.answers:
            yield told.label, told.value


def _divided(sections: Sequence[SectionView], count: int) -> list[Sequence[SectionView]]:
    """The sections in order, in up to `count` blocks of which the longest is as short as can be."""
    sizes = [1 + len(section.answers) for section in sections]

    def longest(cuts: tuple[int, ...]) -> int:
        ends = (0, *cuts, len(sizes))
        return max(sum(sizes[a:b]) for a, b in pairwise(ends))

    cuts = min(combinations_with_replacement(range(len(sizes) + 1), count - 1), key=longest)
    ends = (0, *cuts, len(sizes))
    return [sections[a:b] for a, b in pairwise(ends) if b > a]
