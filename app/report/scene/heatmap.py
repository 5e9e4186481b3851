"""The checklist as a heat map: every item under its axis, told apart by lightness, mark and word."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.presentation import AxisView, ItemView, Presentation
from app.report.scene.lettering import Block
from app.report.scene.marks import draw_answer, look
from app.report.scene.shapes import Box, Scene
from app.report.scene.sheet import Say, Setting, Sheet

_WIDE = 42.0  # letters from which the items of an axis stand side by side
_SIDE = 9.0
_CELL = 9.2
_MARK = 2.3


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The heat map: where there is room one row an axis, otherwise one row an item."""
    sheet, axes = Sheet(setting), presentation.checklist.axes
    draw_axis = _draw_row if setting.ems >= _WIDE else _draw_list
    y = 0.0
    for number, axis in enumerate(axes):
        y = draw_axis(sheet, axis, say, y + _gap(setting) * bool(number))
    return sheet.scene(y, say("heatmap.title"), " ".join(_told(axis, say) for axis in axes))


def _gap(setting: Setting) -> float:
    return setting.size * (0.5 if setting.ems >= _WIDE else 0.9)


def _told(axis: AxisView, say: Say) -> str:
    items = (say("heatmap.item", label=item.label, value=item.value) for item in axis.items)
    return say("heatmap.axis", axis=axis.title, items=say("joint").join(items))


def _percent(axis: AxisView, say: Say) -> str:
    return say("radar.unscored") if axis.percent is None else say("percent", number=axis.percent)


@dataclass(frozen=True, slots=True)
class _Cell:
    """An item with its words set."""

    item: ItemView
    word: Block
    label: Block


def _draw_row(sheet: Sheet, axis: AxisView, say: Say, y: float) -> float:
    """Draws an axis with its items side by side, and tells where it ends."""
    setting, em = sheet.setting, sheet.setting.size
    gap, count = 0.5 * em, len(axis.items)
    width = (setting.width - _SIDE * em - gap * (count - 1)) / count
    cells = [_set_cell(sheet, item, width) for item in axis.items]
    words, labels = max(cell.word.height for cell in cells), max(cell.label.height for cell in cells)
    height = words + labels + 2.3 * em
    head = sheet.set(axis.title, (_SIDE - 1) * em, setting.text.but(bold=True))
    share = sheet.set(_percent(axis, say), (_SIDE - 1) * em, setting.small)
    height = max(height, head.height + share.height + 2 * em)
    sheet.put(head, Box(0, y + 0.8 * em, (_SIDE - 1) * em, head.height))
    sheet.put(share, Box(0, y + head.height + 1.3 * em, (_SIDE - 1) * em, share.height))
    for number, cell in enumerate(cells):
        x = _SIDE * em + number * (width + gap)
        _draw_ground(sheet, cell.item, Box(x, y, width, height))
        draw_answer(sheet, cell.item.answer, (x + 1.4 * em, y + 0.8 * em + em / 2), 0.95 * em)
        sheet.put(cell.word, Box(x + 2.5 * em, y + 0.8 * em, width - 3.3 * em, words))
        sheet.put(cell.label, Box(x + 0.8 * em, y + words + 1.5 * em, width - 1.6 * em, cell.label.height))
    return y + height


def _set_cell(sheet: Sheet, item: ItemView, width: float) -> _Cell:
    letters, em = sheet.setting.text.but(ink=look(item.answer).ink), sheet.setting.size
    word = sheet.set(item.value, width - 3.3 * em, letters.but(bold=True))
    return _Cell(item, word, sheet.set(item.label, width - 1.6 * em, letters))


def _draw_list(sheet: Sheet, axis: AxisView, say: Say, y: float) -> float:
    """Draws an axis as a list of its items, and tells where it ends."""
    setting, em = sheet.setting, sheet.setting.size
    share = sheet.set(_percent(axis, say), setting.width / 2, setting.small)
    room = setting.width - share.width - em
    head = sheet.set(axis.title, room, setting.text.but(bold=True))
    sheet.put(head, Box(0, y, room, head.height))
    sheet.put(share, Box(setting.width - share.width, y, share.width, share.height), "end")
    y += max(head.height, share.height) + 0.5 * em
    for item in axis.items:
        y = _draw_item(sheet, item, y) + 0.25 * em
    return y - 0.25 * em


def _draw_item(sheet: Sheet, item: ItemView, y: float) -> float:
    setting, em = sheet.setting, sheet.setting.size
    room = Box(_MARK * em, y, (_CELL - _MARK - 0.3) * em, 0)
    word = sheet.set(item.value, room.width, setting.text.but(ink=look(item.answer).ink))
    beside = (_CELL + 0.8) * em
    label = sheet.set(item.label, setting.width - beside, setting.text.but(balanced=False))
    height = max(label.height, word.height) + 1.1 * em
    _draw_ground(sheet, item, Box(0, y, _CELL * em, height))
    draw_answer(sheet, item.answer, (_MARK / 2 * em + 0.1 * em, y + height / 2), 0.9 * em)
    sheet.put(word, Box(room.x, y, room.width, height), down="middle")
    sheet.put(label, Box(beside, y, setting.width - beside, height), down="middle")
    return y + height


def _draw_ground(sheet: Sheet, item: ItemView, cell: Box) -> None:
    seen = look(item.answer)
    sheet.rectangle(cell.inset(0.5, 0.5), seen.fill, seen.border, 2)
