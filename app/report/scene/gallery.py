"""All drawings of a diagnosis, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from app.domain.presentation import Presentation
from app.domain.wording import Wording
from app.report.scene import budget, heatmap, ladder, organisation, radar, roadmap, sourcing
from app.report.scene import svg as svg_writer
from app.report.scene.shapes import Scene
from app.report.scene.sheet import Say, Setting

SIZE: Final = 8.0
"""Of ordinary letters on paper, in points."""
LEAST: Final = 6.5
"""The smallest letters that are still read on paper."""
WEB: Final = Setting(width=340.0, size=12.5, loose=True)
"""A phone's column, where a unit is close to a pixel."""
_STEP = 0.25
_SIZES = 7

Draw = Callable[[Presentation, Say, Setting], Scene]

DRAWINGS: Final[Mapping[str, Draw]] = {
    "radar": radar.draw,
    "heatmap": heatmap.draw,
    "organisation": organisation.draw,
    "sourcing": sourcing.draw,
    "budget": budget.draw,
    "roadmap": roadmap.draw,
    "ladder": ladder.draw,
}


def draw(name: str, presentation: Presentation, wording: Wording, width: float, size: float = SIZE) -> Scene:
    """A drawing for paper, `width` points wide with letters of `size`; raises KeyError for a name nobody draws."""
    return _drawn(name, presentation, wording, Setting(width, size))


def fitted(name: str, presentation: Presentation, wording: Wording, width: float, height: float) -> Scene:
    """A drawing for paper with the largest letters that make it no higher than `height`; if none do, with the least."""
    scene = draw(name, presentation, wording, width)
    if scene.height <= height:
        return scene
    least, most = 0, _SIZES - 1  # steps above the least: at `most` it is too high
    scene = draw(name, presentation, wording, width, LEAST)
    while most - least > 1:
        middle = (least + most) // 2
        tried = draw(name, presentation, wording, width, LEAST + middle * _STEP)
        if tried.height > height:
            most = middle
        else:
            least, scene = middle, tried
    return scene


def on_page(name: str, presentation: Presentation, wording: Wording) -> Scene:
    """A drawing for a page, laid out for a phone; raises KeyError for a name nobody draws."""
    return _drawn(name, presentation, wording, WEB)


def svg(name: str, presentation: Presentation, wording: Wording) -> str:
    """A drawing for a page as an SVG element; raises KeyError for a name nobody draws."""
    return svg_writer.write(on_page(name, presentation, wording))


def _drawn(name: str, presentation: Presentation, wording: Wording, setting: Setting) -> Scene:
    return DRAWINGS[name](presentation, partial(_say, wording, presentation.language), setting)


def _say(wording: Wording, language: str, key: str, /, **params: object) -> str:
    return wording.say(f"drawing.{key}", language, **params)
