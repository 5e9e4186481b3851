"""The executive summary: what fits, what to know first, what to do first, and how sure this is."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.grid import Grid, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import Page
from app.report.pdf.story.parts import REFERENCE_WIDTH, body, phase_title, reference, section

_SHOWN = 3
_FIRST_WIDTH = 28 * mm
_ALL = 100


def write(manuscript: Manuscript) -> Page:
    """The page."""
    p, say = manuscript.presentation, manuscript.say
    lead = "summary.lead_tentative" if p.phase.tentative else "summary.lead"
    headline = say(lead, model=p.model.title, phase=p.phase.verdict.title)
    sure = Kept(section("summary-sure", say("summary.sure")), body(_sure(manuscript)))
    contents = [_figures(manuscript), *_findings(manuscript), *_actions(manuscript), sure]
    return Page("summary", say("summary.title"), headline, contents)


def _figures(manuscript: Manuscript) -> Grid:
    p, say = manuscript.presentation, manuscript.say
    score = say("summary.no_score") if p.checklist.percent is None else say("points", number=p.checklist.percent)
    figures = {
        "model": p.model.title,
        "phase": phase_title(manuscript),
        "checklist": score,
        "confidence": say("percent", number=p.confidence),
    }
    cells = [cell(plain(say(f"summary.{k}"), styles.HEAD), plain(v, styles.FIGURE)) for k, v in figures.items()]
    return Grid([styles.MEASURE / 4] * 4, [Row(tuple(cells))])


def _findings(manuscript: Manuscript) -> list[Flowable]:
    p, say = manuscript.presentation, manuscript.say
    heading = section("summary-findings", say("summary.findings"))
    if not p.findings:
        return [Kept(heading, body(say("summary.no_findings")))]
    rows = [
        Row(
            (
                cell(plain(f.severity_title, styles.CELL_BOLD)),
                cell(plain(f.title, styles.CELL)),
                cell(reference(manuscript, f"finding:{f.id}")),
            )
        )
        for f in p.findings[:_SHOWN]
    ]
    more = len(p.findings) - _SHOWN
    rest = [plain(say("summary.findings_more", number=more), styles.SMALL)] if more > 0 else []
    return [Kept(heading, _table(rows)), *rest]


def _actions(manuscript: Manuscript) -> list[Flowable]:
    p, say = manuscript.presentation, manuscript.say
    every = [(horizon, action) for horizon in p.horizons for action in horizon.actions]
    if not every:
        return []
    rows = [
        Row(
            (
                cell(plain(horizon.title, styles.CELL_BOLD)),
                cell(
                    plain(action.title, styles.CELL),
                    plain(say("summary.owner", owner=action.owner), styles.CELL_MUTED),
                ),
                cell(reference(manuscript, f"action:{action.id}")),
            )
        )
        for horizon, action in every[:_SHOWN]
    ]
    more = len(every) - _SHOWN
    rest = [plain(say("summary.actions_more", number=more), styles.SMALL)] if more > 0 else []
    return [Kept(section("summary-actions", say("summary.actions")), _table(rows)), *rest]


def _table(rows: list[Row]) -> Grid:
    return Grid((_FIRST_WIDTH, styles.MEASURE - _FIRST_WIDTH - REFERENCE_WIDTH, REFERENCE_WIDTH), rows)


def _sure(manuscript: Manuscript) -> str:
    percent = manuscript.presentation.confidence
    if percent <= 0:
        return manuscript.say("summary.sure_none")
    if percent >= _ALL:
        return manuscript.say("summary.sure_full")
    return manuscript.say("summary.sure_part", percent=percent)
