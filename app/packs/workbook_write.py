"""Writes decision tables as a workbook that people can read and edit: text cells only, no formula can come of any."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.wording import Wording
from app.packs.table_layout import HEAD_ROWS, Choice, Column, Role, Sheet, Workbook
from app.spreadsheet import on_landscape_a4, open_book, row_height, write_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SPARE_ROWS = 200  # below a table, ready for new rows
WIDTHS = {Role.ID: 26, Role.WHEN: 20, Role.THEN: 16, Role.WHY: 70, Role.SOURCES: 12, Role.NOTES: 36}
FILLS = {Role.ID: "#E7E6E6", Role.WHEN: "#DDEBF7", Role.THEN: "#E2EFDA"}
OTHER_FILL = "#FFF2CC"
GUIDE_WIDTHS = (30, 100)
WORDS_COLUMNS = {"fact": 26, "label": 40, "word": 24, "reading": 40}
GUIDE_STEPS, GUIDE_TESTS = 7, 12  # how many lines of each the catalogue has: tables.guide.step.1 and so on
MOST_MESSAGE = 255  # characters of a hint at a cell


def passed_over(wording: Wording, language: str) -> tuple[str, str]:
    """The names of the sheets that hold no table: the guide and the words."""
    return wording.say("tables.sheet.guide", language), wording.say("tables.sheet.words", language)


def write_workbook(workbook: Workbook, wording: Wording, language: str, made_at: datetime) -> bytes:
    """The workbook's file."""
    return _Writing(workbook, wording, language).file(made_at)


class _Writing:
    def __init__(self, workbook: Workbook, wording: Wording, language: str) -> None:
        self._workbook = workbook
        self._wording = wording
        self._language = language
        self._stream = io.BytesIO()
        self._book = open_book(self._stream)
        self._lists: dict[tuple[str, tuple[Choice, ...]], str] = {}
        plain = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self._cell = self._book.add_format(plain)
        self._grey = self._book.add_format({**plain, "font_color": "#7F7F7F"})
        self._text = self._book.add_format({"num_format": "@"})
        self._wrapped = self._book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._bold = self._book.add_format({"num_format": "@", "bold": True, "valign": "top"})
        self._large = self._book.add_format({"num_format": "@", "bold": True, "font_size": 14})
        self._link = self._book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})

    def file(self, made_at: datetime) -> bytes:
        """Everything, in the order of the sheets."""
        pack = self._workbook.pack
        self._book.set_properties({"title": pack.title.say(self._language), "created": made_at.replace(tzinfo=None)})
        guide, words = (self._book.add_worksheet(name) for name in passed_over(self._wording, self._language))
        self._guide(guide)
        self._words(words, words.get_name())
        for sheet in self._workbook.sheets:
            self._table(self._book.add_worksheet(sheet.name), sheet)
        self._book.close()
        return self._stream.getvalue()

    def _say(self, key: str, /, **params: object) -> str:
        return self._wording.say(key, self._language, **params)

    # The guide

    def _guide(self, target: Worksheet) -> None:
        for column, width in enumerate(GUIDE_WIDTHS):
            target.set_column(column, column, width, self._wrapped)
        target.hide_gridlines(2)
        write_text(target, 0, 0, self._say("tables.guide.title"), self._large)
        for number, (left, right, bold) in enumerate(self._guide_lines(), start=2):
            write_text(target, number, 0, left, self._bold if bold else self._wrapped)
            write_text(target, number, 1, right, self._wrapped)
            target.set_row(number, row_height((left, right), GUIDE_WIDTHS))
        first = number + 2
        write_text(target, first, 0, self._say("tables.guide.tables"), self._bold)
        for number, sheet in enumerate(self._workbook.sheets, start=first + 1):
            target.write_url(number, 0, f"internal:'{sheet.name}'!A1", self._link, sheet.name)
            write_text(target, number, 1, sheet.head[0][1], self._wrapped)
        on_landscape_a4(target, 0)

    def _guide_lines(self) -> Iterator[tuple[str, str, bool]]:
        """Lines of two cells, and whether the first is a heading."""
        pack = self._workbook.pack
        yield self._say("tables.guide.pack"), pack.title.say(self._language), True
        yield (
            self._say("tables.guide.edition"),
            self._say("tables.guide.of", edition=pack.edition, digest=pack.digest),
            True,
        )
        yield "", "", False
        yield self._say("tables.guide.steps"), "", True
        for number in range(1, GUIDE_STEPS + 1):
            yield str(number), self._say(f"tables.guide.step.{number}"), False
        yield "", "", False
        yield self._say("tables.guide.tests"), self._say("tables.guide.about_tests"), True
        for number in range(1, GUIDE_TESTS + 1):
            yield self._say(f"tables.guide.test.{number}"), self._say(f"tables.guide.meaning.{number}"), False

    # The words

    def _words(self, target: Worksheet, name: str) -> None:
        """The words of every closed fact, one list below the other: the fact, the word, how it reads."""
        for place, (key, width) in enumerate(WORDS_COLUMNS.items()):
            target.set_column(place, place, width, self._text)
            write_text(target, 0, place, self._say(f"tables.words.{key}"), self._bold)
        target.freeze_panes(1, 0)
        row = 1
        columns = [column for sheet in self._workbook.sheets for column in sheet.columns if column.choices]
        for column in sorted(columns, key=lambda column: column.role is Role.THEN):
            if (column.key, column.choices) in self._lists:
                continue
            for number, choice in enumerate(column.choices, start=row):
                for place, text in enumerate((column.key, column.label, choice.word, choice.reading)):
                    write_text(target, number, place, text, self._text)
            last = row + len(column.choices) - 1
            self._lists[column.key, column.choices] = _range(name, row, last)
            self._lists.setdefault((column.key, column.choices[1:]), _range(name, row + 1, last))  # without "anything"
            row = last + 2
        on_landscape_a4(target, 0)

    # The tables

    def _table(self, target: Worksheet, sheet: Sheet) -> None:
        last = HEAD_ROWS + len(sheet.rows) + SPARE_ROWS
        for number, column in enumerate(sheet.columns):
            target.set_column(number, number, WIDTHS[column.role], self._text)
            self._choose(target, number, column, last)
        self._head(target, sheet)
        widths = [WIDTHS[column.role] for column in sheet.columns]
        for number, texts in enumerate((*sheet.head[-2:], *sheet.rows), start=HEAD_ROWS - 2):
            target.set_row(number, row_height(texts, widths))
        for number, row in enumerate(sheet.rows, start=HEAD_ROWS):
            for place, text in enumerate(row):
                grey = sheet.columns[place].role is Role.NOTES
                write_text(target, number, place, text, self._grey if grey else self._cell)
        target.freeze_panes(HEAD_ROWS, 1)
        target.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(sheet.columns) - 1)}{last}"})
        target.repeat_rows(HEAD_ROWS - 2, HEAD_ROWS - 1)
        on_landscape_a4(target, 0)

    def _head(self, target: Worksheet, sheet: Sheet) -> None:
        for number, texts in enumerate(sheet.head[:-2]):
            for place, text in enumerate(texts):
                write_text(target, number, place, text, self._bold if place == 0 or number == 0 else self._text)
        for number, texts in enumerate(sheet.head[-2:], start=len(sheet.head) - 2):
            for place, text in enumerate(texts):
                write_text(target, number, place, text, self._heading(sheet.columns[place]))

    def _heading(self, column: Column) -> Format:
        fill = FILLS.get(column.role, OTHER_FILL)
        look = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#7F7F7F"}
        return self._book.add_format({**look, "num_format": "@", "bg_color": fill})

    def _choose(self, target: Worksheet, number: int, column: Column, last: int) -> None:
        """A drop-down of a column's words; of an output it admits no other, of an input it only suggests."""
        if not column.choices:
            return
        strict = column.role is Role.THEN
        shown = self._say("tables.joint").join(f"{each.word}: {each.reading}" for each in column.choices)
        target.data_validation(
            *(HEAD_ROWS, number, last - 1, number),
            {
                "validate": "list",
                "source": "=" + self._lists[column.key, column.choices],
                "ignore_blank": True,
                "show_error": strict,
                "error_title": self._say("tables.choice.title"),
                "error_message": self._say("tables.choice.message"),
                "input_message": shown if len(shown) <= MOST_MESSAGE else "",
            },
        )


def _range(sheet: str, first: int, last: int) -> str:
    return f"'{sheet}'!$C${first + 1}:$C${last + 1}"


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
