"""`shikumi impact`: what a changed pack would change in the diagnoses that are kept."""

import csv
import hashlib
import io
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.cli import impact_output
from app.cli.impact_output import CsvTelling, Heading
from app.cli.output import Output, load_words
from app.domain.diagnosis import Edition
from app.domain.impact import Change, Compared, Impact
from tests.bench.impact import NOW, fill
from tests.cli.conftest import Shikumi
from tests.support import QUESTIONNAIRE_DIR, RULES_DIR, random_responses, shipped_pack, shipped_questionnaire

COUNT = 60


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with diagnoses of random responses, the first made on 1 November 2026, a second between each."""
    folder = tmp_path_factory.mktemp("filled")
    fill(f"sqlite:///{folder / 'shikumi.db'}", COUNT)
    return folder


@pytest.fixture
def kept(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site's data folder, filled."""
    shutil.copytree(filled, tmp_path / "data")
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the pack in which small ends at two people."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES_DIR, folder)
    table = folder / "decisions" / "model.yaml"
    table.write_text(table.read_text().replace("[0..3]", "[0..2]").replace("[4..9]", "[3..9]"))
    return folder


def those_of_three() -> set[str]:
    """The responses of teams of three, the only ones the changed pack can see otherwise."""
    raw = enumerate(random_responses(11, COUNT))
    return {f"response-{number}" for number, each in raw if each["marketing_headcount"] == 3}


def test_the_text_counts_and_names_what_would_change(shikumi: Shikumi, kept: Path, rules: Path) -> None:
    result = shikumi("impact", "--rules", rules)
    assert result.exit_code == 0
    changed = those_of_three()
    assert changed
    assert f"比べた回答：{COUNT}件　結論が変わる：{len(changed)}件" in result.stdout
    assert f"組織モデル［model］：小規模モデル → 中規模モデル　{len(changed)}件" in result.stdout
    assert all(id_ in result.stdout for id_ in sorted(changed)[:1])
    assert "{" not in result.stdout


def test_json_lists_exactly_the_responses_that_would_change(shikumi: Shikumi, kept: Path, rules: Path) -> None:
    found = json.loads(shikumi("impact", "--rules", rules, "--format", "json", "--examples", "1").stdout)
    assert {each["response"] for each in found["responses"]} == those_of_three()
    moved = next(each for each in found["conclusions"] if each["conclusion"] == "model")
    assert (moved["before"], moved["after"], moved["count"]) == ("small", "mid", len(those_of_three()))
    assert len(moved["examples"]) == 1
    assert found["counts"]["compared"] == COUNT
    assert sum(each["count"] for each in found["editions"]) == COUNT
    assert found["rules"]["digest"] != shipped_pack().digest == found["editions"][0]["digest"]


def test_csv_lists_every_change_and_the_totals(shikumi: Shikumi, kept: Path, rules: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(shikumi("impact", "--rules", rules, "--format", "csv").stdout)))
    models = [row for row in rows if row["row"] == "response" and row["conclusion"] == "model"]
    assert {row["response"] for row in models} == those_of_three()
    total = next(row for row in rows if row["row"] == "total" and row["conclusion"] == "model")
    assert (total["before"], total["after"], total["count"]) == ("small", "mid", str(len(models)))
    assert next(row["count"] for row in rows if row["row"] == "compared") == str(COUNT)


def test_the_pack_in_use_changes_nothing(shikumi: Shikumi, kept: Path) -> None:
    result = shikumi("impact", "--rules", RULES_DIR)
    assert result.exit_code == 0
    assert "結論が変わる回答はありません。" in result.stdout
    assert json.loads(shikumi("impact", "--rules", RULES_DIR, "--format", "json").stdout)["responses"] == []


def test_nothing_in_the_database_changes(shikumi: Shikumi, kept: Path, rules: Path) -> None:
    before = hashlib.sha256((kept / "shikumi.db").read_bytes()).hexdigest()
    shikumi("impact", "--rules", rules)
    assert hashlib.sha256((kept / "shikumi.db").read_bytes()).hexdigest() == before


def test_since_counts_days_in_japan(shikumi: Shikumi, kept: Path, rules: Path) -> None:
    assert (NOW.hour, NOW.day) == (0, 1)  # nine in the morning in Japan

    def compared(day: str) -> Any:
        result = shikumi("impact", "--rules", rules, "--since", day, "--format", "json")
        assert result.exit_code == 0
        return json.loads(result.stdout)["counts"]["compared"]

    assert (compared("2026-11-01"), compared("2026-11-02")) == (COUNT, 0)


def test_a_day_that_is_none_is_refused(shikumi: Shikumi, kept: Path, rules: Path) -> None:
    assert shikumi("impact", "--rules", rules, "--since", "yesterday").exit_code == 2


def test_a_pack_with_faults_is_refused_with_all_its_problems(shikumi: Shikumi, kept: Path, rules: Path) -> None:
    table = rules / "decisions" / "model.yaml"
    table.write_text(table.read_text().replace("[3..9]", "[2..9]"))
    findings = rules / "findings.yaml"
    result = shikumi("impact", "--rules", rules)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "decisions/model.yaml" in result.stderr
    findings.write_text(findings.read_text().replace("sources: [T]", "sources: [X]", 1))
    assert "findings.yaml:" in shikumi("impact", "--rules", rules).stderr


def test_a_folder_that_is_not_there_is_told(shikumi: Shikumi, kept: Path, tmp_path: Path) -> None:
    result = shikumi("impact", "--rules", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


def test_another_questionnaire_may_come_with_the_pack(
    shikumi: Shikumi, kept: Path, rules: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "questionnaire"
    shutil.copytree(QUESTIONNAIRE_DIR, folder)
    company = folder / "sections" / "company.yaml"
    company.write_text(company.read_text().replace("max: 2000000", "max: 100000"))
    result = shikumi("impact", "--rules", rules, "--questionnaire", folder)
    assert result.exit_code == 0
    too_many = [each for each in random_responses(11, COUNT) if each["employees"] > 100_000]
    assert f"比べられない：{len(too_many)}件" in result.stdout
    assert "employees：保存された答えが、新しい範囲の外です" in result.stdout
    assert not any(str(each["employees"]) in result.stdout for each in too_many)


@pytest.mark.parametrize("state", ["no folder", "no file", "no tables", "no diagnoses"])
def test_an_empty_database_is_told_and_is_no_failure(
    shikumi: Shikumi, tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    data = tmp_path / "data"
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(data))
    if state != "no folder":
        data.mkdir()
    if state == "no tables":
        (data / "shikumi.db").touch()
    if state == "no diagnoses":
        shikumi("db", "upgrade")
    there = (data / "shikumi.db").exists()
    result = shikumi("impact", "--rules", rules)
    assert result.exit_code == 0
    assert "保存された診断がない" in result.stdout
    assert (data / "shikumi.db").exists() == there
    result = shikumi("impact", "--rules", rules, "--format", "json")
    assert json.loads(result.stdout)["counts"]["compared"] == 0
    assert "保存された診断がない" in result.stderr


def test_a_database_that_cannot_be_opened_is_told(
    shikumi: Shikumi, tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shikumi.db").write_text("not a database at all, but long enough to look like one " * 40)
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(tmp_path))
    result = shikumi("impact", "--rules", rules, "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "shikumi.db" in result.stderr


def test_a_database_of_an_older_form_is_told_how_to_mend(
    shikumi: Shikumi, tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(tmp_path))
    with sqlite3.connect(tmp_path / "shikumi.db") as connection:
        connection.execute("CREATE TABLE diagnoses (number INTEGER)")
    connection.close()
    result = shikumi("impact", "--rules", rules, "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "db upgrade" in result.stderr


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_no_answer_and_no_name_is_ever_told(shikumi: Shikumi, kept: Path, rules: Path, form: str) -> None:
    seats = rules / "seats.yaml"
    seats.write_text(seats.read_text().replace("overload_above: 4", "overload_above: 1"))
    told = shikumi("impact", "--rules", rules, "--format", form, "--examples", "1000").stdout
    assert "seats" in told
    assert shipped_questionnaire().by_id["company_name"].label.say("ja") not in told
    assert "株式会社" not in told
    figures = {
        str(each[name])
        for each in random_responses(11, COUNT)
        for name in ("employees", "annual_budget_manyen")
        if isinstance(each.get(name), int) and each[name] > 10_000  # type: ignore[operator]
    }
    assert figures
    assert not any(figure in told for figure in figures)


def test_no_cell_of_the_csv_is_taken_for_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    telling = CsvTelling(Output(load_words(), "ja"))
    telling.begin(Heading(shipped_questionnaire(), shipped_pack(), None, "here"))
    for start in impact_output.FORMULA:
        one = Compared(f"{start}1+1", "d", Edition("p", "1", "a"), (Change(f"{start}cmd", None, f'{start}"x",1'),))
        telling.tell(one)
    telling.end(Impact(1))
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 1 + len(impact_output.FORMULA) + 4
    assert not any(cell.startswith(impact_output.FORMULA) for row in rows for cell in row)
    assert rows[1][1] == "'=1+1"
