"""`shikumi tables export` and `import`, as a consultant uses them."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Shikumi
from tests.packs.workbooks import FIRST, put
from tests.support import RULES_DIR


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def workbook(shikumi: Shikumi, tmp_path: Path) -> Path:
    """The workbook of the shipped pack."""
    path = tmp_path / "tables.xlsx"
    result = shikumi("tables", "export", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "11枚" in result.stdout
    return path


def change(path: Path, table: str, row: str, **cells: object) -> None:
    """Edits cells of the workbook."""
    book = openpyxl.load_workbook(path)
    put(book, table, row, **cells)
    book.save(path)


@pytest.mark.parametrize("there", [False, True])
def test_unchanged_tables_give_a_copy_of_the_pack(
    shikumi: Shikumi, tmp_path: Path, workbook: Path, there: bool
) -> None:
    target = tmp_path / "deep" / "pack"
    if there:
        target.mkdir(parents=True)
    result = shikumi("tables", "import", workbook, "--to", target)
    assert (result.exit_code, result.stderr) == (0, "")
    assert tree(target) == {name: content for name, content in tree(RULES_DIR).items() if name.endswith(".yaml")}
    assert [path.name for path in target.parent.iterdir()] == ["pack"]


def test_a_changed_sentence_is_written_in_place_and_told(shikumi: Shikumi, tmp_path: Path, workbook: Path) -> None:
    target = tmp_path / "pack"
    shutil.copytree(RULES_DIR, target)
    change(workbook, "model", "four_to_nine", why_ja="新しい文です。")
    result = shikumi("tables", "import", workbook, "--to", target)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "model　追加0行、変更1行、削除0行、並べ替え0行" in result.stdout
    old, new = tree(RULES_DIR), tree(target)
    assert {name for name in new if new[name] != old[name]} == {"decisions/model.yaml"}
    kept = b"The bands differ from survey to survey, so they are used as a guide."
    written = (
        '    why: {ja: 新しい文です。, en: "With a marketing headcount of 4 to 9, the mid-size model applies. '.encode()
    )
    assert written + kept + b'"}\n' in new["decisions/model.yaml"]


def test_a_faulty_workbook_is_refused_by_cell_and_nothing_is_written(
    shikumi: Shikumi, tmp_path: Path, workbook: Path
) -> None:
    change(workbook, "model", "four_to_nine", marketing_headcount="[3..9]")
    change(workbook, "fit", "covers_upper_end", sources="X9")
    result = shikumi("tables", "import", workbook, "--to", tmp_path / "pack")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"fit!H{FIRST + 2}: 「X9」という出典はありません。" in result.stderr
    assert not (tmp_path / "pack").exists()
    change(workbook, "fit", "covers_upper_end", sources="S2, T")
    result = shikumi("tables", "import", workbook, "--to", tmp_path / "pack")
    assert result.exit_code == 1
    assert f"model!A{FIRST + 1}: " in result.stderr
    assert not (tmp_path / "pack").exists()


def test_a_folder_that_holds_something_else_is_left_alone(shikumi: Shikumi, tmp_path: Path, workbook: Path) -> None:
    result = shikumi("tables", "import", workbook, "--to", tmp_path)
    assert result.exit_code == 1
    assert "pack.yaml" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["tables.xlsx"]


def test_another_pack_is_not_written_over(shikumi: Shikumi, tmp_path: Path, workbook: Path) -> None:
    target = tmp_path / "pack"
    shutil.copytree(RULES_DIR, target)
    result = shikumi("tables", "import", workbook, "--to", target, "--rules", RULES_DIR)
    assert result.exit_code == 1
    assert tree(target) == tree(RULES_DIR)
    assert shikumi("tables", "import", workbook, "--to", target, "--rules", target).exit_code == 0


def test_files_that_cannot_be_opened_are_told(shikumi: Shikumi, tmp_path: Path, workbook: Path) -> None:
    assert shikumi("tables", "export", tmp_path / "no" / "t.xlsx").exit_code == 1
    result = shikumi("tables", "import", tmp_path / "nowhere.xlsx", "--to", tmp_path / "pack")
    assert result.exit_code == 1
    assert "nowhere.xlsx" in result.stderr
    (tmp_path / "text.xlsx").write_text("text")
    result = shikumi("tables", "import", tmp_path / "text.xlsx", "--to", tmp_path / "pack")
    assert "text.xlsx: Excelのブック" in result.stderr
    assert shikumi("tables", "export", workbook, "--rules", tmp_path / "nowhere").exit_code == 1


def test_a_row_that_was_moved_is_told(shikumi: Shikumi, tmp_path: Path, workbook: Path) -> None:
    target = tmp_path / "pack"
    shutil.copytree(RULES_DIR, target)
    book = openpyxl.load_workbook(workbook)
    sheet = book["model"]
    for column in range(1, sheet.max_column + 1):
        first, second = sheet.cell(FIRST, column), sheet.cell(FIRST + 1, column)
        first.value, second.value = second.value, first.value
    book.save(workbook)
    result = shikumi("tables", "import", workbook, "--to", target)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "model　追加0行、変更0行、削除0行、並べ替え1行" in result.stdout
