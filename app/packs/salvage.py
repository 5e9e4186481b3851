"""Goes on with what a faulty file still says, so that all faults are told in one run, and none for another's sake.

A misspelt key counts as the one that was probably meant. For a value that does not fit another stands in that does; an
entry that nobody can make sense of is left out. What is lost with them is remembered, so that a name that leads nowhere
only because of that is not told as a fault of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.errors import Position, Problem
from app.domain.nearest import NEAR
from app.packs.schema import FileModel, Misfit, hold_against
from app.packs.stand_ins import is_list_of_parts, stand_in
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
    """What could not be read: single names, kinds of which any name may have been among it, and one name of each kind
    of `unnamed`, which nobody knows.
    """

    names: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    unnamed: tuple[str, ...] = ()

    def __or__(self, other: Lost) -> Lost:
        return Lost(self.names | other.names, self.kinds | other.kinds, self.unnamed + other.unnamed)

    def explains(self, problem: Problem) -> bool:
        """Whether a problem says no more than that something lost is not there."""
        kind, name = _mentioned(problem)
        if not kind:
            return False
        return kind in self.kinds or name in self.names or name.rpartition("_")[0] in self.names

    def unexplained(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems that stand for themselves, in the order of their places, each told once."""
        left = [problem for problem in problems if not self.explains(problem)]
        strays = {_mentioned(problem) for problem in left if not problem.code.endswith(NEAR)}
        missing = {kind: [name for each, name in strays if each == kind] for kind, _ in strays}
        meant = {
            (kind, name) for kind in missing for name in missing[kind] if len(missing[kind]) <= self.unnamed.count(kind)
        }
        told = {(p.code, p.at, p.subject, *map(str, p.params.values())): p for p in left if _mentioned(p) not in meant}
        return sorted(told.values(), key=lambda problem: problem.at or Position("", 0, 0))


NO_NAME = ("", "")


def _mentioned(problem: Problem) -> tuple[str, str]:
    """The kind and the name of what a problem says is not there; empty where it says something else."""
    code = problem.code.removesuffix(NEAR)
    if code == "reference-unknown":
        kind, name = str(problem.params["kind"]), str(problem.params["name"])
    elif code in MENTIONS:
        kind, param = MENTIONS[code]
        name = str(problem.params[param])
    else:
        return NO_NAME
    prefix, _, bare = name.partition(":")
    if prefix in (FINDING, ACTION):
        return prefix, bare
    if kind == CONCLUSION:
        return DECISION, name
    return kind, name.removeprefix("task:").partition(".")[0] if name.startswith("task:") else name


NOTHING_LOST = Lost()
NOTHING: Mapping[Path, str] = {}
ROUNDS = 4
"""How often what does not fit is looked for anew: inside of what was put right, more may be wrong."""

NAMED_IN: Mapping[str, tuple[str, ...]] = {
    "actions": (ACTION,), "axes": (), "benchmarks": (), "decisions": (FACT, DECISION), "derived": (FACT,),
    "findings": (FINDING,), "groups": ("group",), "hats": ("hat",), "horizons": ("horizon",), "labels": (FACT,),
    "notes": (), "options": ("value", "option"), "per_task": (FACT,), "questions": (FACT, QUESTION),
    "scales": ("value", "option"), "sections": (FACT, QUESTION), "sources": (SOURCE,), "tasks": ("task", FACT),
    "terms": (TERM,),
}  # fmt: skip
"""The kinds of names that may be among the entries of each list."""
NAMED_NOWHERE = frozenset({"report.yaml"})
"""The files of which no other names an entry, whatever their lists are called."""
HEADS: Mapping[str, tuple[str, ...]] = {
    "id": (FACT, DECISION), "conclusion": (FACT, DECISION), "for_each": (FACT, DECISION, "value"),
    "outputs": (FACT, DECISION, "value"),
}  # fmt: skip
"""The keys of a decision table that say which facts it sets and what they can be."""
TELLING = frozenset({"id", "kind", "compute"})
"""The keys of an entry without which nothing else in it can be judged."""


def given_twice(problems: Iterable[Problem]) -> Lost:
    """The names of which nobody knows how they read: where an id is given twice, one of the two should be another."""
    twice = [each for each in problems if each.code in ("id-twice", "question-twice") and not _named_nowhere(each)]
    return Lost(unnamed=tuple(kind for each in twice for kind in NAMED_IN.get(each.subject.partition("[")[0], ())))


def _named_nowhere(problem: Problem) -> bool:
    return problem.at is not None and problem.at.file in NAMED_NOWHERE


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[Model]):
    """A file as far as it could be read; without `content` nothing in it could.

    What stood at the paths of `touched` was left out, or something else stands there.
    """

    document: Document
    content: Model | None
    problems: tuple[Problem, ...] = ()
    lost: Lost = NOTHING_LOST
    touched: frozenset[Path] = frozenset()


def salvage(model: type[Model], document: Document) -> Salvaged[Model]:
    """The document as `model`: what does not fit is left out, or something that fits stands in for it."""
    content, misfits = hold_against(model, document)
    problems = [misfit.problem for misfit in misfits]
    meant = _meant(document, misfits)
    if meant:
        document = rebuilt(document, renamed=meant)
        content, misfits = hold_against(model, document)
        problems += [misfit.problem for misfit in misfits if misfit.problem not in problems]
    mending = _Mending(model, document)
    for _ in range(ROUNDS):
        if content is not None or not mending.mends(misfits):
            break
        content, misfits = hold_against(model, mending.mended)
        problems += [misfit.problem for misfit in misfits if mending.tells(misfit) and misfit.problem not in problems]
    found = mending.mended if content is not None else document
    lost = NOTHING_LOST if document.file in NAMED_NOWHERE else mending.lost
    return Salvaged(found, content, tuple(problems), lost, mending.touched)


class _Mending:
    """What of a document is left out and replaced; all paths are those of the file."""

    def __init__(self, model: type[FileModel], document: Document) -> None:
        self._model = model
        self._document = document
        self.mended = document
        self.removed: set[Path] = set()
        self.replaced: dict[Path, object] = {}
        self.lost = NOTHING_LOST

    @property
    def touched(self) -> frozenset[Path]:
        """The paths of what is left out or replaced."""
        return frozenset({*self.removed, *self.replaced})

    def tells(self, misfit: Misfit) -> bool:
        """Whether a misfit is of the file itself, and not of a list that has an entry less only here."""
        was = self.mended.original(misfit.path)
        return not any(path[:-1] == was and isinstance(path[-1], int) for path in self.removed)

    def mends(self, misfits: Sequence[Misfit]) -> bool:
        """Puts misfits right; gives whether that can be done at all."""
        if any(misfit.path == () for misfit in misfits):
            return False
        try:
            for misfit in misfits:
                self._mend(misfit)
        except LookupError:
            return False
        self.mended = rebuilt(self._document, self.removed, replaced=self.replaced)
        return True

    def _mend(self, misfit: Misfit) -> None:
        path = self.mended.original(tuple(step for step in misfit.path if step != BAD_KEY))
        entry = _entry(path)
        if misfit.key_too_many or misfit.path[-1:] == (BAD_KEY,):
            self._leave_out(path)
        elif entry and (path == entry or (path[-1] in TELLING and path[:-1] == entry)):
            self._leave_out(entry)
            if path[-1] == "id":
                self.lost |= Lost(unnamed=NAMED_IN.get(str(entry[-2]), ()))
        else:
            self._replace(path)
        if "rows" in self._model.model_fields:
            self.lost |= Lost(kinds=frozenset(HEADS.get(str(path[0]), ())))

    def _leave_out(self, path: Path) -> None:
        self.removed.add(path)
        entry = _value_at(self._document, path)
        if isinstance(entry, dict) and "id" in entry:
            self.lost |= Lost(frozenset({str(entry["id"])}))
        elif isinstance(path[-1], int):
            self.lost |= Lost(kinds=frozenset(NAMED_IN.get(str(path[-2]), ())))

    def _replace(self, path: Path) -> None:
        self.replaced[path] = stand_in(self._model, path)
        if is_list_of_parts(self._model, path):
            self.lost |= Lost(kinds=frozenset(NAMED_IN.get(str(path[-1]), ())))


BAD_KEY = "[key]"
"""What pydantic puts behind a key that does not fit."""


def _entry(path: Path) -> Path:
    """The path to the innermost entry of a list that something is in; empty where it is in none."""
    places = [place for place, step in enumerate(path) if isinstance(step, int)]
    return path[: places[-1] + 1] if places else ()


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


def _value_at(document: Document, path: Path) -> object:
    """The value at a path."""
    value = document.data
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return value


def rebuilt(
    document: Document,
    removed: Collection[Path] = (),
    renamed: Mapping[Path, str] = NOTHING,
    replaced: Mapping[Path, object] = NOTHING,
) -> Document:
    """The document without what stands at some paths, keys at others renamed, values at others replaced.

    What is left keeps its places, and knows its path in the file.
    """
    places: dict[Path, Position] = {}
    keys: dict[Path, Position] = {}
    origins: dict[Path, Path] = {}

    def kept(value: object, was: Path, now: Path) -> object:
        if was in document.places:
            places[now] = document.places[was]
        if was in document.keys:
            keys[now] = document.keys[was]
        if _numbers(was) != _numbers(now):
            origins[now] = was
        if was in replaced:
            return replaced[was]
        if isinstance(value, dict):
            names = {key: renamed.get((*was, key), key) for key in value if (*was, key) not in removed}
            found = {name: kept(value[key], (*was, key), (*now, name)) for key, name in names.items()}
            return found | {str(path[-1]): new for path, new in replaced.items() if path[:-1] == was}
        if isinstance(value, list):
            left = [place for place in range(len(value)) if (*was, place) not in removed]
            return [kept(value[old], (*was, old), (*now, new)) for new, old in enumerate(left)]
        return value

    return Document(document.file, kept(document.data, (), ()), places, keys, origins)


def _numbers(path: Path) -> list[int]:
    return [step for step in path if isinstance(step, int)]
