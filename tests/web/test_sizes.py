"""Every page stays light, in every state and language."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.pages import Page, faults
from tests.web.scenes import MOST_HTML, MOST_STATIC, scenes, site, static_sizes


@pytest.fixture(scope="module")
def site_over_file(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return site(tmp_path_factory.mktemp("sizes"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_is_long_or_has_faults(site_over_file: Flask, language: str) -> None:
    every = list(scenes(site_over_file, language))
    assert {each.name: len(each.answer.data) for each in every if len(each.answer.data) > MOST_HTML} == {}
    found = {each.name: faults(Page(each.answer.text)) for each in every}
    assert {name: each for name, each in found.items() if each} == {}
    assert len(every) > 80


def test_style_sheets_and_scripts_are_short(site_over_file: Flask) -> None:
    sizes = static_sizes(site_over_file)
    assert sizes
    assert sum(sizes.values()) <= MOST_STATIC
