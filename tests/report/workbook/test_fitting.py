"""Texts have room: lines are counted, rows are high enough, columns are as wide as a page allows."""

from __future__ import annotations

import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from app.report.workbook.fitting import DIGIT, PAGE_HEIGHT, PAGE_WIDTH, Column, spread
from app.spreadsheet import LINE, MOST_HEIGHT, lines, row_height
from tests.report.workbook.opened import SHEETS, book, sheet

PADDING = 0.72  # digits that the file adds to each column
COLUMNS = (Column("a", 10), Column("b", 12, grows=True), Column("c", 12, grows=True))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, 1),
        ("12345678", 9, 1),
        ("123456789", 9, 2),  # a digit's room is left free
        ("漢字四文字分", 13, 1),
        ("漢字四文字分", 12, 2),
        ("one two three", 10, 2),
        ("aaaaaa bbbbbb", 10, 2),
        ("aaaaaaaa bbbbbbbb", 10, 2),
        ("a" * 30, 11, 3),  # a word longer than its line is broken
        ("上\n下", 10, 2),
        ("\n\n", 10, 3),
        ("𠮷😀", 6, 1),
    ],
)
def test_lines_break_between_words_and_between_any_two_japanese_characters(
    text: str, width: float, expected: int
) -> None:
    assert lines(text, width) == expected


def test_a_row_is_as_high_as_its_longest_cell_and_no_higher_than_excel_allows() -> None:
    assert row_height(["一行", "二\n行"], [10, 10]) == 2 * LINE + 3
    assert row_height(["\n" * 100], [10]) == MOST_HEIGHT


def test_a_short_table_keeps_its_least_widths() -> None:
    assert spread(COLUMNS, [["x", "y", "z"]], 50) == [10, 12, 12]
    assert spread(COLUMNS, [], 50) == [10, 12, 12]


def test_a_long_table_grows_wider_where_its_texts_are_and_fills_the_page_better() -> None:
    rows = [["x", "長い文章です。" * 8, "短い"]] * 40
    widths = spread(COLUMNS, rows, 50)
    assert widths[0] == 10
    assert widths[1] > 3 * widths[2]

    def scale(tried: list[float]) -> float:
        tall = 50 + sum(row_height(row, tried) for row in rows)
        return min(1.0, PAGE_WIDTH / (DIGIT * sum(tried)), PAGE_HEIGHT / tall)

    assert scale(widths) > 1.5 * scale([10, 12, 12])


def test_a_text_that_the_highest_row_cannot_hold_gets_a_wider_column() -> None:
    (_, width, _) = spread(COLUMNS, [["x", "字" * 2000, ""]], 50)
    assert row_height(["字" * 2000], [width - 1.5]) < MOST_HEIGHT


@pytest.mark.parametrize("name", ["one-marketer-manufacturer", "everything-bad", "four-hundred"])
@pytest.mark.parametrize("key", SHEETS)
def test_every_text_of_every_sheet_can_be_read_whole(name: str, key: str) -> None:
    worksheet = sheet(book(name), key)
    for row in worksheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.data_type == "s":
                width, height = room(worksheet, cell)
                size = (cell.font.size or 10) / 10
                needed = lines(str(cell.value), width / size) * LINE * size
                assert height >= needed - 1, (cell.coordinate, cell.value)


def room(worksheet: Worksheet, cell: Cell) -> tuple[float, float]:
    """How many digits wide and points high the room of a cell's text is, merged cells and indent counted in."""
    areas = (area for area in worksheet.merged_cells.ranges if cell.coordinate in area)
    right, bottom = next(((area.max_col, area.max_row) for area in areas), (cell.column, cell.row))
    widths = list(worksheet.column_dimensions.values())  # of which each holds for a run of columns
    columns = range(cell.column, right + 1)
    width = sum(each.width - PADDING for each in widths for column in columns if each.min <= column <= each.max)
    height = sum(worksheet.row_dimensions[number].height or 0 for number in range(cell.row, bottom + 1))
    return width - 1.5 * (cell.alignment.indent or 0), height


@pytest.mark.parametrize(
    ("name", "least"),
    [("one-marketer-manufacturer", 0.48), ("everything-bad", 0.4), ("only-the-four", 0.6), ("four-hundred", 0.6)],
)
def test_no_sheet_is_printed_smaller_than_it_must_be(name: str, least: float) -> None:
    for worksheet in book(name).worksheets:
        width = sum(each.width * (each.max - each.min + 1) for each in worksheet.column_dimensions.values()) * DIGIT
        height = sum(each.height or 0 for each in worksheet.row_dimensions.values())
        assert min(PAGE_WIDTH / width, PAGE_HEIGHT / height) > least, worksheet.title
