"""A diagnosis as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.presentation import HorizonView, Presentation, TaskView, Verdict
from app.domain.reasons import ReasonView

Say = Callable[..., str]
INDENT = "  "


def lines(shown: Presentation, say: Say) -> Iterator[str]:
    """The lines of a diagnosis, conclusions first, each with its reason."""
    yield say("cli.text.title", title=shown.title, company=shown.company or say("cli.text.no_company"))
    yield say("cli.text.confidence", percent=shown.confidence)
    for verdict in (shown.model, shown.archetype, shown.phase.verdict):
        yield from _verdict(verdict, say)
    yield from _criteria(shown, say)
    yield from _verdict(shown.basics, say)
    yield from _checklist(shown, say)
    yield from _heading(say("cli.text.tasks"))
    for task in shown.tasks:
        yield from _task(task, say)
    yield from _seats(shown, say)
    yield from _budget(shown, say)
    yield from _findings(shown, say)
    yield from _heading(say("cli.text.actions"))
    for horizon in shown.horizons:
        yield from _horizon(horizon, say)
    yield from _context(shown, say)


def _heading(title: str) -> Iterator[str]:
    yield ""
    yield f"■ {title}"


def _verdict(verdict: Verdict, say: Say) -> Iterator[str]:
    yield from _heading(say("cli.text.verdict", topic=verdict.topic, title=verdict.title))
    yield INDENT + verdict.text
    for detail in verdict.details:
        yield INDENT + say("cli.text.detail", title=detail.title, text=detail.text)
    for note in verdict.notes:
        yield INDENT + say("cli.text.note", text=note)
    yield from _reason(verdict.reason, say)


def _reason(reason: ReasonView, say: Say) -> Iterator[str]:
    facts = say("cli.text.joint").join(say("cli.text.fact", label=f.label, value=f.value) for f in reason.facts)
    sources = ", ".join(source.id for source in reason.sources)
    yield INDENT + say("cli.text.reason", why=reason.why, facts=facts or say("cli.text.always"), sources=sources)


def _criteria(shown: Presentation, say: Say) -> Iterator[str]:
    if shown.phase.criteria:
        yield INDENT + say("cli.text.criteria")
    for criterion in shown.phase.criteria:
        yield INDENT * 2 + say("cli.text.detail", title=criterion.title, text=criterion.text)


def _checklist(shown: Presentation, say: Say) -> Iterator[str]:
    yield from _verdict(shown.checklist.grade, say)
    for axis in shown.checklist.axes:
        score = say("cli.text.no_score") if axis.percent is None else say("cli.text.points", number=axis.percent)
        yield INDENT + say("cli.text.axis", title=axis.title, score=score, coverage=axis.coverage)


def _task(task: TaskView, say: Say) -> Iterator[str]:
    yield INDENT + say(
        "cli.text.task",
        title=task.title,
        decision=task.decision,
        execution=task.execution.title,
        advice=task.advice.title,
        transition=task.transition.title if task.transition else say("cli.text.not_told"),
    )
    yield from (INDENT + line for line in _reason(task.execution.reason, say))


def _seats(shown: Presentation, say: Say) -> Iterator[str]:
    yield from _heading(say("cli.text.seats"))
    for seat in shown.seats:
        hats = say("cli.text.joint").join(hat.title for hat in seat.hats)
        key = "cli.text.overloaded" if seat.overloaded else "cli.text.seat"
        yield INDENT + say(key, title=seat.title, count=seat.count, hats=hats)


def _budget(shown: Presentation, say: Say) -> Iterator[str]:
    yield from _verdict(shown.budget.fit, say)
    for row in shown.budget.rows:
        yield INDENT + say("cli.text.fact", label=row.label, value=row.value)
    if shown.budget.unpriced:
        yield INDENT + say("cli.text.unpriced", tasks=say("cli.text.joint").join(shown.budget.unpriced))


def _findings(shown: Presentation, say: Say) -> Iterator[str]:
    yield from _heading(say("cli.text.findings"))
    for finding in shown.findings:
        yield INDENT + say("cli.text.finding", severity=finding.severity_title, title=finding.title)
        yield INDENT * 2 + finding.meaning
        yield from (INDENT + line for line in _reason(finding.reason, say))


def _horizon(horizon: HorizonView, say: Say) -> Iterator[str]:
    if horizon.actions:
        yield INDENT + say("cli.text.horizon", title=horizon.title)
    for action in horizon.actions:
        yield INDENT * 2 + say("cli.text.action", title=action.title, owner=action.owner)
        yield INDENT * 3 + action.task
        yield INDENT * 3 + say("cli.text.done", artifact=action.artifact, done=action.done)
        if action.after:
            yield INDENT * 3 + say("cli.text.after", actions=say("cli.text.joint").join(action.after))
        yield from (INDENT * 2 + line for line in _reason(action.reason, say))


def _context(shown: Presentation, say: Say) -> Iterator[str]:
    yield from _heading(say("cli.text.benchmarks"))
    for benchmark in shown.benchmarks:
        sources = ", ".join(source.id for source in benchmark.reason.sources)
        yield INDENT + say("cli.text.benchmark", title=benchmark.title, figure=benchmark.figure)
        yield INDENT * 2 + say("cli.text.caveat", caveat=benchmark.caveat, sources=sources)
    yield from _heading(say("cli.text.sources"))
    for source in shown.sources:
        yield INDENT + say("cli.text.source", id=source.id, title=source.title)
        yield INDENT * 2 + say("cli.text.published", publisher=source.publisher, date=source.date)
        yield INDENT * 2 + source.note
    yield ""
    yield from shown.about.split("\n")
