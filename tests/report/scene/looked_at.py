"""The drawings that tests look at: on a page and on paper, in both languages, of any company."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from xml.etree import ElementTree

import pypdf
from reportlab.pdfgen.canvas import Canvas

from app.domain.presentation import Presentation
from app.report.scene import gallery, vectors
from app.report.scene.shapes import Scene, Text
from app.report.text import fonts
from tests.report import samples
from tests.report.samples import BASE, CASE_NAMES, EXTREMES, everything_bad

LANGUAGES = ("ja", "en")
PAPER = {
    "radar": 250,
    "heatmap": 440,
    "organisation": 750,
    "sourcing": 500,
    "budget": 300,
    "roadmap": 750,
    "ladder": 370,
}
"""How wide each drawing stands in the report, in points."""
LEAST_ON_PAGE, LEAST_ON_PAPER = 11.0, 6.5
"""The smallest letters: a phone shows a unit as almost a pixel; a printed report is read at arm's length."""
SIZES: Mapping[str, Mapping[str, object]] = {
    f"headcount-{count}": {**BASE, "marketing_headcount": count} for count in (1, 2, 7, 12, 13)
}
COMPANIES = (*CASE_NAMES, *EXTREMES, *SIZES, "everything-bad")

_NUMBER = re.compile(r"\d[\d,.]*")
SVG = "{http://www.w3.org/2000/svg}"


@lru_cache(128)
def company(name: str, language: str) -> Presentation:
    """The presentation of a worked case, an extreme, or a team of a given size."""
    if name == "everything-bad":
        return samples.presented(everything_bad(), language)
    given = SIZES.get(name) or EXTREMES.get(name) or samples.case_answers(name)
    return samples.presented(given, language)


def page(name: str, presentation: Presentation) -> Scene:
    """A drawing as a page has it."""
    return gallery.on_page(name, presentation, samples.wording())


def paper(name: str, presentation: Presentation) -> Scene:
    """A drawing as the report has it."""
    return gallery.draw(name, presentation, samples.wording(), PAPER[name])


def svg(name: str, presentation: Presentation) -> str:
    """A drawing as an SVG element."""
    return gallery.svg(name, presentation, samples.wording())


def texts(scene: Scene) -> list[str]:
    """Every line of text of a scene, in the order it is drawn."""
    return [shape.line.text for shape in scene.shapes if isinstance(shape, Text)]


def read(scene: Scene) -> str:
    """All text of a scene without its spaces, as lines may be broken anywhere."""
    return bare("".join(texts(scene)))


def bare(text: str) -> str:
    """A text without its spaces."""
    return re.sub(r"\s", "", text)


def svg_lines(element: str) -> list[str]:
    """Every line of text of an SVG element."""
    return [each.text or "" for each in ElementTree.fromstring(element).iter(f"{SVG}text")]  # noqa: S314  # our own


def pdf(scenes: Sequence[Scene]) -> bytes:
    """A PDF with a page for each scene."""
    fonts.register()
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, initialFontName=fonts.REGULAR)
    for scene in scenes:
        canvas.setPageSize((scene.width, scene.height))
        vectors.draw(scene, canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def pdf_texts(document: bytes) -> Iterator[str]:
    """The text of every page, as a reader of PDFs finds it."""
    for each in pypdf.PdfReader(io.BytesIO(document)).pages:
        yield each.extract_text()


def numbers(text: str) -> list[str]:
    """All numbers in a text, smallest first."""
    return sorted(number.rstrip(".,") for number in _NUMBER.findall(text))
