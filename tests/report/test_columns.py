"""Columns, forms and headlines: nothing is lost overleaf, and what is there to be written in fills the page."""

from __future__ import annotations

import io

import pypdf
import pytest
from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from app.report.pdf import document, styles
from app.report.pdf.blocks import Kept, block
from app.report.pdf.columns import Columns
from app.report.pdf.document import About, build
from app.report.pdf.form import Form, Line
from app.report.pdf.grid import Grid, Row
from app.report.pdf.japanese import Paragraph, plain
from app.report.pdf.stack import cell, split
from app.report.pdf.story.appendix import look
from app.report.pdf.story.page import broken
from app.report.text import fonts
from tests.report import samples
from tests.report.reading import shown, stretches

ABOUT = About("en-GB", "Title", "Title", "", "Author", "", "id", samples.MADE_AT)
ROOM = 200.0


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    fonts.register()


def long_text(name: str, words: int) -> Paragraph:
    """A paragraph of words that are all different."""
    return plain(" ".join(f"{name}{number}." for number in range(words)), styles.PROSE)


def printed(*flowables: Flowable) -> list[str]:
    """The text of the pages they are printed on."""
    story = lambda: [NextPageTemplate(document.BODY), plain("cover", styles.PROSE), PageBreak(), *flowables]  # noqa: E731
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(build(ABOUT, story))).pages[1:]]


def test_columns_go_on_overleaf_and_lose_nothing() -> None:
    form = Form((60, 60), [Line((cell(plain(f"F{n}.", styles.CELL)), ()), least=40, written=True) for n in range(30)])
    grid = Grid((100,), [Row((cell(plain(f"G{n}.", styles.CELL)),)) for n in range(60)])
    lengths = {"A": 900, "B": 40, "F": 30, "G": 60, "H": 300}
    left = [long_text("A", 900), *block("Title", form)]
    pages = printed(Columns((3, 3, 6), (left, [long_text("B", 40), grid], [*block("Head", long_text("H", 300))])))
    assert 1 < len(pages) < 12
    for name, number in lengths.items():
        assert [sum(page.count(f"{name}{n}.") for page in pages) for n in range(number)] == [1] * number


def test_a_column_that_fits_is_not_parted() -> None:
    short = (plain("Short.", styles.PROSE), plain("Text.", styles.PROSE))
    assert split(short, ROOM, ROOM) == (short, ())


def test_a_line_of_a_form_higher_than_a_page_is_printed_in_full() -> None:
    texts = [plain("\n".join(f"{name}{number}." for number in range(90)), styles.PROSE) for name in "PQ"]
    pages = printed(
        Form((200, 200), [Line((cell(texts[0]), cell(texts[1]))), Line((cell(plain("End.", styles.PROSE)), ()))])
    )
    assert [sum(page.count(f"{name}{n}.") for page in pages) for name in "PQ" for n in range(90)] == [1] * 180
    assert "End." in pages[-1]


def test_a_form_fills_the_room_with_lines_to_write_in() -> None:
    head, line = Line((cell(plain("Head", styles.LABEL)),), head=True), Line(((),), least=20, written=True)
    form = Form((100,), [head, line, line, line])
    lowest = form.wrap(100, 0)[1]
    assert form.wrap(100, 2 * ROOM)[1] == pytest.approx(lowest + 2 * 3 * 20)
    assert form.wrap(100, lowest + 31)[1] == pytest.approx(lowest + 30)


def test_a_second_sentence_starts_a_line_where_that_takes_no_more_lines() -> None:
    assert broken("短い文です。次の文です。") == "短い文です。次の文です。"
    long = "これは見出しの一文目として十分に長い文であり、行の半分を超えています。二文目はそれほど長くありません。"
    assert broken(long) == long.replace("。二", "。\n二")
    assert broken("One sentence only, however long it may become in the end.") == (
        "One sentence only, however long it may become in the end."
    )
    assert broken(long + "三文目" * 20 + "。").count("\n") <= 1


@pytest.mark.parametrize("name", ["tight-budget", "one-marketer-manufacturer", "everything-bad"])
def test_who_does_an_action_stands_in_the_column_where_the_text_of_the_action_ends(name: str) -> None:
    label = shown(samples.wording().say("report.appendix.owner", "ja"))
    owners = [(page, each) for page in stretches(samples.pdf(name)) for each in page if each.text.startswith(label)]
    actions = [action for horizon in samples.sample(name).horizons for action in horizon.actions]
    led = [(page, owner) for page, owner in owners if owner.size == pytest.approx(look.TEXT.size)]
    assert len(led) >= len(actions)
    for page, owner in led:
        above = [each for each in page if abs(each.left - owner.left) < look.TEXT.size]
        down = {round(each.baseline - owner.baseline, 1) for each in above}
        assert len([each for each in down if 0 < each < 2.2 * look.TEXT.leading]) == 2, owner


def test_a_text_in_two_parts_looks_as_it_does_undivided() -> None:
    text = long_text("A", 200)
    upper, lower = text.parted(styles.MEASURE)
    assert upper.spaceAfter == lower.spaceBefore == 0
    assert Kept(upper, lower).wrap(styles.MEASURE, 0) == text.wrap(styles.MEASURE, 0)
    assert printed(Kept(upper, lower)) == printed(long_text("A", 200))
