"""What axe does not see of the pages: words, order, focus, motion, paper and titles."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.journeys.axe import broken_words, moving, open_all, settle, sticking_out, tab_through
from tests.journeys.screens import NARROW, WIDE, WIDTHS, Screens, look_at, one_of_each_page, widths
from tests.web.scenes import Scene

pytestmark = pytest.mark.journey

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
"""WCAG 1.4.12: how far a reader may set the text apart."""
ASKING = (
    "この質問に答える",
    "書き足して",
    "詳しく見る",
    "変更する",
    "診断する\n",
    "ダウンロードする（",
    "実行シートには",
    "社内だけで配るときは",
    "再開用のリンクをお使い",
    "English",
    "本文へ",
)
"""What pages say only to be clicked on."""
LEAST_CHARACTERS = 400
"""On a printed page that another one follows."""


@pytest.mark.prove
def test_nothing_runs_out_of_the_page_when_the_text_is_set_apart(screens: Screens, every: list[Scene]) -> None:
    def look(page: Page) -> list[str]:
        open_all(page)
        page.add_style_tag(content=SPACED)
        return sticking_out(page)

    assert look_at(screens, widths(every, *WIDTHS), look) == {}


def test_no_english_word_is_broken_in_two(screens: Screens, every: list[Scene]) -> None:
    def look(page: Page) -> list[str]:
        open_all(page)
        return broken_words(page)

    assert look_at(screens, widths(one_of_each_page(every, "en"), WIDE), look) == {}


@pytest.mark.parametrize("language", ["ja", pytest.param("en", marks=pytest.mark.prove)])
def test_nothing_moves_for_people_who_do_not_want_it(screens: Screens, every: list[Scene], language: str) -> None:
    rows = widths(one_of_each_page(every, language), WIDE)
    assert look_at(screens, rows, moving, reduced_motion="reduce") == {}


def test_the_focus_is_where_it_is_told_what_went_wrong(screens: Screens, every: list[Scene]) -> None:
    wanted = {"in error": "#errors", "contested": "#contests", "revealed": ".notice", "forged": ".notice"}
    for code in ("429", "500", "503"):
        wanted[f"not saved, {code}"] = ".notice"
    window, met = screens(NARROW), set()
    for scene in every:
        if scene.state in wanted:
            selector = wanted[scene.state]
            page = window.show(scene)
            settle(page)
            assert page.evaluate("selector => document.activeElement.matches(selector)", selector), scene.name
            met.add(scene.state)
    assert met == set(wanted)


def test_tab_leads_to_every_control_in_the_order_of_reading(screens: Screens, every: list[Scene]) -> None:
    assert look_at(screens, widths(one_of_each_page(every), NARROW), _tabs) == {}


@pytest.mark.prove
def test_tab_leads_to_every_control_of_every_page(screens: Screens, every: list[Scene]) -> None:
    assert look_at(screens, widths(every, *WIDTHS), _tabs) == {}


def _tabs(page: Page) -> list[str]:
    reachable, met = tab_through(page)
    return [] if met == reachable else [f"wanted {reachable}", f"met {met}"]


def test_paper_says_nothing_that_asks_for_a_click(screens: Screens, every: list[Scene]) -> None:
    window, printed = screens(WIDE), {}
    for scene in every:
        if scene.language == "ja" and scene.page in ("start", "full review", "result", "receipt", "data"):
            page = window.show(scene)
            page.emulate_media(media="print")
            printed[scene.name] = page.locator("body").inner_text()
    assert len(printed) >= 10
    assert {name: each for name, words in printed.items() if (each := [a for a in ASKING if a in words])} == {}
    assert "回答のそろい具合" in printed["result, empty, ja"]


def test_every_bar_shows_in_forced_colours_how_far_it_goes(screens: Screens, every: list[Scene]) -> None:
    def look(page: Page) -> list[str]:
        empty = []
        for bar in page.locator("progress:visible, meter:visible").all():
            drawn = bar.screenshot()
            if bar.evaluate("bar => [bar.value, bar.value = 0][0]") and bar.screenshot() == drawn:
                empty.append(str(bar.evaluate("bar => bar.outerHTML")))
        return empty

    barred = [each for each in every if each.name in ("result, filled, ja", "full checklist, filled, ja")]
    assert len(barred) == 2
    assert look_at(screens, widths(barred, WIDE), look, forced_colors="active") == {}


def test_no_page_of_a_printed_result_is_left_half_blank(screens: Screens, every: list[Scene]) -> None:
    window, sizes = screens(WIDE), {}
    for scene in every:
        if scene.language == "ja" and scene.page == "result":
            printed = PdfReader(io.BytesIO(window.show(scene).pdf(format="A4", prefer_css_page_size=True)))
            sizes[scene.name] = [len(page.extract_text()) for page in printed.pages]
    assert sizes
    assert {name: each for name, each in sizes.items() if min(each[:-1]) < LEAST_CHARACTERS} == {}


# --- titles


def test_no_two_pages_have_one_title(every: list[Scene]) -> None:
    titles: dict[str, set[str]] = {}
    for scene in every:
        titles.setdefault(f"{scene.language}: {title_of(scene)}", set()).add(scene.page)
    assert {title: pages for title, pages in titles.items() if len(pages) > 1} == {}


def test_titles_say_that_something_is_wrong(every: list[Scene]) -> None:
    for scene in every:
        told = title_of(scene).startswith(("エラー：", "Error: "))
        typed = scene.page != "start" and scene.state.startswith(("in error", "not saved", "forged"))
        assert told == typed, scene.name


def title_of(scene: Scene) -> str:
    """What the browser calls the page."""
    return scene.answer.text.partition("<title>")[2].partition("</title>")[0].strip()
