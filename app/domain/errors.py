"""What can be wrong with what people hand in, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Param = str | int | float


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `code` names the kind and is also the key of its words in the catalogue, `subject` is what it is about (a question
    id, a key path), `params` fill the words, `at` is the place in a file where there is one.
    """

    code: str
    subject: str = ""
    params: Mapping[str, Param] = field(default_factory=dict)
    at: Position | None = None


class ProblemsFound(Exception):
    """Raised with everything that is wrong at once, never only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(_brief, problems)))
        self.problems = tuple(problems)


def _brief(problem: Problem) -> str:
    """A problem for a log: where, its code, what was said of it."""
    detail = problem.params.get("detail")
    return f"{problem.at or problem.subject}: {problem.code}" + (f" ({detail})" if detail else "")


class InvalidAnswers(ProblemsFound):
    """Raised when answers break the questionnaire's own terms."""


class InvalidData(ProblemsFound):
    """Raised when a file of a questionnaire or rule pack, or an answers file, cannot be read as what it should be."""


class RuleError(Exception):
    """Raised when a table does not decide as its hit policy promises: a gap or an overlap."""
