"""A sheet to write on: cells, what can be chosen in them, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range_abs

from app.report.workbook.cleaning import clean
from app.report.workbook.fitting import DIGIT, INDENT, PAGE_HEIGHT, PAGE_WIDTH, Column
from app.report.workbook.looks import Looks
from app.report.workbook.words import Cell, Formula, Say
from app.spreadsheet import on_landscape_a4, row_height, write_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE_HEIGHT, PLAIN_HEIGHT = 30.0, 20.0
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.75, "bottom": 0.65}  # inches
EDGE = 0.3  # inches between the paper's edge and the running head
SCREEN, LEAST_ZOOM = 20_000, 60  # a screen is 200 digits wide at a zoom of 100
MOST_LISTED = 255  # characters of a list of choices


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells, counted from 0, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def ends(self) -> tuple[int, int, int, int]:
        """First row and column, last row and column."""
        return self.top, self.left, self.bottom, self.right

    def __bool__(self) -> bool:
        """Whether there is any cell in it: a table may have no rows."""
        return self.bottom >= self.top

    def column(self, number: int) -> Area:
        """One of its columns, counted from its first."""
        return Area(self.top, self.left + number, self.bottom, self.left + number)

    def cells(self) -> str:
        """How formulas of the same sheet call it, fixed."""
        return str(xl_range_abs(*self.ends))


@dataclass(frozen=True, slots=True)
class Edges:
    """What is printed above and below a sheet, in the codes of workbooks."""

    header: str
    footer: str


class Sheet:
    """One sheet; rows and columns are counted from 0."""

    def __init__(self, target: Worksheet, looks: Looks, say: Say) -> None:
        self.say = say
        self._target = target
        self._looks = looks
        self._widths: Sequence[float] = ()
        self._rooms: Sequence[float] = ()
        self._heights: dict[int, float] = {}
        target.hide_gridlines(2)

    def put(self, row: int, column: int, cell: Cell, look: str) -> None:
        """Writes a cell; a text is never anything but a text."""
        form = self._looks[look]
        if isinstance(cell, str):
            cell = clean(cell) or None
        if cell is None:
            self._target.write_blank(row, column, None, form)
        elif isinstance(cell, str):
            write_text(self._target, row, column, cell, form)
        elif isinstance(cell, Formula):
            self._target.write_formula(row, column, cell.text, form, cell.value)
        else:
            self._target.write_number(row, column, cell, form)

    def across(self, row: int, left: int, right: int, cell: Cell, look: str) -> None:
        """Writes a cell that takes several columns of a row."""
        self.block(Area(row, left, row, right), cell, look)

    def block(self, area: Area, cell: Cell, look: str) -> None:
        """Writes a cell that takes a whole area."""
        if (area.top, area.left) != (area.bottom, area.right):
            self._target.merge_range(*area.ends, "", self._looks[look])
        self.put(area.top, area.left, cell, look)

    def columns(self, widths: Sequence[float]) -> None:
        """Sets the widths of the columns, in digits."""
        self._widths = widths
        self._rooms = [width - INDENT for width in widths]
        for number, width in enumerate(widths):
            self._target.set_column(number, number, width)

    def height(self, row: int, points: float) -> None:
        """Sets the height of a row."""
        self._target.set_row(row, points)
        self._heights[row] = points

    def room_left(self) -> float:
        """How many points of height are left on the page, if its width says how large the sheet is printed."""
        return PAGE_HEIGHT * max(1.0, DIGIT * sum(self._widths) / PAGE_WIDTH) - sum(self._heights.values())

    def opening(self, key: str) -> None:
        """The sheet's title and how it is used, in its first two rows; the columns must have their widths."""
        last = len(self._widths) - 1
        self.across(0, 0, last, self.say(f"{key}.title"), "title")
        self.height(0, TITLE_HEIGHT)
        use = self.say(f"{key}.use")
        self.across(1, 0, last, use, "use")
        self.height(1, self.text_height(use, 0, last) + 4)

    def text_height(self, text: str, left: int, right: int) -> float:
        """How high a row must be for a text that takes these columns."""
        return row_height([clean(text)], [sum(self._widths[left : right + 1]) - INDENT])

    def row_height(self, texts: Iterable[str]) -> float:
        """How high a row must be for a text in each column."""
        return max(row_height(map(clean, texts), self._rooms), PLAIN_HEIGHT)

    def heads(self, row: int, key: str, names: Iterable[str]) -> None:
        """The heads of a table's columns."""
        texts = [self.say(f"{key}.{name}") for name in names]
        for column, text in enumerate(texts):
            self.put(row, column, text, "head")
        self.height(row, max(self.row_height(texts), PLAIN_HEIGHT + 4))

    def table(
        self, top: int, key: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], least: float = PLAIN_HEIGHT
    ) -> Area:
        """A table with heads at row `top` and rows at least so high; gives the area of its cells without the heads."""
        self.heads(top, key, (column.key for column in columns))
        for number, row in enumerate(rows, start=top + 1):
            for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
                self.put(number, place, cell, column.look)
            self.height(number, max(self.row_height(cell if isinstance(cell, str) else "" for cell in row), least))
        return Area(top + 1, 0, top + len(rows), len(columns) - 1)

    def reference(self, area: Area) -> str:
        """How formulas of any sheet call an area of this one."""
        name = self._target.get_name().replace("'", "''")
        return f"'{name}'!{area.cells()}"

    # What may be entered

    def choose(self, area: Area, keys: Sequence[str]) -> None:
        """A drop-down of fixed words; nothing else is accepted."""
        words = [self.say(key) for key in keys]
        if len(",".join(words)) > MOST_LISTED or any("," in word for word in words):
            raise ValueError(f"no list for a drop-down: {words}")
        told = {"error_title": self.say("choice.title"), "error_message": self.say("choice.message")}
        self._validate(area, {"validate": "list", "source": words, **told})

    def suggest(self, area: Area, reference: str) -> None:
        """A drop-down of the cells of an area; anything else may be typed too."""
        self._validate(area, {"validate": "list", "source": f"={reference}", "show_error": False})

    def only_dates(self, area: Area) -> None:
        """Accepts dates only."""
        self._only(area, "date", 1)

    def only_amounts(self, area: Area) -> None:
        """Accepts numbers from 0 up only."""
        self._only(area, "decimal", 0)

    def _only(self, area: Area, kind: str, least: int) -> None:
        name = "date" if kind == "date" else "number"
        told = {"error_title": self.say(f"{name}.title"), "error_message": self.say(f"{name}.message")}
        self._validate(area, {"validate": kind, "criteria": ">=", "value": least, **told})

    def _validate(self, area: Area, rule: Mapping[str, object]) -> None:
        if area:
            self._target.data_validation(*area.ends, dict(rule))

    # What is told by looks

    def mark(self, area: Area, condition: str, look: str) -> None:
        """Lays a look over the cells of an area where a condition, written for its first cell, holds."""
        rule = {"type": "formula", "criteria": f"={condition}", "format": self._looks[look]}
        if area:
            self._target.conditional_format(*area.ends, rule)

    def filter(self, area: Area) -> None:
        """Lets people filter the rows below the heads that stand above an area."""
        self._target.autofilter(area.top - 1, area.left, area.bottom, area.right)

    # The page

    def finish(self, last_row: int, head_row: int, edges: Edges, frozen_columns: int = 0) -> None:
        """Freezes and repeats everything down to the heads, and sets the sheet up for one page of A4 landscape."""
        last_column = len(self._widths) - 1
        self._target.freeze_panes(head_row + 1, frozen_columns)
        self._target.repeat_rows(0, head_row)
        self._target.print_area(0, 0, last_row, last_column)
        on_landscape_a4(self._target, 1)
        self._target.set_margins(**MARGINS)
        self._target.set_header(edges.header, {"margin": EDGE})
        self._target.set_footer(edges.footer, {"margin": EDGE})
        self._target.center_horizontally()
        self._target.set_zoom(min(100, max(LEAST_ZOOM, int(SCREEN / sum(self._widths) / 10) * 10)))
        everything = Area(0, 0, last_row, last_column).cells().replace("$", "")
        self._target.ignore_errors({"number_stored_as_text": everything, "formula_range": everything})
