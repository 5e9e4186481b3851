"""What people and Excel write into cells, read tolerantly: full-width signs, other dashes, stray spaces."""

from __future__ import annotations

import re
import unicodedata

from app.packs.table_layout import ANYTHING, Role
from app.packs.workbook_read import unescaped

SIGNS = str.maketrans(
    {
        **dict.fromkeys("−–—―‐‑", "-"),
        **dict.fromkeys("≤≦⩽", "<="),
        **dict.fromkeys("≥≧⩾", ">="),
        **dict.fromkeys("…‥", ".."),
        **dict.fromkeys("、，､", ","),
        **dict.fromkeys("【〔", "["),
        **dict.fromkeys("】〕", "]"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
LONG_VOWEL = "ー"  # on a Japanese keyboard the key of the dash
COMMA = re.compile(r"\s*,\s*")
COMPARISON = re.compile(r"(<=|>=|<|>)\s*(?=[-0-9])")
INSIDE = re.compile(r"(?<=[\[(])\s+|\s+(?=[\])])|\s*(\.\.)\s*")
BETWEEN = re.compile(r"[,;\n]")
SHOUTED = {"TRUE": "true", "True": "true", "FALSE": "false", "False": "false", "NULL": "null", "Null": "null"}


def normal(text: str, role: Role) -> str:
    """A cell's text in the one form it is compared and written in."""
    if role is Role.WHY:
        return unescaped(text).strip()
    if role is Role.NOTES:
        return "\n".join(line.strip() for line in unescaped(text).splitlines() if line.strip())
    plain = unicodedata.normalize("NFKC", unescaped(text).translate(SIGNS)).strip()
    if role is Role.WHEN:
        return _test(plain)
    if role is Role.SOURCES:
        return ", ".join(word.strip() for word in BETWEEN.split(plain) if word.strip())
    return SHOUTED.get(plain, plain) if role is Role.THEN else plain


def _test(text: str) -> str:
    if text in ("", LONG_VOWEL):
        return ANYTHING
    text = INSIDE.sub(lambda found: found[1] or "", COMMA.sub(", ", text))
    return SHOUTED.get(text, COMPARISON.sub(r"\1 ", text))
