"""The answer space: which combinations of facts some response leads to.

Facts are cut into classes that no rule can tell apart. A question to the space is a box of classes and what must not
hold; facts that share no answer are asked about apart. Facts of many answers (shares, amounts of money) are followed by
bounds: what is called unreachable is unreachable; a combination of them called reachable may not be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.boxes import Box, Clause, boxes_of, negation
from app.domain.conditions import Condition
from app.domain.errors import RuleError
from app.domain.facts import Facts, Scalar
from app.domain.program import Decision, Program
from app.domain.search import Search, TooLarge
from app.domain.ties import Ties


class Space:
    """Everything a program's answers can lead to."""

    def __init__(self, program: Program) -> None:
        self._ties = Ties(program)
        self._domains = _Domains(self._ties)
        self._asked: dict[tuple[frozenset[tuple[str, int]], tuple[Clause, ...]], bool | None] = {}

    def classes(self, fact: str) -> tuple[Scalar, ...]:
        """A value out of each class of a fact, the smallest of it where there is one."""
        return self._ties.classes[fact].values

    def boxes(self, condition: Condition) -> list[Box]:
        """The boxes in one of which a condition holds."""
        return boxes_of(condition, self._ties.classes)

    def point(self, facts: Facts) -> Box:
        """The box of the classes that some facts are in."""
        return {name: self._ties.classes[name].around(value) for name, value in facts.items()}

    def reaches(self, box: Box, unless: Iterable[Box] = ()) -> bool:
        """Whether some response leads into a box and into none of the others; raises TooLarge."""
        clauses = [negation(each, self._ties.classes) for each in unless]
        answers = [self._reaches(part, its_clauses) for part, its_clauses in self._independent(box, clauses)]
        if False in answers:
            return False
        if None in answers:
            raise TooLarge
        return True

    def _reaches(self, box: Box, clauses: Sequence[Clause]) -> bool | None:
        """The same of facts that have something in common; None where it cannot be told."""
        asked = frozenset(box.items()), tuple(clauses)
        if asked not in self._asked:
            try:
                self._asked[asked] = Search(self._ties, self._domains).find(box, list(clauses)) is not None
            except TooLarge:
                self._asked[asked] = None
        return self._asked[asked]

    def can_hold(self, condition: Condition, unless: Sequence[Box] = ()) -> bool:
        """Whether some response meets a condition and lies in none of the boxes; raises TooLarge."""
        return any(self.reaches(box, unless) for box in self.boxes(condition))

    def example(self, names: Iterable[str], box: Box, unless: Sequence[Box] = ()) -> dict[str, Scalar]:
        """Of what a response in the box leads these facts to, the first in the order of their classes."""
        found: dict[str, Scalar] = {}
        for name in dict.fromkeys(names):
            mask = box.get(name, self._ties.all[name])
            places = [1 << place for place in range(mask.bit_length()) if mask >> place & 1]
            # The last one left needs no asking: some response leads into the box.
            chosen = next((one for one in places[:-1] if self.reaches({**box, name: one}, unless)), places[-1])
            box = {**box, name: chosen}
            found[name] = self._ties.classes[name].first(chosen)
        return found

    def _independent(self, box: Box, clauses: Sequence[Clause]) -> Iterable[tuple[Box, list[Clause]]]:
        """The box and the clauses in groups that share no answer."""
        groups: list[tuple[frozenset[str], Box, list[Clause]]] = []
        parts: list[tuple[Box, list[Clause]]] = [({name: mask}, []) for name, mask in box.items()]
        for part, its_clauses in [*parts, *(({}, [clause]) for clause in clauses)]:
            names = [*part, *(name for clause in its_clauses for name, _ in clause)]
            joined = (frozenset[str]().union(*map(self._ties.closure, names)), part, its_clauses)
            for group in [group for group in groups if group[0] & joined[0]]:
                groups.remove(group)
                joined = (group[0] | joined[0], {**group[1], **joined[1]}, [*group[2], *joined[2]])
            groups.append(joined)
        return ((part, its_clauses) for _, part, its_clauses in groups)


class _Domains(dict[str, int]):
    """The classes each fact can be in at all: those of a decided one that some response leads to."""

    def __init__(self, ties: Ties) -> None:
        super().__init__()
        self._ties = ties

    def __missing__(self, name: str) -> int:
        self[name] = mask = self._ties.all[name]
        if name in self._ties.makers:
            places = (1 << place for place in range(mask.bit_length()) if mask >> place & 1)
            self[name] = sum(place for place in places if self._reached(name, place))
        return self[name]

    def _reached(self, name: str, mask: int) -> bool:
        try:
            return Search(self._ties, self).find({name: mask}, []) is not None
        except TooLarge:
            return True


def decide(decision: Decision, facts: Facts) -> Mapping[str, Scalar]:
    """What a decision sets, asked plainly; raises RuleError for a table without a row that holds."""
    line = next((line for line in decision.lines if line.when.holds(facts)), None)
    if line is not None:
        return line.sets
    if decision.presence:
        return {decision.fact: False}
    raise RuleError(f"{decision.fact}: no row holds")
