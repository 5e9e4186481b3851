"""Whatever a text says, a result shows it as it is and is the page it would be without."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import pytest
from flask import Flask

from app.domain.answers import CONTROLS
from app.domain.ports import StoredDiagnosis
from app.domain.presentation import Presentation
from app.web import result
from app.web.parts import parts
from app.web.result_places import PARTS, place_of_part
from app.web.result_summary import findings_told, summaries
from tests.report import payloads, samples
from tests.web.diagnosed import diagnosed
from tests.web.pages import Page

GIVEN = {"employees": 300, "marketing_headcount": 3, "department_age": "over_3y", "decision_owner": "head"}
NAMES = [text for text in payloads.EVERY if not {unicodedata.category(sign) for sign in text} & CONTROLS]
SENT = 15
"""Every fifteenth goes all the way: answered, kept, diagnosed, asked for."""


class Rendered:
    """Pages of a kept result, with other texts in its place."""

    def __init__(self, stored: StoredDiagnosis) -> None:
        self._stored = stored

    def start(self, shown: Presentation) -> Page:
        """The result page."""
        words = {"made": "", "adding": None, "first_actions": [], "summaries": summaries(shown)}
        return Page(result._render("result.html", self._stored, shown, **words))

    def part(self, shown: Presentation, name: str) -> Page:
        """The page of a part."""
        place = place_of_part(self._stored.id, name)
        template = f"result_{name.replace('-', '_')}.html"
        return Page(result._render(template, self._stored, shown, place, findings_told=findings_told(shown)))


@pytest.fixture
def rendered(app: Flask) -> Iterator[Rendered]:
    """Pages as they are answered to a request."""
    visitor, address = diagnosed(app, GIVEN)
    cookie = visitor.client.get_cookie("shikumi")
    assert cookie is not None
    with app.test_request_context(address):
        stored = parts().diagnose.result(cookie.value, address.rpartition("/")[2])
        assert stored is not None
        yield Rendered(stored)


def tags(page: Page) -> list[str]:
    """The elements of a page, those of drawings left out: their lines break elsewhere."""
    return [element.tag for element in page.elements if element.tag != "svg" and not element.inside("svg")]


def heading(page: Page) -> str:
    """What stands above the result."""
    (found,) = page.all("h1")
    return found.text + "".join(child.text for child in found.children)


def test_a_companys_name_that_was_answered_is_shown_as_it_is(app: Flask) -> None:
    for name in NAMES[::SENT]:
        visitor, address = diagnosed(app, {**GIVEN, "company_name": name})
        assert name.strip() in heading(visitor.get(address))


def test_every_companys_name_leaves_the_page_as_it_is(rendered: Rendered) -> None:
    assert len(NAMES) >= 150
    known = samples.sample("only-the-four")
    usual = tags(rendered.start(replace(known, company="株式会社")))
    for name in NAMES:
        page = rendered.start(replace(known, company=name))
        assert name in heading(page)
        assert tags(page) == usual


def test_payloads_in_every_text_leave_every_part_as_it_is(rendered: Rendered) -> None:
    known, turn = samples.sample("everything-bad"), cycle(NAMES)
    filled = samples.with_texts(known, lambda _: next(turn))
    harmless = {name: f"語{number}" for number, name in enumerate(NAMES)}
    plain = samples.with_texts(filled, harmless.__getitem__)
    for name in PARTS:
        assert tags(rendered.part(filled, name)) == tags(rendered.part(plain, name)), name
