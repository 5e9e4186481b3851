"""What of a presentation must be on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.presentation import ItemView, Presentation, Told, Verdict
from app.domain.reasons import FactView, ReasonView

DECIDED_OF_TASKS = (".execution", ".advice", ".transition")
"""What is told of several tasks at once, so that their labels are not on paper one by one."""


def conclusions(p: Presentation) -> Iterator[str]:
    """Every text of a presentation that must be on paper."""
    yield from (p.title, *p.about.split("\n"), p.rules_edition, p.questionnaire_edition, p.digest[:12], p.decision_why)
    yield p.company or ""
    for verdict in (p.model, p.archetype, p.phase.verdict, p.basics, p.checklist.grade, p.budget.fit):
        yield from _verdict(verdict)
    for detail in p.phase.criteria:
        yield from (detail.title, detail.text)
    yield from _checklist(p)
    yield from _tasks(p)
    yield from _seats_and_budget(p)
    yield from _findings_and_actions(p)
    yield from _handout(p)
    yield from _lists(p)


def _verdict(verdict: Verdict) -> Iterator[str]:
    yield from (verdict.topic, verdict.title, verdict.text, *verdict.notes, *verdict.changes)
    for detail in verdict.details:
        yield from (detail.title, detail.text)
    yield from _reason(verdict.reason)


def _reason(reason: ReasonView) -> Iterator[str]:
    yield reason.why
    for fact in _with_parts(reason.facts):
        yield fact.value
        if not fact.name.endswith(DECIDED_OF_TASKS):
            yield fact.label


def _with_parts(facts: Iterable[FactView]) -> Iterator[FactView]:
    """Facts with those that numbers were computed from."""
    for fact in facts:
        yield fact
        yield from _with_parts(fact.parts)


def _told(told: Iterable[Told | ItemView]) -> Iterator[str]:
    for each in told:
        yield from (each.label, each.value)


def _checklist(p: Presentation) -> Iterator[str]:
    for axis in p.checklist.axes:
        yield from (axis.title, axis.text, f"{axis.coverage}%")
        yield from _told(axis.items)
        if axis.percent is not None:
            yield str(axis.percent)


def _tasks(p: Presentation) -> Iterator[str]:
    for task in p.tasks:
        yield from (task.group, task.title, task.text, task.decides, task.decision)
        for verdict in (task.execution, task.advice, task.transition):
            if verdict is not None:
                yield from _verdict(verdict)


def _seats_and_budget(p: Presentation) -> Iterator[str]:
    for seat in p.seats:
        yield seat.title
        for hat in seat.hats:
            yield from (hat.title, hat.text)
    yield from _told(p.budget.rows)
    yield from p.budget.unpriced


def _findings_and_actions(p: Presentation) -> Iterator[str]:
    for finding in p.findings:
        yield from (finding.severity_title, finding.title, finding.meaning, *finding.changes)
        yield from _reason(finding.reason)
    for horizon in p.horizons:
        yield horizon.title
        for action in horizon.actions:
            yield from (action.title, action.task, action.artifact, action.done, action.owner, *action.after)
            yield from _reason(action.reason)
    for benchmark in p.benchmarks:
        yield from (benchmark.title, benchmark.figure, benchmark.caveat)
        yield from _reason(benchmark.reason)


def _handout(p: Presentation) -> Iterator[str]:
    yield from (ask.text for ask in p.handout.asks)
    for decision in p.handout.decisions:
        yield from (decision.title, decision.person, decision.hat, decision.figure, decision.rhythm)
    yield from (figure.title for figure in (*p.handout.results, *p.handout.measures))


def _lists(p: Presentation) -> Iterator[str]:
    for source in p.sources:
        yield from (source.id, source.title, source.publisher, source.date, source.note)
    for term in p.glossary:
        yield from (term.term, term.reading or "", term.meaning)
    for section in p.answers:
        yield section.title
        yield from _told(section.answers)
