"""Commands look at the questionnaire and the rules of the site, wherever the settings say those are."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shikumi
from tests.support import CHECKOUT, QUESTIONNAIRE_DIR, RULES_DIR

CASE = CHECKOUT / "rules/b2b-marketing-org/cases/only-the-four.yaml"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an edition of one's own of both, which the settings name."""
    for name, shipped in (("rules", RULES_DIR), ("questionnaire", QUESTIONNAIRE_DIR)):
        shutil.copytree(shipped, tmp_path / name)
        monkeypatch.setenv(f"SHIKUMI_{name.upper()}_DIR", str(tmp_path / name))
        head = tmp_path / name / ("pack.yaml" if name == "rules" else "questionnaire.yaml")
        head.write_text(head.read_text().replace('edition: "', 'edition: "own-', 1))
    return tmp_path


def test_a_diagnosis_is_made_with_the_editions_of_the_settings(shikumi: Shikumi, own: Path) -> None:
    assert shikumi("diagnose", CASE).stdout.count('"edition": "own-') == 2
    shipped = shikumi("diagnose", CASE, "--rules", RULES_DIR, "--questionnaire", QUESTIONNAIRE_DIR)
    assert '"edition": "own-' not in shipped.stdout  # which options overrule


@pytest.mark.parametrize("command", [["check"], ["coverage"], ["explain", str(CASE)], ["tables", "export", "x.xlsx"]])
def test_every_command_reads_the_rules_of_the_settings(shikumi: Shikumi, own: Path, command: list[str]) -> None:
    (own / "rules" / "pack.yaml").write_text("id: [")
    result = shikumi(*command)
    assert result.exit_code in (1, 2)
    assert "pack.yaml" in result.output


def test_a_workbook_goes_back_into_the_rules_of_the_settings(shikumi: Shikumi, own: Path) -> None:
    book = own / "tables.xlsx"
    assert shikumi("tables", "export", book).exit_code == 0
    assert shikumi("tables", "import", book, "--to", own / "copy").exit_code == 0
    assert 'edition: "own-' in (own / "copy" / "pack.yaml").read_text()
