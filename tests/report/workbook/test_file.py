"""The file: well formed, the same bytes for the same diagnosis, made by several threads at once."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.report import DiagnosisReports
from tests.report import samples
from tests.report.workbook.opened import MAIN, book, content, parts

KINDS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "mergeCells"),
    *("conditionalFormatting", "dataValidations", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    "ignoredErrors",
)
"""The order in which the file format wants the parts of a sheet."""
REFERENCE = re.compile(r"\$?([A-Z]+)\$?(\d+)")


@pytest.mark.parametrize("name", ["one-marketer-manufacturer", "hostile", "huge"])
def test_every_part_is_well_formed_known_and_of_a_stated_kind(name: str) -> None:
    found = parts(content(name))
    kinds = found.pop("[Content_Types].xml")
    stated = {each.get("PartName", "").removeprefix("/") for each in kinds.iter(f"{KINDS}Override")}
    assert {name for name in found if not name.endswith(".rels")} == stated
    for path, part in found.items():
        for link in part.iter(f"{LINKS}Relationship"):
            base = path.split("_rels/")[0]
            assert f"{base}{link.get('Target')}" in stated, "nothing leads outside the file"
            assert link.get("TargetMode") is None


@pytest.mark.parametrize("name", ["one-marketer-manufacturer", "huge"])
def test_a_sheet_keeps_to_the_file_format(name: str) -> None:
    found = parts(content(name))
    strings = len(found["xl/sharedStrings.xml"])
    looks = len(found["xl/styles.xml"].find(f"{MAIN}cellXfs") or ())
    assert looks > 10
    for number in range(1, 9):
        worksheet = found[f"xl/worksheets/sheet{number}.xml"]
        order = [ORDER.index(child.tag.removeprefix(MAIN)) for child in worksheet]
        assert order == sorted(order)
        for cell in worksheet.iter(f"{MAIN}c"):
            assert int(cell.get("s", "0")) < looks
            if cell.get("t") == "s":
                assert int(cell.findtext(f"{MAIN}v") or -1) < strings
        assert all(len(text) <= 255 for text in _limited(worksheet))
        assert not overlaps([each.get("ref", "") for each in worksheet.iter(f"{MAIN}mergeCell")])


def _limited(worksheet: object) -> list[str]:
    """Texts that Excel refuses beyond 255 characters."""
    tags = ("oddHeader", "oddFooter", "formula1")
    return [each.text or "" for tag in tags for each in worksheet.iter(f"{MAIN}{tag}")]  # type: ignore[attr-defined]


def overlaps(areas: list[str]) -> bool:
    """Whether two merged areas have a cell in common: Excel calls such a file broken."""
    boxes = []
    for area in areas:
        (left, top), (right, bottom) = REFERENCE.findall(area)
        boxes.append((ord(left), ord(right), int(top), int(bottom)))
    pairs = [(a, b) for number, a in enumerate(boxes) for b in boxes[:number]]
    return any(a[0] <= b[1] and b[0] <= a[1] and a[2] <= b[3] and b[2] <= a[3] for a, b in pairs)


def test_a_file_says_what_it_is_and_when_it_was_made() -> None:
    properties = book("one-marketer-manufacturer").properties
    assert properties.title == "BtoBマーケティング組織の診断　実行シート — 株式会社日暮里精機".replace("　", " ")
    assert properties.creator == "Shikumi（仕組み）"
    assert properties.subject == "診断結果をもとにした実行シート（ルール 2026.1、質問票 2026.1）"
    assert properties.created == datetime(2026, 11, 20, 15, 30)  # noqa: DTZ001 (the file says UTC, openpyxl drops it)
    assert properties.modified == properties.created


def test_a_confidential_one_says_so_on_every_page() -> None:
    imprint = replace(samples.IMPRINT, confidential=True)
    made = DiagnosisReports(samples.wording()).workbook(samples.sample("tight-budget"), imprint)
    headers = [part.findtext(f".//{MAIN}oddHeader") for name, part in parts(made).items() if "/sheet" in name]
    assert len(headers) == 8
    assert all('&C&8&"Yu Gothic,Regular"社外秘' in str(header) for header in headers)


def test_the_date_is_the_one_in_japan() -> None:
    late = replace(samples.IMPRINT, made_at=datetime(2026, 12, 31, 15, 0, tzinfo=UTC))
    made = DiagnosisReports(samples.wording()).workbook(samples.sample("tight-budget"), late)
    (start,) = [cell for cell in parts(made)["xl/worksheets/sheet7.xml"].iter(f"{MAIN}c") if cell.get("r") == "C3"]
    assert start.findtext(f"{MAIN}v") == str((datetime(2027, 1, 1) - datetime(1899, 12, 30)).days)  # noqa: DTZ001


def test_the_same_diagnosis_gives_the_same_bytes_even_in_another_process() -> None:
    program = """
import hashlib, sys
from app.report import DiagnosisReports
assert "xlsxwriter" not in sys.modules
from tests.report import samples
made = DiagnosisReports(samples.wording()).workbook(samples.sample("tight-budget"), samples.IMPRINT)
print(hashlib.sha256(made).hexdigest())
"""
    told = subprocess.run([sys.executable, "-c", program], cwd=samples.HOME, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == hashlib.sha256(content("tight-budget")).hexdigest()


def test_nothing_in_the_file_is_dated_by_the_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(content("tight-budget"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_four_threads_at_once_get_what_one_gets() -> None:
    names = ["tight-budget", "nobody", "long-name", "only-the-four"] * 3
    maker = DiagnosisReports(samples.wording())
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda name: maker.workbook(samples.sample(name), samples.IMPRINT), names))
    assert made == [content(name) for name in names]
