"""Every conclusion with the rule in words, this company's answers, what would change it, and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.grid import Cell, Grid, Row, cell
from app.report.pdf.japanese import Target, plain
from app.report.pdf.manuscript import Conclusion, Manuscript, ReasonGroup
from app.report.pdf.story.appendix import look
from app.report.pdf.story.appendix.facts import ToldFacts
from app.report.pdf.story.appendix.parts import Chapter, led
from app.report.pdf.story.parts import head_row, reason_target, source_target

_HEADS = ("number", "conclusion", "why", "facts", "from_sources")
_SOURCES_WIDTH = 46.0
_WIDTHS = (30.0, 138.0, 348.0)


def write(manuscript: Manuscript) -> Chapter:
    """The chapter: one table, so that numbers are found from page to page."""
    say = manuscript.say
    widths = (*_WIDTHS, styles.MEASURE - sum(_WIDTHS) - _SOURCES_WIDTH, _SOURCES_WIDTH)
    head = head_row((say(f"appendix.{name}") for name in _HEADS), numbers=(len(_HEADS) - 1,))
    rows = [row for group in manuscript.reason_groups for row in _group(manuscript, group)]
    contents: list[Flowable] = [Grid(widths, rows, head, look.TABLE)]
    return Chapter(say("appendix.reasons.title"), say("appendix.reasons"), contents)


def _group(manuscript: Manuscript, group: ReasonGroup) -> Iterator[Row]:
    title = manuscript.say(f"appendix.of.{group.id}")
    for under, conclusions in groupby(group.conclusions, key=lambda conclusion: conclusion.under):
        words = manuscript.say("appendix.under", group=title, under=under) if under else title
        yield Row((cell(plain(words, look.GROUP)),), keep=True, above=3)
        yield from (_row(manuscript, conclusion) for conclusion in conclusions)


def _row(manuscript: Manuscript, conclusion: Conclusion) -> Row:
    number = manuscript.number(conclusion.keys[0])
    topics = [plain(manuscript.joined(conclusion.topics), look.ASIDE)] if conclusion.topics else []
    title = plain(conclusion.title, look.TITLE)
    reason, facts = conclusion.reason, ToldFacts(manuscript, conclusion.reason.facts)
    apart = (led(manuscript, label, text) for label, text in facts.apart)
    changes = (led(manuscript, manuscript.say("appendix.change"), text) for text in conclusion.changes)
    return Row(
        (
            cell(plain(str(number), look.NUMBER, Target(reason_target(number)))),
            cell(title, *topics) if conclusion.under else cell(*topics, title),
            cell(plain(reason.why, look.TEXT), *apart, *_figures(manuscript, conclusion), *changes),
            _facts(manuscript, facts),
            _sources(manuscript, conclusion),
        )
    )


def _sources(manuscript: Manuscript, conclusion: Conclusion) -> Cell:
    """The sources' codes, a link to where they are described."""
    sources = conclusion.reason.sources
    codes = manuscript.say("appendix.codes_joint").join(source.id for source in sources)
    return cell(plain(codes, look.REFERENCE, link=source_target(sources[0]))) if sources else ()


def _facts(manuscript: Manuscript, facts: ToldFacts) -> Cell:
    if not facts.pairs:
        return cell(plain(manuscript.say("appendix.no_facts"), look.ASIDE))
    return cell(*(led(manuscript, label, value, look.WORDS) for label, value in facts.pairs))


def _figures(manuscript: Manuscript, conclusion: Conclusion) -> list[Flowable]:
    """What the checklist's grade and the budget were worked out from."""
    p, say = manuscript.presentation, manuscript.say
    if "grade" in conclusion.keys:
        figures = [(axis.title, _score(manuscript, axis.percent, axis.coverage)) for axis in p.checklist.axes]
    elif "budget" in conclusion.keys:
        figures = [(row.label, row.value) for row in p.budget.rows]
    else:
        return []
    words = manuscript.joined(say("fact", label=label, value=value) for label, value in figures)
    return [led(manuscript, say("appendix.figures"), words)]


def _score(manuscript: Manuscript, percent: int | None, coverage: int) -> str:
    say = manuscript.say
    score = say("appendix.unscored") if percent is None else say("points", number=percent)
    return say("appendix.score", score=score, coverage=coverage)
