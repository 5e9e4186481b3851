"""What a drawing is made of. Units are points in a PDF and user units in SVG; y grows downwards from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.report.text.breaking import Line

Point = tuple[float, float]
Across = Literal["start", "middle", "end"]
"""Where in its room a text stands."""

ASCENT = 0.88
"""How much of a character's square stands above the baseline, in em."""
_FUZZ = 0.01


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of space."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, across: float, down: float) -> Box:
        """The box less a margin left and right, and above and below."""
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)

    def contains(self, other: Box) -> bool:
        """Whether the other stands within this one."""
        inside = self.x <= other.x + _FUZZ and other.right <= self.right + _FUZZ
        return inside and self.y <= other.y + _FUZZ and other.bottom <= self.bottom + _FUZZ

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any space."""
        apart = self.right <= other.x + _FUZZ or other.right <= self.x + _FUZZ
        return not (apart or self.bottom <= other.y + _FUZZ or other.bottom <= self.y + _FUZZ)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: its colour as `#rrggbb`, its width, and the lengths of dashes and the gaps between them."""

    ink: str
    width: float = 0.6
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, `closed` to an area with a `fill` where it has one."""

    points: tuple[Point, ...]
    fill: str | None = None
    stroke: Stroke | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle, its corners rounded by `radius`."""

    box: Box
    fill: str | None = None
    stroke: Stroke | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text from `x` on its baseline `y`; `width` is what it takes at most, `room` the box it was set in."""

    x: float
    y: float
    line: Line
    size: float
    width: float
    room: Box
    ink: str
    bold: bool = False
    across: Across = "start"

    @property
    def extent(self) -> Box:
        """The space its letters take."""
        return Box(self.x, self.y - ASCENT * self.size, self.width, self.size)


Shape = Path | Rectangle | Circle | Text


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing: its size, what it is called, what it shows in words, and its shapes from the back to the front."""

    width: float
    height: float
    title: str
    description: str
    size: float
    shapes: tuple[Shape, ...]
