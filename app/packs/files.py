"""The files of a questionnaire or rule pack, read once as bytes, so that they can come from a folder or a database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import InvalidData, Position, Problem
from app.packs.yaml_core import MOST_BYTES

Files = Mapping[str, bytes]
MOST_FILES = 200


def read_folder(folder: Path) -> Files:
    """Every YAML file below `folder` by its path there; hidden files are passed over. Raises InvalidData."""
    if not folder.is_dir():
        raise InvalidData([Problem("folder-missing", str(folder))])
    paths = sorted(path for path in folder.rglob("*.yaml") if not _hidden(path.relative_to(folder)))
    if not paths or len(paths) > MOST_FILES:
        code = "folder-too-many" if paths else "folder-empty"
        raise InvalidData([Problem(code, str(folder), {"max": MOST_FILES})])
    return {path.relative_to(folder).as_posix(): _read(path) for path in paths}


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read(path: Path) -> bytes:
    if not path.is_file():
        # A pipe would wait for ever, a device never end.
        raise InvalidData([Problem("file-not-regular", str(path), at=Position(str(path), 1, 1))])
    try:
        with path.open("rb") as file:
            # One byte more than is allowed, so that whoever parses it sees that there is too much.
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        detail = error.strerror or str(error)
        raise InvalidData(
            [Problem("file-unreadable", str(path), {"detail": detail}, Position(str(path), 1, 1))]
        ) from error


def digest(files: Files) -> str:
    """The SHA-256 over the files in path order, each framed by its path and length, in hexadecimal."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path}\0{len(files[path])}\0".encode())
        total.update(files[path])
    return total.hexdigest()
