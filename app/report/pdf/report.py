"""Puts the report together: a presentation in, a PDF out."""

from __future__ import annotations

from app.domain.ports import Imprint
from app.domain.presentation import Presentation
from app.domain.wording import Wording
from app.report.pdf.document import About, build
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story import tell
from app.report.text import fonts
from app.report.text.cleaning import clean

_LANGUAGES = {"ja": "ja-JP", "en": "en-GB"}


def make(presentation: Presentation, wording: Wording, imprint: Imprint) -> bytes:
    """The report as a PDF."""
    manuscript = Manuscript(presentation, wording, imprint)
    return build(_about(manuscript), lambda: tell(manuscript))


def _about(manuscript: Manuscript) -> About:
    presentation, say = manuscript.presentation, manuscript.say
    title = say("title", title=presentation.title)
    owned = _line(title if presentation.company is None else say("owned", title=title, company=presentation.company))
    editions = {"rules": presentation.rules_edition, "questionnaire": presentation.questionnaire_edition}
    return About(
        language=_LANGUAGES.get(presentation.language, presentation.language),
        title=owned,
        running=owned,
        subject=_line(say("subject", **editions)),
        author=say("author"),
        mark=say("confidential") if manuscript.imprint.confidential else "",
        report_id=manuscript.imprint.report_id,
        made_at=manuscript.made_at,
    )


def _line(text: str) -> str:
    """A text as the document's properties can hold it."""
    return " ".join(clean(text, fonts.glyphs()).split())
