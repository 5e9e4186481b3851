"""A rule pack's files, parsed and held against their models, before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.errors import InvalidData, Problem
from app.packs import pack_models as models
from app.packs import rule_models
from app.packs.files import Files
from app.packs.questionnaire_files import parse_named
from app.packs.schema import FileModel, validate
from app.packs.yaml_core import Document, Path, spell

Model = TypeVar("Model", bound=FileModel)


@dataclass(frozen=True, slots=True)
class Found(Generic[Model]):
    """A file: where everything stands in it, and what it says."""

    document: Document
    content: Model


@dataclass(frozen=True, slots=True)
class PackDocuments:
    """All files of a rule pack."""

    head: Found[models.PackFile]
    sources: Found[models.SourcesFile]
    glossary: Found[models.GlossaryFile]
    tasks: Found[models.TasksFile]
    checklist: Found[models.ChecklistFile]
    facts: Found[models.FactsFile]
    prices: Found[models.PricesFile]
    capacity: Found[models.CapacityFile]
    seats: Found[models.SeatsFile]
    findings: Found[rule_models.FindingsFile]
    actions: Found[rule_models.ActionsFile]
    benchmarks: Found[rule_models.BenchmarksFile]
    notes: Found[rule_models.NotesFile]
    tables: tuple[Found[rule_models.TableFile], ...]


NAMES: Mapping[str, tuple[str, type[FileModel]]] = {
    "sources": ("sources.yaml", models.SourcesFile),
    "glossary": ("glossary.yaml", models.GlossaryFile),
    "tasks": ("tasks.yaml", models.TasksFile),
    "checklist": ("checklist.yaml", models.ChecklistFile),
    "facts": ("facts.yaml", models.FactsFile),
    "prices": ("budget.yaml", models.PricesFile),
    "capacity": ("capacity.yaml", models.CapacityFile),
    "seats": ("seats.yaml", models.SeatsFile),
    "findings": ("findings.yaml", rule_models.FindingsFile),
    "actions": ("actions.yaml", rule_models.ActionsFile),
    "benchmarks": ("benchmarks.yaml", rule_models.BenchmarksFile),
    "notes": ("notes.yaml", rule_models.NotesFile),
}


def read_documents(files: Files) -> PackDocuments:
    """Parses every file; raises InvalidData with what is wrong in any of them."""
    head = _read(files, "pack.yaml", models.PackFile)
    problems: list[Problem] = []
    found: dict[str, Found[FileModel]] = {}
    for key, (name, model) in NAMES.items():
        _gather(files, name, model, key, found, problems)
    decisions = head.content.decisions
    for place, id_ in enumerate(decisions):
        if id_ in decisions[:place]:
            path: Path = ("decisions", place)
            problems.append(Problem("id-twice", spell(path), {"id": id_}, head.document.at(path)))
            continue
        _gather(files, f"decisions/{id_}.yaml", rule_models.TableFile, f"table {id_}", found, problems)
    if problems:
        raise InvalidData(problems)
    tables = tuple(found.pop(f"table {id_}") for id_ in head.content.decisions)
    # The keys of NAMES are the fields, each read with the model its field declares.
    return PackDocuments(head=head, tables=tables, **found)  # type: ignore[arg-type]


def _gather(
    files: Files,
    name: str,
    model: type[FileModel],
    key: str,
    found: dict[str, Found[FileModel]],
    problems: list[Problem],
) -> None:
    try:
        found[key] = _read(files, name, model)
    except InvalidData as error:
        problems.extend(error.problems)


def _read(files: Files, name: str, model: type[Model]) -> Found[Model]:
    document = parse_named(files, name)
    return Found(document, validate(model, document))
