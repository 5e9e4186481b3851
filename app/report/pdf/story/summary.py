"""The executive summary: what fits, what to know first, what to decide and do first, and how sure this is."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import ActionView, FindingView, HorizonView
from app.report.pdf import styles
from app.report.pdf.blocks import Flanked, Kept, Rule, block
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import Page
from app.report.pdf.story.parts import phase_title, reference, referenced

_SHOWN = 3
_MOST_STEPS = 4
_ALL = 100
_THIRDS = (4, 4, 4)
_HALVES = (7, 5)
_ORDINAL_WIDTH = 20.0
_OWNER_WIDTH = 78.0
_OWNER = styles.ASIDE.but(align="right", manner=styles.LABEL.manner, after=0)
_LOOSE = Look(padding=4.5)


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say = manuscript.say
    right = [*_asks(manuscript), *_first_steps(manuscript)]
    contents: list[Flowable] = [
        Columns(_THIRDS, (_model(manuscript), _phase(manuscript), _sure(manuscript))),
        Columns(_HALVES, (_findings(manuscript), right)),
    ]
    return Page("summary", say("summary.title"), _headline(manuscript), contents)


def _headline(manuscript: Manuscript) -> str:
    p, say = manuscript.presentation, manuscript.say
    key = "summary.lead_tentative" if p.phase.tentative else "summary.lead"
    words = {"model": p.model.title, "phase": p.phase.verdict.title}
    first = p.horizons[0].actions if p.horizons else ()
    return say(f"{key}_start", **words, action=first[0].title) if first else say(key, **words)


def _model(manuscript: Manuscript) -> list[Flowable]:
    model = manuscript.presentation.model
    return _verdict(manuscript, "model", model.title, model.text)


def _phase(manuscript: Manuscript) -> list[Flowable]:
    return _verdict(manuscript, "phase", phase_title(manuscript), manuscript.presentation.phase.verdict.text)


def _verdict(manuscript: Manuscript, key: str, title: str, text: str) -> list[Flowable]:
    label = referenced(manuscript, key, plain(manuscript.say(f"summary.{key}"), styles.LABEL))
    return [Rule(), label, plain(title, styles.VERDICT), plain(text, styles.PROSE)]


def _sure(manuscript: Manuscript) -> list[Flowable]:
    say, percent = manuscript.say, manuscript.presentation.confidence
    key = "none" if percent <= 0 else "full" if percent >= _ALL else "part"
    return [
        Rule(),
        plain(say("summary.confidence"), styles.LABEL),
        plain(say("percent", number=percent), styles.VERDICT),
        plain(say(f"summary.sure_{key}", percent=percent), styles.PROSE),
    ]


def _findings(manuscript: Manuscript) -> list[Flowable]:
    findings, say = manuscript.presentation.findings, manuscript.say
    if not findings:
        return block(say("summary.findings"), plain(say("summary.no_findings"), styles.PROSE))
    rows = [Row((_finding(manuscript, finding),)) for finding in findings[:_SHOWN]]
    more = len(findings) - _SHOWN
    rest = [plain(say("summary.findings_more", number=more), styles.ASIDE)] if more > 0 else []
    return block(say("summary.findings"), Grid((styles.span(_HALVES[0]),), rows, look=_LOOSE), *rest)


def _finding(manuscript: Manuscript, finding: FindingView) -> tuple[Flowable, ...]:
    severity = plain(finding.severity_title, styles.LABEL)
    return cell(
        referenced(manuscript, f"finding:{finding.id}", severity),
        plain(finding.title, styles.ITEM),
        plain(finding.meaning, styles.ASIDE),
    )


def _asks(manuscript: Manuscript) -> list[Flowable]:
    rows = [
        Row((cell(plain(str(n), styles.ORDINAL)), cell(referenced(manuscript, ask.on, plain(ask.text, styles.ITEM)))))
        for n, ask in enumerate(manuscript.presentation.handout.asks, 1)
    ]
    if not rows:
        return []
    width = styles.span(_HALVES[1])
    return block(manuscript.say("summary.asks"), Grid((_ORDINAL_WIDTH, width - _ORDINAL_WIDTH), rows, look=_LOOSE))


def _first_steps(manuscript: Manuscript) -> list[Flowable]:
    say, horizons = manuscript.say, manuscript.presentation.horizons
    first = horizons[0] if horizons else HorizonView("", "", None, None, ())
    if not first.actions:
        return block(say("summary.first"), plain(say("actions.empty"), styles.PROSE))
    rows = [_step(manuscript, action) for action in first.actions[:_MOST_STEPS]]
    more = len(first.actions) - _MOST_STEPS
    rest = [plain(say("summary.steps_more", number=more), styles.ASIDE)] if more > 0 else []
    width = styles.span(_HALVES[1])
    return block(first.title, Grid((width,), rows, look=_LOOSE), *rest)


def _step(manuscript: Manuscript, action: ActionView) -> Row:
    side = Kept(plain(action.owner, _OWNER), reference(manuscript, f"action:{action.id}"))
    return Row((cell(Flanked(plain(action.title, styles.ITEM), side, _OWNER_WIDTH)),))
