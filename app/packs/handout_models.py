"""report.yaml as pydantic models: its keys and the types of its values, nothing about their sense."""

from __future__ import annotations

from app.packs.pack_models import SourceIds
from app.packs.schema import Field, FileModel, Identifier, TextFile


class AskFile(FileModel):
    """A decision asked of the reader where a conclusion stands."""

    id: Identifier
    on: str
    text: TextFile


class SalesStepFile(FileModel):
    """A step of working with sales."""

    id: Identifier
    action: str
    title: TextFile
    text: TextFile
    sources: SourceIds


class BreakdownFile(FileModel):
    """A place where marketing and sales come apart."""

    finding: str
    title: TextFile


class SalesFile(FileModel):
    """Where marketing and sales come apart, and the steps of working together."""

    breakdowns: list[BreakdownFile] = Field(min_length=1, max_length=6)
    steps: list[SalesStepFile] = Field(min_length=1, max_length=6)


class DecisionRightFile(FileModel):
    """A decision and the hats, in order, of which the first one worn is accountable."""

    id: Identifier
    title: TextFile
    hats: list[str] = Field(min_length=1, max_length=5)
    figure: TextFile
    rhythm: TextFile
    sources: SourceIds


class FigureFile(FileModel):
    """A row of the KPI one-sheet."""

    id: Identifier
    title: TextFile
    unit: TextFile


class MeasureFile(FigureFile):
    """A measure, which belongs to a task."""

    task: str


class KpiFile(FileModel):
    """The KPI one-sheet."""

    results: list[FigureFile] = Field(min_length=1, max_length=6)
    measures: list[MeasureFile] = Field(min_length=1, max_length=12)
    sources: SourceIds


class HandoutFile(FileModel):
    """report.yaml."""

    goals: dict[str, str]
    asks: list[AskFile] = Field(min_length=3, max_length=50)
    sales: SalesFile
    changes: list[str] = Field(max_length=30)
    decisions: list[DecisionRightFile] = Field(min_length=1, max_length=12)
    kpi: KpiFile
