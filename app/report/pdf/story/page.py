"""A page of the body: one message, and what carries it."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.japanese import Target, plain


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
        headline = plain(self.headline, styles.HEADLINE)
        return [Kept(label, headline, *self.contents[:1]), *self.contents[1:]]
