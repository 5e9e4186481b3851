"""QR codes as lines to draw, so that a page can hold one without a picture file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

QUIET = 4
"""Modules left free around the code: what ISO/IEC 18004 asks for, or cameras may not find it."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code of `size` × `size` modules, its quiet zone included; `path` is the `d` of an SVG path, to be filled."""

    size: int
    path: str


def draw(text: str) -> QrCode:
    """The code of a text, that is still read where 15 % of it cannot be seen."""
    import segno

    rows = segno.make(text, error="m", micro=False).matrix
    return QrCode(len(rows) + 2 * QUIET, "".join(_runs(rows)))


def _runs(rows: Sequence[Sequence[int]]) -> Iterator[str]:
    """A rectangle for every run of dark modules."""
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
