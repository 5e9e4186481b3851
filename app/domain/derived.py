"""Derived facts: numbers computed from other facts, as the pack declares them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.domain.facts import BOOLEAN, SHARE, Closed, Facts, FactType, Numeric, Scalar
from app.domain.possible import Part, Possible, share_of

Inputs = Mapping[str, Possible]


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

    def possible(self, inputs: Inputs) -> Possible:
        """What it can be at most, given what each input may be: all that `compute` gives, and perhaps more."""

    def sees(self, name: str, value: Scalar, /) -> Hashable:
        """What an input's value is to it: between values that are seen alike, it makes no difference."""


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

    def possible(self, inputs: Inputs) -> Possible:
        """From those that must match to those that may."""
        must = sum(inputs[name].must_be(self.matching) for name in self.inputs)
        return Possible(low=must, high=sum(inputs[name].may_be(self.matching) for name in self.inputs))

    def sees(self, _name: str, value: Scalar, /) -> Hashable:
        """Whether the value matches."""
        return value in self.matching


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

    def possible(self, inputs: Inputs) -> Possible:
        """What its only input may be."""
        return inputs[told(self.question)]

    def sees(self, _name: str, value: Scalar, /) -> Hashable:
        """The value itself."""
        return value


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

    def possible(self, inputs: Inputs) -> Possible:
        """Between the fewest that can say something and the most."""
        return share_of(self._part(inputs[question], inputs[asked(question)]) for question in self.questions)

    def _part(self, answer: Possible, was_asked: Possible) -> Part:
        counts = answer.numbers or any(self.sees("", value) == "says" for value in answer.values)
        against = any(self.sees("", value) == "silent" for value in answer.values)
        shown = was_asked.may_be((True,))
        return Part(shown and counts, shown and against, was_asked.may_be((False,)) or answer.may_be(self.inapplicable))

    def sees(self, _name: str, value: Scalar, /) -> Hashable:
        """Whether the answer says something, is silent or does not apply; whether a question was asked, as it is."""
        if isinstance(value, bool):
            return value
        return "out" if value in self.inapplicable else "silent" if value in self.silent else "says"
