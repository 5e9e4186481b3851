"""The roadmap: what is done when, what must hold before the next phase, and what is not done now."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import HorizonView
from app.report.pdf import styles
from app.report.pdf.blocks import block
from app.report.pdf.columns import Columns
from app.report.pdf.japanese import bullet, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.page import Page
from app.report.pdf.story.parts import drawing, referenced

_SPANS = (8, 4)
_DEFERRED = "defer"
_LATER_COLUMNS = 3


def write(manuscript: Manuscript) -> Page:
    """The page."""
    say = manuscript.say
    left = block(say("roadmap.plan"), drawing(manuscript, "roadmap", _SPANS[0]))
    right = [*block(say("roadmap.ladder"), drawing(manuscript, "ladder", _SPANS[1])), *_criteria(manuscript)]
    contents: list[Flowable] = [Columns(_SPANS, (left, right)), *_not_now(manuscript)]
    return Page("roadmap", say("roadmap.title"), _headline(manuscript), contents)


def _headline(manuscript: Manuscript) -> str:
    horizons = manuscript.presentation.horizons
    planned, later = _planned(horizons), _later(horizons)
    days = max((horizon.days[1] for horizon in planned if horizon.days), default=0)
    actions = [action for horizon in planned for action in horizon.actions]
    kind = "nothing" if not actions else "all" if not later else "some"
    words = {"days": days, "number": len(actions), "later": len(later)}
    return manuscript.say(f"roadmap.{kind}", first=actions[0].title if actions else "", **words)


def _planned(horizons: Sequence[HorizonView]) -> list[HorizonView]:
    return [horizon for horizon in horizons if horizon.days]


def _later(horizons: Sequence[HorizonView]) -> list[tuple[str, str]]:
    """Key and title of every action beyond the last day planned."""
    return [(f"action:{a.id}", a.title) for horizon in horizons if not horizon.days for a in horizon.actions]


def _criteria(manuscript: Manuscript) -> list[Flowable]:
    phase, say = manuscript.presentation.phase, manuscript.say
    if not phase.criteria:
        return block(say("roadmap.criteria"), plain(say("roadmap.no_criteria"), styles.PROSE))
    told = [
        plain(words, style)
        for each in phase.criteria
        for words, style in ((each.title, styles.ITEM), (each.text, styles.ASIDE))
    ]
    return block(say("roadmap.criteria"), *told)


def _not_now(manuscript: Manuscript) -> list[Flowable]:
    p, say, mark = manuscript.presentation, manuscript.say, manuscript.say("bullet")
    deferred = [(f"task:{t.id}.execution", t.title) for t in p.tasks if t.execution.value == _DEFERRED]
    later = _later(p.horizons)
    entries = [
        [referenced(manuscript, key, bullet(mark, title, styles.ASIDE)) for key, title in some]
        for some in (deferred, later)
    ]
    heads = ("roadmap.deferred", "roadmap.later")
    lists = [block(say(head), *entry) for head, entry in zip(heads, entries, strict=True) if entry]
    return [Columns([12 // len(lists)] * len(lists), lists)] if lists else []
