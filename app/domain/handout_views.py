"""What the report and the workbook give people to decide, agree on and use, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.presentation import ActionView, FindingView, SourceView


@dataclass(frozen=True, slots=True)
class AskView:
    """A decision asked of the reader; `on` is the conclusion it follows from, such as `action:assign_marketer`."""

    id: str
    text: str
    on: str


@dataclass(frozen=True, slots=True)
class BreakdownView:
    """A place where marketing and sales come apart: its name, which accuses nobody, and the finding where it was made.

    `id` is that of the finding.
    """

    id: str
    title: str
    finding: FindingView | None


@dataclass(frozen=True, slots=True)
class SalesStepView:
    """A step of working with sales; `action` is there where the roadmap has it, `horizon` says when."""

    id: str
    title: str
    text: str
    action: ActionView | None
    horizon: str | None
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class DecisionRightView:
    """A decision: exactly one person is accountable for it, wearing that hat; on which figure, how often."""

    id: str
    title: str
    person: str
    hat: str
    figure: str
    rhythm: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A row of the KPI one-sheet with its unit."""

    id: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class HandoutView:
    """Everything given to use; `measures` leaves out tasks that are deferred, `changes` lists actions on the team.

    `results` and `measures` make up the KPI one-sheet, whose form is from `figure_sources`.
    """

    asks: tuple[AskView, ...]
    breakdowns: tuple[BreakdownView, ...]
    steps: tuple[SalesStepView, ...]
    decisions: tuple[DecisionRightView, ...]
    changes: tuple[ActionView, ...]
    results: tuple[FigureView, ...]
    measures: tuple[FigureView, ...]
    figure_sources: tuple[SourceView, ...]
