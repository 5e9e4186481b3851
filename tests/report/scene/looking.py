"""Looks at a scene as a reader would: what stands on what, what is cut off, what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from app.report.scene import palette
from app.report.scene.shapes import Box, Circle, Path, Point, Rectangle, Scene, Shape, Text
from tests.report.reading import parts_number

CONTRAST = 4.5
"""Of letters against their ground (WCAG 1.4.3)."""
_FUZZ = 0.3
_WORD = re.compile("[A-Za-z0-9%]+")
_LAST = re.compile("[A-Za-z0-9%]+$")
_Segment = tuple[Point, Point]


def faults(scene: Scene, least: float) -> list[str]:
    """What is wrong with a scene whose letters must be at least that large, each in a sentence."""
    return [*_outside(scene), *_torn(scene), *_on_each_other(scene), *_crossed(scene), *_hard_to_read(scene, least)]


def _outside(scene: Scene) -> Iterator[str]:
    whole = Box(0, 0, scene.width, scene.height)
    for shape in scene.shapes:
        if not _grown(whole).contains(_extent(shape)):
            yield f"{_name(shape)} leaves the scene"
        if isinstance(shape, Text) and not _grown(shape.room).contains(shape.extent):
            yield f"{_name(shape)} leaves its room"


def _torn(scene: Scene) -> Iterator[str]:
    """Words that go on in the next line (whole they stand in the description), and numbers torn from their counters."""
    lines = [shape for shape in scene.shapes if isinstance(shape, Text)]
    known = set(_WORD.findall(scene.description))
    for above, below in pairwise(lines):
        end, start = _LAST.search(above.line.text), _WORD.match(below.line.text)
        torn = end is not None and start is not None and end[0] + start[0] in known
        torn = torn or parts_number(above.line.text, below.line.text)
        if torn and above.room == below.room and above.y < below.y:
            yield f"a word is torn between {_name(above)} and {_name(below)}"


def _on_each_other(scene: Scene) -> Iterator[str]:
    texts = [shape for shape in scene.shapes if isinstance(shape, Text)]
    for one, other in combinations(texts, 2):
        if one.extent.overlaps(other.extent):
            yield f"{_name(one)} stands on {_name(other)}"
    frames = [shape.box for shape in scene.shapes if isinstance(shape, Rectangle)]
    for here, there in combinations(frames, 2):
        if here.overlaps(there) and not (_grown(here).contains(there) or _grown(there).contains(here)):
            yield f"{here} and {there} overlap"


def _crossed(scene: Scene) -> Iterator[str]:
    """Letters that a line crosses, that stand half on something, or that something covers."""
    extents = [_extent(shape) for shape in scene.shapes]
    for number, text in enumerate(scene.shapes):
        if not isinstance(text, Text):
            continue
        for at, shape in enumerate(scene.shapes):
            if isinstance(shape, Text) or not extents[at].overlaps(text.extent):
                continue
            if _crosses(shape, text.extent):
                yield f"{_name(text)} is crossed by {_name(shape)}"
            if at > number and isinstance(shape, Rectangle) and shape.fill:
                yield f"{_name(text)} is hidden by {_name(shape)}"


def _hard_to_read(scene: Scene, least: float) -> Iterator[str]:
    for number, text in enumerate(scene.shapes):
        if isinstance(text, Text):
            if text.size < least:
                yield f"{_name(text)} is as small as {text.size}"
            found = contrast(text.ink, _ground(scene.shapes[:number], text))
            if found < CONTRAST:
                yield f"{_name(text)} has a contrast of {found:.1f}"


def _ground(behind: Sequence[Shape], text: Text) -> str:
    grounds = [each for each in behind if isinstance(each, Rectangle) and each.fill]
    under = (each.fill for each in reversed(grounds) if _grown(each.box).contains(text.extent))
    return next((fill for fill in under if fill), palette.PAPER)


def _extent(shape: Shape) -> Box:
    """The space a shape takes, half its line included."""
    if isinstance(shape, Text):
        return shape.extent
    half = shape.stroke.width / 2 if shape.stroke else 0.0
    if isinstance(shape, Rectangle):
        return _grown(shape.box, half)
    if isinstance(shape, Circle):
        reach = shape.radius + half
        return Box(shape.x - reach, shape.y - reach, 2 * reach, 2 * reach)
    xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
    upright = half if max(xs) - min(xs) < max(ys) - min(ys) else 0.0
    flat = half if not upright else 0.0
    return Box(min(xs) - upright, min(ys) - flat, max(xs) - min(xs) + 2 * upright, max(ys) - min(ys) + 2 * flat)


def _crosses(shape: Path | Rectangle | Circle, letters: Box) -> bool:
    if isinstance(shape, Rectangle):
        return not _grown(shape.box).contains(letters)
    if isinstance(shape, Circle):
        return True
    ends = [*shape.points, shape.points[0]] if shape.closed else shape.points
    return any(_meets(side, letters) for side in pairwise(ends))


def _meets(side: _Segment, box: Box) -> bool:
    """Whether a straight line touches a box: it is cut at the box's edges, one after the other."""
    (x1, y1), (x2, y2) = side
    first, last = 0.0, 1.0
    for start, way, low, high in ((x1, x2 - x1, box.x, box.right), (y1, y2 - y1, box.y, box.bottom)):
        if way == 0:
            if not low < start < high:
                return False
            continue
        enters, leaves = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, enters), min(last, leaves)
    return first < last


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _grown(box: Box, by: float = _FUZZ) -> Box:
    return box.inset(-by, -by)


def _name(shape: Shape) -> str:
    return f"“{shape.line.text}”" if isinstance(shape, Text) else f"{type(shape).__name__} {_extent(shape)}"
