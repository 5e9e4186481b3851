"""Turns what a rule pack gives to use into views for one company: what it concluded decides what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.handout import DecisionRight, Figure, SalesStep
from app.domain.handout_views import (
    AskView,
    BreakdownView,
    DecisionRightView,
    FigureView,
    HandoutView,
    SalesStepView,
)
from app.domain.presentation import ActionView, FindingView, HorizonView, RungView, SeatView
from app.domain.rules import RulePack
from app.domain.texts import Text

MOST_ASKS = 3

Say = Callable[[Text], str]
"""Puts a text of the pack in words, its places filled."""


@dataclass(frozen=True, slots=True)
class Concluded:
    """What was concluded about a company, as it is shown; `executions` by task."""

    findings: Sequence[FindingView]
    horizons: Sequence[HorizonView]
    seats: Sequence[SeatView]
    executions: Mapping[str, str]

    def action(self, id_: str) -> tuple[ActionView, HorizonView] | None:
        """The action with that id and its horizon, where the roadmap has it."""
        every = ((action, horizon) for horizon in self.horizons for action in horizon.actions)
        return next((pair for pair in every if pair[0].id == id_), None)

    def finding(self, id_: str) -> FindingView | None:
        """The finding with that id, where it was made."""
        return next((finding for finding in self.findings if finding.id == id_), None)

    def stands(self, conclusion: str) -> bool:
        """Whether a conclusion such as `action:reassess` was drawn; decisions of tables always are."""
        kind, _, id_ = conclusion.rpartition(":")
        if kind == "action":
            return self.action(id_) is not None
        return kind != "finding" or self.finding(id_) is not None


def hand_out(pack: RulePack, concluded: Concluded, say: Say) -> HandoutView:
    """Everything the report and the workbook give to use."""
    handout = pack.handout
    asks = [AskView(say(ask.text), ask.on) for ask in handout.asks if concluded.stands(ask.on)]
    changes = (concluded.action(id_) for id_ in handout.changes)
    deferred = {task for task, execution in concluded.executions.items() if execution == pack.allocation.deferred}
    return HandoutView(
        asks=tuple(asks[:MOST_ASKS]),
        breakdowns=tuple(_breakdown(pack, id_, concluded, say) for id_ in handout.breakdowns),
        steps=tuple(_step(step, concluded, say) for step in handout.steps),
        decisions=tuple(_decision(decision, pack, concluded, say) for decision in handout.decisions),
        changes=tuple(found[0] for found in changes if found),
        results=tuple(_figures(handout.results, say)),
        measures=tuple(_figures((m for m in handout.measures if m.task not in deferred), say)),
    )


def _breakdown(pack: RulePack, id_: str, concluded: Concluded, say: Say) -> BreakdownView:
    title = next(finding.title for finding in pack.findings if finding.id == id_)
    return BreakdownView(id_, say(title), concluded.finding(id_))


def _step(step: SalesStep, concluded: Concluded, say: Say) -> SalesStepView:
    action, horizon = concluded.action(step.action) or (None, None)
    return SalesStepView(say(step.title), say(step.text), action, horizon.title if horizon else None)


def _decision(found: DecisionRight, pack: RulePack, concluded: Concluded, say: Say) -> DecisionRightView:
    """The decision with the seat that is accountable: the first that wears the first of its hats anybody wears."""
    worn = {hat.id: seat for seat in reversed(concluded.seats) for hat in seat.hats}
    hat = next(hat for hat in found.hats if hat in worn)
    title = say(pack.allocation.hat(hat).title)
    return DecisionRightView(say(found.title), worn[hat].title, title, say(found.figure), say(found.rhythm))


def _figures(figures: Iterator[Figure] | Sequence[Figure], say: Say) -> Iterator[FigureView]:
    for figure in figures:
        yield FigureView(say(figure.title), say(figure.unit))


def ladder(pack: RulePack, model: str, phase: str, say: Say) -> tuple[RungView, ...]:
    """All phases in order, each past, here, ahead, or beyond what a team of that size climbs to."""
    table = pack.table["phase"]
    phases = [str(value) for value in table.outputs[table.output].values]
    here, goal = phases.index(phase), phases.index(pack.handout.goals[model])
    return tuple(
        RungView(id_, say(table.values[id_].title), _place(at, here, max(goal, here))) for at, id_ in enumerate(phases)
    )


def _place(at: int, here: int, goal: int) -> str:
    if at == here:
        return "here"
    if at < here:
        return "past"
    return "ahead" if at <= goal else "beyond"
