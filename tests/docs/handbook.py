"""Carries out the worked example of docs/handbook.md: its edits and its commands, in the order they stand.

`python -m tests.docs.handbook` runs it and writes what the commands really print into the page.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from click.testing import CliRunner

from app.cli.commands import main as shikumi
from app.domain.answers import read
from app.domain.diagnosis import diagnose
from app.domain.ports import StoredDiagnosis, StoredResponse
from app.engine.reference import ReferenceEngine
from app.services.respond import edition_of
from app.store.migrate import upgrade
from app.store.sql_store import open_store
from tests.support import CHECKOUT, Raw, pack_files, questionnaire_files, shipped_program

HANDBOOK = CHECKOUT / "docs" / "handbook.md"
BEFORE, AFTER, APPEND, NEW, WORKBOOK = "変更前", "変更後", "末尾に追加", "新しいファイル", "Excelで直すシート"
MARK = re.compile(rf"^({BEFORE}|{AFTER}|{APPEND}|{NEW}|{WORKBOOK})(?:：`([^`]+)`(?:の`([^`]+)`)?)?$")
CELL = re.compile(r"^\| `([A-Z]+\d+)` \| (.+) \| (.+) \|$")
LEFT_OUT = "（略）"
RUN = "./run shikumi "
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)

# Six companies that were diagnosed before the change.
COMPANIES: tuple[Raw, ...] = (
    {"employees": 55, "marketing_headcount": 2, "department_age": "1_to_3y", "decision_owner": "head"},
    {"employees": 58, "marketing_headcount": 1, "department_age": "none", "decision_owner": "concurrent_head"},
    {"employees": 45, "marketing_headcount": 3, "department_age": "over_3y", "decision_owner": "head"},
    {
        "employees": 300,
        "marketing_headcount": 8,
        "department_age": "over_3y",
        "decision_owner": "head",
        "abm_interest": "yes",
        "mql_agreed": "no",
        "sql_handoff_clear": "partial",
    },
    {
        "employees": 300,
        "marketing_headcount": 12,
        "department_age": "over_3y",
        "decision_owner": "head",
        "abm_interest": "yes",
        "mql_agreed": "no",
        "sql_handoff_clear": "partial",
        "regular_sync": "no",
    },
    {"employees": 1200, "marketing_headcount": 20, "department_age": "over_3y", "decision_owner": "head"},
)


@dataclass
class Shown:
    """A command of the page, what the page says it prints, and what it printed."""

    line: int
    command: str
    says: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def agrees(self) -> bool:
        """Whether the page says what was printed; numbers and digests may differ, and lines be left out."""
        printed = [masked(line) for line in self.printed]
        parts = [[masked(line) for line in part] for part in _parts(self.says)]
        if len(parts) == 1:
            return printed == parts[0]
        first, *middle, last = parts
        if printed[: len(first)] != first or printed[len(printed) - len(last) :] != last:
            return False
        rest = printed[len(first) : len(printed) - len(last)]
        return all(_passes(rest, part) for part in middle)


def _parts(lines: list[str]) -> list[list[str]]:
    """The lines between the places where some are left out."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _passes(rest: list[str], part: list[str]) -> bool:
    """Whether the part comes in the rest, which is cut off behind it."""
    for place in range(len(rest) - len(part) + 1):
        if rest[place : place + len(part)] == part:
            del rest[: place + len(part)]
            return True
    return False


def masked(line: str) -> str:
    """A line without what changes with every edition of the pack."""
    return re.sub(r"\d+", "#", re.sub(r"\b[0-9a-f]{12}\b", "DIGEST", line)).rstrip()


class Example:
    """The worked example, in a folder of its own that has what a checkout has."""

    def __init__(self, folder: Path) -> None:
        for name in ("rules", "questionnaires"):
            (folder / name).symlink_to(CHECKOUT / name)
        self._folder = folder
        self._before = ("", "")
        self.shown: list[Shown] = []

    def carry_out(self, page: str) -> list[Shown]:
        """Everything on the page, in order; raises AssertionError for an edit that does not fit its file."""
        lines = page.splitlines()
        place = 0
        mark: re.Match[str] | None = None
        while place < len(lines):
            line = lines[place]
            if line.startswith("```"):
                end = lines.index("```", place + 1)
                self._block(line[3:], lines[place + 1 : end], place + 1, mark)
                mark, place = None, end
            elif cell := CELL.match(line):
                assert mark
                self._edit_cell(mark[2], mark[3], *cell.groups())
            else:
                mark = MARK.match(line) or mark
            place += 1
        return self.shown

    def _block(self, kind: str, lines: list[str], start: int, mark: re.Match[str] | None) -> None:
        if kind == "console":
            for shown in _commands(lines, start):
                shown.printed = self._run(shown.command)
                self.shown.append(shown)
        elif mark:
            self._edit(mark[1], mark[2], "\n".join(lines))

    def _edit(self, what: str, name: str | None, text: str) -> None:
        if what == BEFORE:
            self._before = (str(name), text)
            return
        path = self._folder / (name or self._before[0])
        if what == AFTER:
            content = path.read_text()
            assert content.count(self._before[1]) == 1, f"{path.name} does not hold once: {self._before[1]}"
            path.write_text(content.replace(self._before[1], text))
        elif what == APPEND:
            path.write_text(f"{path.read_text().rstrip()}\n{text}\n")
        else:
            assert not path.exists(), f"{path.name} is there already"
            path.write_text(f"{text}\n")

    def _edit_cell(self, file: str, sheet: str, cell: str, before: str, after: str) -> None:
        workbook = openpyxl.load_workbook(self._folder / file)
        found = workbook[sheet][cell]
        before, after = before.strip("`"), after.strip("`")
        assert before in str(found.value), f"{sheet}!{cell} does not hold {before}"
        found.value = str(found.value).replace(before, after)
        workbook.save(self._folder / file)

    def _run(self, command: str) -> list[str]:
        if command.startswith(RUN):
            result = CliRunner().invoke(shikumi, shlex.split(command.removeprefix(RUN)))
            if result.exception and not isinstance(result.exception, SystemExit):
                raise result.exception
            return result.output.splitlines()
        program, *arguments = shlex.split(command)
        _PROGRAMS[program](arguments)
        return []


def _commands(lines: list[str], start: int) -> Iterator[Shown]:
    shown: Shown | None = None
    for number, line in enumerate(lines, start + 1):
        if line.startswith("$ "):
            if shown:
                yield shown
            shown = Shown(number, line.removeprefix("$ "))
        else:
            assert shown, f"line {number}: no command before it"
            shown.says.append(line)
    if shown:
        yield shown


def _copy(arguments: list[str]) -> None:
    _, source, target = arguments
    shutil.copytree(source, target)


def _make_folder(arguments: list[str]) -> None:
    Path(arguments[-1]).mkdir(parents=True)


_PROGRAMS: dict[str, Callable[[list[str]], None]] = {"cp": _copy, "mkdir": _make_folder}


def fill(url: str) -> None:
    """Keeps the diagnoses of the six companies, as the site would."""
    upgrade(url)
    program = shipped_program()
    engine, questionnaire = ReferenceEngine(program), program.questionnaire
    store = open_store(url)
    with store.writing() as work:
        for number, raw in enumerate(COMPANIES, 1):
            made = diagnose(engine, read(questionnaire, raw))
            id_ = f"kaitou-{number}"
            response = StoredResponse(id_, edition_of(questionnaire), {}, 1, NOW, NOW, NOW)
            work.responses.add(response, f"{number:064d}")
            work.editions.keep("questionnaire", made.questionnaire, questionnaire_files())
            work.editions.keep("rules", made.rules, pack_files())
            work.diagnoses.add(StoredDiagnosis(f"shindan-{number}", id_, NOW, made))
    store.close()


def write_outputs(page: str, shown: list[Shown]) -> str:
    """The page with what was printed in place of what it said, where it does not agree."""
    lines = page.splitlines()
    for each in reversed(shown):
        if not each.agrees():
            lines[each.line : each.line + len(each.says)] = each.printed
    return "\n".join(lines) + "\n"


def main() -> None:
    """Runs the example and brings the page up to date."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SHIKUMI_DATABASE_URL"] = url = f"sqlite:///{folder / 'shikumi.db'}"
        fill(url)
        page = HANDBOOK.read_text()
        with contextlib.chdir(folder):
            shown = Example(folder).carry_out(page)
    HANDBOOK.write_text(write_outputs(page, shown))
    for each in shown:
        print("as it was" if each.agrees() else "CHANGED  ", each.command)  # noqa: T201


if __name__ == "__main__":
    main()
