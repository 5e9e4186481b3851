"""What can be entered, what is calculated, what is marked, and how it is printed."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.texts import Text
from app.domain.wording import Wording
from app.report.workbook.looks import Looks
from app.report.workbook.sheet import Area, Sheet
from app.report.workbook.words import Say
from app.spreadsheet import open_book
from tests.report import samples
from tests.report.workbook.opened import SHEETS, book, formulas, sheet

NAME = "one-marketer-manufacturer"
MEANT = {
    "kpi": r"([F-Q]5|[R-S]\d+|[E-R]\d+)",  # months, totals and achievement, rates between results
    "minutes": r"E\d+",  # actual less target
    "rights": r"D\d+",  # names looked up
    "plan": r"(E3|[DE]\d+)",  # counts; start and due
}


def choices(worksheet: Worksheet) -> dict[str, tuple[str, bool]]:
    """Every drop-down: where, what it offers, and whether nothing else is accepted."""
    found = worksheet.data_validations.dataValidation
    return {str(each.sqref): (str(each.formula1), bool(each.showErrorMessage)) for each in found if each.type == "list"}


def limits(worksheet: Worksheet, kind: str) -> set[str]:
    """Where only dates, or only numbers, are accepted."""
    return {str(each.sqref) for each in worksheet.data_validations.dataValidation if each.type == kind}


# Formulas


@pytest.mark.parametrize("name", [NAME, "nobody", "four-hundred"])
def test_formulas_stand_only_where_something_is_calculated(name: str) -> None:
    found = [place.split("!") for place in formulas(book(name))]
    assert {key for key, _ in found} == set(MEANT)
    assert [(key, place) for key, place in found if not re.fullmatch(MEANT[key], place)] == []


def test_a_figure_has_its_sum_and_its_share_of_the_targets_of_the_months_filled_in() -> None:
    found = formulas(book(NAME))
    assert found["kpi!R6"] == '=IF(COUNT(F6:Q6)=0,"",SUM(F6:Q6))'
    assert found["kpi!S6"] == '=IF(OR(N(E6)=0,COUNT(F6:Q6)=0),"",R6/(E6*COUNT(F6:Q6)))'
    assert found["kpi!S11"] == '=IF(OR(N(E11)=0,COUNT(F11:Q11)=0),"",R11/(E11*COUNT(F11:Q11)))'


def test_a_rate_is_the_next_result_over_the_one_before_in_each_month_and_over_all() -> None:
    found = formulas(book(NAME))
    assert found["kpi!F9"] == '=IF(N(F6)=0,"",N(F7)/F6)'
    assert found["kpi!F10"] == '=IF(N(F7)=0,"",N(F8)/F7)'
    assert found["kpi!R9"] == '=IF(N(R6)=0,"",N(R7)/R6)'


def test_minutes_show_by_how_much_an_actual_misses_its_target() -> None:
    assert {place: text for place, text in formulas(book(NAME)).items() if place == "minutes!E12"} == {
        "minutes!E12": '=IF(COUNT(C12,D12)<2,"",D12-C12)'
    }


def test_the_plan_counts_what_is_done_going_on_and_overdue() -> None:
    counted = formulas(book(NAME))["plan!E3"]
    assert 'COUNTIF($K$6:$K$27,"完了")' in counted
    assert 'SUMPRODUCT(($E$6:$E$27<>"")*($E$6:$E$27<TODAY())*' in counted


# Drop-downs and limits


def test_people_decisions_and_figures_are_chosen_from_the_sheets_that_have_them() -> None:
    names, figures, decisions = "'決定権'!$D$15", "'KPIシート'!$B$6:$B$16", "'決定権'!$A$4:$A$11"
    expected = {
        "log": {"B4:B18": (decisions, False), "D4:D18": (figures, False), "F4:F18": (names, False)},
        "minutes": {"A12:A16": (figures, False), "F20:F23": (figures, False), "G20:G23": (names, False)},
        "plan": {"G6:G27": (names, False)},
        "sourcing": {"I4:I17": (names, False)},
    }
    for key, offered in expected.items():
        assert offered.items() <= choices(sheet(book(NAME), key)).items(), key


def test_fixed_words_are_the_only_ones_accepted() -> None:
    states = ('"未着手,進行中,完了,見送り"', True)
    assert choices(sheet(book(NAME), "plan"))["K6:K27"] == states
    assert choices(sheet(book(NAME), "minutes"))["H27:H31"] == states
    assert choices(sheet(book(NAME), "log"))["I4:I18"] == (
        '"見込みどおり,一部は見込みどおり,見込みと違った,まだわからない"',
        True,
    )
    assert choices(sheet(book(NAME), "kpi"))["D6"] == ('"両部門,マーケティング,営業"', True)
    agreement = choices(sheet(book(NAME), "agreement"))
    assert ('"時間以内,営業日以内,週間以内"', True) in agreement.values()
    assert ('"連絡を続ける,記録だけ残す,対応しない"', True) in agreement.values()


def test_a_list_that_excel_cannot_hold_is_refused() -> None:
    texts = {"sheets.long": Text({"ja": "長い" * 200}), "sheets.comma": Text({"ja": "一,二"})}
    say = Say(Wording(texts), "ja")
    written = open_book(io.BytesIO())
    target = Sheet(written.add_worksheet(), Looks(written, say), say)
    for key in ("long", "comma"):
        with pytest.raises(ValueError, match="drop-down"):
            target.choose(Area(0, 0, 0, 0), [key])


def test_dates_and_numbers_are_the_only_ones_accepted_where_they_belong() -> None:
    assert limits(sheet(book(NAME), "plan"), "date") == {"C3", "D6:D27", "E6:E27"}
    assert limits(sheet(book(NAME), "log"), "date") == {"A4:A18", "H4:H18"}
    assert limits(sheet(book(NAME), "kpi"), "decimal") >= {"E6:Q6", "E11:Q11"}
    assert limits(sheet(book(NAME), "agreement"), "decimal") == {"C8:C10"}


# Marks


def test_done_overdue_and_going_on_are_marked_and_never_two_at_once() -> None:
    plan = sheet(book(NAME), "plan")
    rules = {str(where.sqref): [rule.formula[0] for rule in where.rules] for where in plan.conditional_formatting}
    assert set(rules) == {"A6:K27", "C6:C27", "E6:E27", "K6:K27"}
    done, going = rules["A6:K27"]
    late = rules["E6:E27"][0]
    assert done == 'OR($K6="完了",$K6="見送り")'
    assert late == f'AND($E6<>"",$E6<TODAY(),NOT({done}))'
    assert going == f'AND($K6="進行中",NOT({late}))'


def test_overdue_is_told_by_a_sign_too_not_by_colour_alone() -> None:
    plan = sheet(book(NAME), "plan")
    (rule,) = next(where.rules for where in plan.conditional_formatting if str(where.sqref) == "E6:E27")
    assert rule.dxf.numFmt.formatCode == '"▲ "yyyy/m/d'


# Pages


@pytest.mark.parametrize("key", SHEETS)
def test_a_sheet_is_printed_on_one_page_of_a4_landscape_with_its_heads(key: str) -> None:
    worksheet = sheet(book(NAME), key)
    assert worksheet.page_setup.orientation == "landscape"
    assert str(worksheet.page_setup.paperSize) == Worksheet.PAPERSIZE_A4
    assert worksheet.sheet_properties.pageSetUpPr.fitToPage
    assert (worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight) in ((None, None), (1, 1))
    assert worksheet.print_area.endswith(f":${worksheet.dimensions.split(':')[1][0]}${worksheet.max_row}")
    heads = {"kpi": 5, "minutes": 2, "agreement": 2, "plan": 5}.get(key, 3)
    assert worksheet.print_title_rows == f"$1:${heads}"
    assert worksheet.freeze_panes.endswith(str(heads + 1))
    assert not worksheet.sheet_view.showGridLines


def test_title_company_and_page_stand_beside_every_page() -> None:
    for worksheet in book(NAME).worksheets:
        assert worksheet.oddHeader.left.text == "BtoBマーケティング組織の診断 実行シート"
        assert worksheet.oddHeader.right.text == "株式会社日暮里精機"
        assert worksheet.oddFooter.left.text == f"報告書番号 {samples.IMPRINT.report_id}"
        assert worksheet.oddFooter.right.text == "&P / &N"


def test_lists_can_be_filtered_by_their_heads() -> None:
    assert sheet(book(NAME), "sourcing").auto_filter.ref == "A3:I17"
    assert sheet(book(NAME), "plan").auto_filter.ref == "A5:K27"


def test_every_cell_names_a_face_that_has_japanese() -> None:
    for worksheet in book(NAME).worksheets:
        fonts = {cell.font.name for row in worksheet.iter_rows() for cell in row if cell.value is not None}
        assert fonts == {"Yu Gothic"}
        schemes = {cell.font.scheme for row in worksheet.iter_rows() for cell in row if cell.value is not None}
        assert schemes == {None}
