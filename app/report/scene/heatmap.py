"""The checklist as a heat map: every item under its axis, told apart by lightness, mark and word."""

from __future__ import annotations

from app.domain.presentation import AxisView, ItemView, Presentation
from app.report.scene.marks import draw_answer, look
from app.report.scene.shapes import Box, Scene
from app.report.scene.sheet import Say, Setting, Sheet

_WIDE = 42.0  # letters from which the items of an axis stand side by side


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The heat map: where there is room one row an axis, otherwise one row an item."""
    sheet = Sheet(setting)
    rows = _rows_of_axes if setting.ems >= _WIDE else _rows_of_items
    height = rows(sheet, presentation, say)
    told = (
        say(
            "heatmap.axis",
            axis=axis.title,
            items=say("joint").join(say("fact", label=i.label, value=i.value) for i in axis.items),
        )
        for axis in presentation.checklist.axes
    )
    return sheet.scene(height, say("heatmap.title"), " ".join(told))


def _percent(axis: AxisView, say: Say) -> str:
    return say("radar.unscored") if axis.percent is None else say("percent", number=axis.percent)


def _rows_of_axes(sheet: Sheet, presentation: Presentation, say: Say) -> float:
    em, gap = sheet.setting.size, sheet.setting.size * 0.5
    side = em * 9
    y = 0.0
    for axis in presentation.checklist.axes:
        width = (sheet.setting.width - side - gap * len(axis.items)) / len(axis.items)
        labels = [
            sheet.set(item.label, width - 1.6 * em, sheet.setting.text.but(ink=look(item.answer).ink))
            for item in axis.items
        ]
        height = max(label.height for label in labels) + 3.6 * em
        head = sheet.set(axis.title, side - em, sheet.setting.text.but(bold=True))
        sheet.put(head, Box(0, y + 0.8 * em, side - em, head.height))
        sheet.write(_percent(axis, say), Box(0, y + head.height + 1.2 * em, side - em, 1.2 * em), sheet.setting.small)
        for number, (item, label) in enumerate(zip(axis.items, labels, strict=True)):
            cell = Box(side + number * (width + gap) + gap, y, width, height)
            seen = look(item.answer)
            sheet.rectangle(cell.inset(0.5, 0.5), seen.fill, seen.border, 2)
            draw_answer(sheet, item.answer, (cell.x + 1.4 * em, cell.y + 1.5 * em), em)
            word = sheet.setting.text.but(bold=True, ink=seen.ink)
            sheet.write(
                item.value, Box(cell.x + 2.5 * em, cell.y + 0.7 * em, width - 3.3 * em, 1.6 * em), word, down="middle"
            )
            sheet.put(label, Box(cell.x + 0.8 * em, cell.y + 2.7 * em, width - 1.6 * em, label.height))
        y += height + gap
    return y - gap


def _rows_of_items(sheet: Sheet, presentation: Presentation, say: Say) -> float:
    y = 0.0
    for axis in presentation.checklist.axes:
        y = _axis(sheet, axis, say, y)
        for item in axis.items:
            y = _item(sheet, item, y)
        y += sheet.setting.size * 0.9
    return y - sheet.setting.size * 0.9


def _axis(sheet: Sheet, axis: AxisView, say: Say, y: float) -> float:
    setting, em = sheet.setting, sheet.setting.size
    share = 6 * em
    head = sheet.set(axis.title, setting.width - share, setting.text.but(bold=True))
    room = Box(0, y, setting.width, head.height + 0.5 * em)
    sheet.put(head, Box(0, y, setting.width - share, head.height))
    sheet.write(_percent(axis, say), Box(setting.width - share, y, share, em), setting.small, "end")
    return room.bottom


def _item(sheet: Sheet, item: ItemView, y: float) -> float:
    setting, em = sheet.setting, sheet.setting.size
    cell_width = 8 * em
    label = sheet.set(item.label, setting.width - cell_width - 0.8 * em, setting.text)
    height = max(label.height + 0.9 * em, 2.1 * em)
    cell = Box(0, y, cell_width, height)
    seen = look(item.answer)
    sheet.rectangle(cell.inset(0.5, 0.5), seen.fill, seen.border, 2)
    draw_answer(sheet, item.answer, (1.3 * em, cell.centre[1]), em * 0.9)
    sheet.write(
        item.value, Box(2.3 * em, y, cell_width - 2.5 * em, height), setting.text.but(ink=seen.ink), down="middle"
    )
    sheet.put(label, Box(cell_width + 0.8 * em, y, label.width, height), down="middle")
    return y + height + 0.25 * em
