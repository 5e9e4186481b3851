"""A questionnaire's files as pydantic models: their keys and the types of their values, nothing about their sense."""

from __future__ import annotations

from typing import Literal

from app.packs.schema import Field, FileModel, Identifier, Languages, Name, OptionId, TextFile


class OptionFile(FileModel):
    """An option as a file has it."""

    id: OptionId
    text: TextFile
    hint: TextFile | None = None


class AcceptFile(FileModel):
    """Limits as a file has them."""

    min: int = 0
    max: int = 0
    at_most: str | None = None
    max_length: int = Field(default=0, le=2000)


class QuestionFile(FileModel):
    """A question as a file has it."""

    id: Identifier
    kind: Literal["text", "integer", "choice", "multiple"]
    required: bool = False
    label: TextFile
    ask: TextFile
    why: TextFile
    help: TextFile | None = None
    ask_knowing: TextFile | None = None
    help_knowing: TextFile | None = None
    unit: TextFile | None = None
    accept: AcceptFile = AcceptFile()
    show_if: dict[str, object] = {}
    left_out: str | None = None
    scale: str | None = None
    options: list[OptionFile] = []
    terms: list[Identifier] = []
    report_only: bool = False
    quick: bool = False
    ordered: bool = False


class SectionFile(FileModel):
    """A section as a file has it."""

    id: Identifier
    title: TextFile
    intro: TextFile
    quick_intro: TextFile | None = None
    questions: list[QuestionFile]


class HeadFile(FileModel):
    """questionnaire.yaml."""

    id: Name
    edition: Name
    languages: Languages
    title: TextFile
    intro: TextFile
    sections: list[Identifier]
    scales: dict[Identifier, list[OptionFile]] = {}
    ordered_scales: list[Identifier] = []
