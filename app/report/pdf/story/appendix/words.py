"""What the words of the report mean: conclusions, tasks, hats, axes, and the terms departments must agree on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import TaskView, TermView, Verdict
from app.report.pdf.blocks import Kept
from app.report.pdf.flow import Flow
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript, task_verdicts
from app.report.pdf.story.appendix import look
from app.report.pdf.story.appendix.parts import Chapter, grouped, led, named


def write(manuscript: Manuscript) -> Chapter:
    """The chapter."""
    p, say = manuscript.presentation, manuscript.say
    things = [*grouped(say("appendix.verdicts"), _verdicts(manuscript))]
    things += [part for topic in _topics(manuscript) for part in topic]
    things += _tasks(manuscript)
    hats = {hat.title: hat for seat in p.seats for hat in seat.hats}
    things += grouped(say("appendix.hats"), (led(manuscript, hat.title, hat.text) for hat in hats.values()))
    things += grouped(say("appendix.axes"), (led(manuscript, axis.title, axis.text) for axis in p.checklist.axes))
    if p.glossary:
        things += grouped(say("appendix.terms"), (_term(manuscript, term) for term in p.glossary))
    return Chapter(say("appendix.words.title"), say("appendix.words"), [Flow(things)])


def _verdicts(manuscript: Manuscript) -> Iterator[Flowable]:
    p = manuscript.presentation
    yield from _verdict(manuscript, "model", p.model)
    yield from _verdict(manuscript, "archetype", p.archetype)
    yield from _verdict(manuscript, "phase", p.phase.verdict)
    for criterion in p.phase.criteria:
        yield led(manuscript, criterion.title, criterion.text)
    yield from _verdict(manuscript, "basics", p.basics)
    yield from _verdict(manuscript, "grade", p.checklist.grade)
    yield from _verdict(manuscript, "budget", p.budget.fit)


def _verdict(manuscript: Manuscript, key: str, verdict: Verdict) -> list[Flowable]:
    title = manuscript.say("appendix.verdict", topic=verdict.topic, title=verdict.title)
    details = (led(manuscript, detail.title, detail.text) for detail in verdict.details)
    notes = (plain(note, look.NOTE) for note in verdict.notes)
    return named(manuscript, title, key, plain(verdict.text, look.TEXT), *details, *notes)


def _topics(manuscript: Manuscript) -> Iterator[list[Flowable]]:
    """What was decided about tasks: every word once, under what it decides."""
    every = [verdict for task in manuscript.presentation.tasks for _, verdict in task_verdicts(task)]
    said = {(verdict.topic, verdict.title, verdict.text): verdict for verdict in every}
    order = list(dict.fromkeys(verdict.topic for verdict in every))
    ranked = sorted(said.values(), key=lambda verdict: order.index(verdict.topic))
    for topic, verdicts in groupby(ranked, key=lambda verdict: verdict.topic):
        yield grouped(topic, (part for verdict in verdicts for part in _meaning(manuscript, verdict)))


def _meaning(manuscript: Manuscript, verdict: Verdict) -> Iterator[Flowable]:
    yield led(manuscript, verdict.title, verdict.text)
    for detail in verdict.details:
        yield led(manuscript, detail.title, detail.text)
    for note in verdict.notes:
        yield plain(note, look.NOTE)


def _tasks(manuscript: Manuscript) -> list[Flowable]:
    p, say = manuscript.presentation, manuscript.say
    things = grouped(say("appendix.decision", decision=p.tasks[0].decision), [plain(p.decision_why, look.TEXT)])
    for group, tasks in groupby(p.tasks, key=lambda task: task.group):
        things += grouped(group, (part for task in tasks for part in _task(manuscript, task)))
    return things


def _task(manuscript: Manuscript, task: TaskView) -> list[Flowable]:
    decides = led(manuscript, manuscript.say("appendix.decides"), task.decides)
    return [Kept(*named(manuscript, task.title, None, plain(task.text, look.TEXT), decides))]


def _term(manuscript: Manuscript, term: TermView) -> Flowable:
    label = manuscript.say("appendix.term", term=term.term, reading=term.reading) if term.reading else term.term
    return led(manuscript, label, term.meaning)
