"""What cannot be brought back is refused by sheet and cell, in the words of `check`, everything at once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from app.domain.errors import InvalidData, Problem, RuleError
from app.packs import workbook_read
from app.packs.table_import import TableImport
from app.packs.table_layout import HEAD_ROWS, lay_out
from app.packs.workbook_write import passed_over
from tests.packs.mutated import changed
from tests.packs.workbooks import (
    FIRST,
    WORDING,
    Edit,
    add,
    edited,
    imported,
    put,
    refused,
    shipped_workbook,
)  # fmt: skip
from tests.support import pack_files, shipped_questionnaire

MODEL_NEW = {"id": "new_row", "marketing_headcount": ">= 12", "model": "large", "why.ja": "理由。",
             "why.en": "A reason.", "sources": "S2"}  # fmt: skip


def cell(table: str, id_: str, **cells: Any) -> Edit:
    """An edit of cells of one row."""
    return lambda book: put(book, table, id_, **cells)


def new(**cells: Any) -> Edit:
    """An edit that adds a row to the model's table."""
    keyed = {key.replace("why_", "why."): value for key, value in cells.items()}
    return lambda book: add(book, "model", None, MODEL_NEW | keyed)


LAST = FIRST + 5  # of the new row
FAULTS: list[tuple[Edit, str, str]] = [
    (cell("model", "four_to_nine", marketing_headcount="[4..x]"), f"model!B{FIRST + 1}", "cell-not-a-number-test"),
    (cell("model", "four_to_nine", marketing_headcount="many"), f"model!B{FIRST + 1}", "cell-not-a-number-test"),
    (cell("model", "four_to_nine", marketing_headcount="> 99999"), f"model!B{FIRST + 1}", "cell-out-of-range"),
    (cell("model", "four_to_nine", basics_ready="maybe"), f"model!C{FIRST + 1}", "cell-unknown-value"),
    (cell("model", "four_to_nine", model="medium"), f"model!D{FIRST + 1}", "table-unknown-output"),
    (cell("model", "four_to_nine", model=None), f"model!D{FIRST + 1}", "table-unknown-output"),
    (cell("model", "four_to_nine", why_ja=None), f"model!E{FIRST + 1}", "data-empty"),
    (cell("model", "four_to_nine", why_ja="あ" * 2001), f"model!E{FIRST + 1}", "data-too-long"),
    (cell("model", "four_to_nine", why_ja="人数は{headcuont}名"), f"model!E{FIRST + 1}", "text-placeholder"),
    (cell("model", "four_to_nine", why_en=None), f"model!F{FIRST + 1}", "data-empty"),
    (cell("model", "four_to_nine", why_en="x" * 2001), f"model!F{FIRST + 1}", "data-too-long"),
    (cell("model", "four_to_nine", why_en="{headcuont} people"), f"model!F{FIRST + 1}", "text-placeholder"),
    (cell("model", "four_to_nine", sources="S2, X9"), f"model!G{FIRST + 1}", "sources-unknown"),
    (cell("model", "four_to_nine", sources=None), f"model!G{FIRST + 1}", "sources-empty"),
    (cell("model", "four_to_nine", id="Four to nine"), f"model!A{FIRST + 1}", "data-bad-identifier"),
    (cell("model", "four_to_nine", id="up_to_three"), f"model!A{FIRST + 1}", "id-twice"),
    (cell("model", "four_to_nine", id=None), f"model!A{FIRST + 1}", "data-bad-identifier"),
    (cell("model", "four_to_nine", notes="書き足し"), f"model!H{FIRST + 1}", "sheet-note-fixed"),
    (cell("model", "four_to_nine", marketing_headcount=date(2026, 1, 3)), f"model!B{FIRST + 1}", "sheet-date"),
    (cell("model", "four_to_nine", marketing_headcount=datetime(2026, 1, 3)), f"model!B{FIRST + 1}", "sheet-date"),  # noqa: DTZ001
    (cell("model", "four_to_nine", marketing_headcount=time(1, 3)), f"model!B{FIRST + 1}", "sheet-date"),
    (cell("model", "four_to_nine", marketing_headcount="=1+1"), f"model!B{FIRST + 1}", "sheet-formula"),
    (cell("model", "four_to_nine", why_ja='=HYPERLINK("http://evil")'), f"model!E{FIRST + 1}", "sheet-formula"),
    (cell("model", "four_to_nine", model="#REF!"), f"model!D{FIRST + 1}", "sheet-error"),
    (cell("phase", "cycle_unknown", tentative="perhaps"), f"phase!K{FIRST + 6}", "table-unknown-output"),
    (new(id="four_to_nine"), f"model!A{LAST}", "id-twice"),
    (new(id=None), f"model!A{LAST}", "data-bad-identifier"),
    (new(model="huge"), f"model!D{LAST}", "table-unknown-output"),
    (new(marketing_headcount=date(2026, 1, 3)), f"model!B{LAST}", "sheet-date"),
    (lambda book: book["model"].cell(1, 2, "別の題"), "model!B1", "sheet-head"),
    (lambda book: book["model"].cell(HEAD_ROWS, 2, "headcount"), f"model!B{HEAD_ROWS}", "sheet-head"),
    (lambda book: book["model"].delete_cols(3), "model!C4", "sheet-head"),
    (lambda book: book["model"].cell(1, 20, "題"), "model!T1", "sheet-head-empty"),
    (lambda book: book["model"].cell(FIRST, 10, "メモ"), f"model!J{FIRST}", "sheet-stray"),
    (lambda book: book["model"].cell(FIRST + 40, 12, "メモ"), f"model!L{FIRST + 40}", "sheet-stray"),
    (lambda book: book["model"].delete_rows(FIRST, 20), f"model!A{FIRST}", "sheet-no-rows"),
    (lambda book: book["model"].cell(workbook_read.MOST_ROWS + 1, 1, "x"), "model!A2001", "sheet-too-long"),
    (lambda book: book.create_sheet("modle"), "modle!A1", "sheet-unknown"),
]


FAULT_NAMES = [f"{number} {code} {where}" for number, (_, where, code) in enumerate(FAULTS)]


@pytest.mark.parametrize(("edit", "where", "code"), FAULTS, ids=FAULT_NAMES)
def test_each_fault_is_told_by_sheet_and_cell(edit: Edit, where: str, code: str) -> None:
    found = refused(edit)
    assert (where, code) in found
    assert all(place.startswith(where.split("!", maxsplit=1)[0] + "!") for place, _ in found)
    if code != "sheet-head":
        assert len(found) == 1


def test_faults_of_all_sheets_are_told_at_once() -> None:
    def edit(book: Workbook) -> None:
        put(book, "model", "four_to_nine", marketing_headcount=date(2026, 1, 3), model="medium")
        put(book, "phase", "cycle_unknown", tentative="perhaps", sources="X")
        put(book, "fit", "covers_upper_end", fit="=1")

    assert {place for place, _ in refused(edit)} == {
        f"model!B{FIRST + 1}", f"model!D{FIRST + 1}", f"phase!K{FIRST + 6}", f"phase!N{FIRST + 6}", f"fit!E{FIRST + 2}",
    }  # fmt: skip


def test_rows_below_an_empty_one_and_moved_ones_are_told_where_they_stand() -> None:
    def edit(book: Workbook) -> None:
        sheet = book["model"]
        sheet.insert_rows(FIRST, 4)
        put(book, "model", "eleven_or_more", model="huge")

    assert refused(edit) == [(f"model!D{FIRST + 8}", "table-unknown-output")]


def test_what_check_proves_of_a_table_is_told_at_its_sheet() -> None:
    def proofs(files: Any) -> list[Problem]:
        from app.cli.checking import check_all
        from tests.support import questionnaire_files

        return list(check_all(questionnaire_files(), files).faults)

    workbook = lay_out(pack_files(), shipped_questionnaire(), WORDING, "ja")
    importing = TableImport(workbook, pack_files(), shipped_questionnaire(), proofs)

    def told(edit: Edit) -> dict[str, str]:
        with pytest.raises(InvalidData) as raised:
            importing.read("t.xlsx", edited(shipped_workbook(), edit), passed_over(WORDING, "ja"))
        return {problem.code: problem.subject for problem in raised.value.problems}

    gap = told(lambda book: put(book, "grade", "eighty_and_up", **{"checklist.score": ">= 0.9"}))
    assert gap["table-gap"] == "grade!A1"
    overlap = told(cell("model", "four_to_nine", marketing_headcount="[3..9]"))
    assert overlap["table-overlap"] == f"model!A{FIRST + 1}"
    covered = told(cell("phase", "no_department_no_owner", marketing_headcount="0"))
    assert covered["row-unreachable"] == f"phase!A{FIRST + 1}"


def test_rules_that_cannot_be_followed_to_the_end_are_refused() -> None:
    def check(_: Any) -> list[Problem]:
        raise RuleError("model: no row holds")

    workbook = lay_out(pack_files(), shipped_questionnaire(), WORDING, "ja")
    importing = TableImport(workbook, pack_files(), shipped_questionnaire(), check)
    with pytest.raises(InvalidData) as raised:
        importing.read("t.xlsx", shipped_workbook(), passed_over(WORDING, "ja"))
    assert "model: no row holds" in WORDING.problem(raised.value.problems[0], "ja")


def test_a_fault_of_another_file_keeps_its_place() -> None:
    files = changed(pack_files(), "findings.yaml", "marketing_headcount:", "marketing_headcuont:")
    workbook = lay_out(pack_files(), shipped_questionnaire(), WORDING, "ja")
    importing = TableImport(workbook, pack_files(), shipped_questionnaire(), lambda _: faults(files))
    with pytest.raises(InvalidData) as raised:
        importing.read("t.xlsx", shipped_workbook(), passed_over(WORDING, "ja"))
    assert str(raised.value.problems[0].at).startswith("findings.yaml:")


def faults(files: Any) -> list[Problem]:
    """What keeps files from loading."""
    from tests.packs.mutated import pack_problems

    return pack_problems(files)


# Files that are no workbook, or one nobody should open


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """What an archive holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lying(content: bytes) -> bytes:
    """An archive whose directory says that every part is small."""
    from struct import pack_into, unpack_from

    data = bytearray(content)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if unpack_from("<I", data, at + 24)[0] > 1000:
            pack_into("<I", data, at + 24, 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


BOMB = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
SHEET = "xl/worksheets/sheet3.xml"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "workbook-not-xlsx"),
    "text": (lambda: b"not a workbook", "workbook-not-xlsx"),
    "an old or locked workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook-not-xlsx"),
    "half a workbook": (lambda: shipped_workbook()[:20_000], "workbook-not-xlsx"),
    "too large": (lambda: b"PK" + bytes(5_000_001), "file-too-large"),
    "a zip of something else": (lambda: zipped({"a.txt": b"a"}), "workbook-broken"),
    "a bomb": (lambda: zipped({"xl/media/a.bin": bytes(50_000_000)}), "workbook-unpacks-too-large"),
    "a bomb that lies": (lambda: lying(zipped({SHEET: bytes(9_000_000)})), "workbook-not-xlsx"),
    "many parts": (lambda: zipped({f"{n}.xml": b"" for n in range(400)}), "workbook-unpacks-too-large"),
    "many tags": (lambda: zipped({"a.xml": b"<a/>" * 1_100_000}), "workbook-unpacks-too-large"),
    "entities": (lambda: zipped(parts(shipped_workbook()) | {"xl/sharedStrings.xml": BOMB}), "workbook-broken"),
    "entities in disguise": (
        lambda: zipped(parts(shipped_workbook()) | {"xl/sharedStrings.xml": BOMB.decode().encode("utf-16")}),
        "workbook-broken",
    ),
    "a sheet that is no XML": (lambda: zipped(parts(shipped_workbook()) | {SHEET: b"<worksheet"}), "workbook-broken"),
    "no table": (lambda: edited(shipped_workbook(), only_the_guide), "workbook-no-tables"),
}


def only_the_guide(book: Workbook) -> None:
    """Takes every table away."""
    for name in book.sheetnames[2:]:
        del book[name]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_good_workbook_is_refused(kind: str) -> None:
    make, code = HOSTILE[kind]
    with pytest.raises(InvalidData) as raised:
        imported(make())
    assert [problem.code for problem in raised.value.problems] == [code]
    assert WORDING.problem(raised.value.problems[0], "ja")


def test_a_row_number_beyond_all_bounds_does_no_harm() -> None:
    found = parts(shipped_workbook())
    far = found[SHEET].replace(b"</sheetData>", b'<row r="999999999999"><c r="A999999999999"/></row></sheetData>')
    assert far != found[SHEET]
    assert imported(zipped(found | {SHEET: far})) == pack_files()


def test_macros_and_links_are_passed_over() -> None:
    found = parts(shipped_workbook()) | {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    assert imported(zipped(found)) == pack_files()


def test_rows_on_one_line_cannot_be_rewritten_but_may_stay() -> None:
    rows = b"rows: [{id: all, when: {}, then: {model: small}, why: {ja: x, en: x}, sources: [T]}]\n"
    text = pack_files()["decisions/model.yaml"]
    flow = text[: text.index(b"rows:")] + rows + text[text.index(b"values:") :]
    files = {**pack_files(), "decisions/model.yaml": flow}
    from tests.packs.workbooks import exported

    assert imported(exported(files), files) == files
    found = refused(cell("model", "all", marketing_headcount="1"), files)
    assert found == [(f"model!A{FIRST}", "sheet-rows-flow")]


def test_cells_are_named_as_excel_names_them() -> None:
    assert [workbook_read.place(1, n) for n in (1, 26, 27, 52, 703)] == ["A1", "Z1", "AA1", "AZ1", "AAA1"]
