"""The impact of a changed rule pack on what was concluded before: the difference of two outcomes, and their counts.

A conclusion is known by its name in the trace (`model`, `task:ads.execution`, `finding:no_kpi`) and has a word: the
value concluded, the severity of a finding, the horizon of an action. What is no entry of the trace but is part of the
outcome is compared too; figures and seats follow from the answers so closely that they are only told to differ. A
change names neither an answer nor a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.conditions import word_of
from app.domain.diagnosis import Diagnosis, Edition, Outcome
from app.domain.questionnaire import Answer

PRESENT = "present"
UNTOLD = "…"
Conclusions = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One conclusion and its word before and after, None where it is not made; UNTOLD stands for a figure."""

    conclusion: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a response cannot be diagnosed: the code of the problem and the question, never the answer."""

    code: str
    question: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What is needed of a stored diagnosis to hold another beside it."""

    response_id: str
    diagnosis_id: str
    rules: Edition
    answers: Mapping[str, Answer]
    conclusions: Conclusions


@dataclass(frozen=True, slots=True)
class Compared:
    """What would change for one response, or what stands in the way of telling."""

    response_id: str
    diagnosis_id: str
    rules: Edition
    changes: tuple[Change, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()


def conclusions_of(diagnosis: Diagnosis) -> Conclusions:
    """Everything a diagnosis concludes, by name, in the order of its trace; figures as tuples."""
    outcome = diagnosis.outcome
    words = {f"finding:{f.id}": f.severity for f in outcome.findings}
    words |= {f"action:{action.id}": action.horizon for action in outcome.actions}
    found: dict[str, object] = {}
    for reason in diagnosis.trace:
        name, _, value = reason.conclusion.partition("=")
        found[name] = value or words.get(name, PRESENT)
    found.update(_beside_the_trace(outcome))
    return found


def _beside_the_trace(outcome: Outcome) -> Iterator[tuple[str, object]]:
    yield "model.neighbour", word_of(outcome.neighbour)
    yield "phase.tentative", word_of(outcome.phase.tentative)
    for criterion in outcome.phase.open_exit_criteria:
        yield f"phase.open:{criterion}", PRESENT
    for note in outcome.notes:
        yield f"note:{note}", PRESENT
    budget, checklist = outcome.budget, outcome.checklist
    yield "confidence", (outcome.confidence,)
    yield "checklist.score", (checklist.overall.score, checklist.overall.coverage)
    for axis, score in checklist.axes.items():
        yield f"checklist.axis:{axis}", (score.score, score.coverage)
    yield "budget.monthly", (budget.monthly,)
    yield "budget.plan", (budget.advice, budget.articles, budget.total, budget.affordable_articles)
    for task in budget.unpriced:
        yield f"budget.unpriced:{task}", PRESENT
    yield "seats", outcome.seats


def changes(before: Conclusions, after: Conclusions) -> tuple[Change, ...]:
    """What differs, in the order of `after`; what is not concluded any more stands last."""
    names = (*after, *(name for name in before if name not in after))
    return tuple(
        Change(name, _told(before.get(name)), _told(after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    )


def _told(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else UNTOLD


@dataclass(slots=True)
class Tally:
    """How many responses something is so for, and the ids of the first few."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, response_id: str, most: int) -> None:
        """Counts one more."""
        self.count += 1
        if len(self.examples) < most:
            self.examples.append(response_id)


@dataclass(slots=True)
class Impact:
    """Counts over many responses. It grows with the kinds of changes there are, not with the responses."""

    most_examples: int
    compared: int = 0
    changed: int = 0
    unreadable: int = 0
    editions: dict[Edition, int] = field(default_factory=dict)
    by_change: dict[Change, Tally] = field(default_factory=dict)
    by_obstacle: dict[Obstacle, Tally] = field(default_factory=dict)
    first_changed: list[Compared] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """How many responses would be concluded of as before."""
        return self.compared - self.changed

    @property
    def empty(self) -> bool:
        """Whether there was no response at all."""
        return not self.compared and not self.unreadable

    def add(self, one: Compared) -> None:
        """Counts a response in."""
        self.editions[one.rules] = self.editions.get(one.rules, 0) + 1
        if one.obstacles:
            self.unreadable += 1
            for obstacle in one.obstacles:
                self.by_obstacle.setdefault(obstacle, Tally()).add(one.response_id, self.most_examples)
            return
        self.compared += 1
        if one.changes:
            self.changed += 1
            self._changed(one)

    def _changed(self, one: Compared) -> None:
        for change in one.changes:
            self.by_change.setdefault(change, Tally()).add(one.response_id, self.most_examples)
        if len(self.first_changed) < self.most_examples:
            self.first_changed.append(one)

    def ranked(self, order: Sequence[str]) -> list[tuple[Change, Tally]]:
        """Every kind of change, by conclusion in `order` (those unknown to it last), the most frequent first."""
        places = {name: place for place, name in enumerate(order)}

        def rank(found: tuple[Change, Tally]) -> tuple[int, str, int, str, str]:
            change, tally = found
            place = places.get(change.conclusion, len(places))
            return place, change.conclusion, -tally.count, change.before or "", change.after or ""

        return sorted(self.by_change.items(), key=rank)
