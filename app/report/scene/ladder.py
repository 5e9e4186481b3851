"""The ladder of phases: where the company stands, what is behind it, what lies ahead, and what is open at its step."""

from __future__ import annotations

from abc import ABC, abstractmethod

from app.domain.presentation import PhaseView, Presentation, RungView
from app.report.scene import palette
from app.report.scene.lettering import Block
from app.report.scene.shapes import Box, Scene, Stroke
from app.report.scene.sheet import Say, Setting, Sheet

_ROOMY = 9.0  # letters a step must be wide for steps to stand side by side
_RISE = 1.6
_INDENT = 1.5
_FILLS = {"past": palette.MIDDLE, "here": palette.ACCENT, "ahead": palette.WASH, "beyond": palette.PAPER}
_STROKES = {"ahead": Stroke(palette.ACCENT, 0.8), "beyond": Stroke(palette.SOFT, 0.8, (2, 2))}
_INKS = {"here": palette.PAPER, "beyond": palette.SOFT}
_FRAME = Stroke(palette.ACCENT, 0.8)
_TICK = Stroke(palette.INK, 0.8)


def draw(presentation: Presentation, say: Say, setting: Setting) -> Scene:
    """The ladder with the exit criteria that are still open: a staircase where there is room, else rungs."""
    steps = len(presentation.phase.ladder)
    kind = _Staircase if setting.ems >= _ROOMY * steps else _Rungs
    return kind(presentation.phase, say, setting).scene()


class _Ladder(ABC):
    """What both forms have in common."""

    def __init__(self, phase: PhaseView, say: Say, setting: Setting) -> None:
        self._phase = phase
        self._say = say
        self._sheet = Sheet(setting)
        self._em = setting.size

    @abstractmethod
    def _draw(self) -> float:
        """Draws everything, and tells where it ends."""

    def scene(self) -> Scene:
        """The finished drawing."""
        height = self._draw()
        told = (self._say("fact", label=rung.title, value=self._place(rung)) for rung in self._phase.ladder)
        sentences = [self._say("joint").join(told)]
        if self._phase.criteria:
            open_ = self._say("joint").join(criterion.title for criterion in self._phase.criteria)
            sentences.append(self._say("fact", label=self._say("ladder.open"), value=open_))
        described = " ".join(self._say("sentence", text=each) for each in sentences)
        return self._sheet.scene(height, self._say("ladder.title"), described)

    def _place(self, rung: RungView) -> str:
        tentative = rung.place == "here" and self._phase.tentative
        return self._say("ladder.here.tentative" if tentative else f"ladder.{rung.place}")

    def _set(self, rung: RungView, room: float) -> tuple[Block, Block]:
        """The place and the title of a rung."""
        setting, ink = self._sheet.setting, _INKS.get(rung.place, palette.INK)
        place = setting.small.but(ink=ink, bold=rung.place == "here")
        title = setting.text.but(bold=rung.place != "beyond", ink=ink)
        return self._sheet.set(self._place(rung), room, place), self._sheet.set(rung.title, room, title)

    def _draw_step(self, rung: RungView, box: Box) -> None:
        self._sheet.rectangle(box.inset(0.5, 0.5), _FILLS[rung.place], _STROKES.get(rung.place), 2)

    def _draw_criteria(self, left: float, top: float) -> float:
        """Draws what is open in a frame of its own, and tells where it ends."""
        em, right = self._em, self._sheet.setting.width
        inner = right - left - 2 * em
        letters = self._sheet.setting.text
        head = self._sheet.set(self._say("ladder.open"), inner, letters.but(bold=True))
        found = [self._sheet.set(each.title, inner - 1.6 * em, letters) for each in self._phase.criteria]
        height = head.height + sum(each.height + 0.6 * em for each in found) + 2 * em
        self._sheet.rectangle(Box(left, top, right - left, height).inset(0.5, 0.5), palette.PAPER, _FRAME, 2)
        y = top + em
        self._sheet.put(head, Box(left + em, y, inner, head.height))
        y += head.height + 0.6 * em
        for each in found:
            self._sheet.rectangle(
                Box(left + 1.1 * em, y + 0.1 * em, 0.8 * em, 0.8 * em), None, Stroke(palette.INK, 0.8)
            )
            self._sheet.put(each, Box(left + 2.6 * em, y, inner - 1.6 * em, each.height))
            y += each.height + 0.6 * em
        return top + height


class _Staircase(_Ladder):
    """Steps that rise from left to right; what is open hangs below the step it belongs to."""

    def _draw(self) -> float:
        em, gap, rungs = self._em, 0.4 * self._em, self._phase.ladder
        width = (self._sheet.setting.width - gap * (len(rungs) - 1)) / len(rungs)
        words = [self._set(rung, width - 1.4 * em) for rung in rungs]
        base = max(place.height + title.height for place, title in words) + 2.2 * em + _RISE * em * (len(rungs) - 1)
        middle = 0.0
        for number, (rung, (place, title)) in enumerate(zip(rungs, words, strict=True)):
            top = _RISE * em * (len(rungs) - 1 - number)
            step = Box(number * (width + gap), top, width, base - top)
            self._draw_step(rung, step)
            room = Box(step.x + 0.7 * em, top + 0.8 * em, step.width - 1.4 * em, place.height)
            self._sheet.put(place, room)
            self._sheet.put(title, Box(room.x, room.bottom + 0.5 * em, room.width, title.height))
            if rung.place == "here":
                middle = step.centre[0]
        return self._draw_callout(middle, base) if self._phase.criteria else base

    def _draw_callout(self, middle: float, base: float) -> float:
        em, top = self._em, base + 0.9 * self._em
        bottom = self._draw_criteria(0, top)
        tip = ((middle - 0.7 * em, top + 0.9), (middle, base + 0.1 * em), (middle + 0.7 * em, top + 0.9))
        self._sheet.path(tip, None, palette.PAPER, closed=True)
        self._sheet.path(tip, _FRAME)
        return bottom


class _Rungs(_Ladder):
    """Rungs one above the other, the last phase on top; what is open follows the rung it belongs to."""

    def _draw(self) -> float:
        em, y = self._em, 0.0
        for number, rung in reversed(list(enumerate(self._phase.ladder))):
            y = self._draw_rung(rung, number * _INDENT * em, y) + 0.4 * em
            if rung.place == "here" and self._phase.criteria:
                y = self._draw_criteria(number * _INDENT * em, y) + 0.4 * em
        return y - 0.4 * em

    def _draw_rung(self, rung: RungView, left: float, y: float) -> float:
        em, right = self._em, self._sheet.setting.width
        place, title = self._set(rung, (right - left - 2.4 * em) / 2)
        box = Box(left, y, right - left, max(place.height, title.height) + 1.4 * em)
        self._draw_step(rung, box)
        room = box.inset(0.8 * em, 0)
        self._sheet.put(title, Box(room.x, y, room.width / 2, box.height), down="middle")
        self._sheet.put(place, Box(room.x + room.width / 2, y, room.width / 2, box.height), "end", "middle")
        return box.bottom
