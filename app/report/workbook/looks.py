"""How cells look: one accent, told apart in grey too, and paler where somebody fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.report.workbook.words import Say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

INK, MUTED, ACCENT, LINE = "#1F2730", "#5B6670", "#0B4F6C", "#AEB7BE"
WASH, GREY, PAPER, ALARM, ALARM_WASH = "#E3EEF3", "#EEF0F2", "#FFFCEF", "#9C0006", "#FBE3E0"

Properties = Mapping[str, Any]

_TEXT = {"num_format": "@"}
"""A text stays one when somebody edits it, whatever it begins with."""
_MIDDLE = {"valign": "vcenter"}
_BOXED = {"border": 1, "border_color": LINE, "text_wrap": True, **_MIDDLE, "indent": 1, "font_color": INK}
_FILLED_IN = {**_BOXED, "bg_color": PAPER}
_HEAD = {**_BOXED, "bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT}
_CENTRED = {"align": "center", "indent": 0}
_COUNTED = {"num_format": "#,##0_)", "align": "right", "indent": 0}  # with the width of a ) after it

LOOKS: Mapping[str, Properties] = {
    "title": {**_TEXT, **_MIDDLE, "bold": True, "font_size": 16, "font_color": ACCENT},
    "use": {**_TEXT, "text_wrap": True, "valign": "top", "font_color": MUTED},
    "part": {**_TEXT, "bold": True, "font_size": 11, "font_color": ACCENT, "valign": "bottom"},
    "head": {**_HEAD, **_TEXT},
    "head_month": {**_HEAD, **_CENTRED},
    "label": {**_BOXED, **_TEXT, "bold": True, "bg_color": GREY},
    "group": {**_BOXED, **_TEXT, **_CENTRED, "bold": True, "bg_color": GREY},
    "text": {**_BOXED, **_TEXT},
    "strong": {**_BOXED, **_TEXT, "bold": True},
    "quiet": {**_BOXED, **_TEXT, "font_color": MUTED},
    "numbers": {**_BOXED, **_CENTRED, **_TEXT},
    "ordinal": {**_BOXED, **_CENTRED},
    "count": {**_BOXED, **_COUNTED},
    "percent": {**_BOXED, **_COUNTED, "num_format": "0%_)"},
    "date": {**_BOXED, **_CENTRED},
    "told": {**_MIDDLE, "font_color": INK, "bold": True, "indent": 1},
    "looked_up": _BOXED,
    "difference": {**_BOXED, **_COUNTED, "num_format": "General_)"},
    "fill": _FILLED_IN,
    "fill_note": {**_FILLED_IN, "valign": "top"},
    "fill_text": {**_FILLED_IN, **_TEXT},
    "fill_number": {**_FILLED_IN, **_COUNTED, "num_format": "General_)"},
    "fill_count": {**_FILLED_IN, **_COUNTED},
    "fill_date": {**_FILLED_IN, **_CENTRED},
    "fill_month": {**_FILLED_IN, **_CENTRED},
    "fill_state": {**_FILLED_IN, **_CENTRED},
    # What conditions lay over a cell.
    "when_done": {"font_color": MUTED, "bg_color": GREY, "font_strikeout": True},
    "when_going": {"bg_color": WASH},
    "when_late": {"font_color": ALARM, "bg_color": ALARM_WASH, "bold": True},
    "when_behind": {"font_color": ALARM, "bold": True},
}
_DATES = {"date": "date", "fill_date": "date", "head_month": "month", "fill_month": "month"}
"""Looks whose number format is that of a language."""


class Looks:
    """The formats of a workbook, each made when it is first used."""

    def __init__(self, book: Workbook, say: Say) -> None:
        self._book = book
        self._say = say
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format(self._properties(name))
        return self._made[name]

    def _properties(self, name: str) -> Properties:
        if name == "when_late_date":
            return {**LOOKS["when_late"], "num_format": '"▲ "' + self._say("format.date")}
        dated = {"num_format": self._say(f"format.{_DATES[name]}")} if name in _DATES else {}
        return {**LOOKS[name], **dated}
