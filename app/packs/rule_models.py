"""The files of a rule pack that hold conditions, as pydantic models: tables, findings, actions, benchmarks, notes."""

from __future__ import annotations

from typing import Literal

from app.packs.pack_models import SourceIds, When, Word
from app.packs.schema import Field, FileModel, Identifier, TextFile


class RowFile(FileModel):
    """A row of a decision table."""

    id: Identifier
    when: When
    then: dict[str, Word]
    why: TextFile
    sources: SourceIds


class DetailFile(FileModel):
    """A further text of a value."""

    id: Identifier
    title: TextFile
    text: TextFile


class ReadingFile(FileModel):
    """How a value reads."""

    title: TextFile
    text: TextFile
    details: list[DetailFile] = []


class TableFile(FileModel):
    """A file of decisions/."""

    id: Identifier
    title: TextFile
    question: TextFile
    hit: Literal["unique", "first", "collect"]
    for_each: Literal["task"] | None = None
    traced: bool = True
    conclusion: str | None = None
    inputs: list[str]
    outputs: dict[str, list[Word]] = Field(min_length=1)
    rows: list[RowFile] = Field(min_length=1, max_length=300)
    values: dict[str, ReadingFile] = {}


class FindingFile(FileModel):
    """A finding."""

    id: Identifier
    severity: Literal["critical", "major", "minor"]
    when: When
    critical_when: When | None = None
    title: TextFile
    meaning: TextFile
    why: TextFile
    sources: SourceIds


class FindingsFile(FileModel):
    """findings.yaml."""

    findings: list[FindingFile] = Field(max_length=200)


class ActionFile(FileModel):
    """An action."""

    id: Identifier
    earliest: str
    after: list[str] = []
    owner: str
    when: When
    title: TextFile
    task: TextFile
    artifact: TextFile
    done: TextFile
    why: TextFile
    sources: SourceIds


class ActionsFile(FileModel):
    """actions.yaml."""

    actions: list[ActionFile] = Field(max_length=200)


class BenchmarkFile(FileModel):
    """A benchmark."""

    id: Identifier
    when: When
    title: TextFile
    figure: TextFile
    caveat: TextFile
    why: TextFile
    sources: SourceIds


class BenchmarksFile(FileModel):
    """benchmarks.yaml."""

    benchmarks: list[BenchmarkFile] = Field(max_length=100)


class NoteFile(FileModel):
    """A note."""

    id: Identifier
    on: str
    when: When
    text: TextFile
    sources: SourceIds


class NotesFile(FileModel):
    """notes.yaml."""

    notes: list[NoteFile] = Field(max_length=200)
