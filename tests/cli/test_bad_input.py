"""`shikumi diagnose` on bad input: exit status 2, every error at once on standard error, nothing on standard output."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import REQUIRED, Shikumi
from tests.support import CASES_DIR


def answers_file(folder: Path, **answers: object) -> Path:
    """An answers file with the required questions answered, and those given."""
    path = folder / "answers.json"
    path.write_text(json.dumps({"questionnaire": "b2b-marketing-org", "answers": REQUIRED | answers}))
    return path


BAD_ANSWERS = {
    "an unknown question": ({"headcount": 3}, "headcount: "),
    "a misspelt question": ({"employes": 3}, "「employees」ではありませんか"),
    "an unknown option": ({"industry": "farming"}, 'industry: "farming"'),
    "a boolean for a number": ({"articles_per_month": True}, "articles_per_month: true"),
    "text for a number": ({"articles_per_month": "3"}, 'articles_per_month: "3"'),
    "a fraction": ({"articles_per_month": 2.5}, "articles_per_month: 2.5"),
    "not a number": ({"articles_per_month": float("nan")}, "NaN"),
    "a boolean for an option": ({"mql_agreed": True}, "mql_agreed: true"),
    "more dedicated people than people": ({"dedicated_headcount": 4}, "dedicated_headcount: 4"),
    "media above the budget": ({"annual_budget_manyen": 10, "media_spend_manyen": 11}, "media_spend_manyen: 11"),
    "text over the limit": ({"company_name": "あ" * 101}, "company_name: 101文字"),
    "a number out of range": ({"employees": 2_000_001}, "employees: 2000001"),
    "an option twice": ({"skilled_tasks": ["ads", "ads"]}, "skilled_tasks: "),
    "one option where a list is due": ({"skilled_tasks": "ads"}, 'skilled_tasks: "ads"'),
}


@pytest.mark.parametrize("fault", BAD_ANSWERS)
def test_a_bad_answer_is_named_with_what_is_wrong(shikumi: Shikumi, tmp_path: Path, fault: str) -> None:
    answers, told = BAD_ANSWERS[fault]
    result = shikumi("diagnose", answers_file(tmp_path, **answers))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr


def test_every_error_is_told_at_once_each_on_its_line(shikumi: Shikumi, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("questionnaire: b2b-marketing-org\nanswers: {employees: 1_000, industry: farming, colour: red}\n")
    result = shikumi("diagnose", path)
    subjects = {line.split(":")[0] for line in result.stderr.splitlines()}
    required = {"marketing_headcount", "department_age", "decision_owner"}
    assert subjects == {"employees", "industry", "colour"} | required
    assert 'employees: "1_000"' in result.stderr


def test_yaml_words_stay_words(shikumi: Shikumi, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    lines = "".join(f"  {name}: {value}\n" for name, value in REQUIRED.items())
    path.write_text(f"questionnaire: b2b-marketing-org\nanswers:\n{lines}  mql_agreed: no\n  regular_sync: yes\n")
    answers = json.loads(shikumi("diagnose", path).stdout)["answers"]
    assert (answers["mql_agreed"], answers["regular_sync"]) == ("no", "yes")


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("broken.yaml", b"questionnaire: b2b-marketing-org\nanswers: {employees: [\n", "broken.yaml:3:1"),
        ("broken.json", b'{"questionnaire": "b2b-marketing-org",\n "answers": }', "broken.json:2:13"),
        ("twice.yaml", b"questionnaire: x\nquestionnaire: y\n", "twice.yaml:2:1"),
        ("latin.yaml", b"questionnaire: b2b-marketing-org\nanswers: {company_name: caf\xe9}\n", "latin.yaml:2:1"),
        ("other.yaml", b"questionnaire: other\nanswers: {}\n", "other.yaml:1:16"),
        ("list.yaml", b"- 1\n", "list.yaml:1:1"),
        ("empty.json", b"", "empty.json:1:1"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(
    shikumi: Shikumi, tmp_path: Path, name: str, content: bytes, place: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = shikumi("diagnose", tmp_path / name)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{tmp_path / name}".rsplit("/", 1)[0] in result.stderr
    assert place in result.stderr


def test_a_missing_file_is_told(shikumi: Shikumi, tmp_path: Path) -> None:
    result = shikumi("diagnose", tmp_path / "nowhere.yaml")
    assert result.exit_code == 2
    assert "nowhere.yaml:1:1: " in result.stderr


def test_a_report_that_cannot_be_written_is_told_and_nothing_printed(shikumi: Shikumi, tmp_path: Path) -> None:
    result = shikumi("diagnose", CASES_DIR / "tight-budget.yaml", "--pdf", tmp_path / "no" / "report.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "report.pdf" in result.stderr


def test_a_workbook_that_cannot_be_written_is_told_with_the_report(shikumi: Shikumi, tmp_path: Path) -> None:
    places = ("--pdf", tmp_path / "no" / "report.pdf", "--xlsx", tmp_path / "no" / "workbook.xlsx")
    result = shikumi("diagnose", CASES_DIR / "tight-budget.yaml", *places)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in result.stderr.splitlines()] == [
        "report.pdf",
        "workbook.xlsx",
    ]


def test_bad_answers_leave_no_file_behind(shikumi: Shikumi, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"questionnaire": "b2b-marketing-org", "answers": {}}')
    result = shikumi("diagnose", tmp_path / "bad.json", "--xlsx", tmp_path / "workbook.xlsx")
    assert result.exit_code == 2
    assert not (tmp_path / "workbook.xlsx").exists()


def test_one_file_for_both_is_refused(shikumi: Shikumi, tmp_path: Path) -> None:
    places = ("--pdf", tmp_path / "both", "--xlsx", tmp_path / "both")
    result = shikumi("diagnose", CASES_DIR / "tight-budget.yaml", *places)
    assert result.exit_code == 2
    assert "--pdf と --xlsx に同じファイル" in result.stderr
    assert not (tmp_path / "both").exists()


@pytest.mark.parametrize("option", ["--pdf", "--xlsx"])
def test_files_of_many_lines_are_refused(shikumi: Shikumi, tmp_path: Path, option: str) -> None:
    (tmp_path / "many.jsonl").write_text("{}\n")
    result = shikumi("diagnose", tmp_path / "many.jsonl", option, tmp_path / "file")
    assert result.exit_code == 2
    assert ".jsonl" in result.stderr


def test_deep_and_endless_json_is_refused_quickly(shikumi: Shikumi) -> None:
    result = shikumi("diagnose", "-", standard_input=b"[" * 900_000)
    assert result.exit_code == 2
    assert "-:1:1" in result.stderr
