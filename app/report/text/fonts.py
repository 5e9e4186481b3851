"""The report's two fonts: loaded once, embedded in every PDF as the subset it needs."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

REGULAR: Final = "NotoSansJP-Regular"
BOLD: Final = "NotoSansJP-Bold"

_FOLDER = Path(__file__).resolve().parent.parent / "fonts"
_BEYOND_16_BITS = re.compile(r"(?m)^(<[0-9A-F]{2}>) <([0-9A-F]{5,6})>$")
_UNITS = 1000
_FACES: dict[str, TTFontFace] = {}
_REGISTERING = threading.Lock()


class EmbeddedFont(TTFont):
    """A TrueType font whose characters beyond U+FFFF can be searched and copied.

    ReportLab 5.1 writes them into the ToUnicode table as five hexadecimal digits, which is invalid; it must be UTF-16.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # ReportLab's name
        """Adds the font to a document, then mends its ToUnicode tables."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND_16_BITS.sub(_as_utf16, stream.content)


def _as_utf16(entry: re.Match[str]) -> str:
    character = chr(int(entry[2], 16))
    return f"{entry[1]} <{character.encode('utf-16-be').hex().upper()}>"


def register() -> None:
    """Makes both fonts known to ReportLab, once: a font replaced while a document is built would lose its glyphs."""
    with _REGISTERING:
        for name in {REGULAR, BOLD}.difference(pdfmetrics.getRegisteredFontNames()):
            pdfmetrics.registerFont(EmbeddedFont(name, str(_FOLDER / f"{name}.ttf"), asciiReadable=0))


def glyphs() -> dict[int, int]:
    """The characters that can be drawn; both fonts have the same."""
    found: dict[int, int] = _face(REGULAR).charToGlyph
    return found


def widths(font: str, text: str) -> Sequence[float]:
    """The width of every character, in em."""
    known = _face(font).charWidths
    return [known[ord(character)] / _UNITS for character in text]


def _face(font: str) -> TTFontFace:
    """The data of a registered font."""
    if font not in _FACES:
        register()
        registered: Any = pdfmetrics.getFont(font)
        _FACES[font] = registered.face
    return _FACES[font]


def text_width(font: str, size: float, text: str) -> float:
    """How wide a text stands, in points."""
    return sum(widths(font, text)) * size
