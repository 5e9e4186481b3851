"""The files of a rule pack as pydantic models: their keys and the types of their values, nothing about their sense."""

from __future__ import annotations

from typing import Literal

from app.packs.schema import Field, FileModel, Identifier, Languages, Name, TextFile

When = dict[str, object]
Word = str | int | float | bool | None
SourceIds = list[str]


class LeversFile(FileModel):
    """What a company can change about itself: every question but those that are `fixed`."""

    fixed: list[str] = Field(default=[], max_length=500)


class PackFile(FileModel):
    """pack.yaml."""

    id: Name
    edition: Name
    languages: Languages
    questionnaire: str
    title: TextFile
    about: TextFile
    levers: LeversFile = LeversFile()
    decisions: list[Identifier] = Field(max_length=50)


class SourceFile(FileModel):
    """An entry of sources.yaml."""

    id: str
    title: TextFile
    publisher: TextFile
    date: str
    note: TextFile


class SourcesFile(FileModel):
    """sources.yaml."""

    sources: list[SourceFile]


class TermFile(FileModel):
    """An entry of glossary.yaml."""

    id: Identifier
    term: TextFile
    reading: TextFile | None = None
    meaning: TextFile
    sources: SourceIds


class GlossaryFile(FileModel):
    """glossary.yaml."""

    terms: list[TermFile]


class GroupFile(FileModel):
    """A group of tasks."""

    id: Identifier
    title: TextFile
    text: TextFile


class TaskFile(FileModel):
    """A task."""

    id: Identifier
    group: Identifier
    title: TextFile
    text: TextFile
    decides: TextFile
    sources: SourceIds


class TasksFile(FileModel):
    """tasks.yaml; who decides is always the company itself, whoever carries a task out."""

    decision: Literal["inhouse"]
    decision_why: TextFile
    groups: list[GroupFile]
    tasks: list[TaskFile] = Field(min_length=1, max_length=50)


class AxisFile(FileModel):
    """An axis of the checklist."""

    id: Identifier
    title: TextFile
    text: TextFile
    items: list[str]


class ChecklistFile(FileModel):
    """checklist.yaml."""

    points: dict[str, float]
    axes: list[AxisFile]


class TaskFactFile(FileModel):
    """A fact every task has."""

    id: Identifier
    label: TextFile
    answer_to: str | None = None
    chosen_in: str | None = None


class DerivedFile(FileModel):
    """A derived fact: `compute` names its kind, `of` what it is computed from; a shown number can have a `unit`."""

    id: str
    label: TextFile
    show: Literal["number", "percent", "points", "manyen"] = "number"
    unit: TextFile | None = None
    compute: Literal[
        "count", "count_tasks", "told", "answered_share", "score", "coverage",
        "monthly_budget", "headroom_min", "headroom_max", "articles_open", "affordable_articles",
    ]  # fmt: skip
    of: list[str] = []
    matching: list[Word] = []
    silent: list[Word] = []
    inapplicable: list[Word] = []


class FactLabelFile(FileModel):
    """How a fact that a table sets beside its conclusion is called."""

    id: str
    label: TextFile


class FactsFile(FileModel):
    """facts.yaml."""

    per_task: list[TaskFactFile]
    derived: list[DerivedFile]
    labels: list[FactLabelFile] = []


class PricesFile(FileModel):
    """budget.yaml."""

    annual: str
    media: str
    articles: str
    months: int = Field(gt=0)
    advice: list[int] = Field(min_length=2, max_length=2)
    advice_tasks: list[str]
    retained: str
    article: int = Field(gt=0)
    content: str
    bought: list[str] = Field(min_length=1)
    sources: SourceIds


class HorizonFile(FileModel):
    """A horizon of the roadmap."""

    id: Identifier
    title: TextFile
    days: list[int] | None = Field(default=None, min_length=2, max_length=2)


class LimitFile(FileModel):
    """How many actions a horizon takes up to a headcount."""

    headcount: int | None
    most: int = Field(gt=0)


class CapacityFile(FileModel):
    """capacity.yaml."""

    horizons: list[HorizonFile] = Field(min_length=2)
    limits: list[LimitFile] = Field(min_length=1)
    sources: SourceIds


class HatFile(FileModel):
    """A hat."""

    id: Identifier
    title: TextFile
    text: TextFile
    always: bool
    task: str | None
    decides: bool = False


class NobodyFile(FileModel):
    """The seat that stands for a team of nobody."""

    id: Identifier
    title: TextFile
    hats: list[str]


class PersonsFile(FileModel):
    """Who wears what in a team of that headcount."""

    headcount: int
    seats: list[list[str]]


class TeamFile(FileModel):
    """A team of a large organisation."""

    id: Identifier
    title: TextFile
    weight: int = Field(gt=0)
    hats: list[str]


class SeatsFile(FileModel):
    """seats.yaml."""

    hats: list[HatFile] = Field(min_length=1, max_length=50)
    overload_above: int
    nobody: NobodyFile
    spare: str
    persons: list[PersonsFile] = Field(min_length=1, max_length=50)
    teams: list[TeamFile] = Field(min_length=1, max_length=20)
    sources: SourceIds
