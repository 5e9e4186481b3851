"""Pages look as they did when somebody last looked at them."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from tests.report import stored_pages


@pytest.mark.parametrize(("name", "language", "number"), stored_pages.names())
def test_a_page_looks_as_the_stored_one_does(name: str, language: str, number: int) -> None:
    now = stored_pages.picture(name, language, number)
    with Image.open(stored_pages.path(name, language, number)) as then:
        share = stored_pages.changed(now, then)
    assert share <= stored_pages.MOST_CHANGED, "look at the page; if it is meant: python -m tests.report.stored_pages"


@pytest.mark.parametrize("top", [60, 80, 100])
def test_a_line_that_moved_by_two_points_is_seen(top: int) -> None:
    now = stored_pages.picture("tight-budget", "ja", 9)
    line = (0, top, now.size[0], top + 10)
    moved = now.copy()
    moved.paste(ImageChops.offset(now.crop(line), round(2 * stored_pages.SCALE), 0), line)
    assert stored_pages.changed(moved, now) > stored_pages.MOST_CHANGED
