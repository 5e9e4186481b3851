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
from app.report.pdf.stack import height
from app.report.pdf.story.page import Page, room_below, room_in_block
from app.report.pdf.story.parts import GROWN, drawing, is_price, referenced

_SPANS = (7, 5)
_LEFT, _RIGHT = (styles.span(columns) for columns in _SPANS)
_STAGED = "stage_in"
_AT_A_TIME = 2
_WAYS = ("inhouse", "hybrid", "outsource", "defer")
_STEP_WIDTH = 40.0
_BARS_ROOM = 160.0


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say, headline = manuscript.say, _headline(manuscript)
    path, room = _path(manuscript), room_below(headline)
    title = say("division.tasks")
    tasks = drawing(manuscript, "sourcing", _LEFT, room_in_block(room, title, path, _LEFT), GROWN)
    left = [*block(title, tasks), *path]
    return Page("division", say("division.title"), headline, [Columns(_SPANS, (left, _budget(manuscript, room)))])


def _headline(manuscript: Manuscript) -> str:
    p, say = manuscript.presentation, manuscript.say
    number = Counter(task.execution.value for task in p.tasks)
    shares = (say(f"division.share.{how}", number=number[how]) for how in _WAYS if number[how])
    return say(f"division.{p.budget.fit.value}", tasks=len(p.tasks), shares=manuscript.listed(shares))


def _path(manuscript: Manuscript) -> list[Flowable]:
    """The tasks to bring in-house, in their order, a few at a time; two steps stand side by side."""
    say = manuscript.say
    moved = ((task.title, task.transition) for task in manuscript.presentation.tasks)
    staged = [title for title, transition in moved if transition and transition.value == _STAGED]
    few = [staged[start : start + _AT_A_TIME] for start in range(0, len(staged), _AT_A_TIME)]
    said = [(say("division.step", number=n), manuscript.joined(each)) for n, each in enumerate(few, 1)]
    if not said:
        return []
    pairs = (said[start : start + 2] for start in range(0, len(said), 2))
    rows = [Row(tuple(content for step in pair for content in _step(*step))) for pair in pairs]
    grid = Grid([_STEP_WIDTH, _LEFT / 2 - _STEP_WIDTH] * 2, rows, look=Look(padding=2.5, topped=False))
    return block(say("division.path"), grid)


def _step(step: str, tasks: str) -> tuple[Cell, Cell]:
    return cell(plain(step, styles.LABEL)), cell(plain(tasks, styles.CELL))


def _budget(manuscript: Manuscript, room: float) -> list[Flowable]:
    budget, say = manuscript.presentation.budget, manuscript.say
    title = plain(say("division.budget", fit=budget.fit.title), styles.BLOCK_TITLE)
    told = block(referenced(manuscript, "budget", title), drawing(manuscript, "budget", _RIGHT, _BARS_ROOM))
    told += [plain(text, styles.PROSE) for text in (budget.fit.text, *budget.fit.notes)]
    if budget.unpriced:
        told += block(say("division.unpriced"), plain(manuscript.joined(budget.unpriced), styles.PROSE))
    full = [*told, *_prices(manuscript)]
    return full if height(tuple(full), _RIGHT) <= room else [*told, _price_source(manuscript)]


def _price_source(manuscript: Manuscript) -> Flowable:
    sources = manuscript.joined(source.title for source in manuscript.presentation.budget.sources)
    return plain(manuscript.say("division.prices", sources=sources), styles.ASIDE)


def _prices(manuscript: Manuscript) -> list[Flowable]:
    """The prices the costs are made of, each with its caveat."""
    say = manuscript.say
    told: list[Flowable] = []
    for price in manuscript.presentation.benchmarks:
        if is_price(manuscript, price):
            words = plain(say("division.price", title=price.title, figure=price.figure), styles.CELL_BOLD)
            told += [referenced(manuscript, f"benchmark:{price.id}", words), plain(price.caveat, styles.ASIDE)]
    return block(say("division.guide"), *told) if told else [_price_source(manuscript)]
