"""Findings and actions in full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import ActionView, FindingView, HorizonView
from app.report.pdf.blocks import Kept, block
from app.report.pdf.flow import Flow, column_width
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript, gravest_first
from app.report.pdf.story.appendix import look
from app.report.pdf.story.appendix.parts import Chapter, grouped, led, named


def write(manuscript: Manuscript) -> Chapter:
    """The chapter."""
    p, say = manuscript.presentation, manuscript.say
    words = {"findings": len(p.findings), "actions": sum(len(horizon.actions) for horizon in p.horizons)}
    headline = say("appendix.work" if p.findings else "appendix.work_only", **words)
    contents = [*_findings(manuscript), *block(say("appendix.actions"), Flow(_actions(manuscript)))]
    return Chapter(say("appendix.work.title"), headline, contents)


def _findings(manuscript: Manuscript) -> list[Flowable]:
    findings, say = manuscript.presentation.findings, manuscript.say
    if not findings:
        return [plain(say("appendix.no_findings"), look.TEXT)]
    return block(say("appendix.findings"), Flow(_by_severity(manuscript, findings)))


def _by_severity(manuscript: Manuscript, findings: tuple[FindingView, ...]) -> Iterator[Flowable]:
    for _, group in groupby(gravest_first(findings), key=lambda finding: finding.severity):
        alike = list(group)
        title = manuscript.say("appendix.severity", severity=alike[0].severity_title, number=len(alike))
        yield from grouped(title, (thing for finding in alike for thing in _finding(manuscript, finding)))


def _finding(manuscript: Manuscript, finding: FindingView) -> list[Flowable]:
    return named(manuscript, finding.title, f"finding:{finding.id}", plain(finding.meaning, look.TEXT))


def _actions(manuscript: Manuscript) -> Iterator[Flowable]:
    for horizon in manuscript.presentation.horizons:
        yield from grouped(horizon.title, _horizon(manuscript, horizon))


def _horizon(manuscript: Manuscript, horizon: HorizonView) -> list[Flowable]:
    """The actions below how many there can be, which stays with the first."""
    say = manuscript.say
    if not horizon.actions:
        return [plain(say("appendix.no_actions"), look.ASIDE)]
    limited = "limit" if horizon.limit is not None else "open"
    first, *rest = (part for action in horizon.actions for part in _action(manuscript, action))
    return [Kept(plain(say(f"appendix.{limited}", limit=horizon.limit), look.ASIDE), first), *rest]


def _action(manuscript: Manuscript, action: ActionView) -> list[Flowable]:
    """What is to be done; who does it and the like stay with the last lines of that."""
    say = manuscript.say
    told = {"owner": action.owner, "artifact": action.artifact, "done": action.done}
    if action.after:
        told["after"] = manuscript.joined(action.after)
    facts = [led(manuscript, say(f"appendix.{name}"), text) for name, text in told.items()]
    *upper, last = plain(action.task, look.TEXT).parted(column_width())
    return named(manuscript, action.title, f"action:{action.id}", *upper, Kept(last, *facts))
