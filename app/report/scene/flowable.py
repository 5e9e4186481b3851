"""A scene as a part of a page."""

from __future__ import annotations

from typing import Any

from reportlab.platypus.flowables import Flowable

from app.report.scene import vectors
from app.report.scene.shapes import Scene


class SceneFlowable(Flowable):
    """A scene scaled to a width; without one, as wide as it was drawn. Never wider than its column."""

    def __init__(self, scene: Scene, width: float | None = None) -> None:
        super().__init__()
        self.scene = scene
        self._wanted = scene.width if width is None else width
        self._scale = 1.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Tells the size."""
        self._scale = min(self._wanted, availWidth) / self.scene.width
        self.width, self.height = self.scene.width * self._scale, self.scene.height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        """Draws the scene."""
        canvas: Any = self.canv
        canvas.saveState()
        canvas.scale(self._scale, self._scale)
        vectors.draw(self.scene, canvas)
        canvas.restoreState()
