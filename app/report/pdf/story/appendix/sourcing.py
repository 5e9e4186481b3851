"""Who decides, who carries out, which advice: task by task."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.domain.presentation import TaskView, Verdict
from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript, task_verdicts
from app.report.pdf.story.parts import body, group_row, head_row, reason_target, section

_HEADS = ("task", "decision", "current", "execution", "advice", "transition", "reason")
_WIDTHS = tuple(width * mm for width in (34.4, 14.6, 26, 26, 26, 26, 13))
_REFERENCE = 6
_TASK_WIDTHS = (38 * mm, 64 * mm, 64 * mm)


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapter."""
    p, say = manuscript.presentation, manuscript.say
    return [
        plain(say("sourcing.lead"), styles.LEAD),
        body(p.decision_why),
        _table(manuscript),
        Kept(section("sourcing-meaning", say("sourcing.meaning")), _meanings(manuscript)),
        Kept(section("sourcing-tasks", say("sourcing.tasks")), _tasks(manuscript)),
        *_notes(manuscript),
    ]


def _table(manuscript: Manuscript) -> Grid:
    heads = head_row((manuscript.say(f"sourcing.{name}") for name in _HEADS), numbers=(_REFERENCE,))
    return Grid(_WIDTHS, _rows(manuscript), heads, Look(padding=3.8))


def _rows(manuscript: Manuscript) -> Iterator[Row]:
    for group, tasks in groupby(manuscript.presentation.tasks, key=lambda task: task.group):
        yield group_row(plain(group, styles.GROUP))
        for task in tasks:
            yield _row(manuscript, task)


def _row(manuscript: Manuscript, task: TaskView) -> Row:
    say = manuscript.say
    transition = task.transition.title if task.transition else say("none")
    current = task.current if task.current is not None else say("sourcing.untold")
    words = (task.decision, current, task.execution.title, task.advice.title, transition)
    styled = (*[styles.SMALL_CELL] * 2, styles.SMALL_BOLD, *[styles.SMALL_CELL] * 2)
    cells = [cell(plain(text, style)) for text, style in zip(words, styled, strict=True)]
    return Row((cell(plain(task.title, styles.SMALL_BOLD)), *cells, cell(_reference(manuscript, task))))


def _reference(manuscript: Manuscript, task: TaskView) -> Flowable:
    numbers = [manuscript.number(key) for key, _ in task_verdicts(task)]
    words = manuscript.say("reasons", first=numbers[0], last=numbers[-1])
    return plain(words, styles.REFERENCE, link=reason_target(numbers[0]))


def _meanings(manuscript: Manuscript) -> Grid:
    """What each word of the table means, once."""
    verdicts = (verdict for task in manuscript.presentation.tasks for _, verdict in task_verdicts(task))
    seen: dict[tuple[str, str, str], Verdict] = {(v.topic, v.title, v.text): v for v in verdicts}
    rows = []
    for topic, titled in groupby(sorted(seen, key=lambda each: _topic_order(manuscript, each[0])), lambda e: e[0]):
        rows.append(group_row(plain(topic, styles.GROUP)))
        rows += [_meaning(title, text) for _, title, text in titled]
    return Grid((38 * mm, styles.MEASURE - 38 * mm), rows)


def _meaning(title: str, text: str) -> Row:
    return Row((cell(plain(title, styles.CELL_BOLD)), cell(plain(text, styles.CELL_TEXT))))


def _topic_order(manuscript: Manuscript, topic: str) -> int:
    topics = [verdict.topic for task in manuscript.presentation.tasks for _, verdict in task_verdicts(task)]
    return topics.index(topic)


def _tasks(manuscript: Manuscript) -> Grid:
    say = manuscript.say
    rows = [
        Row(
            (
                cell(plain(task.title, styles.CELL_BOLD)),
                cell(plain(task.text, styles.CELL_TEXT)),
                cell(plain(task.decides, styles.CELL_TEXT)),
            )
        )
        for task in manuscript.presentation.tasks
    ]
    heads = (say("sourcing.task"), say("sourcing.task_text"), say("sourcing.decides"))
    return Grid(_TASK_WIDTHS, rows, head_row(heads))


def _notes(manuscript: Manuscript) -> list[Flowable]:
    verdicts = (verdict for task in manuscript.presentation.tasks for _, verdict in task_verdicts(task))
    said = dict.fromkeys(note for verdict in verdicts for note in verdict.notes)
    return [plain(note, styles.NOTE) for note in said]
