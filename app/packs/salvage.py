"""Goes on with what a faulty file still says, so that all faults are told in one run, and none for another's sake.

A misspelt key counts as the one that was probably meant. An entry that does not fit its model is left out and the rest
is kept; what is lost with it is remembered, so that a name that leads nowhere only because of that is not told as a
fault of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.errors import Position, Problem
from app.domain.nearest import NEAR
from app.packs.schema import FileModel, Misfit, hold_against
from app.packs.yaml_core import Document, Path

Model = TypeVar("Model", bound=FileModel)

FACT, FINDING, SOURCE, TERM, DECISION, QUESTION = "fact", "finding", "source", "term", "decision", "question"
ACTION, CONCLUSION = "action", "conclusion"

MENTIONS = {
    "condition-unknown-fact": (FACT, "fact"),
    "condition-not-earlier": (FACT, "fact"),
    "text-placeholder": (FACT, "name"),
    "sources-unknown": (SOURCE, "value"),
    "label-missing": (FACT, "name"),
    "term-unknown": (TERM, "name"),
    "decision-missing": (DECISION, "name"),
    "question-at-most": (QUESTION, "name"),
    "question-knowing-later": (QUESTION, "name"),
    "cell-unknown-value": ("value", "value"),
}
"""The codes that say a name leads nowhere: what it should have been, and the param that has the name."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What could not be read: single names, and kinds of which any name may have been among it."""

    names: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def __or__(self, other: Lost) -> Lost:
        return Lost(self.names | other.names, self.kinds | other.kinds)

    def explains(self, problem: Problem) -> bool:
        """Whether a problem says no more than that something lost is not there."""
        code = problem.code.removesuffix(NEAR)
        if code == "reference-unknown":
            kind, name = str(problem.params["kind"]), str(problem.params["name"])
        elif code in MENTIONS:
            kind, param = MENTIONS[code]
            name = str(problem.params[param])
        else:
            return False
        prefix, _, bare = name.partition(":")
        if prefix in (FINDING, ACTION):
            kind, name = prefix, bare
        elif kind == CONCLUSION:
            kind = DECISION
        elif name.startswith("task:"):
            name = name.removeprefix("task:").partition(".")[0]
        return kind in self.kinds or name in self.names or name.rpartition("_")[0] in self.names

    def unexplained(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems that stand for themselves, in the order of their places, each told once."""
        told = {(p.code, p.at, p.subject): p for p in problems if not self.explains(p)}
        return sorted(told.values(), key=lambda problem: problem.at or Position("", 0, 0))


NOTHING_LOST = Lost()
NOTHING: Mapping[Path, str] = {}


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[Model]):
    """A file as far as it could be read; without `content` nothing in it could."""

    document: Document
    content: Model | None
    problems: tuple[Problem, ...] = ()
    lost: Lost = NOTHING_LOST


def salvage(model: type[Model], document: Document) -> Salvaged[Model]:
    """The document as `model`, without the entries that do not fit it."""
    content, misfits = hold_against(model, document)
    if content is not None:
        return Salvaged(document, content)
    problems = tuple(misfit.problem for misfit in misfits)
    meant = _meant(document, misfits)
    if meant:
        document = _without(document, (), meant)
        content, misfits = hold_against(model, document)
        problems += tuple(misfit.problem for misfit in misfits if misfit.problem not in problems)
        if content is not None:
            return Salvaged(document, content, problems)
    entries = {_entry(misfit.path) for misfit in misfits}
    removed = entries - {()} | {misfit.path for misfit in misfits if misfit.key_too_many}
    rest = _without(document, removed)
    content, _ = hold_against(model, rest)
    if content is None:
        return Salvaged(document, None, problems)
    names = {str(entry["id"]) for path in removed if isinstance(entry := _at(document, path), dict) and "id" in entry}
    return Salvaged(rest, content, problems, Lost(frozenset(names)))


def _entry(path: Path) -> Path:
    """The path to the entry of a list that something is in; empty where it is in none, or is a word of a lower list."""
    places = [place for place, step in enumerate(path) if isinstance(step, int) and (place == 1 or path[place + 1 :])]
    return path[: places[0] + 1] if places else ()


def _meant(document: Document, misfits: Sequence[Misfit]) -> dict[Path, str]:
    """The misspelt keys by their paths, each with the one that was probably meant and is not there."""
    meant: dict[Path, str] = {}
    taken = set(document.keys)
    for path, problem in ((misfit.path, misfit.problem) for misfit in misfits if misfit.key_too_many):
        near = str(problem.params.get("near", ""))
        if near and (*path[:-1], near) not in taken:
            meant[path] = near
            taken.add((*path[:-1], near))
    return meant


def _at(document: Document, path: Path) -> object:
    """The value at a path."""
    value = document.data
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return value


def _without(document: Document, removed: Collection[Path], renamed: Mapping[Path, str] = NOTHING) -> Document:
    """The document without what stands at some paths, keys at others renamed; what is left keeps its places."""
    places: dict[Path, Position] = {}
    keys: dict[Path, Position] = {}

    def kept(value: object, was: Path, now: Path) -> object:
        if was in document.places:
            places[now] = document.places[was]
        if was in document.keys:
            keys[now] = document.keys[was]
        if isinstance(value, dict):
            names = {key: renamed.get((*was, key), key) for key in value if (*was, key) not in removed}
            return {name: kept(value[key], (*was, key), (*now, name)) for key, name in names.items()}
        if isinstance(value, list):
            left = [place for place in range(len(value)) if (*was, place) not in removed]
            return [kept(value[old], (*was, old), (*now, new)) for new, old in enumerate(left)]
        return value

    return Document(document.file, kept(document.data, (), ()), places, keys)
