"""Puts the workbook together: a presentation in, an XLSX file out."""

from __future__ import annotations

import io
import re
from datetime import UTC, date

from app.domain.japan import JAPAN
from app.domain.ports import Imprint
from app.domain.presentation import Presentation
from app.domain.wording import Wording
from app.report.workbook.cleaning import one_line, shortened
from app.report.workbook.looks import Looks
from app.report.workbook.sheet import Edges, Sheet
from app.report.workbook.sheets import agreement, answers, kpi, log, minutes, plan, rights, sourcing
from app.report.workbook.words import Say
from app.spreadsheet import open_book

NAMES = ("kpi", "minutes", "log", "agreement", "rights", "sourcing", "plan", "answers")
MOST_COMPANY = 90
"""UTF-16 units of a name above the page: with every & doubled the whole stays below Excel's 255."""
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


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
    title = one_line(say("title", title=p.title))
    return {
        "title": title if p.company is None else f"{title} — {one_line(p.company)}",
        "subject": say("subject", rules=p.rules_edition, questionnaire=p.questionnaire_edition),
        "author": say.wording.say("report.author", p.language),
        "created": imprint.made_at.astimezone(UTC).replace(tzinfo=None),
    }


def _edges(p: Presentation, say: Say, imprint: Imprint) -> Edges:
    """Title and company above the page, the report's id and the page's number below."""
    middle = say("confidential") if imprint.confidential else ""
    company = shortened(one_line(p.company or ""), MOST_COMPANY)
    header = "".join(map(_part, "LCR", (one_line(say("title", title=p.title)), middle, company)))
    page = _part("R", say("page", page="\0", pages="\1")).replace("\0", "&P").replace("\1", "&N")
    return Edges(header, _part("L", say("report", id=imprint.report_id)) + page)


def _part(side: str, text: str) -> str:
    """A part of what is printed beside the page: codes begin with &, and a size would swallow digits after it."""
    plain = _ESCAPE.sub("_x005F_", text).replace("&", "&&")
    return f'&{side}&8&"Yu Gothic,Regular"{plain}' if text else ""
