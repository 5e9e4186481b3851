"""The workbook of decision tables as a person opens it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from app.packs.table_layout import HEAD_ROWS, LONGEST_NAME, sheet_names
from tests.packs.mutated import in_pack
from tests.packs.workbooks import FIRST, column_of, exported, row_of, shipped_workbook
from tests.support import shipped_pack

MODEL = "decisions/model.yaml"
PAYLOADS = [
    *('=HYPERLINK("http://evil","x")', "{=1+1}", "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://evil", "12"),
    *("<r><t>bold</t></r>", "<r>& </r>"),  # XlsxWriter writes what looks like this as markup of its own
]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(shipped_workbook()))


def test_a_guide_and_the_words_come_first_then_a_sheet_for_every_table(book: Workbook) -> None:
    assert book.sheetnames == ["はじめに", "使える語", *(table.id for table in shipped_pack().tables)]
    guide = {str(cell.value) for row in book["はじめに"].iter_rows() for cell in row if cell.value}
    assert {"[4..9]", "not(yes, unknown)", "< 50　/　<= 3　/　> 9　/　>= 2"} <= guide


def test_a_sheet_shows_title_question_and_every_cell_of_its_table(book: Workbook) -> None:
    sheet = book["model"]
    assert [sheet.cell(n, 2).value for n in (1, 2)] == [
        "組織モデル",
        "貴社の人数なら、どのような体制の組み方が合いますか。",
    ]
    keys = ["id", "marketing_headcount", "basics_ready", "model", "why.ja", "why.en", "sources", "notes"]
    assert [cell.value for cell in sheet[HEAD_ROWS]] == keys
    row = row_of(sheet, "ten_without_basics")
    assert [sheet.cell(row, n).value for n in (2, 3, 4, 7)] == ["10", "false", "mid", "S2, T"]
    assert sheet.cell(FIRST, 3).value == "-"


def test_heads_are_bold_panes_frozen_and_cells_wrapped_text(book: Workbook) -> None:
    for table in shipped_pack().tables:
        sheet = book[table.id]
        assert sheet.freeze_panes == f"B{FIRST}"
        for row in (HEAD_ROWS - 1, HEAD_ROWS):
            assert all(sheet.cell(row, n).font.b for n in range(1, sheet.max_column + 1))
        cells = [cell for row in sheet.iter_rows(min_row=FIRST) for cell in row if cell.value]
        assert all(c.data_type == "s" and c.number_format == "@" and c.alignment.wrap_text for c in cells)
        assert sheet.column_dimensions["A"].width > 20


def test_outputs_admit_only_their_words_and_inputs_suggest_theirs(book: Workbook) -> None:
    sheet = book["model"]
    found = {str(each.sqref).split(":")[0]: each for each in sheet.data_validations.dataValidation}
    assert set(found) == {f"C{FIRST}", f"D{FIRST}"}
    assert not found[f"C{FIRST}"].showErrorMessage
    assert found[f"D{FIRST}"].showErrorMessage
    assert listed(book, found[f"C{FIRST}"].formula1) == ["-", "true", "false"]
    assert listed(book, found[f"D{FIRST}"].formula1) == ["small", "mid", "large"]


def test_every_drop_down_lists_the_words_of_its_fact(book: Workbook) -> None:
    for table in shipped_pack().tables:
        sheet = book[table.id]
        for each in sheet.data_validations.dataValidation:
            words = listed(book, each.formula1)
            column = openpyxl.utils.column_index_from_string(str(each.sqref).split(":")[0].rstrip("0123456789"))
            used = {str(sheet.cell(row, column).value) for row in range(FIRST, FIRST + len(table.rows))}
            plain = {word for word in used if not set(word) & set(",(")}
            assert plain <= set(words), (table.id, column)


def listed(book: Workbook, formula: str) -> list[str]:
    """The words a drop-down shows."""
    name, cells = formula.lstrip("=").split("!")
    return [str(row[0].value) for row in book[name.strip("'")][cells.replace("$", "")]]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_a_formula_stays_text(payload: str) -> None:
    quoted = "'" + payload.replace("'", "''") + "'"
    files = in_pack(MODEL, r"^    why: \{ja: .*\}$", f"    why: {{ja: {quoted}, en: {quoted}}}")
    files = {
        **files,
        MODEL: files[MODEL].replace(b"question: {ja: ", f"question: {{ja: {quoted}, en: x}}\n# ".encode()),
    }
    sheet = openpyxl.load_workbook(io.BytesIO(exported(files)))["model"]
    for cell in (
        sheet.cell(FIRST, column_of(sheet, "why.ja")),
        sheet.cell(FIRST, column_of(sheet, "why.en")),
        sheet.cell(2, 2),
    ):
        assert (cell.value, cell.data_type, cell.hyperlink) == (payload, "s", None)


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert exported(dict(in_pack("pack.yaml", "^id:", "id:"))) == shipped_workbook()


def test_names_excel_cannot_take_are_shortened_and_told_apart() -> None:
    long = "a" * 40
    names = sheet_names(["history", long, long + "b", "model"])
    assert len(set(names.values())) == 4
    assert all(len(name) <= LONGEST_NAME and name != "history" for name in names.values())
    assert names["model"] == "model"
