"""Reads the conditions of a file against the types of the facts they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from app.domain.conditions import CellError, Condition, InRanges, OneOf, Test, parse_test, word_of
from app.domain.errors import Param, Problem
from app.domain.facts import NOT_KNOWN, FactType
from app.domain.nearest import misspelt
from app.packs.yaml_core import Document, Path, spell

ANY = "any"
MOST_WAYS = 200


def ways(condition: Condition) -> int:
    """In how many ways a condition can be met, each of which becomes a rule of its own."""
    own = prod(len(test.intervals) + test.null for _, test in condition.tests if isinstance(test, InRanges))
    return own * max(1, sum(ways(alternative) for alternative in condition.any_of))


@dataclass
class ConditionReader:
    """Reads conditions of one document; what is wrong is gathered in `problems`.

    With `later`, the questions that stand after it, a condition is a question's: it can name only those before it.
    """

    document: Document
    types: Mapping[str, FactType]
    later: Collection[str] | None = None
    problems: list[Problem] = field(default_factory=list)

    def read(self, raw: object, path: Path) -> Condition:
        """The condition at a path; of a faulty one what can be read."""
        condition = self._read(raw, path)
        if ways(condition) > MOST_WAYS:
            self.problems.append(Problem("condition-too-many", spell(path), {"max": MOST_WAYS}, self.document.at(path)))
            return Condition()
        return condition

    def _read(self, raw: object, path: Path) -> Condition:
        if not isinstance(raw, dict):
            self._problem("condition-not-mapping", path)
            return Condition()
        tests = tuple(self._tests(raw, path))
        alternatives = tuple(self._alternatives(raw[ANY], (*path, ANY))) if ANY in raw else ()
        return Condition(tests, alternatives, self.document.at(path))

    def _tests(self, raw: Mapping[str, object], path: Path) -> Iterator[tuple[str, Test]]:
        for name, cell in raw.items():
            if name == ANY:
                continue
            if name not in self.types:
                self._unknown_fact(name, (*path, name))
                continue
            test = self._cell(name, cell, (*path, name))
            if test is not None:
                yield name, test

    def _cell(self, name: str, cell: object, path: Path) -> Test | None:
        if not isinstance(cell, (str, int, float, bool, type(None))):
            self._problem("condition-not-a-test", path)
            return None
        type_, text, at = self.types[name], word_of(cell), self.document.at(path)
        try:
            test = parse_test(text, type_)
        except CellError as error:
            for fault in (error, *error.others):
                params: dict[str, Param] = {"fact": name, **fault.params}
                self.problems.append(Problem(fault.code, spell(path), params, at))
            return None
        if test == OneOf(()) and type_ != NOT_KNOWN:
            said: dict[str, Param] = {"fact": name, "text": text.strip()}
            self.problems.append(Problem("cell-nothing-left", spell(path), said, at))
            return None
        return test

    def _alternatives(self, raw: object, path: Path) -> Iterator[Condition]:
        if not isinstance(raw, Sequence) or isinstance(raw, str) or not raw:
            self._problem("condition-any-not-list", path)
            return
        for place, each in enumerate(raw):
            yield self._read(each, (*path, place))

    def _unknown_fact(self, name: str, path: Path) -> None:
        subject, params, place = spell(path), {"fact": name}, self.document.at_key(path)
        told = misspelt(Problem("condition-unknown-fact", subject, params, place), name, self.types, len(self.problems))
        if self.later is not None and name in self.later:
            told = Problem("condition-later-question", subject, params, place)
        elif self.later is not None and "near" not in told.params:
            told = Problem("condition-not-earlier", subject, params, place)
        self.problems.append(told)

    def _problem(self, code: str, path: Path) -> None:
        self.problems.append(Problem(code, spell(path), at=self.document.at(path)))
