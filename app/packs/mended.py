"""Tells of a file in which something was left out or replaced only what is wrong in the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.domain.errors import Problem
from app.packs.yaml_core import Document, Path, spell

OF_A_WHOLE = frozenset({
    "seats-count", "capacity-last", "hat-unworn", "hat-teamless", "points-missing", "item-without-points",
    "horizon-too-early", "limit-not-above",
})  # fmt: skip
"""What is told of an entry among others, or of all of them together."""
OF_A_HEAD = frozenset({
    "table-outputs", "table-outputs-unlike", "table-unknown-output", "table-values", "table-not-an-input",
})  # fmt: skip
"""What is told where the rows of a table do not agree with its head."""
RESTING_ON: Mapping[str, tuple[str, ...]] = {"decision-unowned": ("seats.yaml",), "goal-missing": ("decisions/",)}
"""What is told of one file because of what another does not say, and how the path of that one begins."""
HEAD = frozenset({"inputs", "outputs", "values", "for_each"})


@dataclass(frozen=True)
class Mended:
    """A file as it can be read, and the paths in it of what was left out or replaced; an empty one stands for all."""

    document: Document
    touched: frozenset[Path]

    def own(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that do not rest on what was left out or replaced, told of the places of the file."""
        for problem in problems:
            told = replace(problem, subject=self._in_file(problem.subject))
            if not self._doubts(told):
                yield told

    def within(self, path: Path) -> bool:
        """Whether something inside of that path of the mended file was left out or replaced."""
        original = self.document.original(path)
        return any(not each or each[: len(original)] == original for each in self.touched)

    def _doubts(self, problem: Problem) -> bool:
        if () in self.touched:
            return True
        if problem.code in OF_A_WHOLE or (problem.code in OF_A_HEAD and any(each[0] in HEAD for each in self.touched)):
            return bool(self.touched)
        subject = problem.subject
        return any(subject == each or _leads(subject, each) or _leads(each, subject) for each in self._spelled)

    @cached_property
    def _spelled(self) -> tuple[str, ...]:
        return tuple(map(spell, self.touched))

    @cached_property
    def _moved(self) -> dict[str, str]:
        return {spell(now): spell(was) for now, was in self.document.origins.items()}

    def _in_file(self, subject: str) -> str:
        """A spelled path of the mended file as it is in the file itself."""
        known = (each for each in self._moved if subject == each or _leads(each, subject))
        longest = max(known, key=len, default="")
        return self._moved[longest] + subject[len(longest) :] if longest else subject


def _leads(path: str, other: str) -> bool:
    """Whether one spelled path leads to something inside of the other."""
    return bool(path) and other.startswith((f"{path}.", f"{path}["))
