"""A page of the body: one message, and what carries it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import Kept, block_title
from app.report.pdf.japanese import Target, plain
from app.report.pdf.stack import height

APPENDIX = "appendix"
_SENTENCE_END = re.compile(r"(。(?=.)|\.(?= [A-Z])) ?")
_LEAST_DRAWING = 60.0
_AROUND_TITLE = 12.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `label` says what it is about, `headline` is its message in a sentence."""

    key: str
    label: str
    headline: str
    contents: list[Flowable]

    def laid_out(self) -> list[Flowable]:
        """Label, headline and contents from the top; the label is an entry of the outline."""
        label = plain(self.label, styles.KICKER, Target(self.key, level=0))
        headline = plain(broken(self.headline), styles.HEADLINE)
        return [Kept(label, headline, *self.contents[:1]), *self.contents[1:]]


def broken(headline: str) -> str:
    """The headline with its second sentence on a line of its own, where that takes no more lines."""
    parted = _SENTENCE_END.sub(r"\1\n", headline, count=1)
    return parted if _lines(parted) <= _lines(headline) else headline


def _lines(text: str) -> float:
    return height((plain(text, styles.HEADLINE),), styles.MEASURE)


def room_below(headline: str) -> float:
    """How high the contents of a page with that headline may be."""
    label, said = plain("", styles.KICKER), plain(broken(headline), styles.HEADLINE)
    return styles.COLUMN_HEIGHT - height((label, said), styles.MEASURE) - styles.BETWEEN


def room_above(room: float, others: list[Flowable], width: float) -> float:
    """What is left of the room above other things."""
    return room - height(tuple(others), width) - styles.BETWEEN if others else room


def room_in_block(room: float, title: str | Flowable, others: list[Flowable], width: float) -> float:
    """What is left of the room for a drawing below a title and above other things; at least a little."""
    head = height((block_title(title),), width) + _AROUND_TITLE
    return max(_LEAST_DRAWING, room_above(room, others, width) - head)
