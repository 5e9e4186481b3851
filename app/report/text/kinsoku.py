"""Where a line of Japanese may break, and how far neighbouring characters stand apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

# Marks that must not start a line: closing brackets and stops, small kana, the long vowel mark, iteration marks, units.
NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー）〕］｝〉》」』】〙〗〟’”｠»‐゠–〜～…‥‼⁇⁈⁉!),.:;?]}%％‰℃°′″㎡"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｣｡､･ｰ"
)
# Marks that must not end a line: opening brackets, and signs that belong to the number after them.
NO_END = frozenset("（〔［｛〈《「『【〘〖〝‘“｟«([{¥$£€￥＄￡#＃№@＠§〒｢")
# Full-width brackets and stops that fill only half of their square.
BLANK_AFTER = frozenset("、。，．）〕］｝〉》」』】〙〗〟｠")
BLANK_BEFORE = frozenset("（〔［｛〈《「『【〘〖〝｟")

_WORD_SIGNS = frozenset("\u2010\u2011\u2212")
_GLUED = frozenset("\u00a0\u2011")
# What counts or measures right after a number, alone or with one of _SECOND: they stay with the number.
COUNTERS = frozenset("つ名件人枚円点割本回日月年週時分秒社項個度段倍番位歳代版章部種問校台冊通店票")
_SECOND = "目間度階門類"
_SPELT = "[かヶヵカケ箇][月所国年条社]|ページ|ポイント|パーセント|営業日"
_COUNTED = re.compile(
    f"[0-9０-９](?:{_SPELT}|[十百千万億兆]*[{''.join(sorted(COUNTERS))}]|[十百千万億兆]+)[{_SECOND}]?"
)
_DOUBLED = frozenset("—―…‥〜")
_URL_BREAKS = frozenset("/?&=-_.#")
_HALF = -0.5
_LATIN_GAP = 0.125


def is_word_character(character: str) -> bool:
    """Whether it belongs to a Latin word, a number or an address, which stay whole."""
    return "!" <= character <= "~" or "\u00a1" <= character <= "\u024f" or character in _WORD_SIGNS


def may_break(before: str, after: str) -> bool:
    """Whether a line may end with `before` and the next one start with `after`."""
    if after == " " or before in _GLUED or after in _GLUED:
        return False
    if before in " \u3000":
        return after != "\u3000" and after not in NO_START
    if after in NO_START or before in NO_END or unicodedata.combining(after):
        return False
    if is_word_character(before) and is_word_character(after):
        return False
    return not (before == after and before in _DOUBLED)


@lru_cache(4096)
def breaks(text: str) -> bytes:
    """For every index whether a line may break before it."""
    inner = (may_break(before, after) for before, after in pairwise(text))
    return bytes((0, *inner, 1)) if text else b"\1"


@lru_cache(4096)
def counter_breaks(text: str) -> bytes:
    """As `breaks`, but never between a number and its counter, nor inside that: 50万円 and 6か月 stay whole."""
    flags = breaks(text)
    counted = [(match.start() + 1, match.end()) for match in _COUNTED.finditer(text)]
    if not counted:
        return flags
    whole = bytearray(flags)
    for start, end in counted:
        whole[start:end] = bytes(end - start)
    return bytes(whole)


@lru_cache(2048)
def phrase_breaks(text: str) -> bytes:
    """As `breaks`, but only between phrases and at spaces, so that no word of a heading is torn."""
    allowed = bytearray(len(text) + 1)
    end = 0
    for phrase in _phrases(text):
        end += len(phrase)
        allowed[end] = 1
    for n in range(1, len(text)):
        if text[n - 1] in " ・":
            allowed[n] = 1  # words that are parted already, where the parser of Japanese sees no phrase
    flags = bytearray(a & b for a, b in zip(allowed, counter_breaks(text), strict=True))
    for n in range(1, len(text)):
        if text[n - 1].isdigit() and not text[n].isspace():
            flags[n] = 0  # a number stays with its counter
    return bytes(flags)


@lru_cache(2048)
def word_breaks(text: str) -> bytes:
    """As `counter_breaks`, but never inside a word in katakana or an ordinal, where a phrase is too long."""
    inner = (not _is_one_word(before, after) for before, after in pairwise(text))
    return bytes(a & b for a, b in zip((0, *inner, 1), counter_breaks(text), strict=True)) if text else b"\1"


def _is_one_word(before: str, after: str) -> bool:
    return (_is_katakana(before) and _is_katakana(after)) or (before in COUNTERS and after == "目")


def _is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character == "ー"


def address_breaks(text: str) -> bytes:
    """Where an address or another long Latin word that fits on no line may break."""
    inner = (a in _URL_BREAKS and b not in _URL_BREAKS for a, b in pairwise(text))
    return bytes((0, *inner, 1)) if text else b"\1"


def gap(before: str, after: str) -> float:
    """What stands between two characters beyond their own widths, in em; negative where blanks meet."""
    if before in BLANK_AFTER and (after in BLANK_AFTER or after in BLANK_BEFORE):
        return _HALF
    if before in BLANK_BEFORE and after in BLANK_BEFORE:
        return _HALF
    if before.isascii() != after.isascii() and _is_letter(before) and _is_letter(after):
        return _LATIN_GAP
    return 0.0


def _is_letter(character: str) -> bool:
    return character.isalnum()


def _phrases(text: str) -> list[str]:
    return _parser().parse(text) if text else []


@lru_cache(1)
def _parser():  # type: ignore[no-untyped-def]
    import budoux

    return budoux.load_default_japanese_parser()
