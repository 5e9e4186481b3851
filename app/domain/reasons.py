"""Reasons in the words of one language: the rule, this company's facts, and what led to these on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.presentation import SourceView, Told


class Closed(StrEnum):
    """Why what led to a fact is not told below it: it is told above, follows from the same, or in its own place."""

    AGAIN = "again"
    ALIKE = "alike"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class FactView(Told):
    """A fact in words and, where it did not come from an answer, what it rests on.

    A conclusion opens into its own `reason`, a number into the facts it was computed from, its `parts`. Within one
    reason each does so once: `closed` says why there is nothing below.
    """

    name: str
    reason: ReasonView | None = None
    parts: tuple[FactView, ...] = ()
    closed: Closed | None = None

    @property
    def below(self) -> tuple[FactView, ...]:
        """The facts it rests on."""
        return self.parts if self.reason is None else self.reason.facts


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why something was concluded: the rule in words, this company's facts that met it, and the rule's sources.

    `conclusion` is as the trace has it, `value` the words of what was decided, None for what is simply there. A reason
    on the way is `repeated` where the same rule was told before it.
    """

    conclusion: str
    label: str
    value: str | None
    rule: str
    why: str
    facts: tuple[FactView, ...]
    sources: tuple[SourceView, ...]
    repeated: bool = False

    def all_sources(self) -> tuple[SourceView, ...]:
        """The sources of this reason and of all on the way, each once."""
        below = (source for reason in _below(self.facts) for source in reason.all_sources())
        return tuple(dict.fromkeys((*self.sources, *below)))


def _below(facts: tuple[FactView, ...]) -> Iterator[ReasonView]:
    """The reasons next below facts."""
    for fact in facts:
        if fact.reason is not None:
            yield fact.reason
        yield from _below(fact.parts)
