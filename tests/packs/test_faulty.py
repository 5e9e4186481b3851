"""For every code that `check` can tell, a pack with exactly this fault, told once, at its place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from app.cli.checking import Checked, check_all, check_folders
from app.domain.errors import Problem
from app.domain.proofs import WARNINGS
from app.packs.files import MOST_FILES
from tests.packs.code_examples import EXAMPLES
from tests.packs.faulty import FAULTY
from tests.packs.mutated import said
from tests.support import QUESTIONNAIRE_DIR, RULES_DIR, WORDING_DIR, pack_files, questionnaire_files

FOLDERS = frozenset({"folder-missing", "folder-empty", "folder-too-many", "file-not-regular", "file-unreadable"})
"""Codes of folders, which no files have; they are tried below."""
WITHOUT = frozenset({"data-below", "data-not-below", "data-invalid"})
"""Codes of limits that no file has today; `test_schema.py` tries them on a model that has them."""
OF_OTHERS = (
    "setting-", "database-", "port-", "address-", "answer", "json-", "conclusion-", "case-", "workbook-", "sheet-",
    "file-unwritable", "folder-not-a-pack", "folder-other-pack", "language-not-spoken",
)  # fmt: skip
"""Codes that no `check` tells."""


def test_every_code_that_a_check_can_tell_has_a_faulty_pack() -> None:
    told = {code for code in EXAMPLES if not code.startswith(OF_OTHERS)}
    assert told == {*FAULTY, *FOLDERS, *WITHOUT}


def _what(warning: Problem) -> tuple[str, str]:
    return warning.code, str(warning.params)


@cache
def _shipped_warnings() -> frozenset[tuple[str, str]]:
    return frozenset(map(_what, check_all(questionnaire_files(), pack_files()).warnings))


@pytest.mark.parametrize("code", FAULTY)
def test_exactly_this_fault_is_told_at_its_place(code: str) -> None:
    made = FAULTY[code]()
    found = check_all(made.questionnaire, made.pack)
    new = [warning for warning in found.warnings if _what(warning) not in _shipped_warnings()]
    assert [(fault.code, str(fault.at)) for fault in said(found.faults)] == (
        [] if code in WARNINGS else [(code, made.place)]
    )
    assert code not in WARNINGS or [(each.code, str(each.at)) for each in said(new)] == [(code, made.place)]


def check(rules: Path) -> Checked:
    return check_folders(QUESTIONNAIRE_DIR, rules, WORDING_DIR)


def test_a_folder_nothing_can_be_read_from_is_told_in_place_of_all_its_files(tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(MOST_FILES + 1):
        (many / f"{number}.yaml").write_text("")
    (tmp_path / "empty").mkdir()
    for name, code in (("none", "folder-missing"), ("empty", "folder-empty"), ("many", "folder-too-many")):
        folder = tmp_path / name
        assert [(fault.code, str(fault.at)) for fault in said(check(folder).faults)] == [(code, f"{folder}:1:1")]


def test_a_file_nothing_can_be_read_from_is_told_beside_the_faults_of_others(tmp_path: Path) -> None:
    files = {**FAULTY["data-not-above"]().pack}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for name in ("seats.yaml", "decisions/model.yaml"):
        (tmp_path / name).unlink()
        (tmp_path / name).mkdir()
    assert {(fault.code, str(fault.at)) for fault in said(check(tmp_path).faults)} == {
        ("file-not-regular", f"{tmp_path / 'seats.yaml'}:1:1"),
        ("file-not-regular", f"{tmp_path / 'decisions/model.yaml'}:1:1"),
        ("data-not-above", "budget.yaml:5:9"),
    }


def test_both_folders_are_told_at_once() -> None:
    found = check_folders(RULES_DIR / "none", RULES_DIR / "nowhere", WORDING_DIR)
    assert [fault.code for fault in found.faults] == ["folder-missing"] * 2
