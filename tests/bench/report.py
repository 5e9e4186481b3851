"""Measures the report beside WeasyPrint and typst printing the same contents. Run: python -m tests.bench.report.

Ours is measured from the presentation to the file, drawings included, in a process that has printed before; the others
from their finished HTML or markup with finished drawings, each time by a fresh renderer that reads the fonts anew. All
three take turns, and in each turn every text bears another number, so that none can use again what it measured before.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pypdf

from app.domain.presentation import Presentation
from app.report import DiagnosisReports
from tests.bench.rivals import html, markup
from tests.bench.rivals.content import Contents, conclusions
from tests.report import samples

CASES = {"an ordinary company": samples.case_answers("tight-budget"), "the most findings": samples.everything_bad()}
LANGUAGES = ("ja", "en")
FONTS = samples.HOME / "app" / "report" / "fonts"
ROUNDS = 12
OURS, WEASYPRINT, TYPST = "shikumi", "weasyprint", "typst"
EVERY = {WEASYPRINT: 4}
"""In which rounds the slow take their turn."""
FASTER_THAN_WEASYPRINT, WITHIN_OF_TYPST = 5.0, 1.3
LOCKED = "what requirements-dev.lock installs"
NEEDS = {WEASYPRINT: f"{LOCKED}, and libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0 of Debian", TYPST: LOCKED}

Make = Callable[[], bytes]


@dataclass
class Measured:
    """What one of them made, and how long it took each time: on the clock, and of processor time."""

    made: bytes
    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def take_turn(self, make: Make) -> None:
        """Makes it once more."""
        clock, processor = time.perf_counter(), time.process_time()
        make()
        self.clock.append((time.perf_counter() - clock) * 1e3)
        self.processor.append((time.process_time() - processor) * 1e3)


def makers(presentation: Presentation) -> dict[str, Make]:
    """Ours and those of the others that are there."""
    reports = DiagnosisReports(samples.wording())
    pages = Contents(presentation, samples.wording(), samples.IMPRINT).pages()
    found: dict[str, Make] = {OURS: lambda: reports.pdf(presentation, samples.IMPRINT)}
    if weasyprint := there(WEASYPRINT):
        page = html.document(pages, presentation.language, presentation.title, FONTS)
        found[WEASYPRINT] = lambda: weasyprint.HTML(string=page).write_pdf()
    if typst := there(TYPST):
        text = markup.document(pages, presentation.language, presentation.title).encode()
        options = {"font_paths": [str(FONTS)], "ignore_system_fonts": True, "format": "pdf", "pdf_tags": False}
        found[TYPST] = lambda: typst.compile(text, **options)
    return found


def there(name: str) -> Any:
    """The module, or None where it is not installed or lacks a library of the system."""
    try:
        return __import__(name)
    except (ImportError, OSError):
        return None


def tell_missing() -> None:
    """Says what cannot be measured here, and what it needs."""
    for name, needed in NEEDS.items():
        if there(name) is None:
            print(f"{name} is not measured, since it cannot be loaded here. It needs {needed}.")


def measure(presentation: Presentation) -> dict[str, Measured]:
    """All of them in turn; the first time does not count."""
    measured = {name: Measured(make()) for name, make in makers(presentation).items()}
    for number in range(ROUNDS):
        for name, make in makers(numbered(presentation, number)).items():
            if number % EVERY.get(name, 1) == 0:
                gc.collect()
                measured[name].take_turn(make)
    return measured


def numbered(presentation: Presentation, number: int) -> Presentation:
    """The presentation with a number behind every text."""
    return samples.with_texts(presentation, lambda text: f"{text} {number}")


def lacking(presentation: Presentation, made: bytes) -> list[str]:
    """The conclusions that a file does not say, however its lines break."""
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    text = squashed("".join(page.extract_text() for page in pages))
    return sorted(said for said in conclusions(presentation) if squashed(said) not in text)


def squashed(text: str) -> str:
    """A text without spaces, its characters in their usual form."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def tell(measured: Mapping[str, Measured]) -> None:
    """Prints a line for each, and how ours compares."""
    for name, each in measured.items():
        pages = len(pypdf.PdfReader(io.BytesIO(each.made)).pages)
        clock = f"{statistics.median(each.clock):7.0f} ms, at least {min(each.clock):5.0f} ms"
        processor = f"processor {statistics.median(each.processor):5.0f} ms"
        print(f"  {name:10} {clock}, {processor}, {len(each.made) / 1024:4.0f} KB, {pages} pages")
    ours = measured[OURS]
    if weasyprint := measured.get(WEASYPRINT):
        times, of_processor = ratio(weasyprint, ours)
        holds(f"{times:.1f} × faster than WeasyPrint (processor {of_processor:.1f} ×)",
              f"at least {FASTER_THAN_WEASYPRINT:.0f} ×", times >= FASTER_THAN_WEASYPRINT)  # fmt: skip
    if typst := measured.get(TYPST):
        times, of_processor = ratio(ours, typst)
        holds(f"{times:.2f} × the time of typst (processor {of_processor:.2f} ×)",
              f"at most {WITHIN_OF_TYPST} ×", times <= WITHIN_OF_TYPST)  # fmt: skip


def ratio(one: Measured, other: Measured) -> tuple[float, float]:
    """How many times as long one takes as the other, on the clock and of processor time."""
    medians = [statistics.median(times) for times in (one.clock, other.clock, one.processor, other.processor)]
    return medians[0] / medians[1], medians[2] / medians[3]


def holds(found: str, wanted: str, is_so: bool) -> None:
    """Prints a figure beside what is wanted of it."""
    print(f"  {found}; wanted: {wanted}; {'holds' if is_so else 'DOES NOT HOLD'}")


def main() -> None:
    """Prints everything; ends with status 1 where the files do not say the same."""
    tell_missing()
    unlike = False
    for case, answers in CASES.items():
        for language in LANGUAGES:
            presentation = samples.presented(answers, language)
            measured = measure(presentation)
            print(f"{case}, {language}: {len(conclusions(presentation))} conclusions")
            tell(measured)
            for name, each in measured.items():
                for said in lacking(presentation, each.made):
                    print(f"  {name} does not say: {said}")
                    unlike = True
    sys.exit(1 if unlike else 0)


if __name__ == "__main__":
    main()
