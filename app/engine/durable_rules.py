"""Puts a program into the form durable-rules takes: pages of rules, and one complete, typed fact for each page.

What it cannot do shapes this: a fact that meets more than 64 conditions is refused, so rules are cut into pages of at
most PAGE; it coerces what it compares, so a value left out becomes a number beside the value and nothing is ever null;
it orders strings wrongly, so only numbers are compared; it knows field names by a 32-bit hash only, so they are short
and checked for collisions. No `$or`, no absence: alternatives become rules of their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from app.domain.conditions import INFINITY, InRanges, Interval, OneOf, Test
from app.domain.facts import Closed, Facts, FactType, Numeric, Scalar, number
from app.domain.program import Program

PAGE = 60
MOST_FIELDS = 120
SESSION = "x"
PAGE_FIELD = "p"
BOOT = "boot"
BOOT_FACT = json.dumps({"sid": SESSION, "id": "0", PAGE_FIELD: 0})
RESERVED = (PAGE_FIELD, "sid", "id", "$s")
EXACT_INTEGERS = 2**53
SMALLEST_FRACTION = 1e-4  # smaller floats are written with an exponent, which the engine cannot read

Atom = dict[str, Any]
Encode = Callable[[Scalar], str]


class EngineError(Exception):
    """Raised when durable-rules refuses a fact or a program cannot be put to it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rules that are matched against one fact: how it begins, and the facts that are its fields."""

    head: str
    fields: tuple[tuple[str, Encode], ...]

    def message(self, facts: Facts) -> str:
        """The fact as the engine takes it; raises EngineError for a value its type does not admit."""
        try:
            return "".join([self.head, *[encode(facts[name]) for name, encode in self.fields], "}"])
        except KeyError:
            wrong = next(name for name, encode in self.fields if not _encodes(encode, facts[name]))
            raise EngineError(f"{wrong} cannot be {facts[wrong]!r}") from None


@dataclass(frozen=True, slots=True)
class _Alternative:
    """One conjunction of one line: where the line stands, its conditions, the facts they read."""

    place: tuple[int, int]
    atoms: tuple[Atom, ...]
    reads: tuple[str, ...]


class DurableRules:
    """A program as durable-rules takes it.

    `definitions` are the rules by name, `places` where each stands in its level, `pages` those of every level.
    """

    def __init__(self, program: Program) -> None:
        self._fields = {name: f"f{place}" for place, name in enumerate(_reads(program))}
        self._encoders = {n: _encoder(n, field, program.types[n]) for n, field in self._fields.items()}
        self._types = program.types
        _refuse_collisions({*self._fields.values(), *map(_given, self._fields.values()), *RESERVED})
        self.places: dict[str, tuple[int, int]] = {}
        self.definitions: dict[str, Any] = {BOOT: _definition([{PAGE_FIELD: 0}])}
        self._page = 0
        self.pages = [tuple(self._pages(program, level)) for level in range(len(program.levels))]

    def _pages(self, program: Program, level: int) -> Iterator[Page]:
        for alternatives in _paged(list(self._alternatives(program, level))):
            self._page += 1
            for each in alternatives:
                rule = f"r{len(self.places)}"
                self.places[rule] = each.place
                self.definitions[rule] = _definition([{PAGE_FIELD: self._page}, *each.atoms])
            head = json.dumps({"sid": SESSION, "id": str(self._page), PAGE_FIELD: self._page}).removesuffix("}")
            reads = dict.fromkeys(name for each in alternatives for name in each.reads)
            yield Page(head, tuple((name, self._encoders[name]) for name in reads))

    def _alternatives(self, program: Program, level: int) -> Iterator[_Alternative]:
        for decision_place, decision in enumerate(program.levels[level].decisions):
            for line_place, line in enumerate(decision.lines):
                for tests in line.when.conjunctions():
                    for groups in product(*(self._atoms(name, test) for name, test in tests)):
                        atoms = tuple(atom for group in groups for atom in group)
                        yield _Alternative((decision_place, line_place), atoms, tuple(name for name, _ in tests))

    def _atoms(self, name: str, test: Test) -> Sequence[Sequence[Atom]]:
        """Alternatives, each a list of conditions that must hold together."""
        field, type_ = self._fields[name], self._types[name]
        if isinstance(test, OneOf) and isinstance(type_, Closed):
            return _closed_atoms(field, test, type_)
        if isinstance(test, InRanges) and isinstance(type_, Numeric):
            return list(_range_atoms(field, test, type_))
        raise EngineError(f"{name}: a test that does not fit its type")


def _reads(program: Program) -> dict[str, None]:
    """Every fact a condition reads, in order."""
    lines = (line for level in program.levels for decision in level.decisions for line in decision.lines)
    return dict.fromkeys(name for line in lines for name in line.when.facts())


def _paged(alternatives: Sequence[_Alternative]) -> Iterator[list[_Alternative]]:
    """Cuts a level into pages that the engine can hold."""
    page: list[_Alternative] = []
    conditions = 0
    reads: set[str] = set()
    for each in alternatives:
        weight = max(1, len(each.atoms))
        if weight > PAGE:
            raise EngineError(f"a rule of {weight} conditions does not fit a page of {PAGE}")
        if conditions + weight > PAGE or len(reads.union(each.reads)) > MOST_FIELDS:
            yield page
            page, conditions, reads = [], 0, set()
        page.append(each)
        conditions += weight
        reads.update(each.reads)
    if page:
        yield page


def _closed_atoms(field: str, test: OneOf, type_: Closed) -> Sequence[Sequence[Atom]]:
    """A value is put as its place in the list; several are the others ruled out, so that a rule stays one rule."""
    if len(test.values) == 1:
        return [[{field: type_.values.index(test.values[0])}]]
    return [[{"$neq": {field: place}} for place, value in enumerate(type_.values) if value not in test.values]]


def _range_atoms(field: str, test: InRanges, type_: Numeric) -> Iterator[Sequence[Atom]]:
    if test.null:
        yield [{_given(field): 0}]
    for interval in test.intervals:
        given: list[Atom] = [{_given(field): 1}] if type_.nullable else []
        yield [*given, *_interval_atoms(field, interval)]


def _interval_atoms(field: str, interval: Interval) -> Iterator[Atom]:
    if interval.low == interval.high:
        yield {field: interval.low}
        return
    if interval.low > -INFINITY:
        yield {"$gt" if interval.low_open else "$gte": {field: interval.low}}
    if interval.high < INFINITY:
        yield {"$lt" if interval.high_open else "$lte": {field: interval.high}}


def _given(field: str) -> str:
    """The field that says whether a number was given at all."""
    return f"{field}_"


def _definition(atoms: Sequence[Atom]) -> dict[str, Any]:
    condition = {"$and": list(atoms)} if len(atoms) > 1 else dict(atoms[0])
    return {"all": [{"m": condition}], "run": lambda _: None}


def _encoder(name: str, field: str, type_: FactType) -> Encode:
    """What writes a fact's value as fields of a message."""
    if isinstance(type_, Closed):
        return {value: f',"{field}":{place}' for place, value in enumerate(type_.values)}.__getitem__
    given = f',"{_given(field)}":1' if type_.nullable else ""
    absent = f',"{_given(field)}":0,"{field}":0'

    def encode(value: Scalar) -> str:
        if value is None and type_.nullable:
            return absent
        return f'{given},"{field}":{_readable(name, number(value))}'

    return encode


def _encodes(encode: Encode, value: Scalar) -> bool:
    try:
        encode(value)
    except KeyError:
        return False
    return True


def _readable(name: str, value: float) -> str:
    if not abs(value) < EXACT_INTEGERS or 0 < abs(value) < SMALLEST_FRACTION:  # not a number is never less
        raise EngineError(f"{name}: durable-rules cannot hold {value!r}")
    return repr(value)


def _refuse_collisions(names: set[str]) -> None:
    hashes: dict[int, str] = {}
    for name in sorted(names):
        other = hashes.setdefault(_fnv(name), name)
        if other != name:
            raise EngineError(f"durable-rules cannot tell the fields {other} and {name} apart")


def _fnv(name: str) -> int:
    """The 32-bit FNV-1a hash by which durable-rules knows a field; field names are ASCII."""
    value = 2166136261
    for byte in name.encode("ascii"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value
