"""The report in its order: cover, pages of the body, appendix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from app.report.pdf import document
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story import (
    appendix,
    cover,
    division,
    meeting,
    organisation,
    roadmap,
    sales,
    standing,
    summary,
)
from app.report.pdf.story.page import Page

Writer = Callable[[Manuscript], Page | None]

_BODY: tuple[Writer, ...] = (
    summary.write,
    standing.write,
    sales.write,
    organisation.write,
    division.write,
    roadmap.write,
    meeting.write,
)


def tell(manuscript: Manuscript) -> list[Flowable]:
    """Everything the report is made of, from the cover to the last appendix."""
    story: list[Flowable] = [NextPageTemplate(document.BODY), *cover.write(manuscript)]
    for page in _body(manuscript):
        story += [PageBreak(), *page.laid_out()]
    return [*story, PageBreak(), *appendix.write(manuscript)]


def _body(manuscript: Manuscript) -> Iterator[Page]:
    """The pages that have something to say to this company."""
    return (page for write in _BODY if (page := write(manuscript)))
