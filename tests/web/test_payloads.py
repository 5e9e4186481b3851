"""Whatever a company is called, its result shows the name as it is and is the page it would be without."""

from __future__ import annotations

import unicodedata

from flask import Flask

from app.domain.answers import CONTROLS
from tests.report import payloads
from tests.web.diagnosed import diagnosed

GIVEN = {"employees": 300, "marketing_headcount": 3, "department_age": "over_3y", "decision_owner": "head"}
NAMES = [text for text in payloads.EVERY if not {unicodedata.category(sign) for sign in text} & CONTROLS]


def test_a_companys_name_is_shown_as_it_is(app: Flask) -> None:
    assert len(NAMES) >= 150
    visitor, address = diagnosed(app, {**GIVEN, "company_name": "株式会社"})
    usual = [element.tag for element in visitor.get(address).elements]
    cookie = visitor.client.get_cookie("shikumi")
    assert cookie is not None
    for name in NAMES:
        assert visitor.parts.respond.save(cookie.value, {"company_name": name}).problems == ()
        page = visitor.get(f"/results/{visitor.parts.diagnose.submit(cookie.value).id}")
        (topic,) = (each for each in page.all(class_="topic") if each.inside("h1"))
        assert name.strip() in topic.text
        assert [element.tag for element in page.elements] == usual
