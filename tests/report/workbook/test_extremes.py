"""Whatever a text says, it is shown as it is: nothing is executed, nothing breaks the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import pytest

from app.domain.presentation import Presentation, SectionView, Told
from tests.report import samples
from tests.report.workbook.opened import MAIN, book, cells, content, formulas, made, parts, read, sheet, texts

PAYLOADS = (
    *("=1+1", "{=1+1}", "+1+1", "-2+3", "@SUM(A1)", "==1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil","x")'),
    *('=WEBSERVICE("http://evil")', '=IMPORTXML("http://evil","//a")', '=1+1",A1,"', " =1+1", "\n=1+1", "'=1+1"),
    *("＝1+1", "http://evil", "https://evil/?a=1&b=2", "mailto:a@evil", "internal:A1", "external:c:\\evil.xlsx"),
    *("<r><t>b</t></r>", "<r>& </r>", "<r></r>", "</t></si><si><t>x", "<f>1+1</f>", "<![CDATA[x]]>", "]]>", "<!--"),
    *("&amp;", "&lt;b&gt;", "&#61;1+1", "<img src=/etc/passwd>", "<script>alert(1)</script>", "_x003D_1+1", "_x000D_"),
    *(
        "&P&N&D&F",
        "P&G",
        "&&G",
        "&[Picture]",
        '&"Arial"&20',
        "3M",
        "12",
        "1e5",
        "TRUE",
        "#REF!",
        "NULL",
        "{x}",
        "{{7*7}}",
        "%s",
        "${x}",
    ),
    *("‘’“”", "𠮷野﨑髙😀", "葛\U000e0100飾"),
)
DANGEROUS = [
    "a\x00b\x07",
    "\ud800",
    "\udfff\ud800",
    "\ufffe\uffff",
    "\U0001fffe",
    "a\u202eb\u2066",
    "\x1b[31m",
    "\x7f\x85",
]
BARE = ("tight-budget", "everything-bad")


def with_payloads(name: str) -> Presentation:
    """A sample in which every text is a payload, and the company and a section of answers are too."""
    turn: Iterator[str] = cycle(PAYLOADS)
    changed = samples.with_texts(samples.sample(name), lambda _: next(turn))
    listed = SectionView("=1+1", tuple(Told(payload, payload) for payload in PAYLOADS))
    return replace(changed, answers=(listed,))


@pytest.mark.parametrize("name", BARE)
def test_payloads_appear_literally_in_every_field(name: str) -> None:
    found = read(made(with_payloads(name)))
    assert set(PAYLOADS) <= texts(found)
    assert set(formulas(found)) == set(formulas(book(name)))
    assert set(formulas(found).values()).isdisjoint(PAYLOADS)
    assert [cell for cell in cells(found) if cell.hyperlink] == []


def test_texts_stay_texts_when_somebody_edits_them() -> None:
    found = read(made(with_payloads("tight-budget")))
    told = [cell for row in sheet(found, "answers").iter_rows(min_row=5) for cell in row if cell.value is not None]
    assert {cell.number_format for cell in told} == {"@"}
    assert len(told) == 2 * len(PAYLOADS)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_companys_name_is_no_code_beside_the_page(payload: str) -> None:
    presentation = replace(samples.sample("only-the-four"), company=payload, answers=())
    found = parts(made(presentation))
    header = found["xl/worksheets/sheet1.xml"].findtext(f".//{MAIN}oddHeader") or ""
    shown = " ".join(payload.split()).replace("&", "&&").replace("_x0", "_x005F_x0")
    shown = re.sub(r"&&(?=G|\[P)", "&&&8", shown)  # a size between & and G, or XlsxWriter looks for a picture
    assert header.endswith(f'&R&8&"Yu Gothic,Regular"{shown}')


def test_what_no_file_can_hold_is_left_out() -> None:
    told = tuple(Told(f"{number}", text) for number, text in enumerate(DANGEROUS))
    presentation = replace(samples.sample("only-the-four"), company="\ud800\x00", answers=(SectionView("x", told),))
    found = read(made(presentation))
    rows = sheet(found, "answers").iter_rows(min_row=5, max_col=2, values_only=True)
    assert list(rows) == list(zip("01234567", ("ab", None, None, None, None, "ab", "[31m", "\n"), strict=True))
    assert found.properties.title == "BtoBマーケティング組織の診断 実行シート"


def test_a_cell_holds_no_more_than_excel_takes() -> None:
    long = ("𠮷" * 40_000, "x\n" * 400, "&" * 40_000)
    told = tuple(Told(f"{number}", text) for number, text in enumerate(long))
    presentation = replace(samples.sample("only-the-four"), company=long[2], answers=(SectionView("x", told),))
    found = read(made(presentation))
    for text in (str(row[1]) for row in sheet(found, "answers").iter_rows(min_row=5, values_only=True)):
        assert len(text.encode("utf-16-le")) // 2 <= 32_767
        assert text.count("\n") < 253
    assert str(sheet(found, "answers")["B5"].value).endswith("𠮷…")


def test_the_longest_texts_are_all_there_in_rows_that_excel_can_show() -> None:
    presentation = samples.sample("huge")
    actions = [action for horizon in presentation.horizons for action in horizon.actions]
    assert {text for action in actions for text in (action.title, action.artifact, action.done)} <= texts(book("huge"))
    for worksheet in book("huge").worksheets:
        assert max((each.height or 0) for each in worksheet.row_dimensions.values()) <= 409
        assert max(each.width for each in worksheet.column_dimensions.values()) <= 256


@pytest.mark.parametrize("name", ["nobody", "four-hundred", "long-name", "everything-bad", "only-the-four", "hostile"])
def test_extremes_have_all_sheets(name: str) -> None:
    assert len(book(name).worksheets) == 8
    assert len(content(name)) < 60_000


def test_a_pack_without_results_terms_or_actions_still_gives_a_workbook() -> None:
    bare = samples.sample("only-the-four")
    handout = replace(bare.handout, results=(), measures=bare.handout.measures[:1], decisions=())
    horizons = tuple(replace(horizon, actions=()) for horizon in bare.horizons)
    presentation = replace(bare, handout=handout, glossary=(), horizons=horizons, answers=(), tasks=())
    assert len(read(made(presentation)).worksheets) == 8
