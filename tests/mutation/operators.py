"""Single mutations of a decision table, as somebody may make them by mistake.

Every operator lists all the mutants it can make of a table's file; a choice among them is made elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from app.domain.conditions import word_of
from app.domain.facts import SHARE, Closed, FactType, Numeric

TableData = dict[str, Any]
Types = Mapping[str, FactType]

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
NEGATED = re.compile(r"not\((.*)\)")
ANYTHING = "-"
SMALL_STEP = 0.01  # of shares, where one would leave the range


@dataclass(frozen=True, slots=True)
class Mutant:
    """A table's file with one thing changed."""

    table: str
    operator: str
    what: str
    data: TableData

    def __str__(self) -> str:
        return f"{self.table}: {self.operator}: {self.what}"


def mutants(table: TableData, types: Types) -> dict[str, list[Mutant]]:
    """Every mutant of a table by operator, each but once; `types` are those of its inputs."""
    found: dict[str, list[Mutant]] = {}
    for name, operator in OPERATORS.items():
        made = [Mutant(table["id"], name, what, data) for what, data in operator(table, types) if data != table]
        found[name] = [mutant for place, mutant in enumerate(made) if mutant.data not in [m.data for m in made[:place]]]
    return found


Made = Iterator[tuple[str, TableData]]


def _with_rows(table: TableData, rows: Sequence[Any]) -> TableData:
    return {**table, "rows": list(rows)}


def _with_cell(table: TableData, place: int, name: str, cell: object) -> TableData:
    """The table with one cell changed; None takes the cell away."""
    rows = deepcopy(table["rows"])
    when = rows[place]["when"]
    if cell is None:
        del when[name]
    else:
        when[name] = cell
    return _with_rows(table, rows)


def _with_outputs(table: TableData, outputs: Mapping[int, Mapping[str, object]]) -> TableData:
    rows = [{**row, "then": dict(outputs.get(place, row["then"]))} for place, row in enumerate(table["rows"])]
    return _with_rows(table, rows)


def _cells(table: TableData) -> Iterator[tuple[int, str, str, str]]:
    """Each cell: its row's place and id, its input, its text."""
    for place, row in enumerate(table["rows"]):
        for name, cell in row["when"].items():
            if word_of(cell) != ANYTHING:
                yield place, row["id"], name, word_of(cell)


def drop_row(table: TableData, _types: Types) -> Made:
    """A row left out."""
    rows = table["rows"]
    for place, row in enumerate(rows):
        yield row["id"], _with_rows(table, rows[:place] + rows[place + 1 :])


def duplicate_row(table: TableData, _types: Types) -> Made:
    """A row written a second time with another output, before or after itself."""
    for changed in _changed_outputs(table):
        place, what, then = changed
        rows = table["rows"]
        copy = {**deepcopy(rows[place]), "id": f"{rows[place]['id']}_again", "then": then}
        yield f"{what}, after", _with_rows(table, [*rows[: place + 1], copy, *rows[place + 1 :]])
        yield f"{what}, before", _with_rows(table, [*rows[:place], copy, *rows[place:]])


def change_output(table: TableData, _types: Types) -> Made:
    """A row that leads to something else."""
    for place, what, then in _changed_outputs(table):
        yield what, _with_outputs(table, {place: then})


def _changed_outputs(table: TableData) -> Iterator[tuple[int, str, dict[str, object]]]:
    for place, row in enumerate(table["rows"]):
        for name, values in table["outputs"].items():
            for value in values:
                if value != row["then"][name]:
                    yield place, f"{row['id']} → {name}={word_of(value)}", {**row["then"], name: value}


def swap_outputs(table: TableData, _types: Types) -> Made:
    """Two rows that lead to what the other should."""
    rows = table["rows"]
    for one, other in combinations(range(len(rows)), 2):
        what = f"{rows[one]['id']} ↔ {rows[other]['id']}"
        yield what, _with_outputs(table, {one: rows[other]["then"], other: rows[one]["then"]})


def swap_rows(table: TableData, _types: Types) -> Made:
    """Two neighbouring rows in the wrong order, where the order decides."""
    rows = table["rows"]
    for place in range(len(rows) - 1) if table["hit"] == "first" else ():
        what = f"{rows[place]['id']} ↔ {rows[place + 1]['id']}"
        yield what, _with_rows(table, [*rows[:place], rows[place + 1], rows[place], *rows[place + 2 :]])


def shift_bound(table: TableData, types: Types) -> Made:
    """A number in a cell that is one too high or too low."""
    for place, row, name, text in _cells(table):
        type_ = types[name]
        if isinstance(type_, Numeric):
            step = SMALL_STEP if type_.high <= SHARE.high else 1
            for found in NUMBER.finditer(text):
                for by in (step, -step):
                    shifted = f"{float(found[0]) + by:.12g}"
                    cell = text[: found.start()] + shifted + text[found.end() :]
                    yield f"{row}.{name}: {text} → {cell}", _with_cell(table, place, name, cell)


def change_value(table: TableData, types: Types) -> Made:
    """A word in a cell replaced by another that its fact knows, or left out of a list."""
    for place, row, name, text in _cells(table):
        type_ = types[name]
        if isinstance(type_, Closed):
            negated = NEGATED.fullmatch(text)
            terms = [term.strip() for term in (negated[1] if negated else text).split(",")]
            for changed in _other_terms(terms, [word_of(value) for value in type_.values]):
                cell = f"not({', '.join(changed)})" if negated else ", ".join(changed)
                yield f"{row}.{name}: {text} → {cell}", _with_cell(table, place, name, cell)


def _other_terms(terms: Sequence[str], known: Sequence[str]) -> Iterator[list[str]]:
    for place in range(len(terms)):
        rest = [*terms[:place], *terms[place + 1 :]]
        if rest:
            yield rest
        yield from ([*terms[:place], word, *terms[place + 1 :]] for word in known if word not in terms)


def negate_cell(table: TableData, types: Types) -> Made:
    """A cell that says the opposite."""
    for place, row, name, text in _cells(table):
        if isinstance(types[name], Closed) or text == "null":
            negated = NEGATED.fullmatch(text)
            cell = negated[1] if negated else f"not({text})"
            yield f"{row}.{name}: {text} → {cell}", _with_cell(table, place, name, cell)


def drop_cell(table: TableData, _types: Types) -> Made:
    """A cell left empty, so that anything meets it."""
    for place, row, name, text in _cells(table):
        yield f"{row}.{name}: {text} → {ANYTHING}", _with_cell(table, place, name, None)


def misspell(table: TableData, types: Types) -> Made:
    """A letter missing from a word, in a cell or an output."""
    for place, row, name, text in _cells(table):
        for found in re.finditer(r"[a-z_]{3,}", text):
            cell = text[: found.end() - 1] + text[found.end() :]
            yield f"{row}.{name}: {text} → {cell}", _with_cell(table, place, name, cell)
    for place, row_ in enumerate(table["rows"]):
        for name, value in row_["then"].items():
            if isinstance(value, str):
                then = {**row_["then"], name: value[:-1]}
                yield f"{row_['id']} → {name}={value[:-1]}", _with_outputs(table, {place: then})


OPERATORS: Mapping[str, Callable[[TableData, Types], Made]] = {
    "drop a row": drop_row,
    "duplicate a row": duplicate_row,
    "shift a bound": shift_bound,
    "change a value": change_value,
    "negate a cell": negate_cell,
    "drop a cell": drop_cell,
    "swap outputs": swap_outputs,
    "misspell": misspell,
    "swap rows": swap_rows,
    "change an output": change_output,
}
