"""Puts the workbook together: a presentation in, an XLSX file out."""

from __future__ import annotations

import io
import re
from datetime import UTC, date

from app.domain.japan import JAPAN
from app.domain.ports import Imprint
from app.domain.presentation import Presentation
from app.domain.wording import Wording
from app.report.workbook.cleaning import one_line, shortened, utf16_units
from app.report.workbook.looks import Looks
from app.report.workbook.sheet import Edges, Sheet
from app.report.workbook.sheets import agreement, answers, kpi, log, minutes, plan, rights, sourcing
from app.report.workbook.words import Say
from app.spreadsheet import open_book

NAMES = ("kpi", "minutes", "log", "agreement", "rights", "sourcing", "plan", "answers")
MOST_BESIDE = 80
"""UTF-16 units of each text beside the page, so that three of them with their codes stay below Excel's 255."""
_PICTURE = re.compile(r"&&(?=G|\[Picture])")


def make(presentation: Presentation, wording: Wording, imprint: Imprint) -> bytes:
    """The workbook as XLSX: the same bytes for the same presentation and imprint."""
    stream, say = io.BytesIO(), Say(wording, presentation.language)
    book = open_book(stream)
    book.set_properties(_properties(presentation, say, imprint))
    looks = Looks(book, say)
    sheets = {name: Sheet(book.add_worksheet(say(f"name.{name}")), looks, say) for name in NAMES}
    _fill(sheets, presentation, imprint.made_at.astimezone(JAPAN).date(), _edges(presentation, say, imprint))
    book.close()
    return stream.getvalue()


def _fill(sheets: dict[str, Sheet], p: Presentation, today: date, edges: Edges) -> None:
    """Writes every sheet; those that others choose from come first."""
    figures = kpi.write(sheets["kpi"], p.handout, today, edges)
    chosen = rights.write(sheets["rights"], p, edges)
    minutes.write(sheets["minutes"], figures, chosen.names, edges)
    log.write(sheets["log"], chosen.decisions, figures, chosen.names, edges)
    agreement.write(sheets["agreement"], p.glossary, chosen.names, edges)
    sourcing.write(sheets["sourcing"], p.tasks, chosen.names, edges)
    plan.write(sheets["plan"], p.horizons, chosen.names, today, edges)
    answers.write(sheets["answers"], p.answers, edges)


def _properties(p: Presentation, say: Say, imprint: Imprint) -> dict[str, object]:
    title, company = one_line(say("title", title=p.title)), one_line(p.company or "")
    return {
        "title": f"{title} — {company}" if company else title,
        "subject": say("subject", rules=p.rules_edition, questionnaire=p.questionnaire_edition),
        "author": say.wording.say("report.author", p.language),
        "created": imprint.made_at.astimezone(UTC).replace(tzinfo=None),
    }


def _edges(p: Presentation, say: Say, imprint: Imprint) -> Edges:
    """Title and company above the page, the report's id and the page's number below."""
    middle = say("confidential") if imprint.confidential else ""
    above = map(_plain, (say("title", title=p.title), middle, p.company or ""))
    below = (_plain(say("report", id=imprint.report_id)), "", say("page", page="&P", pages="&N"))
    return Edges(_beside(*above), _beside(*below))


def _beside(*texts: str) -> str:
    """Texts at the left, in the middle and at the right; the size comes first, or it would swallow digits after it."""
    return "".join(f'&{side}&8&"Yu Gothic,Regular"{text}' for side, text in zip("LCR", texts, strict=True) if text)


def _plain(text: str) -> str:
    """A text in one line in which nothing is a code, cut where it is too long.

    XlsxWriter takes the end of && and a following G for the code of a picture, so the size stands between them.
    """
    text = one_line(text)
    cut = (shortened(text, most).replace("&", "&&") for most in range(MOST_BESIDE, 0, -1))
    tried = (_PICTURE.sub("&&&8", escaped) for escaped in cut)
    return next(plain for plain in tried if utf16_units(plain) <= MOST_BESIDE)
