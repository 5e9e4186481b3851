"""What pages are built of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from app.domain.presentation import BenchmarkView, Presentation, SourceView
from app.report.pdf import styles
from app.report.pdf.blocks import Centred, Flanked
from app.report.pdf.grid import Row, cell
from app.report.pdf.japanese import Paragraph, plain
from app.report.pdf.manuscript import Manuscript
from app.report.pdf.styles import Style
from app.report.scene.flowable import SceneFlowable
from app.report.scene.gallery import LEAST, SIZE, draw
from app.report.scene.shapes import Scene

GROWN: Final = 8.75
"""Of the letters of a drawing that fills its page, in points."""
_SIDE_WIDTH = 44.0
_LETTERS = (GROWN, SIZE, 7.25, LEAST)


def head_row(words: Iterable[str], numbers: Sequence[int] = ()) -> Row:
    """The head of a table; the columns numbered in `numbers` stand at the right."""
    cells = (cell(plain(text, styles.LABEL_NUMBER if n in numbers else styles.LABEL)) for n, text in enumerate(words))
    return Row(tuple(cells))


def reference(manuscript: Manuscript, key: str, style: Style = styles.REFERENCE) -> Paragraph:
    """The number of a conclusion's reason, a link to the appendix."""
    number = manuscript.number(key)
    return plain(manuscript.say("reason", number=number), style, link=reason_target(number))


def referenced(manuscript: Manuscript, key: str, main: Flowable) -> Flanked:
    """A thing with the number of its reason at the right."""
    return Flanked(main, reference(manuscript, key), _SIDE_WIDTH)


def drawing(
    manuscript: Manuscript,
    name: str,
    width: float,
    room: float,
    largest: float = SIZE,
    presentation: Presentation | None = None,
) -> Flowable:
    """A drawing as wide as given and no higher than there is room: with smaller letters, if need be smaller as a whole.

    It shows the manuscript's presentation, or the part of it given.
    """
    return legible_drawing(manuscript, name, width, room, largest, presentation)[0]


def legible_drawing(
    manuscript: Manuscript,
    name: str,
    width: float,
    room: float,
    largest: float = SIZE,
    presentation: Presentation | None = None,
) -> tuple[Flowable, bool]:
    """A drawing as `drawing` makes it, and whether its letters need not be smaller than those still read on paper."""
    shown = presentation or manuscript.presentation
    sizes = iter(size for size in _LETTERS if size <= largest)
    scene = draw(name, shown, manuscript.say.wording, width, next(sizes))
    for size in sizes:
        if scene.height <= room:
            break
        scene = draw(name, shown, manuscript.say.wording, width, size)
    return _within(scene, room), scene.height <= room


def figure(manuscript: Manuscript, name: str, width: float, room: float) -> Flowable:
    """A drawing whose height goes with its width: narrower where there is less room, at last with smaller letters."""
    p, wording = manuscript.presentation, manuscript.say.wording
    scene = draw(name, p, wording, width)
    for size in _LETTERS[1:]:
        if scene.height <= room:
            break
        scene = draw(name, p, wording, scene.width * room / scene.height, size)
    return _within(scene, room)


def _within(scene: Scene, room: float) -> Flowable:
    return Centred(SceneFlowable(scene, scene.width * min(1.0, room / scene.height)))


def is_price(manuscript: Manuscript, benchmark: BenchmarkView) -> bool:
    """Whether a figure is one of the budget's own prices, and no survey of other companies."""
    prices = {source.id for source in manuscript.presentation.budget.sources}
    return {source.id for source in benchmark.reason.sources} <= prices


def reason_target(number: int) -> str:
    """Where the reason of that number stands."""
    return f"reason-{number}"


def source_target(source: SourceView) -> str:
    """Where a source is described."""
    return f"source-{source.id}"


def phase_title(manuscript: Manuscript) -> str:
    """The phase, marked where it is tentative."""
    phase = manuscript.presentation.phase
    title = phase.verdict.title
    return manuscript.say("summary.tentative", phase=title) if phase.tentative else title
