"""Derived facts: numbers computed from other facts, as the pack declares them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.domain.facts import BOOLEAN, SHARE, Closed, Facts, FactType, Numeric, Scalar


class DerivedFact(Protocol):
    """A fact that is a function of other facts."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The facts it is computed from."""

    @property
    def type(self) -> FactType:
        """Which values it can take."""

    def compute(self, facts: Facts) -> Scalar:
        """Its value, given all its inputs."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the inputs have one of the `matching` values."""

    id: str
    inputs: tuple[str, ...]
    matching: frozenset[Scalar]

    @property
    def type(self) -> Numeric:
        """From none to all of them."""
        return Numeric(0, len(self.inputs), whole=True, nullable=False)

    def compute(self, facts: Facts) -> int:
        """The number of matching inputs."""
        return sum(facts[name] in self.matching for name in self.inputs)


def asked(question: str) -> str:
    """The name of the hidden fact that says whether a question was asked."""
    return f"?asked:{question}"


def told(question: str) -> str:
    """The name of the hidden fact that says whether a question that takes several options was answered."""
    return f"?told:{question}"


@dataclass(frozen=True, slots=True)
class Told:
    """Whether a question that takes several options was answered at all."""

    id: str
    question: str
    type: Closed = BOOLEAN

    @property
    def inputs(self) -> tuple[str, ...]:
        """The hidden fact that knows."""
        return (told(self.question),)

    def compute(self, facts: Facts) -> Scalar:
        """The value of its only input."""
        return facts[told(self.question)]


@dataclass(frozen=True, slots=True)
class AnsweredShare:
    """The share (0 to 1) of questions answered among those asked.

    `silent` are the values that do not count as an answer; a question whose answer is in `inapplicable` counts as not
    asked. 0 where nothing was asked. Source: domain.md D4, `confidence`.
    """

    id: str
    questions: tuple[str, ...]
    silent: frozenset[Scalar]
    inapplicable: frozenset[Scalar]
    type: Numeric = SHARE

    @property
    def inputs(self) -> tuple[str, ...]:
        """The questions, and whether each was asked."""
        return self.questions + tuple(asked(question) for question in self.questions)

    def compute(self, facts: Facts) -> float:
        """The share of answers that say something."""
        applicable = [q for q in self.questions if facts[asked(q)] and facts[q] not in self.inapplicable]
        return sum(facts[q] not in self.silent for q in applicable) / len(applicable) if applicable else 0.0
