"""The drawings on the pages of a result: which page has which, and that the page says the same without them."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support import load_case
from tests.web.diagnosed import diagnosed
from tests.web.pages import faults

PLACES = {
    "": ["ladder"],
    "/checklist-and-budget": ["radar", "heatmap", "budget"],
    "/organisation": ["organisation"],
    "/sourcing": ["sourcing"],
    "/actions": ["roadmap"],
    "/findings": [],
    "/answers": [],
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_has_its_drawings(app: Flask, language: str) -> None:
    visitor, address = diagnosed(app, load_case("one-marketer-manufacturer")["answers"], language)
    for place, names in PLACES.items():
        page = visitor.get(address + place)
        titles = [drawing.children[0].text for drawing in page.all("svg", "drawing")]
        assert titles == [visitor.parts.wording.say(f"drawing.{name}.title", language) for name in names]
        assert faults(page) == []


def test_the_page_says_where_the_company_stands_on_the_ladder_without_the_drawing(app: Flask) -> None:
    visitor, address = diagnosed(app, load_case("one-marketer-manufacturer")["answers"])
    told = visitor.get(f"{address}/organisation").text
    assert "獲得・検証期いまここ" in told
    assert "高度化期この規模では目指さない" in told
