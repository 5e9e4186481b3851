"""The colours of drawings: one accent, told apart by lightness so that they hold in grey."""

from __future__ import annotations

from typing import Final

INK: Final = "#1f2730"
SOFT: Final = "#5b6670"
ACCENT: Final = "#0b4f6c"
MIDDLE: Final = "#8fb6c7"
WASH: Final = "#e3eef3"
FAINT: Final = "#f3f6f8"
LINE: Final = "#c3cad0"
PAPER: Final = "#ffffff"
