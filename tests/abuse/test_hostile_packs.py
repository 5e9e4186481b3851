"""Whatever a file holds, reading it ends with clear errors. How long that takes: `tests/bench/hostile.py`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.checking import check_all
from app.domain.answers import read
from app.domain.errors import InvalidData
from app.domain.evaluation import evaluate
from app.domain.program import build
from app.engine.durable import DurableEngine
from app.packs.files import read_folder
from app.packs.pack_files import load_rules
from tests.abuse.hostile_files import COLLIDING, colliding_names, hostile_cases
from tests.support import CHECKOUT, REQUIRED, pack_files, questionnaire_files, shipped_questionnaire

CASES = {name: (code, file) for name, code, file, _ in hostile_cases(pack_files())}
LONGEST = 600
"""Characters a message may have: one that lists what can be used has more than most."""


def test_there_are_at_least_sixty() -> None:
    assert len(CASES) >= 60


def test_each_hostile_file_ends_in_one_clear_error_within_bounds_of_memory_and_time() -> None:
    run = subprocess.run([sys.executable, "-m", "tests.abuse.bounded"], cwd=CHECKOUT, capture_output=True, check=True)
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert {each["name"]: each["codes"] for each in told} == {name: [code] for name, (code, _) in CASES.items()}
    elsewhere = {each["name"] for each in told if each["first"].partition(":")[0] != CASES[each["name"]][1]}
    assert elsewhere == {"a decision that waits for itself"}  # told at one of the decisions of the circle
    assert {each["name"] for each in told if each["longest"] > LONGEST} == set()


def fnv(name: str) -> int:
    """The 32-bit FNV-1a hash."""
    value = 2166136261
    for byte in name.encode():
        value = ((value ^ byte) * 16777619) % 2**32
    return value


def test_names_the_engine_cannot_tell_apart_by_their_hash_are_told_apart() -> None:
    one, other = COLLIDING
    assert fnv(one) == fnv(other)
    assert check_all(questionnaire_files(), colliding_names()).faults == ()
    questionnaire = shipped_questionnaire()
    engine = DurableEngine(build(questionnaire, load_rules(colliding_names(), questionnaire)))
    found = evaluate(engine, read(questionnaire, {**REQUIRED, "lead_followup": "partial"})).facts
    assert (found[f"finding:on_{one}"], found[f"finding:on_{other}"]) == (True, False)


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
