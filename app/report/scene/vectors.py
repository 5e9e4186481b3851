"""Draws a scene on a ReportLab canvas, as vectors and text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color, HexColor

from app.report.scene.shapes import Circle, Path, Rectangle, Scene, Shape, Stroke, Text
from app.report.text import fonts

_ROUND = 1
_CURVED = 0.5523
"""How far from its ends, in radii, the handles of a quarter of a circle lie."""


def draw(scene: Scene, canvas: Any) -> None:
    """Draws the scene with its lower left corner at the canvas's origin, its letters after everything else."""
    texts = [shape for shape in scene.shapes if isinstance(shape, Text)]
    canvas.saveState()
    canvas.setLineJoin(_ROUND)
    brush = _Brush(canvas, scene.height)
    for shape in scene.shapes:
        brush.draw(shape)
    _draw_letters(canvas, scene.height, texts)
    canvas.restoreState()


class _Brush:
    """Draws shapes, and tells the canvas a colour, a width or dashes only where they change."""

    def __init__(self, canvas: Any, top: float) -> None:
        self._canvas = canvas
        self._top = top
        self._fill: str | None = None
        self._stroke: Stroke | None = None

    def draw(self, shape: Shape) -> None:
        """Draws a shape; letters are left out."""
        if isinstance(shape, Path):
            self._draw_path(shape)
        elif isinstance(shape, Rectangle):
            self._draw_rectangle(shape)
        elif isinstance(shape, Circle):
            self._draw_circle(shape)

    def _draw_path(self, shape: Path) -> None:
        path = self._canvas.beginPath()
        first, *rest = (_near(x, self._top - y) for x, y in shape.points)
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
        if shape.closed:
            path.close()
        self._canvas.drawPath(path, **self._paint(shape.fill, shape.stroke))

    def _draw_circle(self, shape: Circle) -> None:
        x, y, radius = shape.x, self._top - shape.y, shape.radius
        curved = _CURVED * radius
        path = self._canvas.beginPath()
        path.moveTo(*_near(x + radius, y))
        for right, up in ((0, 1), (-1, 0), (0, -1), (1, 0)):
            out = (x + radius * up + curved * right, y - radius * right + curved * up)
            into = (x + radius * right + curved * up, y + radius * up - curved * right)
            path.curveTo(*_near(*out, *into, x + radius * right, y + radius * up))
        path.close()
        self._canvas.drawPath(path, **self._paint(shape.fill, shape.stroke))

    def _draw_rectangle(self, shape: Rectangle) -> None:
        box, paint = shape.box, self._paint(shape.fill, shape.stroke)
        corner = _near(box.x, self._top - box.bottom, box.width, box.height)
        if shape.radius:
            self._canvas.roundRect(*corner, shape.radius, **paint)
        else:
            self._canvas.rect(*corner, **paint)

    def _paint(self, fill: str | None, stroke: Stroke | None) -> dict[str, int]:
        if fill and fill != self._fill:
            self._canvas.setFillColor(_color(fill))
            self._fill = fill
        if stroke and stroke != self._stroke:
            self._canvas.setStrokeColor(_color(stroke.ink))
            self._canvas.setLineWidth(stroke.width)
            self._canvas.setDash(list(stroke.dashes))
            self._stroke = stroke
        return {"fill": int(fill is not None), "stroke": int(stroke is not None)}


def _draw_letters(canvas: Any, top: float, texts: Sequence[Text]) -> None:
    pen = canvas.beginText()
    look, space = None, 0.0
    for text in texts:
        if look != (text.bold, text.size, text.ink):
            look = (text.bold, text.size, text.ink)
            pen.setFont(fonts.BOLD if text.bold else fonts.REGULAR, text.size)
            pen.setFillColor(_color(text.ink))
        pen.setTextOrigin(*_near(text.x + text.line.indent * text.size, top - text.y))
        for piece, share in text.line.pieces:
            if share * text.size != space:
                space = share * text.size
                pen.setCharSpace(space)
            pen.textOut(piece)
    if space:
        pen.setCharSpace(0)
    canvas.drawText(pen)


def _near(*lengths: float) -> tuple[float, ...]:
    """Lengths to a hundredth of a point, which is finer than any printer prints and takes a third fewer bytes."""
    return tuple(round(length, 2) for length in lengths)


@lru_cache(64)
def _color(ink: str) -> Color:
    return HexColor(ink)
