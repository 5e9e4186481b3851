"""The facts the tables of a rule pack set, and what they can be, told from the files alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from app.domain.conditions import word_of
from app.domain.facts import Closed
from app.packs.pack_documents import Found, PackDocuments
from app.packs.pack_models import Word
from app.packs.rule_models import TableFile
from app.packs.yaml_core import Path


def facts_set(table: Found[TableFile]) -> Iterator[tuple[Path, str]]:
    """The facts a table sets, by their bare names, and what in it names them: its conclusion, then all beside it."""
    content = table.content
    yield ("conclusion" if content.conclusion else "id",), _conclusion(table)
    for output in list(content.outputs)[1:]:
        yield ("outputs", output), f"{_conclusion(table)}_{output}"


def _conclusion(table: Found[TableFile]) -> str:
    # A table whose id is not that of its file is told for that alone.
    return table.content.conclusion or PurePosixPath(table.document.file).stem


def spoken_of(content: TableFile, output: str) -> tuple[Word, ...]:
    """What an output can be: what the table lists, and what its rows give and `values` has words for.

    A table in which these differ is told for that alone.
    """
    known = Closed(tuple(content.outputs[output]))
    given = [row.then[output] for row in content.rows if output in row.then]
    return known.values + tuple(dict.fromkeys(v for v in given if word_of(v) in content.values and not known.admits(v)))


def outcomes(found: PackDocuments, conclusion: str) -> list[Word]:
    """What a conclusion can be, in order; nothing where no table comes to it.

    What a row says counts as well: where it is not among the outputs, the table is told for that.
    """
    values: list[Word] = []
    for content in (table.content for table in found.tables if _conclusion(table) == conclusion):
        first = next(iter(content.outputs))
        values += [*content.outputs[first], *(row.then[first] for row in content.rows if first in row.then)]
    return values


def sure_outcomes(found: PackDocuments, conclusion: str) -> list[Word]:
    """What a conclusion can be for certain, in order: what its table lists and a row gives."""
    values: list[Word] = []
    for content in (table.content for table in found.tables if _conclusion(table) == conclusion):
        first = next(iter(content.outputs))
        given = [row.then[first] for row in content.rows if first in row.then]
        values += [value for value in content.outputs[first] if value in given]
    return values
