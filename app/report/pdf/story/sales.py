"""Working with sales: where the two departments come apart, the steps, and the agreement to fill in."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from app.domain.handout_views import BreakdownView, HandoutView, SalesStepView
from app.report.pdf import styles
from app.report.pdf.blocks import block
from app.report.pdf.columns import Columns
from app.report.pdf.form import Form, Line
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import Page
from app.report.pdf.story.parts import referenced

_SPANS = (5, 7)
_ORDINAL_WIDTH = 22.0
_LABEL_WIDTH = 100.0
_LEAST_FIELD = 34.0
_TERMS = ("mql", "sql", "response", "excluded")
_SIGNED = ("marketing", "sales", "review")


def write(manuscript: Manuscript) -> Page | None:
    """The page; none where nothing comes apart and no step is to be taken."""
    handout, say = manuscript.presentation.handout, manuscript.say
    apart = [each for each in handout.breakdowns if each.finding]
    ahead = [step for step in handout.steps if step.action]
    if not apart and not ahead:
        return None
    contents: list[Flowable] = [
        *_breakdowns(manuscript, handout),
        Columns(_SPANS, (_steps(manuscript, handout), block(say("sales.agreement"), _agreement(manuscript)))),
    ]
    return Page("sales", say("sales.title"), _headline(manuscript, apart, ahead), contents)


def _headline(manuscript: Manuscript, apart: list[BreakdownView], ahead: list[SalesStepView]) -> str:
    handout = manuscript.presentation.handout
    words = {"all": len(handout.breakdowns), "apart": len(apart), "steps": len(ahead), "every": len(handout.steps)}
    first = ahead[0].title if ahead else ""
    kind = "joined" if not apart else "every" if len(apart) == len(handout.breakdowns) else "some"
    return manuscript.say(f"sales.{kind}" if first else f"sales.{kind}_no_step", first=first, **words)


def _breakdowns(manuscript: Manuscript, handout: HandoutView) -> list[Flowable]:
    told = [_breakdown(manuscript, each) for each in handout.breakdowns]
    return [Columns([styles.COLUMNS // len(told)] * len(told), told)] if told else []


def _breakdown(manuscript: Manuscript, breakdown: BreakdownView) -> list[Flowable]:
    say, finding = manuscript.say, breakdown.finding
    if finding is None:
        return block(say("sales.not_found", place=breakdown.title), plain(say("sales.nothing"), styles.ASIDE))
    title = say("sales.found", place=breakdown.title)
    return block(title, referenced(manuscript, f"finding:{breakdown.id}", plain(finding.title, styles.CELL_BOLD)))


def _steps(manuscript: Manuscript, handout: HandoutView) -> list[Flowable]:
    width = styles.span(_SPANS[0])
    rows = [_step(manuscript, n, step) for n, step in enumerate(handout.steps, 1)]
    grid = Grid((_ORDINAL_WIDTH, width - _ORDINAL_WIDTH), rows, look=Look(padding=6, topped=False))
    return block(manuscript.say("sales.steps", number=len(rows)), grid)


def _step(manuscript: Manuscript, number: int, step: SalesStepView) -> Row:
    told: list[Flowable] = [plain(step.title, styles.ITEM), plain(step.text, styles.PROSE)]
    if step.action is None:
        told.append(plain(manuscript.say("sales.step_stands"), styles.ASIDE))
    else:
        words = manuscript.say("sales.step_taken", horizon=step.horizon, action=step.action.title)
        told.append(referenced(manuscript, f"action:{step.action.id}", plain(words, styles.ASIDE)))
    return Row((cell(plain(str(number), styles.ORDINAL)), cell(*told)))


def _agreement(manuscript: Manuscript) -> Form:
    say = manuscript.say
    width = (styles.span(_SPANS[1]) - _LABEL_WIDTH) / 3
    heads = ("", *(say(f"sales.wording.{who}") for who in ("marketing", "sales", "agreed")))
    lines = [Line(tuple(cell(plain(text, styles.LABEL)) for text in heads), head=True)]
    for term in _TERMS:
        label = cell(plain(say(f"sales.term.{term}"), styles.ITEM), plain(say(f"sales.hint.{term}"), styles.ASIDE))
        lines.append(Line((label, (), (), ()), least=_LEAST_FIELD, written=True))
    signed = tuple(cell(plain(say(f"sales.signed.{who}"), styles.LABEL)) for who in _SIGNED)
    lines.append(Line((cell(plain(say("sales.signed"), styles.ITEM)), *signed), least=_LEAST_FIELD))
    return Form((_LABEL_WIDTH, width, width, width), lines)
