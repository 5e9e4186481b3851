"""Nothing overlaps, nothing leaves its place, everything can be read: over all companies, languages and widths."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.presentation import Presentation
from app.report.scene import gallery, palette
from app.report.scene.marks import LOOKS
from app.report.scene.shapes import Box, Path, Rectangle, Scene, Stroke, Text
from tests.report import samples
from tests.report.scene.looked_at import (
    COMPANIES,
    LANGUAGES,
    LEAST_ON_PAGE,
    LEAST_ON_PAPER,
    PAPER,
    company,
    page,
    paper,
)
from tests.report.scene.looking import contrast, faults
from tests.support import random_responses

EVERY = tuple(gallery.DRAWINGS)


def found(presentation: Presentation, name: str) -> list[str]:
    """The faults of a drawing on a page and on paper."""
    return faults(page(name, presentation), LEAST_ON_PAGE) + faults(paper(name, presentation), LEAST_ON_PAPER)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_every_company_is_drawn_without_a_fault(name: str, language: str) -> None:
    every = {each: found(company(each, language), name) for each in COMPANIES}
    assert {each: told for each, told in every.items() if told} == {}


@pytest.mark.parametrize("name", EVERY)
def test_any_company_is_drawn_without_a_fault(name: str) -> None:
    for number, given in enumerate(random_responses(seed=5, count=8)):
        assert found(samples.presented(given, LANGUAGES[number % 2]), name) == []


@pytest.mark.prove
@pytest.mark.parametrize("name", EVERY)
def test_hundreds_of_companies_are_drawn_without_a_fault(name: str) -> None:
    for given in random_responses(seed=6, count=150):
        for language in LANGUAGES:
            assert found(samples.presented(given, language), name) == []


@pytest.mark.parametrize("name", EVERY)
def test_words_of_any_length_keep_their_place(name: str) -> None:
    lengthy = [each for each in found(samples.sample("hostile"), name) if "torn" not in each]
    assert lengthy == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_it_is_drawn_smaller_where_there_is_less_room_but_never_too_small(name: str, language: str) -> None:
    presentation = company("everything-bad", language)
    roomy = paper(name, presentation)
    assert gallery.fitted(name, presentation, samples.wording(), PAPER[name], roomy.height + 1) == roomy
    least = gallery.fitted(name, presentation, samples.wording(), PAPER[name], 1)
    assert least.size == gallery.LEAST
    assert least.height < roomy.height
    assert faults(least, LEAST_ON_PAPER) == []
    between = gallery.fitted(name, presentation, samples.wording(), PAPER[name], (roomy.height + least.height) / 2)
    assert least.height <= between.height <= (roomy.height + least.height) / 2


def test_answers_are_told_apart_by_lightness() -> None:
    yes, partial, no, unknown = (LOOKS[answer] for answer in ("yes", "partial", "no", "unknown"))
    assert contrast(yes.fill, partial.fill) > 3
    assert contrast(partial.fill, no.fill) > 1.8
    assert contrast(partial.fill, unknown.fill) > 1.6
    assert no.border
    assert not no.border.dashes
    assert unknown.border
    assert unknown.border.dashes


def test_a_guard_that_sees_nothing_is_none() -> None:
    """Every kind of fault, made on purpose in a drawing that has none."""
    scene = page("radar", company("tight-budget", "ja"))
    text = next(shape for shape in scene.shapes if isinstance(shape, Text))
    made = {
        "leaves the scene": (replace(text, x=scene.width - 2), replace(text, room=Box(0, 0, 999, 999))),
        "leaves its room": (replace(text, room=replace(text.room, width=3)),),
        "stands on": (replace(text, x=text.x + 3),),
        "is crossed by": (_stroke(text, text.extent.y + 2),),
        "is hidden by": (Rectangle(text.extent.inset(-1, -1), palette.FAINT),),
        "is as small as": (replace(text, size=5, y=text.y - 3),),
        "has a contrast of": (replace(text, ink=palette.LINE),),
        "overlap": (Rectangle(Box(0, 0, 30, 30)), Rectangle(Box(20, 20, 30, 30))),
        "a word is torn": (_line(text, "10"), _line(replace(text, y=text.y + 9), "0%")),
    }
    for told, shapes in made.items():
        spoilt = replace(scene, shapes=(*scene.shapes, *shapes))
        assert any(told in each for each in faults(spoilt, LEAST_ON_PAGE)), told


def _stroke(text: Text, y: float) -> Path:
    return Path(((text.extent.x - 5, y), (text.extent.right + 5, y)), None, Stroke(palette.INK))


def _line(text: Text, words: str) -> Text:
    return replace(text, line=replace(text.line, pieces=((words, 0.0),)))


def test_letters_of_a_page_leave_room_for_fonts_that_are_wider() -> None:
    words, pages = page("sourcing", company("tight-budget", "en")), gallery.WEB
    tight = gallery.DRAWINGS["sourcing"]
    exact = tight(company("tight-budget", "en"), _say_english, replace(pages, loose=False))
    assert _widest(words) > 1.1 * _widest(exact)


def _say_english(key: str, /, **params: object) -> str:
    return samples.wording().say(f"drawing.{key}", "en", **params)


def _widest(scene: Scene) -> float:
    """How wide the words of the first task stand."""
    return next(
        shape.width for shape in scene.shapes if isinstance(shape, Text) and shape.line.text == "Strategy design"
    )
