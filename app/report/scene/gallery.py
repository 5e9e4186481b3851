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
    """A drawing for paper with the largest letters up to SIZE that make it no higher than `height`, else the least."""
    size = SIZE
    while (scene := draw(name, presentation, wording, width, size)).height > height and size > LEAST:
        size -= _STEP
    return scene


def svg(name: str, presentation: Presentation, wording: Wording) -> str:
    """A drawing for a page, laid out for a phone; raises KeyError for a name nobody draws."""
    return svg_writer.write(_drawn(name, presentation, wording, WEB))


def _drawn(name: str, presentation: Presentation, wording: Wording, setting: Setting) -> Scene:
    return DRAWINGS[name](presentation, partial(_say, wording, presentation.language), setting)


def _say(wording: Wording, language: str, key: str, /, **params: object) -> str:
    return wording.say(f"drawing.{key}", language, **params)
