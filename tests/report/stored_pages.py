"""Pages of two reports as small pictures, stored to be compared.

After a change that is meant to be seen, look at the new pages and store them: python -m tests.report.stored_pages
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from tests.report import samples

FOLDER = Path(__file__).parent / "pages"
PAGES = {("tight-budget", "ja"): (1, 2, 3, 5, 7, 9, 12), ("twenty-five-advanced", "en"): (2, 5, 6, 8, 10)}
SCALE = 0.5
GREYS = 16
CLEARLY = 48
"""How far apart two greys are that somebody would see; smoothing of letters differs by less."""
MOST_CHANGED = 0.001
"""The share of a page's points that may differ: a line of text that moved by two points changes more."""


def names() -> list[tuple[str, str, int]]:
    """Every page compared: the sample, the language, the page's number."""
    return [(name, language, number) for (name, language), numbers in PAGES.items() for number in numbers]


def path(name: str, language: str, number: int) -> Path:
    """Where a page's picture is stored."""
    return FOLDER / f"{name}-{language}-{number}.png"


def picture(name: str, language: str, number: int) -> Image.Image:
    """A page as it is made now."""
    return _pictures(name, language)[number - 1]


@lru_cache(4)
def _pictures(name: str, language: str) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(samples.pdf(name, language))
    return [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]


def changed(now: Image.Image, then: Image.Image) -> float:
    """The share of points that clearly differ; all of them where the sizes do."""
    if now.size != then.size:
        return 1.0
    differences = ImageChops.difference(now, then.convert("L")).histogram()
    return sum(differences[CLEARLY:]) / (now.size[0] * now.size[1])


def main() -> None:
    """Stores every page as it is made now."""
    for stored in FOLDER.glob("*.png"):
        stored.unlink()
    FOLDER.mkdir(exist_ok=True)
    for page in names():
        step = 256 // GREYS
        greys = picture(*page).point([min(255, round(grey / step) * step) for grey in range(256)])
        greys.save(path(*page), optimize=True)


if __name__ == "__main__":
    main()
