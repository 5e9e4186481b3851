"""The sources with their limits, and what surveys say of other companies."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import BenchmarkView, SourceView
from app.report.pdf.blocks import Kept
from app.report.pdf.flow import Flow
from app.report.pdf.japanese import Target, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix import look
from app.report.pdf.story.appendix.parts import Chapter, grouped, led, named
from app.report.pdf.story.parts import source_target


def write(manuscript: Manuscript) -> Chapter:
    """The chapter."""
    p, say = manuscript.presentation, manuscript.say
    things = grouped(say("appendix.sources"), (part for source in p.sources for part in _source(manuscript, source)))
    things += grouped(say("appendix.used"), _used(manuscript))
    if p.benchmarks:
        things += grouped(
            say("appendix.surveys"), (part for survey in p.benchmarks for part in _survey(manuscript, survey))
        )
    return Chapter(say("appendix.sources.title"), say("appendix.sources.headline"), [Flow(things)])


def _source(manuscript: Manuscript, source: SourceView) -> list[Flowable]:
    title = manuscript.say("appendix.source", id=source.id, title=source.title)
    published = manuscript.say("appendix.published", publisher=source.publisher, date=source.date)
    named_ = plain(title, look.NAME, Target(source_target(source)))
    return [Kept(named_, plain(published, look.ASIDE), plain(source.note, look.TEXT))]


def _used(manuscript: Manuscript) -> Iterator[Flowable]:
    """Which sources the steps, the decisions and the figures handed out are from."""
    handout, say = manuscript.presentation.handout, manuscript.say
    used = {
        "steps": (source for step in handout.steps for source in step.sources),
        "decisions": (source for decision in handout.decisions for source in decision.sources),
        "figures": handout.figure_sources,
    }
    for name, sources in used.items():
        cited = {source.id for source in sources}
        codes = [source.id for source in manuscript.presentation.sources if source.id in cited]
        yield led(manuscript, say(f"appendix.used.{name}"), say("appendix.codes_joint").join(codes), look.WORDS)


def _survey(manuscript: Manuscript, survey: BenchmarkView) -> list[Flowable]:
    say = manuscript.say
    sources = manuscript.joined(
        say("appendix.cited", id=source.id, title=source.title) for source in survey.reason.sources
    )
    figure = plain(survey.figure, look.WORDS)
    told = (led(manuscript, say("appendix.caveat"), survey.caveat), led(manuscript, say("appendix.from"), sources))
    return [Kept(*named(manuscript, survey.title, f"benchmark:{survey.id}", figure, *told))]
