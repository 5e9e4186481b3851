"""A rule pack's files, parsed and held against their models, before anything is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from app.domain.errors import InvalidData, Problem
from app.packs import handout_models, rule_models
from app.packs import pack_models as models
from app.packs.files import Files
from app.packs.mended import RESTING_ON, Mended
from app.packs.named_files import parse_listed, parse_named
from app.packs.salvage import ACTION, DECISION, FACT, FINDING, NOTHING_LOST, QUESTION, SOURCE, TERM, Lost, salvage
from app.packs.schema import FileModel, validate
from app.packs.stand_ins import stand_in
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


HEAD = "pack.yaml"
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    HEAD: (FACT, DECISION),
    "sources.yaml": (SOURCE,),
    "glossary.yaml": (TERM,),
    "tasks.yaml": ("task", "group", "value", FACT, QUESTION),
    "facts.yaml": (FACT,),
    "capacity.yaml": ("horizon",),
    "seats.yaml": ("hat",),
    "findings.yaml": (FINDING,),
    "actions.yaml": (ACTION,),
}
"""The kinds of names that are lost with a file."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What could be read of a pack's files.

    Something empty stands in for files that could not be read. `documents` are those that could be, by name. The
    `languages` are None where it is not known which they are. `mended` are the files of which something was left out
    or replaced.
    """

    found: PackDocuments
    documents: tuple[Document, ...]
    languages: tuple[str, ...] | None
    problems: tuple[Problem, ...]
    lost: Lost
    mended: Mapping[str, Mended]

    def own(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that do not rest on what was left out of a file or replaced in it."""
        touched = [file for file, mended in self.mended.items() if mended.touched]
        for problem in problems:
            mended = self.mended.get(problem.at.file) if problem.at else None
            if not any(file.startswith(RESTING_ON.get(problem.code, ())) for file in touched):
                yield from mended.own([problem]) if mended else [problem]

    @property
    def read(self) -> frozenset[str]:
        """The files that could be read."""
        return frozenset(document.file for document in self.documents)


def read_documents(files: Files) -> Gathered:
    """Parses every file and goes on without those that cannot be read."""
    return _Gathering(files).result()


class _Gathering:
    def __init__(self, files: Files) -> None:
        self._files = files
        self._documents: list[Document] = []
        self._problems: list[Problem] = []
        self._lost = NOTHING_LOST
        self._mended: dict[str, Mended] = {}

    def result(self) -> Gathered:
        head = self._read(HEAD, models.PackFile)
        # The keys of NAMES are the fields, each read with the model its field declares.
        found: dict[str, Any] = {key: self._read(name, model) for key, (name, model) in NAMES.items()}
        whole = PackDocuments(head=head, tables=self._decisions(head.content.decisions, head.document), **found)
        in_doubt = HEAD in self._mended and self._mended[HEAD].within(("languages",))
        languages = None if in_doubt else tuple(head.content.languages)
        documents = tuple(self._documents)
        return Gathered(whole, documents, languages, tuple(self._problems), self._lost, self._mended)

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

    def _read(self, name: str, model: type[Model]) -> Found[Model]:
        return self._salvaged(partial(parse_named, self._files, name), model) or self._stand_in(name, model)

    def _salvaged(self, read: Callable[[], Document], model: type[Model]) -> Found[Model] | None:
        try:
            salvaged = salvage(model, read())
        except InvalidData as error:
            self._problems.extend(error.problems)
            return None
        self._problems.extend(salvaged.problems)
        if salvaged.content is None:
            return None
        self._lost |= salvaged.lost
        self._documents.append(salvaged.document)
        if salvaged.problems:
            self._mended[salvaged.document.file] = Mended(salvaged.document, salvaged.touched)
        return Found(salvaged.document, salvaged.content)

    def _stand_in(self, name: str, model: type[Model]) -> Found[Model]:
        """What goes on without the file; all that is told of it rests on its not being there."""
        self._lost |= Lost(kinds=frozenset(NAMED_BY.get(name, ())))
        document = Document(name, {}, {}, {})
        self._mended[name] = Mended(document, frozenset({()}))
        return Found(document, model.model_validate(stand_in(model, ())))
