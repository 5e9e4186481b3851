"""Every conclusion with the rule in words, this company's facts, and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.grid import Cell, Grid, Look, Row, cell
from app.report.pdf.japanese import Target, plain
from app.report.pdf.manuscript import Conclusion, Manuscript, ReasonGroup
from app.report.pdf.story.parts import body, group_row, head_row, reason_target, section, source_target

_HEADS = ("number", "conclusion", "why", "facts", "sources")
_SURVEY_HEADS = ("number", "survey", "shown", "facts", "sources")  # nothing is concluded from them
_WIDTHS = tuple(width * mm for width in (11, 40, 61, 42, 12))


def write(manuscript: Manuscript) -> list[Flowable]:
    """The appendix."""
    groups = [group for group in manuscript.reason_groups if group.conclusions]
    return [body(manuscript.say("reasons.lead")), *(_group(manuscript, group) for group in groups)]


def _group(manuscript: Manuscript, group: ReasonGroup) -> Flowable:
    say = manuscript.say
    heading = section(f"reasons-{group.id}", say(f"reasons.{group.id}"))
    heads = _SURVEY_HEADS if group.id == "benchmarks" else _HEADS
    return Kept(
        heading,
        Grid(_WIDTHS, _rows(manuscript, group), head_row(say(f"reasons.{name}") for name in heads), Look(padding=3.8)),
    )


def _rows(manuscript: Manuscript, group: ReasonGroup) -> Iterator[Row]:
    for under, conclusions in groupby(group.conclusions, key=lambda conclusion: conclusion.under):
        if under:
            yield group_row(plain(under, styles.GROUP))
        yield from (_row(manuscript, conclusion) for conclusion in conclusions)


def _row(manuscript: Manuscript, conclusion: Conclusion) -> Row:
    number = manuscript.number(conclusion.key)
    topic = [plain(conclusion.topic, styles.SMALL_MUTED)] if conclusion.topic else []
    reason = conclusion.reason
    return Row(
        (
            cell(plain(str(number), styles.SMALL_NUMBER, Target(reason_target(number)))),
            cell(*topic, plain(conclusion.title, styles.SMALL_BOLD)),
            cell(plain(reason.why, styles.SMALL_TEXT), *_changes(manuscript, conclusion)),
            _facts(manuscript, conclusion),
            cell(*(plain(s.id, styles.SMALL_CELL, link=source_target(s)) for s in reason.sources)),
        )
    )


def _changes(manuscript: Manuscript, conclusion: Conclusion) -> list[Flowable]:
    """What would change the conclusion, under the rule that led to it."""
    return [plain(manuscript.say("reasons.change", text=text), styles.SMALL_MUTED) for text in conclusion.changes]


def _facts(manuscript: Manuscript, conclusion: Conclusion) -> Cell:
    say, facts = manuscript.say, conclusion.reason.facts
    if not facts:
        return cell(plain(say("reasons.no_facts"), styles.SMALL_MUTED))
    return cell(*(plain(say("fact", label=told.label, value=told.value), styles.SMALL_CELL) for told in facts))
