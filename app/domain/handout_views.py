"""What the report and the workbook give people to decide, agree on and use, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.presentation import ActionView, FindingView


@dataclass(frozen=True, slots=True)
class AskView:
    """A decision asked of the reader; `on` is the conclusion it follows from, such as `action:assign_marketer`."""

    text: str
    on: str


@dataclass(frozen=True, slots=True)
class BreakdownView:
    """One of the ways marketing and sales come apart: a finding's id and title, and the finding where it was made."""

    id: str
    title: str
    finding: FindingView | None


@dataclass(frozen=True, slots=True)
class SalesStepView:
    """A step of working with sales; `action` is there where the roadmap has it, `horizon` says when."""

    title: str
    text: str
    action: ActionView | None
    horizon: str | None


@dataclass(frozen=True, slots=True)
class DecisionRightView:
    """A decision: exactly one seat is accountable for it, wearing that hat; on which figure, how often."""

    title: str
    seat: str
    hat: str
    figure: str
    rhythm: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A row of the KPI one-sheet with its unit."""

    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class HandoutView:
    """Everything given to use; `measures` leaves out tasks that are deferred, `changes` lists actions on the team."""

    asks: tuple[AskView, ...]
    breakdowns: tuple[BreakdownView, ...]
    steps: tuple[SalesStepView, ...]
    decisions: tuple[DecisionRightView, ...]
    changes: tuple[ActionView, ...]
    results: tuple[FigureView, ...]
    measures: tuple[FigureView, ...]
