"""`shikumi explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import REQUIRED, Shikumi
from tests.support import CASES_DIR, case_names

TIGHT = CASES_DIR / "tight-budget.yaml"


def answers_file(folder: Path, **answers: object) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps({"questionnaire": "b2b-marketing-org", "answers": REQUIRED | answers}))
    return path


@pytest.mark.parametrize("conclusion", ["model", "model=small", "phase", "task:content.execution", "action:reassess"])
def test_one_conclusion_is_explained(shikumi: Shikumi, tmp_path: Path, conclusion: str) -> None:
    result = shikumi("explain", answers_file(tmp_path), conclusion)
    assert result.exit_code == 0
    assert result.stdout.count("■") == 1
    assert f"（{conclusion}" in result.stdout
    assert "理由：" in result.stdout
    assert "出典" in result.stdout


def test_three_people_are_told_that_one_more_makes_a_mid_sized_team(shikumi: Shikumi, tmp_path: Path) -> None:
    result = shikumi("explain", answers_file(tmp_path, marketing_headcount=3), "model")
    assert "あと1名で中規模モデル" in result.stdout
    assert "・マーケティング担当者数：3名" in result.stdout
    assert "BtoBマーケティング体制の設計" in result.stdout


def test_what_led_to_a_fact_stands_below_it(shikumi: Shikumi) -> None:
    lines = shikumi("explain", TIGHT, "action:agree_mql_sql").stdout.splitlines()
    place = next(n for n, line in enumerate(lines) if "・もとになった気づき：" in line)
    indent = len(lines[place]) - len(lines[place].lstrip())
    assert lines[place + 1].startswith(" " * (indent + 2) + "理由：")
    assert "・MQLの定義を両部門が承認している：一部" in lines[place + 2]


@pytest.mark.parametrize("name", case_names()[::7])
def test_without_a_conclusion_all_are_explained_in_the_order_of_the_trace(shikumi: Shikumi, name: str) -> None:
    path = CASES_DIR / f"{name}.yaml"
    document = json.loads(shikumi("explain", path, "--format", "json").stdout)
    trace = json.loads(shikumi("diagnose", path).stdout)["trace"]
    assert [each["conclusion"] for each in document["conclusions"]] == [each["conclusion"] for each in trace]
    text = shikumi("explain", path).stdout
    assert text.count("■") == len(trace)
    assert "{" not in text


def test_the_data_say_what_would_change_it(shikumi: Shikumi) -> None:
    document = json.loads(shikumi("explain", TIGHT, "finding:criteria_disagree", "--format", "json").stdout)
    (found,) = document["conclusions"]
    assert list(document) == ["questionnaire", "rules", "conclusions"]
    assert found["changes"]["becomes"] is False
    assert [each["question"] for each in found["changes"]["answers"]] == ["mql_agreed", "sql_handoff_clear"]
    assert found["changes"]["text"].endswith("この気づきはなくなります。")
    assert [fact["name"] for fact in found["facts"]] == ["mql_agreed", "sql_handoff_clear"]
    assert found["sources"][0]["title"]


@pytest.mark.parametrize(
    ("conclusion", "near"),
    [("model=large", "model=mid"), ("modle", "model"), ("finding:criteria_disagre", "finding:criteria_disagree")],
)
def test_a_conclusion_that_was_not_drawn_is_refused_with_a_suggestion(
    shikumi: Shikumi, conclusion: str, near: str
) -> None:
    result = shikumi("explain", TIGHT, conclusion)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"「{near}" in result.stderr
    assert "phase=validation" in result.stderr


def test_a_conclusion_like_no_other_is_refused_with_the_list(shikumi: Shikumi) -> None:
    result = shikumi("explain", TIGHT, "xyzzy")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "ではありませんか" not in result.stderr
    assert "model=mid" in result.stderr


def test_bad_answers_are_refused_as_when_diagnosing(shikumi: Shikumi, tmp_path: Path) -> None:
    path = answers_file(tmp_path, industry="farming", employees="many")
    explained, diagnosed = shikumi("explain", path), shikumi("diagnose", path)
    assert explained.exit_code == 2
    assert explained.stdout == ""
    assert explained.stderr == diagnosed.stderr


def test_standard_input_is_read(shikumi: Shikumi) -> None:
    given = json.dumps({"questionnaire": "b2b-marketing-org", "answers": REQUIRED}).encode()
    assert "小規模モデル" in shikumi("explain", "-", "model", standard_input=given).stdout
