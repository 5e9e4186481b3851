"""The report's two fonts: loaded once, embedded in every PDF with the glyphs it needs."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from struct import pack
from typing import Any, Final
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from app.report.text import subset

REGULAR: Final = "NotoSansJP-Regular"
BOLD: Final = "NotoSansJP-Bold"

_FOLDER = Path(__file__).resolve().parent.parent / "fonts"
_TAG = "SHIKUM"  # six letters mark a font of which a part is embedded
_UNITS = 1000
_SYMBOLIC = 4
_RANGE = 128  # divides 256: a range must stay within one first byte
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{count} beginbfrange
{ranges}
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_FACES: dict[str, TTFontFace] = {}
_REGISTERING = threading.Lock()


class _Codes(dict[int, int]):
    """The codes of the characters drawn in a document, given in the order they are first drawn; 0 is for none."""

    def __init__(self, known: dict[int, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, character: int) -> int:
        if character not in self._known:
            return 0
        self[character] = code = len(self) + 1
        return code


class EmbeddedFont(TTFont):
    """A TrueType font that a PDF holds once, with two bytes a character.

    ReportLab's own way is a font for every 255 characters, one byte a character: larger, slower, and characters beyond
    U+FFFF cannot be searched.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), asciiReadable=0)
        self._drawn: WeakKeyDictionary[Any, _Codes] = WeakKeyDictionary()

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: ARG002, N802
        """The text as the document holds it: it is never split."""
        return [(0, text.translate(self.codes(doc)).encode("utf-16-be"))]

    def codes(self, doc: Any) -> dict[int, int]:
        """The codes of the document's characters, two bytes each; asked for a new one it gives it a code."""
        codes = self._drawn.get(doc)
        if codes is None:
            codes = self._drawn[doc] = _Codes(self.face.charToGlyph)
        return codes

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: ARG002, N802
        """The font's name in the document."""
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        name: str = doc.fontMapping[self.fontName]
        return name

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Adds the font to a document that is complete."""
        codes = self._drawn.pop(doc, _Codes({}))
        name = f"/{_TAG}+{self.fontName}"
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([self._descendant(doc, codes, name)]),
                "ToUnicode": doc.Reference(_stream(_to_unicode(codes).encode())),
            }
        )
        named = self.getSubsetInternalName(0, doc)[1:]
        doc.idToObject["BasicFonts"].dict[named] = doc.Reference(font)

    def _descendant(self, doc: Any, codes: _Codes, name: str) -> Any:
        system = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        entries = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": system,
            "CIDToGIDMap": doc.Reference(_stream(_places(codes))),
            "DW": _UNITS,
            "W": pdfdoc.PDFArray(list(_widths(self.face, codes))),
            "FontDescriptor": self._descriptor(doc, codes, name),
        }
        return doc.Reference(pdfdoc.PDFDictionary(entries))

    def _descriptor(self, doc: Any, codes: _Codes, name: str) -> Any:
        face = self.face
        file = subset.file_of(face, [0, *(face.charToGlyph[character] for character in sorted(codes))])
        entries = {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "ItalicAngle": face.italicAngle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "FontFile2": doc.Reference(_stream(file, Length1=len(file))),
        }
        return doc.Reference(pdfdoc.PDFDictionary(entries))


def _stream(content: bytes, **entries: object) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content, [pdfdoc.PDFZCompress])


def _widths(face: TTFontFace, codes: _Codes) -> Iterator[object]:
    """Where characters not of the usual width start, and their widths."""
    found = ((code, face.charWidths[character]) for character, code in codes.items())
    for usual, group in groupby(found, key=lambda pair: pair[1] == _UNITS):
        if not usual:
            (first, width), *rest = group
            yield first
            yield pdfdoc.PDFArray([width, *(width for _, width in rest)])


def _places(codes: _Codes) -> bytes:
    """Where the glyph of each code stands in the font's file: like ones side by side, which compresses better."""
    places = {character: place for place, character in enumerate(sorted(codes), 1)}
    return pack(f">{len(codes) + 1}H", 0, *(places[character] for character in codes))


def _to_unicode(codes: _Codes) -> str:
    """Which characters the codes stand for, so that text can be searched and copied."""
    told = ["FFFD", *(chr(character).encode("utf-16-be").hex().upper() for character in codes)]
    starts = range(0, len(told), _RANGE)
    ranges = (
        f"<{n:04X}> <{min(n + _RANGE, len(told)) - 1:04X}> [{''.join(f'<{c}>' for c in told[n : n + _RANGE])}]"
        for n in starts
    )
    return _TO_UNICODE.format(count=len(starts), ranges="\n".join(ranges))


def register() -> None:
    """Makes both fonts known to ReportLab, once: a font replaced while a document is built would lose its glyphs."""
    with _REGISTERING:
        for name in {REGULAR, BOLD}.difference(pdfmetrics.getRegisteredFontNames()):
            pdfmetrics.registerFont(EmbeddedFont(name, _FOLDER / f"{name}.ttf"))


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
