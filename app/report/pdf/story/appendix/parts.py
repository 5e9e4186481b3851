"""What the appendix's chapters are built of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.platypus.flowables import Flowable

from app.report.pdf.blocks import Flanked, Kept
from app.report.pdf.canvas import hairline
from app.report.pdf.japanese import Paragraph, plain, run_in
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix import look
from app.report.pdf.story.parts import reason_target
from app.report.pdf.styles import Style

_NUMBER_WIDTH = 40.0
_VALUE_SHARE = 0.4
_GAP = 8.0
_PADDING = 2.6


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the appendix: its title, its message in a sentence, and what it holds."""

    title: str
    headline: str
    contents: list[Flowable]


class Pair(Flowable):
    """A name and its value side by side above a hairline."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._name = plain(name, look.ASIDE)
        self._value = plain(value, look.WORDS)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """As high as the higher of the two."""
        self.width = availWidth
        self._left = availWidth * (1 - _VALUE_SHARE)
        heights = (
            self._name.wrap(self._left - _GAP, availHeight)[1],
            self._value.wrap(availWidth - self._left, availHeight)[1],
        )
        self.height = max(heights) + 2 * _PADDING
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """A pair higher than a page goes on as running text."""
        self.wrap(availWidth, availHeight)
        return [self._name, self._value]

    def draw(self) -> None:
        """Draws both from the top."""
        canvas: Any = self.canv
        top = self.height - _PADDING
        self._name.drawOn(canvas, 0, top - self._name.height)
        self._value.drawOn(canvas, self._left, top - self._value.height)
        hairline(canvas, 0, 0, self.width)


def named(manuscript: Manuscript, title: str, key: str | None, first: Flowable, *rest: Flowable) -> list[Flowable]:
    """A title with the number of its reason at the right, kept with what comes first, and the rest."""
    name: Flowable = plain(title, look.NAME)
    if key:
        number = manuscript.number(key)
        told = manuscript.say("reason", number=number)
        name = Flanked(name, plain(told, look.REFERENCE, link=reason_target(number)), _NUMBER_WIDTH)
    return [Kept(name, first), *rest]


def grouped(title: str, things: Iterable[Flowable]) -> list[Flowable]:
    """Things under a title that stays with the first."""
    first, *rest = things
    return [Kept(plain(title, look.GROUP), first), *rest]


def led(manuscript: Manuscript, label: str, text: str, style: Style = look.TEXT) -> Paragraph:
    """A text that goes on after its label."""
    return run_in(manuscript.say("appendix.label", label=label), text, style)
