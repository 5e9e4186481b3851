"""The executive summary: what fits, what to know first, what to decide and do first, and how sure this is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import ActionView, FindingView, HorizonView
from app.report.pdf import styles
from app.report.pdf.blocks import Rule, block
from app.report.pdf.columns import Columns
from app.report.pdf.grid import Grid, Look, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.stack import height
from app.report.pdf.story.page import Page, room_above, room_below
from app.report.pdf.story.parts import phase_title, referenced

_SHOWN = 3
_FEWEST_STEPS = 1
_ALL = 100
_THIRDS = (4, 4, 4)
_HALVES = (7, 5)
_LEFT, _RIGHT = (styles.span(columns) for columns in _HALVES)
_DETAIL_WIDTH = 112.0
_ORDINAL_WIDTH = 20.0
_LOOSE = Look(padding=4.5, topped=False)


def write(manuscript: Manuscript) -> Page:
    """The page."""
    headline = _headline(manuscript)
    verdicts = Columns(_THIRDS, (_model(manuscript), _phase(manuscript), _sure(manuscript)))
    room = room_above(room_below(headline), [verdicts], styles.MEASURE)
    left = _filled(_findings(manuscript), _details(manuscript), room)
    asks = _asks(manuscript)
    right = [*asks, *_first_steps(manuscript, room_above(room, asks, _RIGHT))]
    contents: list[Flowable] = [verdicts, Columns(_HALVES, (left, right))]
    return Page("summary", manuscript.say("summary.title"), headline, contents)


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
    return block(say("summary.findings"), Grid((_LEFT,), rows, look=_LOOSE), *rest)


def _finding(manuscript: Manuscript, finding: FindingView) -> tuple[Flowable, ...]:
    severity = plain(finding.severity_title, styles.LABEL)
    return cell(
        referenced(manuscript, f"finding:{finding.id}", severity),
        plain(finding.title, styles.ITEM),
        plain(finding.meaning, styles.ASIDE),
    )


def _filled(told: list[Flowable], further: Iterable[list[Flowable]], room: float) -> list[Flowable]:
    """What is told, and below it as much of the rest as there is room for."""
    for more in further:
        if height((*told, *more), _LEFT) <= room:
            told = [*told, *more]
    return told


def _details(manuscript: Manuscript) -> Iterator[list[Flowable]]:
    """What model and phase mean in practice, for companies about whom there is less to say."""
    p, say = manuscript.presentation, manuscript.say
    for key, details in (("model", p.model.details), ("phase", p.phase.verdict.details)):
        if details:
            rows = [Row((cell(plain(d.title, styles.CELL_BOLD)), cell(plain(d.text, styles.CELL)))) for d in details]
            grid = Grid((_DETAIL_WIDTH, _LEFT - _DETAIL_WIDTH), rows, look=_LOOSE)
            yield block(say(f"summary.details.{key}"), grid)


def _asks(manuscript: Manuscript) -> list[Flowable]:
    rows = [
        Row((cell(plain(str(n), styles.ORDINAL)), cell(referenced(manuscript, ask.on, plain(ask.text, styles.ITEM)))))
        for n, ask in enumerate(manuscript.presentation.handout.asks, 1)
    ]
    if not rows:
        return []
    return block(manuscript.say("summary.asks"), Grid((_ORDINAL_WIDTH, _RIGHT - _ORDINAL_WIDTH), rows, look=_LOOSE))


def _first_steps(manuscript: Manuscript, room: float) -> list[Flowable]:
    """What to do first, as much of it as there is room for."""
    say, horizons = manuscript.say, manuscript.presentation.horizons
    first = horizons[0] if horizons else None
    if first is None or not first.actions:
        return block(say("summary.first"), plain(say("actions.empty"), styles.PROSE))
    for number in range(len(first.actions), _FEWEST_STEPS, -1):
        told = _steps(manuscript, first, number)
        if height(tuple(told), _RIGHT) <= room:
            return told
    return _steps(manuscript, first, _FEWEST_STEPS)


def _steps(manuscript: Manuscript, horizon: HorizonView, number: int) -> list[Flowable]:
    rows = [_step(manuscript, action) for action in horizon.actions[:number]]
    more = len(horizon.actions) - number
    rest = [plain(manuscript.say("summary.steps_more", number=more), styles.ASIDE)] if more > 0 else []
    return block(horizon.title, Grid((_RIGHT,), rows, look=_LOOSE), *rest)


def _step(manuscript: Manuscript, action: ActionView) -> Row:
    return Row((cell(referenced(manuscript, f"action:{action.id}", plain(action.title, styles.ITEM))),))
