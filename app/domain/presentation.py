"""A diagnosis in the words of one language: what pages, PDFs and terminals show, with nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.handout_views import HandoutView
    from app.domain.reasons import ReasonView


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with its name and value in words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source: where it is from and how far it can be trusted; `date` is in words."""

    id: str
    title: str
    publisher: str
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A titled text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What would change a conclusion, in a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided: `topic` names the decision, `value` is its id, `title` how it reads, `text` what it means.

    `changes` say what would change it, where that was looked for.
    """

    topic: str
    value: str
    title: str
    text: str
    details: tuple[Detail, ...]
    notes: tuple[str, ...]
    reason: ReasonView
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RungView:
    """A phase as a rung of the ladder: `place` is past, here, ahead, or beyond what a team of this size climbs to."""

    id: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class PhaseView:
    """The phase, whether it is tentative, what is open before the next one, and all phases in order."""

    verdict: Verdict
    tentative: bool
    criteria: tuple[Detail, ...]
    ladder: tuple[RungView, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of the checklist with the id of its answer (None where there is none) and the answer in words."""

    id: str
    label: str
    answer: str | None
    value: str


@dataclass(frozen=True, slots=True)
class AxisView:
    """An axis of the checklist: its score in whole percent (None where nothing counts), its items with answers."""

    id: str
    title: str
    text: str
    percent: int | None
    coverage: int
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """The checklist: grade, score in whole percent, share answered in whole percent, axes."""

    grade: Verdict
    percent: int | None
    coverage: int
    axes: tuple[AxisView, ...]


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task: who decides, who carries it out, what advice, and the way there (None where today's way was not told).

    `now` is the id of today's way (inhouse, outsourced, mixed, not_done), `current` its words.
    """

    id: str
    group: str
    now: str | None
    title: str
    text: str
    decides: str
    decision: str
    current: str | None
    execution: Verdict
    advice: Verdict
    transition: Verdict | None


@dataclass(frozen=True, slots=True)
class HatView:
    """A hat; one that `decides` is worn by whoever makes decisions. `task` is the task it serves, if it serves one."""

    id: str
    title: str
    text: str
    decides: bool
    task: str | None


@dataclass(frozen=True, slots=True)
class SeatView:
    """A person, a team or the seat to be filled (`kind` person, team, to_appoint), with the hats it wears.

    `head` is the one person who answers for it: a team's head, else whoever sits there.
    """

    id: str
    kind: str
    title: str
    head: str
    count: int
    hats: tuple[HatView, ...]
    overloaded: bool


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """The budget in 万円 a month; None where there is no such line or the budget was not disclosed."""

    monthly: float | None
    advice: tuple[int, int] | None
    articles: int | None
    total: tuple[int, int]
    affordable_articles: int | None


@dataclass(frozen=True, slots=True)
class BudgetView:
    """The budget: whether it fits, rows of name and amount, what could not be priced, where the prices are from."""

    fit: Verdict
    figures: BudgetFigures
    rows: tuple[Told, ...]
    unpriced: tuple[str, ...]
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding: `severity` is critical, major or minor, `severity_title` its word; `changes` say what clears it."""

    id: str
    severity: str
    severity_title: str
    title: str
    meaning: str
    reason: ReasonView
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action: what to do, what exists afterwards, how it is known to be done, who owns it, what comes before it.

    `owner` is a hat somebody wears, in place of one that nobody does the one that is always there.
    `after` has the titles of what comes before it, `after_ids` their ids.
    """

    id: str
    title: str
    task: str
    artifact: str
    done: str
    owner: str
    after: tuple[str, ...]
    after_ids: tuple[str, ...]
    reason: ReasonView


@dataclass(frozen=True, slots=True)
class HorizonView:
    """A stretch of time with its actions; `limit` is how many the team can carry, None for the last.

    `days` are its first and last day, None for the one without an end.
    """

    id: str
    title: str
    days: tuple[int, int] | None
    limit: int | None
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """A survey's figure, never without its caveat."""

    id: str
    title: str
    figure: str
    caveat: str
    reason: ReasonView


@dataclass(frozen=True, slots=True)
class TermView:
    """An entry of the glossary."""

    id: str
    term: str
    reading: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """The answers of a section, in words."""

    title: str
    answers: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Presentation:
    """Everything a reader of the diagnosis can be shown, in `language`; `company` is None where no name was given."""

    language: str
    title: str
    about: str
    company: str | None
    rules_edition: str
    questionnaire_edition: str
    digest: str
    confidence: int
    model: Verdict
    archetype: Verdict
    phase: PhaseView
    basics: Verdict
    checklist: ChecklistView
    decision_why: str
    tasks: tuple[TaskView, ...]
    seats: tuple[SeatView, ...]
    budget: BudgetView
    findings: tuple[FindingView, ...]
    horizons: tuple[HorizonView, ...]
    benchmarks: tuple[BenchmarkView, ...]
    handout: HandoutView
    sources: tuple[SourceView, ...]
    glossary: tuple[TermView, ...]
    answers: tuple[SectionView, ...]
