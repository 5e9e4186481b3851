"""Model, archetype, phase and foundations, with what they mean and what is open."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import PhaseView, Verdict
from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.appendix.parts import beside_reference, definitions, notes
from app.report.pdf.story.parts import body, phase_title, section


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapter."""
    p = manuscript.presentation
    return [
        *_verdict(manuscript, "model", p.model),
        *_verdict(manuscript, "archetype", p.archetype),
        *_verdict(manuscript, "phase", p.phase.verdict, phase_title(manuscript)),
        *_phase(manuscript, p.phase),
        *_verdict(manuscript, "basics", p.basics),
    ]


def _verdict(manuscript: Manuscript, key: str, verdict: Verdict, title: str | None = None) -> list[Flowable]:
    words = manuscript.say("judgement.verdict", topic=verdict.topic, title=title or verdict.title)
    heading = section(f"judgement-{key}", words)
    told: list[Flowable] = [Kept(heading, beside_reference(manuscript, key, plain(verdict.text, styles.BODY)))]
    if verdict.details:
        told.append(definitions(verdict.details))
    return told + notes(verdict)


def _phase(manuscript: Manuscript, phase: PhaseView) -> list[Flowable]:
    say = manuscript.say
    if not phase.criteria:
        return [body(say("judgement.no_criteria"))]
    return [Kept(plain(say("judgement.criteria"), styles.BLOCK), definitions(phase.criteria))]
