"""What stands where when a decision table is a sheet of a workbook: the head, the columns, the cells of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.conditions import word_of
from app.domain.fact_words import FactWords
from app.domain.facts import Closed, FactType, Scalar
from app.domain.program import GROUP, TASK, aliases, fact_types, output_facts
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack, Table
from app.domain.wording import Wording
from app.packs import rule_models
from app.packs.files import Files
from app.packs.pack_documents import Found, read_table
from app.packs.pack_files import load_rules
from app.packs.spoken import require_language
from app.packs.table_yaml import TableText

ANYTHING = "-"
HEAD_ROWS = 5
MOST_CHARACTERS = 32_000  # of a cell; Excel takes 32,767
LONGEST_NAME = 31  # of a sheet
RESERVED_NAMES = frozenset({"history"})  # Excel keeps this name for itself


class Role(StrEnum):
    """What a column holds."""

    ID = "id"
    WHEN = "when"
    THEN = "then"
    WHY = "why"
    SOURCES = "sources"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Choice:
    """A word a cell may hold, and how it reads."""

    word: str
    reading: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `name` is the input, the output or the language; `choices` are the words of a closed one."""

    role: Role
    name: str
    label: str
    choices: tuple[Choice, ...] = ()

    @property
    def key(self) -> str:
        """What the head names it by."""
        if self.role in (Role.WHEN, Role.THEN):
            return self.name
        return f"{self.role}.{self.name}" if self.name else str(self.role)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as its sheet shows it.

    `head` and `rows` are the texts of all cells, `written` the inputs each row names in its file.
    """

    name: str
    table: str
    file: str
    columns: tuple[Column, ...]
    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    written: tuple[frozenset[str], ...]
    outputs: Mapping[str, Closed]
    text: TableText


@dataclass(frozen=True, slots=True)
class Workbook:
    """All tables of a rule pack as sheets."""

    pack: RulePack
    sheets: tuple[Sheet, ...]


def lay_out(pack_files: Files, questionnaire: Questionnaire, wording: Wording, language: str) -> Workbook:
    """The sheets of a rule pack; raises InvalidData where the pack cannot be read or has no words in the language."""
    pack = load_rules(pack_files, questionnaire)
    require_language(language, questionnaire, pack)
    words = _Words(questionnaire, pack, wording, language)
    names = sheet_names([table.id for table in pack.tables])
    sheets = (
        _sheet(table, names[table.id], read_table(pack_files, table.id), words, pack_files) for table in pack.tables
    )
    return Workbook(pack, tuple(sheets))


def _sheet(table: Table, name: str, found: Found[rule_models.TableFile], words: _Words, pack_files: Files) -> Sheet:
    text = TableText(pack_files[found.document.file].decode())
    columns = tuple(words.columns(table))
    rows = found.content.rows
    return Sheet(
        name=name,
        table=table.id,
        file=found.document.file,
        columns=columns,
        head=tuple(words.head(table, columns)),
        rows=tuple(_cells(row, columns, notes) for row, notes in zip(rows, text.notes(), strict=True)),
        written=tuple(frozenset(row.when) for row in rows),
        outputs=table.outputs,
        text=text,
    )


def sheet_names(tables: Sequence[str]) -> dict[str, str]:
    """The name of each table's sheet: its id, or, where Excel cannot take that, the id shortened and numbered."""
    names: dict[str, str] = {}
    for table in tables:
        name, number = table[:LONGEST_NAME], 1
        while name in RESERVED_NAMES or name in names.values():
            number += 1
            name = f"{table[: LONGEST_NAME - 4]}~{number}"
        names[table] = name
    return names


def _cells(row: rule_models.RowFile, columns: Sequence[Column], notes: str) -> tuple[str, ...]:
    texts = (_cell(row, column, notes) for column in columns)
    return tuple(text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…" for text in texts)


def _cell(row: rule_models.RowFile, column: Column, notes: str) -> str:
    if column.role is Role.WHEN:
        cell = row.when.get(column.name, ANYTHING)
        return word_of(cell) if isinstance(cell, (str, int, float, bool, type(None))) else ""
    if column.role is Role.THEN:
        return word_of(row.then[column.name])
    plain = {Role.ID: row.id, Role.SOURCES: ", ".join(row.sources), Role.NOTES: notes}
    return plain[column.role] if column.role in plain else row.why.get(column.name, "")


class _Words:
    """Names facts and their values."""

    def __init__(self, questionnaire: Questionnaire, pack: RulePack, wording: Wording, language: str) -> None:
        self._facts = FactWords(questionnaire, pack, wording, language)
        self._types = fact_types(questionnaire, pack)
        self._pack = pack
        self._wording = wording
        self._language = language

    def head(self, table: Table, columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
        """The rows above the table's own."""
        yield self._say("tables.title"), table.title.say(self._language)
        yield self._say("tables.question"), table.question.say(self._language)
        yield self._say("tables.hit"), self._say(f"tables.hit.{table.hit}")
        yield tuple(column.label for column in columns)
        yield tuple(column.key for column in columns)

    def columns(self, table: Table) -> Iterator[Column]:
        """The columns of a table."""
        yield Column(Role.ID, "", self._say("tables.column.id"))
        names, types = self._facts_of(table)
        for name in table.inputs:
            choices = self._choices(names.get(name, name), name, types.get(name))
            label = self._say("tables.column.when", label=self._label(name))
            anything = (Choice(ANYTHING, self._say("tables.anything")),) if choices else ()
            yield Column(Role.WHEN, name, label, anything + choices)
        task = self._pack.tasks.ids[0]
        for fact, output in output_facts(table, task):
            bare = fact.removeprefix(f"task:{task}.")
            label = self._say("tables.column.then", label=self._label(bare, output))
            yield Column(Role.THEN, output, label, self._choices(fact, bare, table.outputs[output]))
        for language in self._pack.languages:
            yield Column(Role.WHY, language, self._say("tables.column.why", language=language))
        yield Column(Role.SOURCES, "", self._say("tables.column.sources"))
        yield Column(Role.NOTES, "", self._say("tables.column.notes"))

    def _facts_of(self, table: Table) -> tuple[dict[str, str], dict[str, FactType]]:
        """What a table's bare names stand for at the first task, which stands for all, and the types of all names."""
        if not table.for_each_task:
            return {}, self._types
        tasks = self._pack.tasks
        names = aliases(self._pack, tasks.ids[0])
        bare = {name: self._types[fact] for name, fact in names.items() if fact in self._types}
        own = {TASK: Closed(tasks.ids), GROUP: Closed(tuple(group.id for group in tasks.groups))}
        return names, {**self._types, **bare, **own}

    def _choices(self, fact: str, name: str, type_: FactType | None) -> tuple[Choice, ...]:
        if not isinstance(type_, Closed):
            return ()
        return tuple(Choice(word_of(value), self._reading(fact, name, value)) for value in type_.values)

    def _reading(self, fact: str, name: str, value: Scalar) -> str:
        for each in (fact, name):
            try:
                return self._facts.value(each, value)
            except (KeyError, StopIteration):
                continue
        return word_of(value)

    def _label(self, name: str, otherwise: str = "") -> str:
        try:
            return self._facts.label(name)
        except KeyError:
            return otherwise or name

    def _say(self, key: str, /, **params: object) -> str:
        return self._wording.say(key, self._language, **params)
