"""Drawings as SVG: well-formed, named, free of anything a strict policy forbids, and never read as markup."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from app.report.maker import DiagnosisReports
from app.report.scene import gallery, lettering
from app.report.text import fonts
from app.report.text.cleaning import GETA, clean
from tests.report import samples
from tests.report.scene.looked_at import LANGUAGES, SVG, bare, company, paper, read, svg, svg_lines

EVERY = tuple(gallery.DRAWINGS)
TAGS = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "path", "rect", "circle", "text")}
ATTRIBUTES = {
    *("class", "viewBox", "role", "font-size", "font-weight", "text-anchor"),
    *("fill", "stroke", "stroke-width", "stroke-dasharray"),
    *("d", "x", "y", "width", "height", "rx", "cx", "cy", "r"),
}
MOST_BYTES = {"roadmap": 16_500, "sourcing": 13_500, "organisation": 13_500}
USUAL_BYTES = 12_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_it_is_an_image_with_a_title_and_a_description(name: str, language: str) -> None:
    root = ElementTree.fromstring(svg(name, company("everything-bad", language)))  # noqa: S314  # our own
    title, desc = root[:2]
    assert (root.tag, root.attrib["role"]) == (f"{SVG}svg", "img")
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text == samples.wording().say(f"drawing.{name}.title", language)
    assert desc.text
    assert len(desc.text) > 20


@pytest.mark.parametrize("name", EVERY)
def test_it_has_only_shapes_and_their_measures(name: str) -> None:
    for each in ("everything-bad", "tight-budget", "large-team-led-by-an-agency", "headcount-12"):
        element = svg(name, company(each, "ja"))
        root = ElementTree.fromstring(element)  # noqa: S314  # our own
        assert {found.tag for found in root.iter()} <= TAGS
        assert {key for found in root.iter() for key in found.attrib} <= ATTRIBUTES
        assert len(element.encode()) <= MOST_BYTES.get(name, USUAL_BYTES)


@pytest.mark.parametrize("name", EVERY)
def test_markup_in_any_text_is_only_text(name: str) -> None:
    hostile = samples.sample("hostile")
    element = svg(name, hostile)
    root = ElementTree.fromstring(element)  # noqa: S314  # our own
    assert {found.tag for found in root.iter()} <= TAGS
    assert bare("<b>&lt;") in bare("".join(svg_lines(element)))
    assert "<b>" not in element
    assert "<img" not in element
    desc = root.findtext(f"{SVG}desc")
    assert desc
    assert "<img src='file:///etc/passwd'></i>{x}" in desc
    assert bare("<img src='file:///etc/passwd'>") in read(paper(name, hostile))


def test_characters_the_font_lacks_are_shown_as_the_report_shows_them() -> None:
    known = company("tight-budget", "ja")
    axis = replace(known.checklist.axes[0], title="役割😀\u200b ②\x00\ud800")
    odd = replace(known, checklist=replace(known.checklist, axes=(axis, *known.checklist.axes[1:])))
    for found in (read(paper("radar", odd)), "".join(svg_lines(svg("radar", odd)))):
        assert bare(clean(axis.title, fonts.glyphs())) in bare(found)
        assert GETA in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_the_same_diagnosis_is_always_drawn_the_same(name: str, language: str) -> None:
    presentation = company("twenty-five-advanced", language)
    first = svg(name, presentation)
    lettering.block.cache_clear()
    assert svg(name, presentation) == first
    assert DiagnosisReports(samples.wording()).drawing(name, presentation) == first


def test_a_drawing_nobody_makes_is_refused() -> None:
    with pytest.raises(KeyError):
        svg("portrait", company("tight-budget", "ja"))
    with pytest.raises(KeyError):
        gallery.draw("portrait", company("tight-budget", "ja"), samples.wording(), 300)
