"""Makes any text printable: every character that is left has a glyph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

GETA = "〓"
"""Printers' sign for a character they do not have."""

_NEWLINES = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)
_MARKED = re.compile("[\u3040-\u30ff][\u3099\u309a]|[A-Za-z][\u0300-\u036f]+")
_STAND_INS = {"≒": "≈", "✔": "✓", "✕": "×", "‾": "￣"}


def clean(text: str, glyphs: Container[int]) -> str:
    """The text without what cannot be drawn.

    Line ends become line feeds, invisible signs go, kana and letters are joined with their marks; nothing else is
    normalised, since that would change the characters of names. What `glyphs` lacks becomes its nearest likeness or 〓.
    """
    text = _NEWLINES.sub("\n", text).replace("\t", " ")
    text = _MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    text = _INVISIBLE.sub("", text)
    if all(ord(character) in glyphs for character in set(text) if character != "\n"):
        return text
    return "".join(character if character == "\n" else _shown(character, glyphs) for character in text)


def _shown(character: str, glyphs: Container[int]) -> str:
    if ord(character) in glyphs:
        return character
    likeness = _STAND_INS.get(character) or unicodedata.normalize("NFKC", character)
    return likeness if all(ord(each) in glyphs for each in likeness) else GETA
