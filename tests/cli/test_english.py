"""The command line in English: no Japanese is left but names and what was typed; a language a pack lacks is refused."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.bench.impact import fill
from tests.cli.conftest import REQUIRED, Shikumi
from tests.packs.workbooks import put
from tests.support import CASES_DIR, QUESTIONNAIRE_DIR, RULES_DIR, case_names, load_case

JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
FULL_WIDTH = re.compile("[\u3000-\u303f\uff00-\uffef]")
BRAND = "仕組み"
PRINTED = ["tight-budget", "one-marketer-manufacturer", "twenty-five-advanced"]


def japanese_of(text: str, *typed: str) -> list[str]:
    """The lines of a text with Japanese, or signs of Japanese, in them beyond the brand and what was typed."""
    for each in (BRAND, *typed):
        text = text.replace(each, "")
    return [line for line in text.splitlines() if JAPANESE.search(line) or FULL_WIDTH.search(line)]


def company_of(name: str) -> str:
    """The company's name in a worked case; one that no text holds where it has none."""
    return str(load_case(name)["answers"].get("company_name", "\0"))


@pytest.mark.parametrize("name", case_names()[::7])
def test_a_diagnosis_holds_no_japanese_but_the_company(shikumi: Shikumi, name: str) -> None:
    path, company = CASES_DIR / f"{name}.yaml", company_of(name)
    text, document = (shikumi("diagnose", path, "--format", form, "--lang", "en") for form in ("text", "json"))
    assert text.exit_code == document.exit_code == 0
    assert japanese_of(text.stdout + document.stdout, company) == []
    assert "Organisation model" in text.stdout


def test_the_company_is_named_as_it_was_typed(shikumi: Shikumi) -> None:
    company = company_of("one-marketer-manufacturer")
    assert JAPANESE.search(company)
    path = CASES_DIR / "one-marketer-manufacturer.yaml"
    assert company in shikumi("diagnose", path, "--format", "text", "--lang", "en").stdout


@pytest.mark.parametrize("name", case_names()[1::9])
def test_an_explanation_holds_no_japanese(shikumi: Shikumi, name: str) -> None:
    for form in ("text", "json"):
        result = shikumi("explain", CASES_DIR / f"{name}.yaml", "--format", form, "--lang", "en")
        assert result.exit_code == 0
        assert japanese_of(result.stdout, company_of(name)) == []
    assert "{" not in shikumi("explain", CASES_DIR / f"{name}.yaml", "--lang", "en").stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_check_and_the_coverage_hold_no_japanese(shikumi: Shikumi, form: str) -> None:
    for command in ("check", "coverage"):
        result = shikumi(command, "--format", form, "--lang", "en")
        assert result.exit_code == 0
        assert japanese_of(result.stdout) == []


def test_faults_are_told_in_english(shikumi: Shikumi, tmp_path: Path) -> None:
    shutil.copytree(RULES_DIR, tmp_path / "rules")
    findings = tmp_path / "rules" / "findings.yaml"
    findings.write_text(findings.read_text().replace("sources: [T]", "sources: [X]"))
    result = shikumi("check", "--rules", tmp_path / "rules", "--lang", "en")
    assert result.exit_code == 1
    assert "[sources-unknown]" in result.stderr
    assert japanese_of(result.stderr) == []
    (tmp_path / "answers.json").write_text(
        json.dumps({"questionnaire": "b2b-marketing-org", "answers": REQUIRED | {"employees": "many", "colour": 1}})
    )
    result = shikumi("diagnose", tmp_path / "answers.json", "--lang", "en")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2
    assert japanese_of(result.stderr) == []


def test_the_workbook_of_tables_is_headed_in_english_and_comes_back(shikumi: Shikumi, tmp_path: Path) -> None:
    path = tmp_path / "tables.xlsx"
    result = shikumi("tables", "export", path, "--lang", "en")
    assert (result.exit_code, result.stderr, japanese_of(result.stdout)) == (0, "", [])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["Start here", "Words to use"]
    for sheet in book:
        key = {cell.column: cell.value for cell in sheet[5]} if sheet.title in book.sheetnames[2:] else {}
        shown = [str(cell.value) for row in sheet for cell in row if cell.value and key.get(cell.column) != "why.ja"]
        assert japanese_of("\n".join(shown)) == [], sheet.title
    put(book, "model", "four_to_nine", why_en="A new reason.")
    book.save(path)
    result = shikumi("tables", "import", path, "--to", tmp_path / "pack", "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "model  rows added: 0, changed: 1, removed: 0" in result.stdout
    assert japanese_of(result.stdout) == []
    assert ", en: A new reason.}" in (tmp_path / "pack" / "decisions" / "model.yaml").read_text()


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_an_impact_holds_no_japanese(
    shikumi: Shikumi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(tmp_path))
    shutil.copytree(RULES_DIR, tmp_path / "rules")
    table = tmp_path / "rules" / "decisions" / "model.yaml"
    table.write_text(table.read_text().replace("[0..3]", "[0..2]").replace("[4..9]", "[3..9]"))
    empty = shikumi("impact", "--rules", tmp_path / "rules", "--lang", "en")
    assert "No diagnoses are stored" in empty.stdout
    fill(f"sqlite:///{tmp_path / 'shikumi.db'}", 30)
    result = shikumi("impact", "--rules", tmp_path / "rules", "--format", form, "--lang", "en")
    assert result.exit_code == 0
    assert "model" in result.stdout
    assert japanese_of(empty.stdout + result.stdout + result.stderr) == []


# The report


def squashed(text: str) -> str:
    """A text without spaces: where lines break does not matter."""
    return "".join(text.split())


@pytest.mark.parametrize("name", PRINTED)
def test_the_report_is_printed_in_english(shikumi: Shikumi, tmp_path: Path, name: str) -> None:
    path = tmp_path / "report.pdf"
    result = shikumi("diagnose", CASES_DIR / f"{name}.yaml", "--pdf", path, "--lang", "en")
    assert result.exit_code == 0
    found = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    assert found.root_object["/Lang"] == "en-GB"
    pages = [page.extract_text() for page in found.pages]
    assert len(pages) > 10
    assert "Executive summary" in pages[1]
    assert [page for text in pages for page in japanese_of(squashed(text), squashed(company_of(name)))] == []
    metadata = found.metadata
    assert metadata is not None
    assert japanese_of(f"{metadata.title}\n{metadata.subject}\n{metadata.author}", company_of(name)) == []


# A pack that speaks Japanese only


@pytest.fixture
def japanese_only(tmp_path: Path) -> tuple[str, ...]:
    """A copy of the shipped pack and questionnaire without their English, as options."""
    for source, name in ((RULES_DIR, "rules"), (QUESTIONNAIRE_DIR, "questionnaire")):
        shutil.copytree(source, tmp_path / name)
        for path in (tmp_path / name).rglob("*.yaml"):
            path.write_text(without_english(path.read_text()))
    return ("--rules", str(tmp_path / "rules"), "--questionnaire", str(tmp_path / "questionnaire"))


def without_english(text: str) -> str:
    """A file of a pack with the English of each text taken away."""
    text = text.replace("languages: [ja, en]", "languages: [ja]")
    text = re.sub(r', en: ("(?:[^"\\]|\\.)*"|[^"{}][^{}]*?)(?=\})', "", text)
    text = re.sub(r"^( +)en: \|-\n(?:\1 +.*\n|\n(?=\1 ))+", "", text, flags=re.MULTILINE)
    return re.sub(r"^ +en: .*\n", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "command",
    [
        ("diagnose", str(CASES_DIR / "tight-budget.yaml")),
        ("explain", str(CASES_DIR / "tight-budget.yaml"), "model"),
        ("tables", "export", "tables.xlsx"),
        ("impact",),
    ],
    ids=lambda command: command[0],
)
def test_a_language_the_pack_does_not_speak_is_refused(
    shikumi: Shikumi, japanese_only: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:  # fmt: skip
    code = "language-not-spoken"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHIKUMI_DATA_DIR", str(tmp_path / "data"))
    assert shikumi("check", *japanese_only).exit_code == 0
    result = shikumi(*command, *japanese_only, "--lang", "en")
    assert result.exit_code in (1, 2), code
    assert result.stdout == ""
    assert result.stderr == (
        'b2b-marketing-org: "b2b-marketing-org" has no words in the language "en".'
        " It speaks ja; choose one of these with --lang.\n"
    )
    assert not (tmp_path / "tables.xlsx").exists()
    assert shikumi(*command, *japanese_only).exit_code == 0


def test_a_language_that_is_none_is_refused(shikumi: Shikumi) -> None:
    assert shikumi("check", "--lang", "de").exit_code == 2
