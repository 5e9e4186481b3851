"""Cleaning of text that may hold anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.report.text import fonts
from app.report.text.cleaning import GETA, clean

GLYPHS = fonts.glyphs()


@given(st.text())
def test_every_character_left_has_a_glyph(text: str) -> None:
    assert all(ord(character) in GLYPHS for character in clean(text, GLYPHS) if character != "\n")


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text, GLYPHS)
    assert clean(once, GLYPHS) == once


def test_characters_of_names_are_kept() -> None:
    assert clean("𠮷野﨑髙神館", GLYPHS) == "𠮷野﨑髙神館"


def test_marks_are_joined_and_invisible_signs_go() -> None:
    assert clean("か\u3099ら\u200bす\ufe0f\r\n次\u2028行\t\x00終", GLYPHS) == "がらす\n次\n行 終"


def test_what_has_no_glyph_is_shown_as_missing() -> None:
    assert clean("😀≒✔", GLYPHS) == f"{GETA}≈✓"


def test_a_lone_surrogate_goes() -> None:
    assert clean("a\ud800b", GLYPHS) == "ab"


def test_both_fonts_have_the_same_characters() -> None:
    assert len(fonts.widths(fonts.BOLD, "".join(map(chr, GLYPHS)))) == len(GLYPHS)
