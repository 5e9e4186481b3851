"""Another program opens the workbook, calculates it and prints it: a long proof, for it takes LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pypdf
import pytest
from openpyxl.workbook import Workbook

from tests.report import samples
from tests.report.workbook.opened import SHEETS, content, made, read, sheet

pytestmark = pytest.mark.prove

NAME = "one-marketer-manufacturer"
PATIENCE = 120  # seconds
START = date(2026, 1, 5)
AGREED = date(2099, 5, 1)  # when No. 14 is due, for which No. 15 waits


@pytest.fixture(scope="module")
def office() -> str:
    """LibreOffice's command: whoever asks for the long proofs must have it."""
    found = shutil.which("soffice")
    if not found:
        pytest.fail("LibreOffice is needed to prove the workbook: apt-get install -y libreoffice-calc fonts-noto-cjk")
    return found


def converted(office: str, folder: Path, file: bytes, kind: str) -> bytes:
    """A workbook as LibreOffice saves it in another kind of file."""
    folder.mkdir()
    (folder / "book.xlsx").write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", kind, "--outdir", str(folder / "out"), "book.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE)
    return (folder / "out" / f"book.{kind}").read_bytes()


@pytest.mark.parametrize("name", [NAME, "everything-bad", "four-hundred", "long-name"])
def test_each_sheet_is_printed_on_one_page(office: str, tmp_path: Path, name: str) -> None:
    pages = pypdf.PdfReader(io.BytesIO(converted(office, tmp_path / "x", content(name), "pdf"))).pages
    assert len(pages) == len(SHEETS)
    for key, page in zip(SHEETS, pages, strict=True):
        assert round(page.mediabox.width), round(page.mediabox.height) == (842, 595)
        title = samples.wording().say(f"sheets.{key}.title", "ja")
        assert "".join(title.split()) in "".join(page.extract_text().split())


def filled_in() -> Workbook:
    """A workbook some weeks later; saved without the values calculated before."""
    found = read(made(samples.sample(NAME)))
    kpi, plan, rights, minutes = (sheet(found, key) for key in ("kpi", "plan", "rights", "minutes"))
    for row, target, months in ((6, 20, (18, 24)), (7, 10, (9, 6)), (8, 4, (3, None)), (11, None, (50, 70))):
        kpi.cell(row, 5).value = target
        kpi.cell(row, 6).value, kpi.cell(row, 7).value = months
    plan["C3"].value, plan["E19"].value = START, AGREED
    for row, state in ((6, "完了"), (7, "進行中"), (8, "見送り")):
        plan.cell(row, 11).value = state
    rights["D15"].value = "日暮里 花子"
    minutes["C12"].value, minutes["D12"].value = 20, 17
    return found


def test_what_is_filled_in_is_calculated(office: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    filled_in().save(stream)
    file = converted(office, tmp_path / "x", stream.getvalue(), "xlsx")
    found = openpyxl.load_workbook(io.BytesIO(file), data_only=True)
    kpi, plan, rights, minutes = (sheet(found, key) for key in ("kpi", "plan", "rights", "minutes"))
    assert [kpi[place].value for place in ("R6", "S6", "R8", "S8", "R11", "S11")] == [42, 42 / 40, 3, 3 / 4, 120, None]
    assert [kpi[place].value for place in ("E9", "F9", "G9", "H9")] == [10 / 20, 9 / 18, 6 / 24, None]
    assert round(kpi["R9"].value, 6) == round(15 / 42, 6)
    dates = [plan[place].value.date() for place in ("D6", "E6", "D9")]
    assert dates == [START, START + timedelta(days=30), START + timedelta(days=31)]
    assert plan["D20"].value.date() == AGREED + timedelta(days=1)
    assert not plan["D25"].value
    assert kpi["G5"].value.date() == date(2026, 12, 1)
    assert plan["E3"].value == "全体：22　／　完了：1　／　進行中：1　／　期限を過ぎたもの：7"
    assert [rights[f"D{row}"].value for row in range(4, 12)] == ["日暮里 花子"] * 8
    assert minutes["E12"].value == -3


def test_what_the_file_says_formulas_come_to_is_what_they_come_to(office: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    read(content(NAME)).save(stream)
    file = converted(office, tmp_path / "x", stream.getvalue(), "xlsx")
    told = openpyxl.load_workbook(io.BytesIO(content(NAME)), data_only=True)
    calculated = openpyxl.load_workbook(io.BytesIO(file), data_only=True)
    for worksheet in told.worksheets:
        for row in worksheet.iter_rows():
            for cell in row:
                if (worksheet.title, cell.coordinate) != (
                    sheet(told, "plan").title,
                    "E3",
                ):  # it tells what is overdue now
                    assert (calculated[worksheet.title][cell.coordinate].value or "") == (cell.value or "")
