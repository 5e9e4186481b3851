"""The sheet a drawing is made on: shapes and texts are put down one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.report.scene import palette
from app.report.scene.lettering import Block, Down, Letters, block
from app.report.scene.shapes import ASCENT, Across, Box, Circle, Path, Point, Rectangle, Scene, Shape, Stroke, Text

Say = Callable[..., str]
"""Says a key of the drawings' words with its places filled."""

_SHARE = {"start": 0.0, "top": 0.0, "middle": 0.5, "end": 1.0, "bottom": 1.0}
_SMALL = 0.88
_TIGHTEST = 6.5


@dataclass(frozen=True, slots=True)
class Setting:
    """What a drawing is made for: its width, the size of its letters, and whether others' fonts may be wider."""

    width: float
    size: float
    loose: bool = False

    @property
    def ems(self) -> float:
        """The width in letters."""
        return self.width / self.size

    @property
    def text(self) -> Letters:
        """Ordinary letters."""
        return Letters(self.size)

    @property
    def small(self) -> Letters:
        """Letters of notes and heads, never too small to read."""
        return Letters(max(_TIGHTEST, self.size * _SMALL), ink=palette.SOFT)


@dataclass(slots=True)
class Sheet:
    """Collects the shapes of a drawing, from the back to the front."""

    setting: Setting
    shapes: list[Shape] = field(default_factory=list)

    def path(
        self, points: Iterable[Point], stroke: Stroke | None = None, fill: str | None = None, *, closed: bool = False
    ) -> None:
        """Puts down a line through points, or with `closed` an area."""
        self.shapes.append(Path(tuple(points), fill, stroke, closed))

    def rectangle(self, box: Box, fill: str | None = None, stroke: Stroke | None = None, radius: float = 0.0) -> None:
        """Puts down a rectangle."""
        self.shapes.append(Rectangle(box, fill, stroke, radius))

    def circle(self, at: Point, radius: float, fill: str | None = None, stroke: Stroke | None = None) -> None:
        """Puts down a circle."""
        self.shapes.append(Circle(*at, radius, fill, stroke))

    def set(self, text: str, width: float, letters: Letters) -> Block:
        """Breaks a text into lines without putting it down, so that it can be measured."""
        return block(text, width, letters, self.setting.loose)

    def put(self, found: Block, room: Box, across: Across = "start", down: Down = "top") -> None:
        """Puts a block of text into a box."""
        size, ink, bold = found.letters.size, found.letters.ink, found.letters.bold
        y = room.y + (room.height - found.height) * _SHARE[down] + ASCENT * size
        for line, width in zip(found.lines, found.widths, strict=True):
            x = room.x + (room.width - width) * _SHARE[across]
            self.shapes.append(Text(x, y, line, size, width, room, ink, bold, across))
            y += found.leading

    def write(self, text: str, room: Box, letters: Letters, across: Across = "start", down: Down = "top") -> Block:
        """Sets a text as wide as a box and puts it there."""
        found = self.set(text, room.width, letters)
        self.put(found, room, across, down)
        return found

    def scene(self, height: float, title: str, description: str) -> Scene:
        """The finished drawing."""
        return Scene(self.setting.width, height, title, description, self.setting.size, tuple(self.shapes))
