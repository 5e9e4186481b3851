"""Whatever a file holds, reading it ends with clear errors. How long that takes: `tests/bench/hostile.py`."""

import os
from pathlib import Path

import pytest

from app.cli.checking import check_all
from app.domain.errors import InvalidData
from app.domain.wording import Wording
from app.packs.files import read_folder
from tests.abuse.hostile_files import hostile_cases
from tests.support import pack_files, questionnaire_files

CASES = {name: (file, content) for name, file, content in hostile_cases(pack_files())}


def test_there_are_at_least_sixty() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_ends_in_clear_errors_that_name_the_file(name: str, wording: Wording) -> None:
    file, content = CASES[name]
    found = check_all(questionnaire_files(), {**pack_files(), file: content})
    assert found.faults
    assert len(found.faults) <= 2000
    for fault in found.faults:
        assert wording.problem(fault, "ja")
    first = found.faults[0]
    assert first.at is not None
    assert first.at.file in {file, "findings.yaml", "actions.yaml", "decisions/phase.yaml"}


def test_no_hostile_file_ran_anything() -> None:
    assert not Path("/tmp/hostile").exists()  # noqa: S108 - where a hostile file would have left its mark


def test_a_pipe_in_the_folder_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "findings.yaml")
    with pytest.raises(InvalidData) as raised:
        read_folder(tmp_path)
    assert raised.value.problems[0].code == "file-not-regular"


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "findings.yaml").mkdir()
    with pytest.raises(InvalidData) as raised:
        read_folder(tmp_path)
    assert raised.value.problems[0].code == "file-not-regular"


def test_a_device_behind_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "findings.yaml").symlink_to("/dev/zero")
    with pytest.raises(InvalidData) as raised:
        read_folder(tmp_path)
    assert raised.value.problems[0].code == "file-not-regular"
