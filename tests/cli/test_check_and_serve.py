"""`shikumi check`, `db upgrade` and what `serve` finds before it serves."""

import json
import shutil
import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Shikumi
from tests.support import QUESTIONNAIRE_DIR, RULES_DIR


def test_the_shipped_questionnaire_and_pack_are_clean(shikumi: Shikumi) -> None:
    result = shikumi("check")
    assert result.exit_code == 0
    assert "質問64" in result.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("rules/findings.yaml", "marketing_headcount:", "marketing_headcuont:", "marketing_headcount"),
        ("rules/findings.yaml", "sources: [T]", "sources: [X]", "findings.yaml:"),
        ("rules/actions.yaml", "owner: lead", "owner: leed", "「lead」ではありませんか"),
        ("rules/decisions/model.yaml", "{model: small}", "{model: smal}", "decisions/model.yaml:"),
        ("rules/decisions/model.yaml", "hit: unique", "hit: unique\nhot: 1", "hit"),
        ("questionnaire/sections/team.yaml", "at_most: marketing_headcount", "at_most: people", "team.yaml:"),
    ],
)
def test_a_fault_is_told_with_its_place_and_how_to_mend_it(
    shikumi: Shikumi, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    shutil.copytree(RULES_DIR, tmp_path / "rules")
    shutil.copytree(QUESTIONNAIRE_DIR, tmp_path / "questionnaire")
    content = (tmp_path / file).read_text()
    assert old in content
    (tmp_path / file).write_text(content.replace(old, new, 1))
    result = shikumi("check", "--rules", tmp_path / "rules", "--questionnaire", tmp_path / "questionnaire")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert told in result.stderr


def test_with_strict_a_warning_is_a_fault_and_told_as_one(shikumi: Shikumi) -> None:
    strict, plain = shikumi("check", "--strict"), shikumi("check")
    assert (strict.exit_code, plain.exit_code) == (1, 0)
    assert strict.stdout == ""
    assert "[option-indistinct]" in strict.stderr
    told = json.loads(shikumi("check", "--strict", "--format", "json").stdout)["problems"]
    assert {problem["kind"] for problem in told} == {"fault"}
    assert len(told) == plain.stderr.count(": 質問「")


def test_json_gives_what_the_words_name_beside_them(shikumi: Shikumi) -> None:
    told = json.loads(shikumi("check", "--format", "json").stdout)["problems"]
    params = next(problem["params"] for problem in told if problem["subject"] == "sales_cycle")
    assert params == {"question": "sales_cycle", "one": "under_3m", "other": "3_to_6m"}


def test_a_folder_that_is_not_there_is_told_like_any_fault(shikumi: Shikumi, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    result = shikumi("check", "--rules", folder)
    assert result.exit_code == 1
    assert f"folder-missing] {folder}:1:1: " in result.stderr
    result = shikumi("check", "--rules", folder, "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    (told,) = (problem for problem in json.loads(result.stdout)["problems"] if problem["kind"] == "fault")
    assert (told["code"], told["at"]) == ("folder-missing", {"file": str(folder), "line": 1, "column": 1})


def test_a_port_in_use_is_told_with_another_to_try(
    shikumi: Shikumi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = shikumi("serve", "--port", str(port))
    assert result.exit_code == 1
    assert f"--port {port + 1}" in result.stderr


def test_the_database_is_made_and_made_again_without_harm(
    shikumi: Shikumi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(tmp_path))
    assert shikumi("db", "upgrade").exit_code == 0
    assert (tmp_path / "shikumi.db").exists()
    assert shikumi("db", "upgrade").exit_code == 0


def test_a_database_that_cannot_be_opened_is_told(
    shikumi: Shikumi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shikumi.db").write_text("not a database at all, but long enough to look like one " * 40)
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(tmp_path))
    result = shikumi("db", "upgrade")
    assert result.exit_code == 1
    assert "shikumi.db" in result.stderr
