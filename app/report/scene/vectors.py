"""Draws a scene on a ReportLab canvas, as vectors and text."""

from __future__ import annotations

from functools import lru_cache, singledispatch
from typing import Any

from reportlab.lib.colors import Color, HexColor

from app.report.scene.shapes import Circle, Path, Rectangle, Scene, Stroke, Text
from app.report.text import fonts

_ROUND = 1


def draw(scene: Scene, canvas: Any) -> None:
    """Draws the scene with its lower left corner at the canvas's origin."""
    canvas.saveState()
    canvas.setLineJoin(_ROUND)
    for shape in scene.shapes:
        _draw(shape, canvas, scene.height)
    canvas.restoreState()


@singledispatch
def _draw(shape: object, _canvas: Any, _top: float) -> None:
    raise TypeError(shape)


@_draw.register
def _(shape: Path, canvas: Any, top: float) -> None:
    path = canvas.beginPath()
    (x, y), *rest = shape.points
    path.moveTo(x, top - y)
    for x, y in rest:
        path.lineTo(x, top - y)
    if shape.closed:
        path.close()
    canvas.drawPath(path, **_paint(canvas, shape.fill, shape.stroke))


@_draw.register
def _(shape: Rectangle, canvas: Any, top: float) -> None:
    box = shape.box
    paint = _paint(canvas, shape.fill, shape.stroke)
    if shape.radius:
        canvas.roundRect(box.x, top - box.bottom, box.width, box.height, shape.radius, **paint)
    else:
        canvas.rect(box.x, top - box.bottom, box.width, box.height, **paint)


@_draw.register
def _(shape: Circle, canvas: Any, top: float) -> None:
    canvas.circle(shape.x, top - shape.y, shape.radius, **_paint(canvas, shape.fill, shape.stroke))


@_draw.register
def _(shape: Text, canvas: Any, top: float) -> None:
    pen = canvas.beginText()
    pen.setFont(fonts.BOLD if shape.bold else fonts.REGULAR, shape.size)
    pen.setFillColor(_color(shape.ink))
    pen.setTextOrigin(shape.x + shape.line.indent * shape.size, top - shape.y)
    space = 0.0
    for piece, wanted in shape.line.pieces:
        if wanted != space:
            pen.setCharSpace(wanted * shape.size)
            space = wanted
        pen.textOut(piece)
    if space:
        pen.setCharSpace(0)
    canvas.drawText(pen)


def _paint(canvas: Any, fill: str | None, stroke: Stroke | None) -> dict[str, int]:
    if fill:
        canvas.setFillColor(_color(fill))
    if stroke:
        canvas.setStrokeColor(_color(stroke.ink))
        canvas.setLineWidth(stroke.width)
        canvas.setDash(list(stroke.dashes))
    return {"fill": int(fill is not None), "stroke": int(stroke is not None)}


@lru_cache(64)
def _color(ink: str) -> Color:
    return HexColor(ink)
