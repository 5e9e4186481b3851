"""What the command line prints: documents on standard output, problems on standard error."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app.domain.answers import shorten
from app.domain.errors import InvalidData, Position, Problem, ProblemsFound
from app.domain.presentation import Presentation
from app.domain.wording import Wording
from app.packs.wording_files import load_wording

MOST_PLACE = 500
"""How long the place of a problem may be in a line; keys can be as long as a file."""
WORDING = Path(__file__).resolve().parents[1] / "wording"


def load_words() -> Wording:
    """The words of the interface."""
    return load_wording(WORDING)


class Output:
    """Prints in one language; a place in a file of one of `folders` is told with its folder, to be opened from here."""

    def __init__(self, wording: Wording, language: str, folders: Sequence[Path] = ()) -> None:
        self.wording = wording
        self.language = language
        self._folders = folders

    def say(self, key: str, /, **params: object) -> str:
        """The words of a key."""
        return self.wording.say(key, self.language, **params)

    def json(self, data: Mapping[str, Any], indent: int | None = None) -> None:
        """Prints a JSON document."""
        click.echo(json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False))

    def told(self, problem: Problem, placed: bool = True) -> str:
        """A problem in one line: where it is or what it is about, and what is wrong."""
        where = str(self._from_here(problem.at)) if problem.at and placed else problem.subject
        both = f"{where}: {problem.subject}" if problem.at and placed and problem.subject != problem.at.file else where
        return f"{shorten(both, MOST_PLACE)}: {self.wording.problem(problem, self.language)}"

    def _from_here(self, place: Position) -> Position:
        paths = (folder / place.file for folder in self._folders)
        path = next((path for path in paths if path.is_file()), None)
        return replace(place, file=_short(path)) if path else place

    def problems(self, error: ProblemsFound) -> None:
        """Prints every problem, one a line."""
        for problem in error.problems:
            click.echo(self.told(problem), err=True)

    def presentation(self, shown: Presentation) -> None:
        """Prints a diagnosis to read."""
        from app.cli.text import lines

        click.echo("\n".join(lines(shown, self.say)))

    def checked(
        self, faults: Sequence[Problem], warnings: Sequence[Problem], counts: Mapping[str, int], form: str
    ) -> None:
        """Prints what a check found: faults on standard error, or everything as one JSON document.

        There, `params` are what the words of a problem name: an example, the rows, the tests that clash.
        """
        if form == "json":
            listed = [self._as_json(p, "fault") for p in faults] + [self._as_json(p, "warning") for p in warnings]
            self.json({"problems": listed, "counts": dict(counts)}, indent=2)
            return
        for fault in faults:
            click.echo(self.say("cli.check_fault", code=fault.code, told=self.told(fault)), err=True)
        for warning in warnings:
            click.echo(self.say("cli.check_warning", code=warning.code, told=self.told(warning)), err=True)
        if faults:
            click.echo(self.say("cli.check_faults", count=len(faults)), err=True)
        else:
            click.echo(self.say("cli.check_clean", **counts))

    def _as_json(self, problem: Problem, kind: str) -> dict[str, Any]:
        at = problem.at and self._from_here(problem.at)
        place = {"file": at.file, "line": at.line, "column": at.column} if at else None
        words = self.wording.problem(problem, self.language)
        told = {"code": problem.code, "kind": kind, "subject": problem.subject, "at": place, "message": words}
        return {**told, "params": dict(problem.params)}


def write_files(files: Sequence[tuple[Path, bytes]]) -> None:
    """Writes files with their contents; raises InvalidData with all that cannot be written."""
    problems = []
    for path, content in files:
        try:
            path.write_bytes(content)
        except OSError as error:
            problems.append(Problem("file-unwritable", str(path), {"detail": error.strerror or str(error)}))
    if problems:
        raise InvalidData(problems)


def _short(path: Path) -> str:
    """A path from the working directory where it is below that."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
