"""In-house and outsourcing: task by task, the way there in steps, and whether the budget holds."""

from __future__ import annotations

from collections import Counter

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import block
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Cell, Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import Page, room_below, room_in_block
from app.report.pdf.story.parts import drawing, referenced

_SPANS = (7, 5)
_STAGED = "stage_in"
_AT_A_TIME = 2
_WAYS = ("inhouse", "hybrid", "outsource", "defer")
_STEP_WIDTH = 40.0
_BARS_ROOM = 160.0


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say, headline = manuscript.say, _headline(manuscript)
    path, width = _path(manuscript), styles.span(_SPANS[0])
    tasks = drawing(manuscript, "sourcing", width, room_in_block(room_below(headline), path, width))
    left = [*block(say("division.tasks"), tasks), *path]
    return Page("division", say("division.title"), headline, [Columns(_SPANS, (left, _budget(manuscript)))])


def _headline(manuscript: Manuscript) -> str:
    p, say = manuscript.presentation, manuscript.say
    number = Counter(task.execution.value for task in p.tasks)
    shares = (say(f"division.share.{how}", number=number[how]) for how in _WAYS if number[how])
    return say(f"division.{p.budget.fit.value}", tasks=len(p.tasks), shares=manuscript.joined(shares))


def _path(manuscript: Manuscript) -> list[Flowable]:
    """The tasks to bring in-house, in their order, a few at a time; two steps stand side by side."""
    say = manuscript.say
    moved = ((task.title, task.transition) for task in manuscript.presentation.tasks)
    staged = [title for title, transition in moved if transition and transition.value == _STAGED]
    few = [staged[start : start + _AT_A_TIME] for start in range(0, len(staged), _AT_A_TIME)]
    said = [(say("division.step", number=n), manuscript.joined(each)) for n, each in enumerate(few, 1)]
    if not said:
        return []
    half = styles.span(_SPANS[0]) / 2
    pairs = (said[start : start + 2] for start in range(0, len(said), 2))
    rows = [Row(tuple(content for step in pair for content in _step(*step))) for pair in pairs]
    grid = Grid([_STEP_WIDTH, half - _STEP_WIDTH] * 2, rows, look=Look(padding=2.5, topped=False))
    return block(say("division.path"), grid)


def _step(step: str, tasks: str) -> tuple[Cell, Cell]:
    return cell(plain(step, styles.LABEL)), cell(plain(tasks, styles.CELL))


def _budget(manuscript: Manuscript) -> list[Flowable]:
    budget, say = manuscript.presentation.budget, manuscript.say
    sources = manuscript.joined(source.title for source in budget.sources)
    title = plain(say("division.budget", fit=budget.fit.title), styles.BLOCK_TITLE)
    bars = drawing(manuscript, "budget", styles.span(_SPANS[1]), _BARS_ROOM)
    told = block(referenced(manuscript, "budget", title), bars)
    told += [plain(text, styles.PROSE) for text in (budget.fit.text, *budget.fit.notes)]
    told.append(plain(say("division.prices", sources=sources), styles.ASIDE))
    if budget.unpriced:
        told += block(say("division.unpriced"), plain(manuscript.joined(budget.unpriced), styles.PROSE))
    return told
