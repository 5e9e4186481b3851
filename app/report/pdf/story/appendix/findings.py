"""The findings, gravest first."""

from __future__ import annotations

from itertools import groupby

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import FindingView
from app.report.pdf import styles
from app.report.pdf.blocks import Kept
from app.report.pdf.grid import Grid, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.parts import REFERENCE_WIDTH, body, reference, section

_GRAVEST_FIRST = ("critical", "major", "minor")


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapter."""
    findings, say = manuscript.presentation.findings, manuscript.say
    if not findings:
        return [body(say("findings.none"))]
    told: list[Flowable] = [plain(say("findings.lead", number=len(findings)), styles.LEAD)]
    for severity, group in groupby(sorted(findings, key=_gravity), key=lambda finding: finding.severity):
        told.append(_group(manuscript, severity, list(group)))
    return told


def _gravity(finding: FindingView) -> int:
    known = finding.severity in _GRAVEST_FIRST
    return _GRAVEST_FIRST.index(finding.severity) if known else len(_GRAVEST_FIRST)


def _group(manuscript: Manuscript, severity: str, findings: list[FindingView]) -> Flowable:
    words = manuscript.say("findings.group", severity=findings[0].severity_title, number=len(findings))
    rows = [
        Row(
            (
                cell(plain(finding.title, styles.TITLE), plain(finding.meaning, styles.CELL_TEXT)),
                cell(reference(manuscript, f"finding:{finding.id}")),
            )
        )
        for finding in findings
    ]
    grid = Grid((styles.MEASURE - REFERENCE_WIDTH, REFERENCE_WIDTH), rows)
    return Kept(section(f"findings-{severity}", words), grid)
