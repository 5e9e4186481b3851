"""Surveys' figures, each with its caveat and source."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import BenchmarkView
from app.report.pdf import styles
from app.report.pdf.grid import Grid, Row, cell
from app.report.pdf.japanese import plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.story.parts import REFERENCE_WIDTH, labelled, reference

_LABEL_WIDTH = 74.0
_MAIN_WIDTH = styles.MEASURE - REFERENCE_WIDTH


def write(manuscript: Manuscript) -> list[Flowable]:
    """The chapter; empty where no figure applies."""
    benchmarks, say = manuscript.presentation.benchmarks, manuscript.say
    if not benchmarks:
        return []
    rows = [_row(manuscript, benchmark) for benchmark in benchmarks]
    return [plain(say("benchmarks.lead"), styles.LEAD), Grid((_MAIN_WIDTH, REFERENCE_WIDTH), rows)]


def _row(manuscript: Manuscript, benchmark: BenchmarkView) -> Row:
    say = manuscript.say
    sources = manuscript.joined(f"{source.title} [{source.id}]" for source in benchmark.reason.sources)
    facts = (
        (say("benchmarks.caveat"), cell(plain(benchmark.caveat, styles.CELL_TEXT))),
        (say("benchmarks.source"), cell(plain(sources, styles.CELL))),
    )
    main = cell(
        plain(benchmark.title, styles.TITLE),
        plain(benchmark.figure, styles.QUOTED),
        labelled(_MAIN_WIDTH - 8, facts, _LABEL_WIDTH),
    )
    return Row((main, cell(reference(manuscript, f"benchmark:{benchmark.id}"))))
