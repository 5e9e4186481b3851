"""Writes rule packs: a copy of one with some files changed, or the changed files of one in its place."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import InvalidData, Problem
from app.packs.files import read_folder

HEAD = "pack.yaml"


def holds_pack(folder: Path) -> bool:
    """Whether a folder holds a rule pack; raises InvalidData where it holds something else."""
    if (folder / HEAD).is_file():
        return True
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidData([Problem("folder-not-a-pack", str(folder))])
    return False


def write_changes(folder: Path, changed: Mapping[str, bytes]) -> None:
    """Replaces files of a folder, each at once, after all of them could be written; raises InvalidData."""
    ready: list[tuple[Path, Path]] = []
    try:
        for name, content in changed.items():
            target = (folder / name).resolve()
            beside = target.with_name(f".{target.name}.new")
            ready.append((beside, target))
            beside.write_bytes(content)
            shutil.copymode(target, beside)
        for beside, target in ready:
            beside.replace(target)
    except OSError as error:
        for beside, _ in ready:
            beside.unlink(missing_ok=True)
        raise _unwritable(folder, error) from error


def write_copy(source: Path, folder: Path, changed: Mapping[str, bytes]) -> None:
    """Copies a pack to a folder that is empty or not there, with some files changed; raises InvalidData."""
    beside = folder.resolve().with_name(f".{folder.resolve().name}.new")
    try:
        beside.mkdir(parents=True)
        for name in read_folder(source):
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            if name in changed:
                (beside / name).write_bytes(changed[name])
            else:
                shutil.copyfile(source / name, beside / name)
        beside.replace(folder.resolve())
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> InvalidData:
    detail = {"detail": error.strerror or str(error)}
    return InvalidData([Problem("file-unwritable", str(folder), detail)])
