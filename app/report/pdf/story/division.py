"""In-house and outsourcing: task by task, the way there in steps, and whether the budget holds."""

from __future__ import annotations

from collections import Counter

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import block
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import Page
from app.report.pdf.story.parts import drawing, referenced

_SPANS = (7, 5)
_STAGED = "stage_in"
_AT_A_TIME = 2
_STEP_WIDTH = 52.0


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say = manuscript.say
    left = [*block(say("division.tasks"), drawing(manuscript, "sourcing", _SPANS[0])), *_path(manuscript)]
    return Page(
        "division", say("division.title"), _headline(manuscript), [Columns(_SPANS, (left, _budget(manuscript)))]
    )


def _headline(manuscript: Manuscript) -> str:
    p = manuscript.presentation
    number = Counter(task.execution.value for task in p.tasks)
    words = {key: number[key] for key in ("inhouse", "hybrid", "outsource", "defer")}
    return manuscript.say(f"division.{p.budget.fit.value}", tasks=len(p.tasks), **words)


def _path(manuscript: Manuscript) -> list[Flowable]:
    """The tasks to bring in-house, in their order, a few at a time."""
    say = manuscript.say
    staged = [
        task.title for task in manuscript.presentation.tasks if task.transition and task.transition.value == _STAGED
    ]
    if not staged:
        return []
    few = [staged[start : start + _AT_A_TIME] for start in range(0, len(staged), _AT_A_TIME)]
    rows = [
        Row(
            (
                cell(plain(say("division.step", number=n), styles.LABEL)),
                cell(plain(manuscript.joined(each), styles.PROSE)),
            )
        )
        for n, each in enumerate(few, 1)
    ]
    grid = Grid((_STEP_WIDTH, styles.span(_SPANS[0]) - _STEP_WIDTH), rows, look=Look(padding=2, topped=False))
    return block(say("division.path"), grid)


def _budget(manuscript: Manuscript) -> list[Flowable]:
    budget, say = manuscript.presentation.budget, manuscript.say
    title = referenced(manuscript, "budget", plain(budget.fit.title, styles.VERDICT))
    told = block(say("division.budget"), title, plain(budget.fit.text, styles.PROSE))
    told.append(drawing(manuscript, "budget", _SPANS[1]))
    told += [plain(note, styles.PROSE) for note in budget.fit.notes]
    if budget.unpriced:
        told += block(say("division.unpriced"), plain(manuscript.joined(budget.unpriced), styles.PROSE))
    sources = manuscript.joined(source.title for source in budget.sources)
    return [*told, plain(say("division.prices", sources=sources), styles.ASIDE)]
