"""The conclusion that says most plainly what an answer is for: an action it calls for, or a finding it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.domain.influence import WORTH_FINDING, Influence
from app.domain.program import Decision, Program
from app.domain.questionnaire import Question
from app.domain.rules import Severity

FINDING, ACTION = "finding:", "action:"


@dataclass(frozen=True, slots=True)
class Foremost:
    """A finding or an action, by the name of its fact, and whether the answer reaches others beside it."""

    fact: str
    others: bool


class ForemostFinder:
    """Finds it for every question. Made once for a program."""

    def __init__(self, program: Program, influence: Influence) -> None:
        self._program = program
        self._influence = influence
        self._findings = [each for each in program.listing if each.fact.startswith(FINDING)]
        self._actions = [each for each in program.listing if each.fact.startswith(ACTION)]

    @cached_property
    def of(self) -> Mapping[str, Foremost]:
        """By question, for those whose answer reaches a finding or an action at all."""
        found = ((question.id, self._foremost(question)) for question in self._program.questionnaire.questions())
        return {name: foremost for name, foremost in found if foremost}

    def _foremost(self, question: Question) -> Foremost | None:
        moved = self._influence.moved(question)
        reached = [each.fact for each in (*self._findings, *self._actions) if reads(each) & moved.keys()]
        if not reached:
            return None
        direct = frozenset(self._influence.seeds(question))
        return Foremost(next(self._candidates(direct, moved)), len(reached) > 1)

    def _candidates(self, direct: frozenset[str], moved: Mapping[str, int]) -> Iterator[str]:
        """The most telling first: what the answer itself decides before what it leads to by other conclusions."""
        yield from (action.fact for action in self._actions if reads(action) & direct)
        findings = [finding for finding in self._findings if reads(finding) & direct]
        # Of the actions that these call for, those first whose finding rests on the fewest facts and is the gravest.
        for finding in sorted(findings, key=lambda finding: (len(reads(finding)), self._gravity(finding))):
            yield from (action.fact for action in self._actions if finding.fact in reads(action))
        yield from (finding.fact for finding in sorted(findings, key=self._gravity))
        yield from self._nearest(self._actions, moved)
        yield from self._nearest(self._findings, moved)

    def _gravity(self, finding: Decision) -> int:
        rules = next(each.rules for each in self._program.pack.findings if FINDING + each.id == finding.fact)
        return -max(WORTH_FINDING[Severity(str(rule.then["severity"]))] for rule in rules)

    def _nearest(self, decisions: Iterable[Decision], moved: Mapping[str, int]) -> Iterator[str]:
        distances = {
            each.fact: min(moved[name] for name in reads(each) & moved.keys())
            for each in decisions
            if reads(each) & moved.keys()
        }
        yield from sorted(distances, key=lambda fact: distances[fact])


def reads(decision: Decision) -> frozenset[str]:
    """The facts a decision rests on."""
    return frozenset(name for line in decision.lines for name in line.reads)
