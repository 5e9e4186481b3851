"""The parts of a report as the other tools print them: words, tables, drawings, columns and pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `look` names its style, `anchor` is a place others lead to, `link` where it leads."""

    text: str
    look: str = "prose"
    anchor: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each of paragraphs; `shares` are the widths of the columns. The head is repeated overleaf."""

    shares: Sequence[float]
    heads: Sequence[str]
    rows: Sequence[Sequence[Sequence[Words]]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in SVG, as large as on the report's page (points)."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Parts side by side, their widths in twelfths of the page."""

    spans: Sequence[int]
    columns: Sequence[Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Flowing:
    """Parts that flow through three columns, from page to page."""

    parts: Sequence[Part]


Part = Words | Table | Drawing | Beside | Flowing


@dataclass(frozen=True, slots=True)
class Page:
    """A page or chapter: its entry in the outline, its message, and what stands below. A chapter needs no new page."""

    label: str
    headline: str
    parts: Sequence[Part]
    starts: bool = True


SPAN, GUTTER = 757.0 / 12, 18.0
