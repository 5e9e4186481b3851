"""The looks of paragraphs, as the report has them: size and leading in points, weight, colour, space below."""

from __future__ import annotations

INK, MUTED, ACCENT, HAIRLINE, PALE = "#1f2730", "#5b6670", "#0b4f6c", "#c3cad0", "#eaf0f3"

LOOKS: dict[str, tuple[float, float, int, str, float]] = {
    "kicker": (8, 12, 700, ACCENT, 2),
    "headline": (17, 25, 700, INK, 12),
    "verdict": (14, 21, 700, ACCENT, 2),
    "label": (7.6, 12, 700, MUTED, 0),
    "item": (9, 14, 700, INK, 1),
    "prose": (8.6, 13.6, 400, INK, 3),
    "aside": (7.6, 12, 400, MUTED, 2),
    "cell": (8.4, 13, 400, INK, 0),
    "reference": (7.4, 11.8, 400, ACCENT, 0),
    "group": (8.6, 13, 700, ACCENT, 3),
    "name": (7.8, 11.8, 700, INK, 1),
    "text": (7.4, 11.3, 400, INK, 1.5),
}
JUSTIFIED = frozenset({"prose", "aside", "text"})
