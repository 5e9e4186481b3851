"""`shikumi coverage`: what the cases leave untried, and which do not give what they expect."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shikumi
from tests.support import RULES_DIR

CASE = "nobody-yet.yaml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the shipped pack, to be spoilt."""
    return Path(shutil.copytree(RULES_DIR, tmp_path / "rules"))


def spoil(file: Path, pattern: str, new: str) -> None:
    text = file.read_text()
    assert re.search(pattern, text, re.MULTILINE)
    file.write_text(re.sub(pattern, new, text, count=1, flags=re.MULTILINE))


def test_the_shipped_cases_cover_the_shipped_pack(shikumi: Shikumi) -> None:
    result = shikumi("coverage")
    assert result.exit_code == 0
    assert result.stdout.count("100%") >= 3


def test_rules_that_no_case_calls_up_are_listed(shikumi: Shikumi, rules: Path) -> None:
    for case in (rules / "cases").glob("*.yaml"):
        if case.name != CASE:
            case.unlink()
    result = shikumi("coverage", "--rules", rules)
    assert result.exit_code == 1
    for missing in (
        "model.four_to_nine",
        "finding.single_point",
        "finding.agency_extension.critical",
        "action.pilot_abm",
    ):
        assert f"  {missing}\n" in result.stdout
    assert re.search("marketing_headcountの3と4の境目：3、4", result.stdout)
    assert "action.reassess" not in result.stdout


def test_a_case_that_fails_is_told_with_its_differences(shikumi: Shikumi, rules: Path) -> None:
    spoil(rules / "cases" / CASE, "value: small", "value: large")
    result = shikumi("coverage", "--rules", rules)
    assert result.exit_code == 1
    assert f"［事例 cases/{CASE}］" in result.stdout
    assert "model.value：期待はlargeですが、smallになりました。" in result.stdout


@pytest.mark.parametrize(
    ("pattern", "new", "told"),
    [
        (r"^expected:[\s\S]*", "", "expected がない"),
        ("marketing_headcount: 0", "marketing_headcount: -1", "marketing_headcount"),
        ("marketing_headcount: 0", "marketing_headcount: [", f"cases/{CASE}:"),
        ("^  archetype: .*", "  archetypo: lean", "archetypo"),
    ],
)
def test_a_case_that_cannot_be_judged_is_told(shikumi: Shikumi, rules: Path, pattern: str, new: str, told: str) -> None:
    spoil(rules / "cases" / CASE, pattern, new)
    result = shikumi("coverage", "--rules", rules)
    assert result.exit_code == 1
    assert f"［事例 cases/{CASE}］" in result.stdout
    assert told in result.stdout


def test_everything_comes_as_json_too(shikumi: Shikumi, rules: Path) -> None:
    spoil(rules / "cases" / CASE, "value: small", "value: large")
    found = json.loads(shikumi("coverage", "--rules", rules, "--format", "json").stdout)
    assert found["complete"] is False
    assert [case["name"] for case in found["cases"] if not case["passed"]] == [f"cases/{CASE}"]
    assert set(found["coverage"]) == {"rows", "findings", "actions", "benchmarks", "notes", "boundaries"}
    assert found["coverage"]["rows"] == {"total": found["coverage"]["rows"]["total"], "percent": 100, "missing": []}


def test_a_pack_that_cannot_be_read_is_told(shikumi: Shikumi, rules: Path) -> None:
    spoil(rules / "findings.yaml", "marketing_headcount:", "marketing_headcuont:")
    result = shikumi("coverage", "--rules", rules)
    assert result.exit_code == 1
    assert "findings.yaml:" in result.stderr
