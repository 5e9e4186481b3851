"""Writes a scene as an SVG element: no styles, no ids, no scripts, so that any page may hold it under any policy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from html import escape
from itertools import groupby

from app.report.scene import palette
from app.report.scene.shapes import Circle, Path, Point, Rectangle, Scene, Shape, Stroke, Text
from app.report.text import fonts
from app.report.text.cleaning import clean

_HELD = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""The part of a text that stays in place in a font of other widths."""


def write(scene: Scene) -> str:
    """The scene as one `svg` element with its title and description."""
    return "".join(_parts(scene))


def _parts(scene: Scene) -> Iterator[str]:
    box = f"0 0 {_number(scene.width)} {_number(scene.height)}"
    letters = f'font-size="{_number(scene.size)}" fill="{palette.INK}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="{box}" role="img" {letters}>'
    yield f"<title>{escape(clean(scene.title, fonts.glyphs()))}</title>"
    yield f"<desc>{escape(clean(scene.description, fonts.glyphs()))}</desc>"
    for paint, shapes in groupby(scene.shapes, key=_stroked):
        if paint is None:
            yield from (_element(shape, scene.size) for shape in shapes)
        else:
            yield f'<path d="{"".join(map(_line, shapes))}"{_paint(*paint)}/>'
    yield "</svg>"


def _stroked(shape: Shape) -> tuple[str | None, Stroke | None] | None:
    """How a path is painted: neighbours that are painted alike need only one element."""
    return (shape.fill, shape.stroke) if isinstance(shape, Path) else None


def _line(shape: Shape) -> str:
    if not isinstance(shape, Path):
        raise TypeError(shape)
    return f"M{'L'.join(map(_point, shape.points))}{'Z' * shape.closed}"


@singledispatch
def _element(shape: object, _size: float) -> str:
    raise TypeError(shape)


@_element.register
def _(shape: Rectangle, _size: float) -> str:
    box = shape.box
    numbers = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": shape.radius}
    return f"<rect{_numbers(numbers)}{_paint(shape.fill, shape.stroke)}/>"


@_element.register
def _(shape: Circle, _size: float) -> str:
    numbers = {"cx": shape.x, "cy": shape.y, "r": shape.radius}
    return f"<circle{_numbers(numbers)}{_paint(shape.fill, shape.stroke)}/>"


@_element.register
def _(shape: Text, size: float) -> str:
    x = shape.x + shape.width * _HELD[shape.across]
    look = "" if shape.across == "start" else f' text-anchor="{shape.across}"'
    look += "" if shape.size == size else f' font-size="{_number(shape.size)}"'
    look += "" if shape.ink == palette.INK else f' fill="{shape.ink}"'
    look += ' font-weight="700"' if shape.bold else ""
    return f"<text{_numbers({'x': x, 'y': shape.y})}{look}>{escape(shape.line.text, quote=False)}</text>"


def _paint(fill: str | None, stroke: Stroke | None) -> str:
    said = f' fill="{fill or "none"}"'
    if stroke is None:
        return said
    said += f' stroke="{stroke.ink}"' + ("" if stroke.width == 1 else f' stroke-width="{_number(stroke.width)}"')
    return said + (f' stroke-dasharray="{" ".join(map(_number, stroke.dashes))}"' if stroke.dashes else "")


def _numbers(numbers: dict[str, float]) -> str:
    return "".join(f' {name}="{_number(value)}"' for name, value in numbers.items() if value)


def _point(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    """A tenth of a unit is finer than any screen shows."""
    return f"{value:.1f}".removesuffix(".0")
