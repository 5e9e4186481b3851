"""Whatever a text says, it is printed and drawn as it is: nothing is executed, no file or network is opened."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from xml.etree import ElementTree

import openpyxl
import pytest

from app.domain.presentation import Presentation, SectionView, Told
from app.report import DiagnosisReports
from app.report.scene import gallery
from tests.report import payloads, samples
from tests.report.reading import printed, reader, shown, squashed

WATCHED = ("open", "os.", "socket.", "subprocess.", "urllib.", "exec", "compile", "import", "ctypes.", "shutil.")
TURNING = re.compile("[\u2028\u202a-\u202e\u2066-\u2069\n]")
"""Signs that turn the direction of text or part lines, which no cell needs."""
SHARES = 12
SVG = "{http://www.w3.org/2000/svg}"
_heard: list[str] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _heard is not None and event.startswith(WATCHED):
        _heard.append(f"{event} {arguments}")


sys.addaudithook(_hear)


@contextmanager
def nothing_opened() -> Iterator[None]:
    """Fails where a file, a process or the network is opened meanwhile, or code is compiled, run or imported."""
    global _heard  # noqa: PLW0603  # an audit hook stays for good; what it hears is kept only here
    _heard = heard = []
    try:
        yield
    finally:
        _heard = None
    assert heard == []


@pytest.fixture(scope="module")
def maker() -> DiagnosisReports:
    """A maker that has made everything once: what is imported and read the first time is ready."""
    made = DiagnosisReports(samples.wording())
    made.pdf(samples.sample("tight-budget"), samples.IMPRINT)
    made.workbook(samples.sample("tight-budget"), samples.IMPRINT)
    for name in gallery.DRAWINGS:
        made.drawing(name, samples.sample("tight-budget"))
    return made


def bare(company: str) -> Presentation:
    """A short presentation of a company with that name."""
    known = samples.sample("only-the-four")
    return replace(known, company=company, findings=(), benchmarks=(), glossary=(), answers=())


def filled(first: int) -> Presentation:
    """A presentation in which every text is a payload, beginning with that one."""
    turn = islice(cycle(payloads.EVERY), first, None)
    changed = samples.with_texts(samples.sample("everything-bad"), lambda _: next(turn))
    told = tuple(Told(payload, payload) for payload in payloads.EVERY)
    return replace(changed, answers=(SectionView(payloads.EVERY[first], told),))


def test_there_are_many_payloads_that_may_be_names_of_companies() -> None:
    assert len(set(payloads.EVERY)) >= 150
    assert max(map(len, payloads.EVERY)) <= 100


@pytest.mark.parametrize("first", [0, *(pytest.param(n, marks=pytest.mark.prove) for n in range(1, SHARES))])
def test_a_companys_name_is_printed_as_it_is(maker: DiagnosisReports, first: int) -> None:
    for payload in payloads.EVERY[first::SHARES]:
        presentation = bare(payload)
        with nothing_opened():
            content = maker.pdf(presentation, samples.IMPRINT)
        assert shown(payload) in printed(content), payload
        found = reader(content)
        assert found.metadata is not None
        assert shown(payload) in squashed(str(found.metadata.title)), payload
        assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(found.root_object)
        assert not any("/A" in a.get_object() for page in found.pages for a in page.get("/Annots", []))


@pytest.mark.parametrize("first", [0, len(payloads.EVERY) // 2])
def test_payloads_in_every_text_are_printed_as_they_are(maker: DiagnosisReports, first: int) -> None:
    with nothing_opened():
        content = maker.pdf(filled(first), samples.IMPRINT)
    text = printed(content)
    assert [payload for payload in payloads.EVERY if shown(payload) not in text] == []


@pytest.mark.parametrize("name", gallery.DRAWINGS)
def test_payloads_in_a_drawing_are_letters(maker: DiagnosisReports, name: str) -> None:
    plain = ElementTree.fromstring(maker.drawing(name, samples.sample("everything-bad")))  # noqa: S314  # our own
    for first in range(0, len(payloads.EVERY), 30):
        with nothing_opened():
            drawn = maker.drawing(name, filled(first))
        root = ElementTree.fromstring(drawn)  # noqa: S314  # our own
        assert {each.tag for each in root.iter()} <= {each.tag for each in plain.iter()} | {f"{SVG}tspan"}
        assert {key for each in root.iter() for key in each.attrib} <= keys(plain)


def keys(root: ElementTree.Element) -> set[str]:
    """The attributes a drawing has, and those that only some drawings need."""
    return {key for each in root.iter() for key in each.attrib} | {"textLength", "font-weight", "dx", "text-anchor"}


def test_every_payload_can_be_read_on_a_drawing(maker: DiagnosisReports) -> None:
    known = samples.sample("everything-bad")
    for five in fives(payloads.EVERY):
        axes = tuple(replace(axis, title=text) for axis, text in zip(known.checklist.axes, five, strict=True))
        drawn = maker.drawing("radar", replace(known, checklist=replace(known.checklist, axes=axes)))
        root = ElementTree.fromstring(drawn)  # noqa: S314  # our own
        text = squashed("".join("".join(each.itertext()) for each in root.iter(f"{SVG}text")))
        assert [payload for payload in five if shown(payload) not in text] == []


def fives(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts, five at a time; the last five may overlap with those before."""
    starts = range(0, len(texts), 5)
    return (texts[min(start, len(texts) - 5) :][:5] for start in starts)


@pytest.mark.parametrize("first", [0, len(payloads.EVERY) // 2])
def test_payloads_in_the_workbook_are_texts(maker: DiagnosisReports, first: int) -> None:
    with nothing_opened():
        content = maker.workbook(filled(first), samples.IMPRINT)
    made = openpyxl.load_workbook(io.BytesIO(content))
    usual = openpyxl.load_workbook(io.BytesIO(maker.workbook(samples.sample("everything-bad"), samples.IMPRINT)))
    assert formulas(made) == formulas(usual) != set()
    cells = (cell for sheet in made.worksheets for row in sheet.iter_rows() for cell in row)
    texts = {TURNING.sub("", str(cell.value)) for cell in cells if cell.data_type == "s"}
    assert [payload for payload in payloads.EVERY if TURNING.sub("", payload) not in texts] == []
    assert not any(cell.hyperlink for sheet in made for row in sheet.iter_rows() for cell in row)


def formulas(book: openpyxl.Workbook) -> set[str]:
    """Every formula, and where it stands."""
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return {f"{cell.coordinate}{cell.value}" for cell in cells if cell.data_type == "f"}
