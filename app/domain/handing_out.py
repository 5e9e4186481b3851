"""Turns what a rule pack gives to use into views for one company: what it concluded decides what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.handout import Breakdown, DecisionRight, Figure, SalesStep
from app.domain.handout_views import (
    AskView,
    BreakdownView,
    DecisionRightView,
    FigureView,
    HandoutView,
    SalesStepView,
)
from app.domain.presentation import ActionView, FindingView, HorizonView, RungView, SeatView, SourceView
from app.domain.rules import RulePack
from app.domain.texts import Text

MOST_ASKS = 3

Say = Callable[[Text], str]
"""Puts a text of the pack in words, its places filled."""
Cite = Callable[[Iterable[str]], tuple[SourceView, ...]]
"""Tells the sources with these ids."""


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


def hand_out(pack: RulePack, concluded: Concluded, say: Say, cite: Cite) -> HandoutView:
    """Everything the report and the workbook give to use."""
    return _Handing(pack, concluded, say, cite).view()


@dataclass(frozen=True, slots=True)
class _Handing:
    pack: RulePack
    concluded: Concluded
    say: Say
    cite: Cite

    def view(self) -> HandoutView:
        handout, concluded = self.pack.handout, self.concluded
        asks = [AskView(ask.id, self.say(ask.text), ask.on) for ask in handout.asks if concluded.stands(ask.on)]
        changes = (concluded.action(id_) for id_ in handout.changes)
        deferred = self.pack.allocation.deferred
        return HandoutView(
            asks=tuple(asks[:MOST_ASKS]),
            breakdowns=tuple(map(self._breakdown, handout.breakdowns)),
            steps=tuple(map(self._step, handout.steps)),
            decisions=tuple(map(self._decision, handout.decisions)),
            changes=tuple(found[0] for found in changes if found),
            results=tuple(map(self._figure, handout.results)),
            measures=tuple(self._figure(m) for m in handout.measures if concluded.executions[m.task or ""] != deferred),
            figure_sources=self.cite(handout.figure_sources),
        )

    def _breakdown(self, found: Breakdown) -> BreakdownView:
        return BreakdownView(found.finding, self.say(found.title), self.concluded.finding(found.finding))

    def _step(self, step: SalesStep) -> SalesStepView:
        action, horizon = self.concluded.action(step.action) or (None, None)
        when = horizon.title if horizon else None
        return SalesStepView(step.id, self.say(step.title), self.say(step.text), action, when, self.cite(step.sources))

    def _decision(self, found: DecisionRight) -> DecisionRightView:
        """The decision with the one person accountable, who sits in the first seat with the first of its hats worn."""
        worn = {hat.id: seat for seat in reversed(self.concluded.seats) for hat in seat.hats}
        hat = next(hat for hat in found.hats if hat in worn)
        return DecisionRightView(
            id=found.id,
            title=self.say(found.title),
            person=worn[hat].head,
            hat=self.say(self.pack.allocation.hat(hat).title),
            figure=self.say(found.figure),
            rhythm=self.say(found.rhythm),
            sources=self.cite(found.sources),
        )

    def _figure(self, figure: Figure) -> FigureView:
        return FigureView(figure.id, self.say(figure.title), self.say(figure.unit))


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
