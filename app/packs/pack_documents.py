"""A rule pack's files, parsed and held against their models, before anything is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from app.domain.errors import InvalidData, Problem
from app.packs import handout_models, rule_models
from app.packs import pack_models as models
from app.packs.files import Files
from app.packs.named_files import parse_listed, parse_named
from app.packs.salvage import ACTION, DECISION, FACT, FINDING, NOTHING_LOST, SOURCE, TERM, Lost, salvage
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
    handout: Found[handout_models.HandoutFile]
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
    "handout": ("report.yaml", handout_models.HandoutFile),
}


def read_table(files: Files, id_: str) -> Found[rule_models.TableFile]:
    """One decision table; raises InvalidData with what is wrong in its file."""
    document = parse_named(files, f"decisions/{id_}.yaml")
    return Found(document, validate(rule_models.TableFile, document))


EMPTY: Mapping[str, tuple[FileModel, str]] = {
    "sources": (models.SourcesFile(sources=[]), SOURCE),
    "glossary": (models.GlossaryFile(terms=[]), TERM),
    "findings": (rule_models.FindingsFile(findings=[]), FINDING),
    "actions": (rule_models.ActionsFile(actions=[]), ACTION),
    "benchmarks": (rule_models.BenchmarksFile(benchmarks=[]), ""),
    "notes": (rule_models.NotesFile(notes=[]), ""),
    "handout": (handout_models.NOTHING_GIVEN, ""),
}
"""What goes on without the file: what stands in for it, and the kind of name that is lost with it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What could be read of a pack's files.

    `documents` are those that could be read, by name; `found` is there where what the others rest on could be read.
    """

    found: PackDocuments | None
    documents: tuple[Document, ...]
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]
    lost: Lost


def read_documents(files: Files) -> Gathered:
    """Parses every file and goes on without those that cannot be read."""
    return _Gathering(files).result()


class _Gathering:
    def __init__(self, files: Files) -> None:
        self._files = files
        self._documents: list[Document] = []
        self._problems: list[Problem] = []
        self._lost = NOTHING_LOST

    def result(self) -> Gathered:
        head = self._read("pack.yaml", models.PackFile)
        found = {key: self._read(name, model) or self._stand_in(key, name) for key, (name, model) in NAMES.items()}
        decisions = self._decisions(head.content.decisions, head.document) if head else ()
        whole = None
        if head and all(found.values()):
            # The keys of NAMES are the fields, each read with the model its field declares.
            whole = PackDocuments(head=head, tables=decisions, **found)  # type: ignore[arg-type]
        languages = tuple(head.content.languages) if head else ()
        return Gathered(whole, tuple(self._documents), languages, tuple(self._problems), self._lost)

    def _decisions(self, ids: Sequence[str], head: Document) -> tuple[Found[rule_models.TableFile], ...]:
        tables = []
        for place, id_ in enumerate(ids):
            path: Path = ("decisions", place)
            if id_ in ids[:place]:
                self._problems.append(Problem("id-twice", spell(path), {"id": id_}, head.at(path)))
                continue
            table = self._salvaged(
                partial(parse_listed, self._files, "decisions", head, path, ids), rule_models.TableFile
            )
            if table:
                tables.append(table)
            else:
                self._lost |= Lost(kinds=frozenset({FACT, DECISION}))
        return tuple(tables)

    def _read(self, name: str, model: type[Model]) -> Found[Model] | None:
        return self._salvaged(partial(parse_named, self._files, name), model)

    def _salvaged(self, read: Callable[[], Document], model: type[Model]) -> Found[Model] | None:
        try:
            salvaged = salvage(model, read())
        except InvalidData as error:
            self._problems.extend(error.problems)
            return None
        self._problems.extend(salvaged.problems)
        self._lost |= salvaged.lost
        self._documents.append(salvaged.document)
        return None if salvaged.content is None else Found(salvaged.document, salvaged.content)

    def _stand_in(self, key: str, name: str) -> Found[FileModel] | None:
        if key not in EMPTY:
            return None
        content, kind = EMPTY[key]
        self._lost |= Lost(kinds=frozenset({kind}))
        return Found(Document(name, {}, {}, {}), content)
