"""A TrueType file with only some glyphs of a font, for a PDF that names glyphs by their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from struct import pack
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontMaker

_COPIED = ("cvt ", "fpgm", "prep")
_MOST_SHORT = 0x1FFFE  # the furthest a table of short offsets reaches


def file_of(face: Any, glyphs: Sequence[int]) -> bytes:
    """The font with these glyphs only, numbered from 0 as they stand here; `face` is ReportLab's.

    Glyphs must be drawn by themselves, as those of the shipped fonts are, not put together from others.
    """
    outlines = list(_outlines(face, glyphs))
    ends = list(accumulate((len(outline) for outline in outlines), initial=0))
    short = ends[-1] <= _MOST_SHORT
    made = TTFontMaker()
    for tag in _COPIED:
        if tag in face.table:
            made.add(tag, face.get_table(tag))
    made.add("head", _with_ushort(face.get_table("head"), 50, int(not short)))
    made.add("maxp", _with_ushort(face.get_table("maxp"), 4, len(glyphs)))
    made.add("hhea", _with_ushort(face.get_table("hhea"), 34, len(glyphs)))
    made.add("hmtx", b"".join(pack(">HH", *map(int, face.hmetrics[glyph])) for glyph in glyphs))
    made.add("loca", pack(f">{len(ends)}{'H' if short else 'L'}", *(end // 2 if short else end for end in ends)))
    made.add("glyf", b"".join(outlines))
    written: bytes = made.makeStream()
    return written


def _outlines(face: Any, glyphs: Sequence[int]) -> Iterator[bytes]:
    """Each glyph's outline, filled up to four bytes."""
    table, _ = face.get_table_pos("glyf")
    for glyph in glyphs:
        start, end = face.glyphPos[glyph : glyph + 2]
        outline: bytes = face.get_chunk(table + start, end - start)
        yield outline + b"\0" * (-len(outline) % 4)


def _with_ushort(table: bytes, offset: int, value: int) -> bytes:
    return table[:offset] + pack(">H", value) + table[offset + 2 :]
