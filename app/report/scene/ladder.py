"""The ladder of phases: where the company stands, what is behind it, what lies ahead, and what is open at its step."""

from __future__ import annotations

from app.domain.presentation import PhaseView, Presentation, RungView
from app.report.scene import palette
from app.report.scene.lettering import Block
from app.report.scene.shapes import Box, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

_RISE = 1.5
_FILLS = {"past": palette.MIDDLE, "here": palette.ACCENT, "ahead": palette.WASH, "beyond": palette.PAPER}
_STROKES = {"ahead": Stroke(palette.ACCENT, 0.8), "beyond": Stroke(palette.SOFT, 0.8, (2, 2))}
_TITLES = {"here": palette.PAPER, "beyond": palette.SOFT}


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The ladder with the exit criteria that are still open."""
    return _Ladder(presentation.phase, say, setting).scene()


class _Ladder:
    def __init__(self, phase: PhaseView, say: Say, setting: Setting) -> None:
        self._phase = phase
        self._say = say
        self._sheet = Sheet(setting)
        self._em = setting.size
        self._gap = 0.4 * self._em
        count = len(phase.ladder)
        self._width = (setting.width - self._gap * (count - 1)) / count
        self._blocks = [self._block(rung) for rung in phase.ladder]

    def scene(self) -> Scene:
        base = self._draw_steps()
        height = self._draw_criteria(base) if self._phase.criteria else base
        told = (self._say("fact", label=rung.title, value=self._place(rung)) for rung in self._phase.ladder)
        open_ = [criterion.title for criterion in self._phase.criteria]
        described = self._say("ladder.told", rungs=self._say("joint").join(told))
        if open_:
            described += " " + self._say("ladder.open.told", criteria=self._say("joint").join(open_))
        return self._sheet.scene(height, self._say("ladder.title"), described)

    def _place(self, rung: RungView) -> str:
        tentative = rung.place == "here" and self._phase.tentative
        return self._say("ladder.here.tentative" if tentative else f"ladder.{rung.place}")

    def _block(self, rung: RungView) -> tuple[Block, Block]:
        setting, room = self._sheet.setting, self._width - 1.2 * self._em
        ink = _TITLES.get(rung.place, palette.INK)
        small = setting.small.but(ink=ink, bold=rung.place == "here")
        title = setting.text.but(bold=rung.place != "beyond", ink=ink)
        return self._sheet.set(self._place(rung), room, small), self._sheet.set(rung.title, room, title)

    def _draw_steps(self) -> float:
        """Draws the steps and tells where they stand."""
        em, rise, count = self._em, _RISE * self._em, len(self._blocks)
        lowest = max(place.height + title.height for place, title in self._blocks) + 2.2 * em
        base = 1 + lowest + rise * (count - 1)
        for number, (rung, (place, title)) in enumerate(zip(self._phase.ladder, self._blocks, strict=True)):
            top = 1 + rise * (count - 1 - number)
            step = Box(number * (self._width + self._gap), top, self._width, base - top)
            self._sheet.rectangle(step.inset(0.5, 0.5), _FILLS[rung.place], _STROKES.get(rung.place), 2)
            room = Box(step.x + 0.6 * em, top + 0.8 * em, step.width - 1.2 * em, place.height)
            self._sheet.put(place, room)
            self._sheet.put(title, Box(room.x, room.bottom + 0.5 * em, room.width, title.height))
        return base + 1

    def _draw_criteria(self, base: float) -> float:
        """Draws what is open below the step it belongs to."""
        em, setting = self._em, self._sheet.setting
        here = next(n for n, rung in enumerate(self._phase.ladder) if rung.place == "here")
        middle = here * (self._width + self._gap) + self._width / 2
        rooms = setting.width - 3.6 * em
        head = self._sheet.set(self._say("ladder.open"), setting.width - 2 * em, setting.text.but(bold=True))
        found = [self._sheet.set(each.title, rooms, setting.text) for each in self._phase.criteria]
        top = base + 0.9 * em
        height = head.height + sum(each.height + 0.6 * em for each in found) + 2 * em
        frame = Box(0.5, top, setting.width - 1, height)
        self._sheet.rectangle(frame, palette.PAPER, Stroke(palette.ACCENT, 0.8), 2)
        tip = ((middle - 0.7 * em, top + 0.4), (middle, base + 0.1 * em), (middle + 0.7 * em, top + 0.4))
        self._sheet.path(tip, fill=palette.PAPER, closed=True)
        self._sheet.path(tip, Stroke(palette.ACCENT, 0.8))
        y = top + em
        self._sheet.put(head, Box(em, y, setting.width - 2 * em, head.height))
        y += head.height + 0.6 * em
        for each in found:
            self._sheet.rectangle(Box(1.1 * em, y + 0.1 * em, 0.8 * em, 0.8 * em), None, Stroke(palette.ACCENT, 0.9))
            self._sheet.put(each, Box(2.6 * em, y, rooms, each.height))
            y += each.height + 0.6 * em
        return frame.bottom + 1
