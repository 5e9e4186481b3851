"""The report in its order: cover, pages of the body, appendix."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from app.report.pdf import document
from app.report.pdf.blocks import Anchor
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
from app.report.pdf.story.page import APPENDIX, Page

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
    pages = body(manuscript)
    story: list[Flowable] = [NextPageTemplate(document.BODY), *cover.write(manuscript, pages)]
    for page in pages:
        story += [PageBreak(), *page.laid_out()]
    return [*story, PageBreak(), Anchor(APPENDIX), *appendix.write(manuscript)]


def body(manuscript: Manuscript) -> list[Page]:
    """The pages of the body; one that has nothing to say to this company is left out."""
    return [page for write in _BODY if (page := write(manuscript))]
