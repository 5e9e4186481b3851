"""`shikumi diagnose` on good input."""

import json
import math
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from app.domain.expectations import differences
from tests.cli.conftest import REQUIRED, Shikumi
from tests.support import CASES_DIR, case_names, load_case


@pytest.mark.parametrize("name", case_names())
def test_every_worked_case_gives_exactly_the_outcome_it_expects(shikumi: Shikumi, name: str) -> None:
    result = shikumi("diagnose", CASES_DIR / f"{name}.yaml", "--format", "json")
    assert result.exit_code == 0
    assert differences(load_case(name)["expected"], json.loads(result.stdout)["outcome"]) == []


def test_the_document_has_the_keys_of_the_format_and_no_others(shikumi: Shikumi) -> None:
    document = json.loads(shikumi("diagnose", CASES_DIR / "tight-budget.yaml").stdout)
    assert list(document) == ["questionnaire", "rules", "answers", "outcome", "trace"]
    assert list(document["outcome"]) == [
        "model", "archetype", "phase", "basics_ready", "confidence", "checklist", "sourcing", "seats", "budget",
        "findings", "actions", "benchmarks",
    ]  # fmt: skip
    assert set(document["outcome"]["model"]) == {"value", "neighbour", "note"}
    assert set(document["trace"][0]) == {"conclusion", "rule", "because", "sources"}


def test_a_headcount_at_a_boundary_comes_with_a_note_and_one_inside_without(shikumi: Shikumi) -> None:
    at_the_boundary = json.loads(shikumi("diagnose", CASES_DIR / "tight-budget.yaml").stdout)["outcome"]["model"]
    inside = json.loads(shikumi("diagnose", CASES_DIR / "says-two-things.yaml").stdout)["outcome"]["model"]
    assert at_the_boundary["neighbour"] == "small"
    assert "3名" in at_the_boundary["note"]
    assert inside == {"value": "mid", "neighbour": None, "note": None}


def test_standard_input_is_read_as_json(shikumi: Shikumi) -> None:
    given = json.dumps({"questionnaire": "b2b-marketing-org", "answers": REQUIRED}).encode()
    result = shikumi("diagnose", "-", standard_input=given)
    assert json.loads(result.stdout)["outcome"]["model"]["value"] == "small"


def test_a_json_file_gives_what_the_yaml_file_gives(shikumi: Shikumi, tmp_path: Path) -> None:
    case = load_case("twenty-five-advanced")
    as_json = tmp_path / "case.json"
    as_json.write_text(json.dumps(case, ensure_ascii=False))
    assert shikumi("diagnose", as_json).stdout == shikumi("diagnose", CASES_DIR / "twenty-five-advanced.yaml").stdout


def test_lines_give_a_document_each_in_order_and_a_bad_one_its_error_in_its_place(
    shikumi: Shikumi, tmp_path: Path
) -> None:
    lines = tmp_path / "many.jsonl"
    good = [{"questionnaire": "b2b-marketing-org", "answers": REQUIRED | {"employees": n}} for n in (10, 20)]
    bad = {"questionnaire": "b2b-marketing-org", "answers": REQUIRED | {"employees": "many"}}
    texts = [json.dumps(good[0]), json.dumps(bad), "{broken", "", json.dumps(good[1])]
    lines.write_text("\n".join(texts))
    result = shikumi("diagnose", lines)
    printed: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 2
    assert [line.get("line") for line in printed] == [None, 2, 3, None]
    assert "employees" in printed[1]["error"]
    assert [printed[n]["answers"]["employees"] for n in (0, 3)] == [10, 20]


def test_lines_that_are_all_good_end_well(shikumi: Shikumi, tmp_path: Path) -> None:
    lines = tmp_path / "good.jsonl"
    lines.write_text(json.dumps({"questionnaire": "b2b-marketing-org", "answers": REQUIRED}) + "\n")
    assert shikumi("diagnose", lines).exit_code == 0


def test_the_text_names_every_conclusion_and_leaves_no_place_unfilled(shikumi: Shikumi) -> None:
    name = "one-marketer-manufacturer"
    text = shikumi("diagnose", CASES_DIR / f"{name}.yaml", "--format", "text").stdout
    shown = ["小規模モデル", "絞り込み型", "獲得・検証期", "株式会社日暮里精機", "104", "PromotionInHouse"]
    assert [words for words in shown if words not in text] == []
    assert "{" not in text


def test_the_report_is_written_beside_the_document(shikumi: Shikumi, tmp_path: Path) -> None:
    pdf = tmp_path / "report.pdf"
    result = shikumi("diagnose", CASES_DIR / "tight-budget.yaml", "--pdf", pdf)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["outcome"]["model"]["value"] == "mid"
    assert len(pypdf.PdfReader(pdf).pages) > 3


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_workbook_is_written_beside_the_report(shikumi: Shikumi, tmp_path: Path, language: str) -> None:
    pdf, xlsx = tmp_path / "report.pdf", tmp_path / "workbook.xlsx"
    result = shikumi("diagnose", CASES_DIR / "tight-budget.yaml", "--pdf", pdf, "--xlsx", xlsx, "--lang", language)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["outcome"]["model"]["value"] == "mid"
    assert pdf.read_bytes().startswith(b"%PDF")
    names = openpyxl.load_workbook(xlsx).sheetnames
    assert len(names) == 8
    assert names[0] == {"ja": "KPIシート", "en": "KPI one-sheet"}[language]


def test_the_workbook_comes_without_a_report_and_the_same_again_for_the_same_date(
    shikumi: Shikumi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    for name in ("once.xlsx", "again.xlsx"):
        assert shikumi("diagnose", CASES_DIR / "only-the-four.yaml", "--xlsx", tmp_path / name).exit_code == 0
    assert (tmp_path / "once.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.xlsx", "once.xlsx"]


@pytest.mark.parametrize(("language", "mark"), [("ja", "社外秘"), ("en", "Confidential")])
def test_what_is_confidential_is_marked_on_every_page(
    shikumi: Shikumi, tmp_path: Path, language: str, mark: str
) -> None:
    pdf, xlsx = tmp_path / "report.pdf", tmp_path / "workbook.xlsx"
    given = ("diagnose", CASES_DIR / "only-the-four.yaml", "--pdf", pdf, "--xlsx", xlsx, "--lang", language)
    assert shikumi(*given, "--confidential").exit_code == 0
    assert all(mark in page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    assert all(mark in (sheet.oddHeader.center.text or "") for sheet in openpyxl.load_workbook(xlsx).worksheets)
    assert shikumi(*given).exit_code == 0
    assert not any(mark in page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def test_numbers_are_not_rounded(shikumi: Shikumi) -> None:
    outcome = json.loads(shikumi("diagnose", CASES_DIR / "run-by-business-units.yaml").stdout)["outcome"]
    assert math.isclose(outcome["budget"]["monthly"], 500 / 12, rel_tol=1e-15)
