"""Brings the rows of a workbook's sheets back into the files of their tables.

Everything wrong is told at once, by sheet and cell, in the words of `check`; where anything is, nothing is changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.conditions import word_of
from app.domain.errors import InvalidData, Param, Position, Problem, RuleError
from app.domain.questionnaire import Questionnaire
from app.packs.files import Files
from app.packs.pack_files import load_rules
from app.packs.table_cells import normal
from app.packs.table_layout import ANYTHING, HEAD_ROWS, Column, Role, Sheet, Workbook
from app.packs.table_yaml import RowChange
from app.packs.workbook_read import ReadSheet, place, read_workbook, strays
from app.packs.yaml_core import Document, Path, parse
from app.packs.yaml_scalars import listed, quoted, sentence, test_word, text_word, value_word

Check = Callable[[Files], Sequence[Problem]]
TITLE_CELL = place(1, 1)


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of a table: its new text, and how many rows are new, changed, gone and in another place."""

    table: str
    file: str
    content: bytes
    added: int
    changed: int
    removed: int
    moved: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet: its number there, its cells in their normal form, and which row of the table it was."""

    number: int
    cells: tuple[str, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A sheet that was read: its rows, and the table's text with them."""

    sheet: Sheet
    rows: tuple[_Row, ...]
    content: bytes


class TableImport:
    """Imports one workbook into the tables of one rule pack."""

    def __init__(self, workbook: Workbook, pack_files: Files, questionnaire: Questionnaire, check: Check) -> None:
        self._sheets = {sheet.name: sheet for sheet in workbook.sheets}
        self._files = pack_files
        self._questionnaire = questionnaire
        self._check = check

    def read(self, name: str, content: bytes, passed_over: Sequence[str]) -> list[Edited]:
        """The tables that change; `passed_over` are sheets that hold no table. Raises InvalidData."""
        names, found = read_workbook(name, content, self._sheets)
        problems = [Problem("sheet-unknown", f"{each}!{TITLE_CELL}", {"sheets": ", ".join(self._sheets)})
                    for each in names if each not in self._sheets and each not in passed_over]  # fmt: skip
        if not found:
            raise InvalidData([*problems, Problem("workbook-no-tables", name, {"sheets": ", ".join(self._sheets)})])
        read = []
        for sheet in self._sheets.values():
            if sheet.name in found:
                reading = _Reading(sheet, found[sheet.name])
                read += reading.result()
                problems += reading.problems
        problems += self._refused(name, read, faulty=bool(problems))
        if problems:
            raise InvalidData(problems)
        return [edited for each in read if (edited := self._edited(each))]

    def _refused(self, name: str, read: Sequence[_Read], faulty: bool) -> Iterator[Problem]:
        """What is wrong with the pack as it would be; where cells could not be read, only what no guess can cause."""
        files = {**self._files, **{each.sheet.file: each.content for each in read}}
        places = _Places(read)
        try:
            yield from map(places.told, self._load(files) if faulty else self._check(files))
        except RuleError as error:
            yield Problem("workbook-unproven", name, {"detail": str(error)})

    def _load(self, files: Files) -> Sequence[Problem]:
        try:
            load_rules(files, self._questionnaire)
        except InvalidData as error:
            return error.problems
        return ()

    def _edited(self, read: _Read) -> Edited | None:
        sheet = read.sheet
        if read.content == self._files[sheet.file]:
            return None
        kept = [row for row in read.rows if row.before is not None]
        return Edited(
            table=sheet.table,
            file=sheet.file,
            content=read.content,
            added=len(read.rows) - len(kept),
            changed=sum(_differs(sheet, row) for row in kept),
            removed=len(sheet.rows) - len(kept),
            moved=_moved([row.before for row in kept if row.before is not None]),
        )


class _Reading:
    """Reads one sheet; what is wrong with its cells is gathered in `problems`."""

    def __init__(self, sheet: Sheet, found: ReadSheet) -> None:
        self._sheet = sheet
        self._found = found
        self.problems: list[Problem] = []

    def result(self) -> list[_Read]:
        """The sheet with its table's new text; nothing where its head or its form leaves no way to read the rows."""
        self._look_at_head()
        if self.problems:
            return []
        rows = tuple(self._rows())
        for row, column, code in strays(self._found, len(self._sheet.columns)):
            self._problem(code, row, column)
        if not rows:
            self._problem("sheet-no-rows", HEAD_ROWS + 1, 1)
            return []
        content = self._content(rows)
        return [_Read(self._sheet, rows, content.encode())] if content is not None else []

    def _look_at_head(self) -> None:
        for number, expected in enumerate(self._sheet.head, start=1):
            found = self._found.row(number)
            for column in range(1, max([len(expected), *found]) + 1):
                wanted = expected[column - 1] if column <= len(expected) else ""
                if normal(found.get(column, ""), Role.WHY) != normal(wanted, Role.WHY):
                    self._told_of_head(number, column, wanted)

    def _told_of_head(self, row: int, column: int, wanted: str) -> None:
        if wanted:
            self._problem("sheet-head", row, column, expected=wanted)
        else:
            self._problem("sheet-head-empty", row, column)

    def _rows(self) -> Iterator[_Row]:
        ids = [normal(cells[0], Role.ID) for cells in self._sheet.rows]
        taken: set[int] = set()
        for number in self._found.rows(HEAD_ROWS + 1, len(self._sheet.columns)):
            id_ = normal(self._found.row(number).get(1, ""), Role.ID)
            before = ids.index(id_) if id_ in ids else None
            before = None if before in taken else before
            taken |= {before} if before is not None else set()
            yield _Row(number, tuple(self._cells(number, before)), before)

    def _cells(self, number: int, before: int | None) -> Iterator[str]:
        texts = self._found.row(number)
        for place_, column in enumerate(self._sheet.columns):
            fault = self._found.faults.get((number, place_ + 1))
            old = normal(self._sheet.rows[before][place_], column.role) if before is not None else None
            if fault:
                self._problem(fault, number, place_ + 1)
                yield old if old is not None else _stand_in(column)
                continue
            text = normal(texts.get(place_ + 1, ""), column.role)
            if column.role is Role.NOTES and old is not None and text != old:
                self._problem("sheet-note-fixed", number, place_ + 1)
            yield text

    def _content(self, rows: Sequence[_Row]) -> str | None:
        sheet = self._sheet
        places = [row.before for row in rows]
        changes = [_change(sheet, row) if row.before is None or _differs(sheet, row) else None for row in rows]
        if places == list(range(len(sheet.rows))) and not any(changes):
            return sheet.text.text
        if not sheet.text.spliceable:
            self._problem("sheet-rows-flow", HEAD_ROWS + 1, 1, file=sheet.file)
            return None
        return sheet.text.rewritten(list(zip(places, changes, strict=True)))

    def _problem(self, code: str, row: int, column: int, **params: Param) -> None:
        self.problems.append(Problem(code, f"{self._sheet.name}!{place(row, column)}", params))


def _moved(places: Sequence[int]) -> int:
    """How many rows must have been moved: all but the longest run of those still in their order."""
    ends: list[int] = []
    for place_ in places:
        at = bisect_left(ends, place_)
        ends[at:] = [place_, *ends[at + 1 :]]
    return len(places) - len(ends)


def _stand_in(column: Column) -> str:
    """What stands for a cell of a new row that could not be read, so that nothing else is said of it."""
    words = {Role.ID: "row", Role.WHEN: ANYTHING, Role.WHY: ANYTHING}
    return words.get(column.role, column.choices[0].word if column.choices else "")


def _differs(sheet: Sheet, row: _Row) -> bool:
    return any(_changed(sheet, row, number) for number in range(len(sheet.columns)))


def _changed(sheet: Sheet, row: _Row, number: int) -> bool:
    """Whether a cell says something else than it did; the notes are not looked at."""
    role = sheet.columns[number].role
    if role is Role.NOTES:
        return False
    return row.before is None or row.cells[number] != normal(sheet.rows[row.before][number], role)


def _change(sheet: Sheet, row: _Row) -> RowChange:
    """A row as YAML source; entries that stay as they are written are None."""
    found: dict[Role, dict[str, str | None]] = {role: {} for role in Role}
    for number, column in enumerate(sheet.columns):
        changed, text = _changed(sheet, row, number), row.cells[number]
        if column.role is Role.WHEN and text == ANYTHING and (changed or not _written(sheet, row, column)):
            continue
        found[column.role][column.name] = _source(sheet, column, text) if changed else None
    notes = row.cells[-1] if row.before is None else ""
    id_ = text_word(row.cells[0])
    return RowChange(id_, found[Role.WHEN], found[Role.THEN], found[Role.WHY], found[Role.SOURCES][""], notes)


def _written(sheet: Sheet, row: _Row, column: Column) -> bool:
    """Whether the file writes out an input that may be anything."""
    return row.before is not None and column.name in sheet.written[row.before]


def _source(sheet: Sheet, column: Column, text: str) -> str:
    if column.role is Role.WHEN:
        return test_word(text)
    if column.role is Role.THEN:
        values = sheet.outputs[column.name].values
        return next((value_word(value) for value in values if word_of(value) == text), quoted(text))
    if column.role is Role.SOURCES:
        return listed(tuple(word for word in text.split(", ") if word))
    return sentence(text) if column.role is Role.WHY else text_word(text)


class _Places:
    """Knows which cell of which sheet a place in a table's new text comes from."""

    def __init__(self, read: Sequence[_Read]) -> None:
        self._read = {each.sheet.file: each for each in read}
        self._documents: dict[str, Document | None] = {}

    def told(self, problem: Problem) -> Problem:
        """The problem with the cell it is about for its subject; as it is where it is about no cell."""
        at = problem.at
        if at is None or at.file not in self._read:
            return problem
        read = self._read[at.file]
        whole = problem.subject == read.sheet.table
        cell = TITLE_CELL if whole else self._cell(read, self._path(at), str(problem.params.get("language", "")))
        return replace(problem, subject=f"{read.sheet.name}!{cell}", at=None)

    def _path(self, at: Position) -> Path:
        """The longest path that stands at a place."""
        document = self._document(at.file)
        if document is None:
            return ()
        found = [path for known in (document.places, document.keys) for path, place_ in known.items() if place_ == at]
        return max(found, key=len, default=())

    def _document(self, file: str) -> Document | None:
        if file not in self._documents:
            try:
                self._documents[file] = parse(file, self._read[file].content)
            except InvalidData:
                self._documents[file] = None
        return self._documents[file]

    def _cell(self, read: _Read, path: Path, language: str) -> str:
        match path:
            case ("rows", int(number), *rest) if number < len(read.rows):
                keys = [str(step) for step in rest]
                columns = read.sheet.columns
                column = next((n for n, each in enumerate(columns, start=1) if _fits(each, keys, language)), 1)
                return place(read.rows[number].number, column)
        return TITLE_CELL


def _fits(column: Column, keys: Sequence[str], language: str) -> bool:
    """Whether a path below a row leads to a column, as far as it says."""
    if not keys or keys[0] != column.role:
        return False
    name = keys[1] if len(keys) > 1 else language if column.role is Role.WHY else ""
    return not name or not column.name or name == column.name
