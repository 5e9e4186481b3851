"""The files of a questionnaire or rule pack, read once as bytes, so that they can come from a folder or a database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import InvalidData, Position, Problem
from app.packs.yaml_core import MOST_BYTES

Files = Mapping[str, bytes]
MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as far as it can be read: the YAML files below it by their paths there, and what is wrong with others.

    `unread` are the paths of files that are there and cannot be read; None where nothing is known of any file.
    """

    files: Files
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] | None = frozenset()


def read_folder(folder: Path) -> Files:
    """Every YAML file below `folder` by its path there; hidden files are passed over. Raises InvalidData."""
    found = look_into(folder)
    if found.problems:
        raise InvalidData(found.problems)
    return found.files


def look_into(folder: Path) -> Folder:
    """What is in a folder; hidden files are passed over."""
    start = Position(str(folder), 1, 1)
    if not folder.is_dir():
        return Folder({}, (Problem("folder-missing", str(folder), at=start),), None)
    paths = sorted(path for path in folder.rglob("*.yaml") if not _hidden(path.relative_to(folder)))
    if not paths or len(paths) > MOST_FILES:
        code = "folder-too-many" if paths else "folder-empty"
        return Folder({}, (Problem(code, str(folder), {"max": MOST_FILES}, start),), None)
    read = {path.relative_to(folder).as_posix(): _read(path) for path in paths}
    files = {name: content for name, content in read.items() if isinstance(content, bytes)}
    problems = {name: content for name, content in read.items() if isinstance(content, Problem)}
    return Folder(files, tuple(problems.values()), frozenset(problems))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read(path: Path) -> bytes | Problem:
    """What a file holds, or why it cannot be read."""
    start = Position(str(path), 1, 1)
    if not path.is_file():
        # A pipe would wait for ever, a device never end.
        return Problem("file-not-regular", str(path), at=start)
    try:
        with path.open("rb") as file:
            # One byte more than is allowed, so that whoever parses it sees that there is too much.
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        return Problem("file-unreadable", str(path), {"detail": error.strerror or str(error)}, start)


def digest(files: Files) -> str:
    """The SHA-256 over the files in path order, each framed by its path and length, in hexadecimal."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path}\0{len(files[path])}\0".encode())
        total.update(files[path])
    return total.hexdigest()
