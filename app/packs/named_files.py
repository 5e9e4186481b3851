"""The files of a questionnaire or rule pack by their names: those there always are, and those a list in one names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from app.domain.errors import InvalidData, Position, Problem
from app.domain.nearest import misspelt
from app.packs.files import Files
from app.packs.yaml_core import Document, Path, parse, spell


def parse_named(files: Files, name: str) -> Document:
    """One of the files, parsed; raises InvalidData where it is not there."""
    if name not in files:
        beside = [each for each in sorted(files) if PurePosixPath(each).parent == PurePosixPath(name).parent]
        at = Position(name, 1, 1)
        raise InvalidData([Problem("file-missing", name, {"files": ", ".join(beside) or "-"}, at)])
    return parse(name, files[name])


def parse_listed(files: Files, folder: str, head: Document, path: Path, names: Sequence[str]) -> Document:
    """The file in a folder that the last step of a path in `head` names, out of `names`; raises InvalidData."""
    id_ = names[int(path[-1])]
    file = f"{folder}/{id_}.yaml"
    if file not in files:
        there = [
            PurePosixPath(each).stem for each in sorted(files) if PurePosixPath(each).parent == PurePosixPath(folder)
        ]
        params = {"name": id_, "file": file, "folder": folder, "known": ", ".join(there) or "-"}
        problem = Problem("part-missing", spell(path), params, head.at(path))
        raise InvalidData([misspelt(problem, id_, [each for each in there if each not in names])])
    return parse(file, files[file])


def unlisted(files: Files, known: Collection[str], beside: str) -> Iterator[Problem]:
    """A problem for each file that nothing reads; `beside` is how the paths of those begin that may stand beside."""
    for name in sorted(files):
        if name not in known and not name.startswith(beside):
            yield Problem("file-unlisted", name, at=Position(name, 1, 1))
