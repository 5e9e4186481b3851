"""Looks for answers that lead into a box: by what must follow, then by trying one alternative after another.

A decision that is asked about is replaced by its rows, one at a time, until only answers are left. A derived fact is
followed by bounds: what its inputs may still be leaves it a range; where that does not settle it, its inputs are split.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.boxes import Box, Clause
from app.domain.classes import Classes
from app.domain.possible import INFINITY, Possible
from app.domain.ties import Ties, Way

MOST_STEPS = 10_000
MOST_SPLITS = 200


class TooLarge(Exception):
    """Raised when a search takes too many steps to be finished."""


class Search:
    """One search. What is found is a box some response leads into, as far as bounds of derived facts can tell."""

    def __init__(self, ties: Ties, domains: Mapping[str, int]) -> None:
        self._ties = ties
        self._all = ties.all
        self._domains = domains
        self._steps = MOST_STEPS
        self._splits = MOST_SPLITS

    def find(self, box: Box, clauses: list[Clause]) -> Box | None:
        """A box inside this one in which all clauses hold; raises TooLarge."""
        start = _Node(self._ties, self._domains, {}, list(clauses), frozenset())
        waiting: list[Iterator[_Node]] = [iter((start,) if start.restrict(box) else ())]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                continue
            self._steps -= 1
            if self._steps < 0:
                raise TooLarge
            branches = self._branches(node) if node.settle() else iter(())
            if branches is None:
                return node.box
            waiting.append(branches)
        return None

    def _branches(self, node: _Node) -> Iterator[_Node] | None:
        """The alternatives of what is most nearly settled; None where nothing is left open."""
        ways = node.decision()
        if ways is not None and len(ways) <= 1:
            return node.by_ways(ways)
        if node.clauses:
            return node.by_clause(min(node.clauses, key=len))
        open_ = node.splits() if self._splits > 0 else None
        if open_ is None or (ways is not None and len(ways) <= len(open_[1])):
            return None if ways is None else node.by_ways(ways)
        self._splits -= 1
        return node.by_groups(*open_)


class _Node:
    """A place in a search: what is restricted, what must hold besides, which decisions are replaced."""

    def __init__(
        self, ties: Ties, domains: Mapping[str, int], box: Box, clauses: list[Clause], done: frozenset[str]
    ) -> None:
        self._ties = ties
        self._domains = domains
        self.box = box
        self.clauses = clauses
        self._done = done
        self._changed = True

    def restrict(self, box: Box) -> bool:
        """Restricts facts to classes; false where that leaves one of them none."""
        return all(self._restrict(name, mask) for name, mask in box.items())

    def _restrict(self, name: str, mask: int) -> bool:
        old = self.box.get(name)
        new = (self._ties.all[name] if old is None else old) & mask
        if new == (self._ties.all[name] if old is None else old):
            return True
        self._changed = True
        self.box[name] = new
        if old is None:
            self.clauses.extend(self._ties.attached(name))
        return new != 0

    def settle(self) -> bool:
        """Draws all that follows; false where it is a contradiction."""
        while self._changed:
            self._changed = False
            if not (self._clauses_settled() and self._ceilings_settled() and self._derived_settled()):
                return False
        return True

    def _clauses_settled(self) -> bool:
        """Drops clauses that hold, and makes the last open alternative of a clause hold."""
        clauses, self.clauses = self.clauses, []
        for clause in clauses:
            left = self._left_of(clause)
            if left is None:
                continue
            if not left:
                return False
            if len(left) > 1:
                self.clauses.append(left)
            elif not self._restrict(*left[0]):
                return False
        return True

    def _left_of(self, clause: Clause) -> Clause | None:
        """The alternatives that are still open; None where one of them holds for certain."""
        left = []
        for name, mask in clause:
            now = self.box.get(name) or self._ties.all[name]
            if not now & ~mask:
                return None
            if now & mask:
                left.append((name, mask))
        return tuple(left)

    def _ceilings_settled(self) -> bool:
        for name, ceiling in self._ties.ceilings:
            if name in self.box or ceiling in self.box:
                number, most = self.possible(name), self.possible(ceiling)
                if not most.null and not self._limit(name, -INFINITY, most.high):
                    return False
                if not number.null and not self._limit(ceiling, number.low, INFINITY):
                    return False
        return True

    def _limit(self, name: str, low: float, high: float) -> bool:
        return self._restrict(name, self._ties.classes[name].reached(Possible((None,), low, high)))

    def _derived_settled(self) -> bool:
        return all(self._restrict(name, self._reached(name)) for name in self._derived())

    def _derived(self) -> list[str]:
        return [name for name in self.box if name in self._ties.derived]

    def _reached(self, name: str) -> int:
        """The classes a derived fact can reach by what its inputs may be."""
        return self._classes(name).reached(self._computed(name))

    def _classes(self, name: str) -> Classes:
        return self._ties.classes[name]

    def possible(self, name: str) -> Possible:
        """What a fact may still be."""
        if name not in self._ties.derived:
            return self._classes(name).possible(self.mask(name))
        computed = self._computed(name)
        if name not in self.box:
            return computed
        return computed.within(self._classes(name).possible(self.box[name]))

    def mask(self, name: str) -> int:
        """The classes a fact may still be in."""
        mask = self.box.get(name)
        return self._domains[name] if mask is None else mask

    def _computed(self, name: str) -> Possible:
        fact = self._ties.derived[name]
        return fact.possible({each: self.possible(each) for each in fact.inputs})

    def decision(self) -> list[Way] | None:
        """The ways that fit of the decision with the fewest of them; None where none is left to replace."""
        waiting = [name for name in self.box if name in self._ties.makers and name not in self._done]
        return min((self._fitting(name) for name in waiting), key=len, default=None)

    def _fitting(self, name: str) -> list[Way]:
        return [way for way in self._ties.ways(name) if self._meets(way.sets) and self._meets(way.box)]

    def _meets(self, box: Box) -> bool:
        return all((self.box.get(name) or self._ties.all[name]) & mask for name, mask in box.items())

    def by_ways(self, ways: list[Way]) -> Iterator[_Node]:
        """The node with one way of a decision after another."""
        for way in ways:
            node = self._copy(way.unless, self._done | way.sets.keys())
            if node.restrict(way.sets) and node.restrict(way.box):
                yield node

    def by_clause(self, clause: Clause) -> Iterator[_Node]:
        """The node with one alternative of a clause after another, those before it ruled out."""
        ruled_out: Box = {}
        for name, mask in clause:
            node = self._copy((), self._done)
            if node.restrict(ruled_out) and node.restrict({name: mask}):
                yield node
            ruled_out[name] = ruled_out.get(name, self._ties.all[name]) & ~mask

    def _undetermined(self) -> list[str]:
        """The derived facts whose inputs leave them more than they may be."""
        return [name for name in self._derived() if self._reached(name) & ~self.box[name]]

    def splits(self) -> tuple[str, list[int]] | None:
        """An input to split, with its groups, of the derived fact that has the fewest open; None where none helps."""
        open_ = [list(self._open_inputs(name)) for name in self._undetermined()]
        return min((each for each in open_ if each), key=len, default=[None])[0]

    def _open_inputs(self, name: str) -> Iterator[tuple[str, list[int]]]:
        """The inputs of a derived fact, and of those it is derived from, that it may see in more than one way."""
        fact = self._ties.derived[name]
        for each in fact.inputs:
            groups: dict[object, int] = {}
            for place, value in enumerate(self._classes(each).values):
                if self.mask(each) >> place & 1:
                    seen = fact.sees(each, value)
                    groups[seen] = groups.get(seen, 0) | 1 << place
            if len(groups) > 1:
                yield each, list(groups.values())
            if each in self._ties.derived:
                yield from self._open_inputs(each)

    def by_groups(self, name: str, groups: list[int]) -> Iterator[_Node]:
        """The node with a fact in one group of classes after another."""
        for mask in groups:
            node = self._copy((), self._done)
            if node.restrict({name: mask}):
                yield node

    def _copy(self, clauses: tuple[Clause, ...], done: frozenset[str]) -> _Node:
        return _Node(self._ties, self._domains, dict(self.box), [*self.clauses, *clauses], done)
