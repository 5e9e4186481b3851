"""A person reads the site in Japanese or English, changes at any point, and finds the choice remembered."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.web.visitor import Visitor

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
OWN_NAME = ("日本語", "仕組み")


def without_own_names(text: str) -> str:
    """The text without what is Japanese in English too."""
    for name in OWN_NAME:
        text = text.replace(name, "")
    return text


def test_times_in_english_name_their_zone_where_the_reader_may_be_elsewhere(visitor: Visitor) -> None:
    visitor.answer_required()
    visitor.client.set_cookie("language", "en")
    told = visitor.get("/data").one("dl").text
    assert re.search(r"\d{4} at \d+:\d\d \(Japan time\)\. Saving or diagnosing", told)


def switched(visitor: Visitor, language: str, address: str = "/") -> str:
    """What the page says after the button for a language was pressed on it."""
    fields = {"_csrf": visitor.token(), "_language": language}
    answer = visitor.client.post("/language", data=fields, headers={"Referer": f"http://localhost{address}"})
    assert answer.status_code == 303
    visitor.get(answer.headers["Location"])
    assert visitor.last
    return visitor.last.text


@pytest.mark.parametrize(
    ("asked_for", "language"),
    [
        *(("", "ja"), ("*", "ja"), ("ja", "ja"), ("ja-JP", "ja"), ("fr, ja;q=0.2", "ja"), ("ja, en;q=0.9", "ja")),
        *(("en-GB,en;q=0.9", "en"), ("ja;q=0.1, en", "en"), ("fr, en;q=0.5", "en"), ("en-US, *;q=0.5", "en")),
        *(("fr", "en"), ("zh-TW, zh;q=0.9", "en"), ("fr, *;q=0.1", "en"), ("ja;q=0, de", "en"), ("x" * 500, "en")),
    ],
)
def test_the_first_page_speaks_the_language_the_browser_asks_for(
    visitor: Visitor, asked_for: str, language: str
) -> None:
    page = visitor.client.get("/", headers={"Accept-Language": asked_for})
    assert f'<html lang="{language}">' in page.text
    assert page.headers["Content-Language"] == language


def test_a_choice_is_remembered_and_leads_back_to_the_page_it_was_made_on(visitor: Visitor) -> None:
    visitor.start()
    page = switched(visitor, "en", "/sections/team")
    assert visitor.last
    assert visitor.last.request.path == "/sections/team"
    assert '<html lang="en">' in page
    visitor.get("/review")
    assert '<html lang="en">' in visitor.last.text
    assert '<html lang="ja">' in switched(visitor, "ja", "/review")


@pytest.mark.parametrize(
    "way",
    [
        "http://evil.example/sections/team",
        "",
        "http://localhost/nowhere",
        "http://localhost//evil.example",
        "http://localhost/submit",
    ],
)
def test_a_choice_made_anywhere_else_leads_to_the_start_page(visitor: Visitor, way: str) -> None:
    fields = {"_csrf": visitor.token(), "_language": "en"}
    answer = visitor.client.post("/language", data=fields, headers={"Referer": way})
    assert answer.headers["Location"] == "/"


def test_a_language_nobody_speaks_changes_nothing(visitor: Visitor) -> None:
    assert '<html lang="ja">' in switched(visitor, "tlh")
    visitor.client.set_cookie("language", "x" * 3000)
    visitor.get("/")
    assert visitor.last
    assert '<html lang="ja">' in visitor.last.text


def test_answers_stay_when_the_language_changes(visitor: Visitor) -> None:
    visitor.start()
    visitor.save("company", {"company_name": "髙橋精機", "employees": "120", "industry": "manufacturing"})
    page = switched(visitor, "en", "/sections/company")
    assert 'value="髙橋精機"' in page
    assert 'value="120"' in page
    assert re.search(r'value="manufacturing" checked', page)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/sections/company",
        "/sections/team",
        "/sections/budget",
        "/sections/tasks",
        "/sections/operation",
        "/sections/checklist",
        "/review",
    ],
)
def test_an_english_page_has_no_japanese_left(visitor: Visitor, address: str) -> None:
    visitor.start()
    page = switched(visitor, "en", address)
    assert JAPANESE.findall(without_own_names(page)) == []


def test_an_english_result_has_no_japanese_left(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_required()
    switched(visitor, "en")
    visitor.get(visitor.submit())
    assert visitor.last
    assert '<html lang="en">' in visitor.last.text
    assert JAPANESE.findall(without_own_names(visitor.last.text)) == []


def test_each_browser_has_its_own_language(new_visitor: Callable[[], Visitor]) -> None:
    one, other = new_visitor(), new_visitor()
    switched(one, "en")
    other.get("/")
    assert other.last
    assert '<html lang="ja">' in other.last.text
