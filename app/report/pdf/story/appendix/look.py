"""The look of the appendix: small, in columns, with room between the lines."""

from __future__ import annotations

from app.report.pdf import styles
from app.report.pdf.grid import Look
from app.report.pdf.styles import Style
from app.report.text.breaking import Manner
from app.report.text.fonts import BOLD

_PHRASES = Manner(phrases=True)

HEADLINE = Style(13, 20, BOLD, manner=Manner(phrases=True, balance=True), after=6)
GROUP = Style(8.6, 13, BOLD, styles.ACCENT, manner=_PHRASES, before=10, after=3)
NAME = Style(8, 12, color=styles.ACCENT, manner=_PHRASES, before=6, after=1)
TITLE = Style(7.8, 11.8, manner=_PHRASES)
TEXT = Style(7.4, 11.3, manner=Manner(justify=True), after=1.5)
WORDS = TEXT.but(manner=_PHRASES)
ASIDE = WORDS.but(color=styles.MUTED)
NOTE = TEXT.but(color=styles.MUTED)
REFERENCE = Style(7.4, 11.8, color=styles.ACCENT, align="right")
NUMBER = Style(7.8, 11.8, BOLD, styles.ACCENT, manner=_PHRASES)
TABLE = Look(padding=2.7, gutter=12.0)
