"""A respondent learns what is kept before answering, can take all of it along, and can have it erased."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from app import create_app
from app.config import Settings
from app.store.migrate import upgrade
from app.store.sql_store import open_store
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

New = Callable[[], Visitor]


def test_the_start_page_says_what_is_kept_what_for_and_how_long_before_the_first_answer(visitor: Visitor) -> None:
    text = visitor.get("/").text
    for words in (
        "お預かりするのは",
        "診断結果と報告書をお見せし",
        "90日が過ぎると",
        "特定できる情報を入力していただく必要はありません",
    ):
        assert words in text


@pytest.mark.parametrize("path", ["/", "/nowhere", "/privacy"])
def test_every_page_leads_to_the_terms_and_the_statement(visitor: Visitor, path: str) -> None:
    page = visitor.get(path, 404 if path == "/nowhere" else 200)
    footer = page.one("footer", "site")
    assert [link["href"] for link in footer.all_links()] == ["/glossary", "/privacy"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_terms_can_be_read_without_a_result(visitor: Visitor, language: str) -> None:
    visitor.client.set_cookie("language", language)
    page = visitor.get("/glossary")
    terms = visitor.parts.library.current.pack.glossary
    assert len(page.one("dl").children) == len(terms)
    assert terms["mql"].meaning.say(language) in page.one("div", id="term-mql").text
    assert faults(page) == []


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("privacy@shikumi.example", "mailto:privacy@shikumi.example"),
        ("https://shikumi.example/contact?a=1&b=2", "https://shikumi.example/contact?a=1&b=2"),
        ("03-0000-0000 <b>", None),
        ("javascript:alert(1)", None),
    ],
)
def test_the_statement_names_who_runs_the_site_and_how_to_reach_them(
    settings: Settings, contact: str, link: str | None
) -> None:
    upgrade(settings.database_url)
    told = settings.model_copy(update={"operator": "株式会社しくみ & Co.", "contact": contact})
    page = Visitor(create_app(told)).get("/privacy")
    assert "運営者（個人情報取扱事業者）は、株式会社しくみ & Co.です" in page.text
    assert contact in page.text
    assert [each["href"] for each in page.one("main").all_links()] == ([link] if link else [])
    assert "この診断をご案内した会社や担当者" not in page.text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_statement_is_whole_in_every_language(visitor: Visitor, language: str) -> None:
    visitor.client.set_cookie("language", language)
    page = visitor.get("/privacy")
    assert page.one("html")["lang"] == language
    assert len(page.all("h2")) == 9
    assert "90" in page.text
    assert faults(page) == []
    assert page.all("a", href="/data") == []
    visitor.start()
    assert visitor.get("/privacy").all("a", href="/data")


def test_the_page_of_what_is_kept(visitor: Visitor) -> None:
    visitor.answer_required()
    page = visitor.get("/data")
    assert "4問" in page.text
    assert "まだ診断していません" in page.text
    assert faults(page) == []
    address = visitor.submit()
    page = visitor.get("/data")
    assert [link["href"] for link in page.all("a") if link["href"].startswith("/results/")] == [address]
    assert faults(page) == []


@pytest.fixture
def result(visitor: Visitor) -> str:
    """The address of a result."""
    visitor.start()
    visitor.save("company", {"company_name": "株式会社みほん", "employees": "180"})
    visitor.answer_required()
    visitor.save("budget", {"annual_budget_manyen": "1200"})
    return visitor.submit()


def test_the_answers_can_be_downloaded_in_words(visitor: Visitor, result: str) -> None:
    answer = visitor.client.get("/data/answers.json")
    assert answer.mimetype == "application/json"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    kept = json.loads(answer.text)
    response = visitor.response
    assert kept["response"]["id"] == response.id
    assert kept["response"]["saved_at"] == response.updated_at.isoformat()
    assert kept["response"]["questionnaire"]["digest"] == response.questionnaire.digest
    answers = {each["question"]: each for each in kept["answers"]}
    assert {name: each["value"] for name, each in answers.items()} == dict(response.answers)
    assert answers["decision_owner"]["value"] == "head"
    assert answers["decision_owner"]["words"] not in ("head", "", None)
    assert answers["annual_budget_manyen"]["words"] == "1,200万円"
    assert answers["company_name"]["ask"]


def test_what_is_no_answer_yet_is_counted_downloaded_and_never_logged(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.start()
    with caplog.at_level("DEBUG"):
        visitor.fill("company", {"employees": "ひみつの人数"})
    assert "ひみつ" not in caplog.text
    assert "直していただきたい入力1問" in visitor.get("/data").one("dl").text.replace("\n", "").replace(" ", "")
    kept = json.loads(visitor.client.get("/data/answers.json").text)
    assert kept["drafts"] == [{"question": "employees", "typed": ["ひみつの人数"], "label": "社員数"}]
    assert "回答（1問）" in visitor.get("/data/delete").text


def test_results_and_keys_can_be_downloaded(visitor: Visitor, result: str) -> None:
    answer = visitor.client.get("/data/answers.json")
    kept = json.loads(answer.text)
    (diagnosis,) = kept["diagnoses"]
    stored = visitor.stored(result)
    assert (diagnosis["id"], diagnosis["made_at"]) == (stored.id, stored.created_at.isoformat())
    assert diagnosis["outcome"]["model"]["value"] == stored.diagnosis.outcome.model
    assert diagnosis["trace"]
    assert [key["kind"] for key in kept["keys"]] == ["browser"]
    assert visitor.cookie not in answer.text


def test_nobody_gets_anothers(visitor: Visitor, new_visitor: New) -> None:
    visitor.answer_required()
    stranger = new_visitor()
    for path in ("/data", "/data/answers.json", "/data/delete"):
        assert stranger.client.get(path).headers["Location"] == "/"
    assert stranger.send("/data/delete", {"_csrf": stranger.token()}).headers["Location"] == "/"
    assert visitor.response.answers["employees"] == 180


@pytest.mark.parametrize(
    ("language", "none", "one"),
    [("ja", "再開用のリンクはありません", "再開用のリンク1件"), ("en", "no resume link", "1 resume link")],
)
def test_resume_links_are_counted_only_where_there_are_any(
    visitor: Visitor, language: str, none: str, one: str
) -> None:
    visitor.start()
    visitor.client.set_cookie("language", language)
    assert none in visitor.get("/data").text
    assert not re.search(r"（0件）|\b0 resume", visitor.get("/data/delete").text)
    visitor.parts.resume.make_link(visitor.cookie)
    assert one in visitor.get("/data").text
    assert re.search(r"再開用のリンク（1件）|\b1 resume link", visitor.get("/data/delete").text)


def test_everything_is_erased_after_a_confirmation(visitor: Visitor, new_visitor: New) -> None:
    visitor.answer_required()
    address = visitor.submit()
    link = visitor.parts.resume.make_link(visitor.cookie)
    phone = new_visitor()
    phone.client.set_cookie("shikumi", visitor.parts.resume.follow(link, ""))
    assert phone.get(address).one("h1")
    page = visitor.get("/data/delete")
    assert "回答（4問）" in page.text
    assert faults(page) == []
    held = visitor.cookie
    answer = visitor.send("/data/delete", page.fields("/data/delete"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/data/deleted")
    assert visitor.client.get_cookie("shikumi") is None
    done = visitor.get("/data/deleted")
    assert done.one("h1").text == "削除しました"
    assert faults(done) == []
    for anyone in (visitor, phone):
        anyone.get(address, 404)
        anyone.get(f"{address}/report.pdf", 404)
        anyone.get(f"{address}/workbook.xlsx", 404)
        assert anyone.get("/review").one("h1").text == anyone.get("/").one("h1").text
    new_visitor().get(f"/resume/{link}", 404)
    assert visitor.parts.respond.find(held) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", "別の画面で回答を削除されたとき"), ("en", "the answers were deleted in another window")],
)
def test_saving_in_one_window_what_was_deleted_in_another_says_so(visitor: Visitor, language: str, words: str) -> None:
    visitor.start()
    visitor.client.set_cookie("language", language)
    typed = visitor.get("/sections/company").fields("/sections/company") | {"employees": "180"}
    visitor.send("/data/delete", visitor.get("/data/delete").fields("/data/delete"))
    answer = visitor.send("/sections/company", typed)
    assert answer.status_code == 400
    assert words in Page(answer.text).text
    assert Page(answer.text).one("input", name="employees")["value"] == "180"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_nothing_is_erased_without_the_button(visitor: Visitor, method: str) -> None:
    visitor.answer_required()
    visitor.client.open("/data/delete", method=method)
    assert visitor.response.answers["employees"] == 180


def test_pressing_twice_leads_to_the_start_page(visitor: Visitor) -> None:
    visitor.start()
    fields = visitor.get("/data/delete").fields("/data/delete")
    visitor.send("/data/delete", fields)
    fields = {"_csrf": visitor.token()}
    assert visitor.send("/data/delete", fields).headers["Location"] == "/"


def test_answers_of_an_earlier_edition_are_downloaded_too(visitor: Visitor, settings: Settings) -> None:
    visitor.answer_required()
    store = open_store(settings.database_url)
    with store.writing() as work:
        answers = {**visitor.response.answers, "decision_owner": "nobody_any_more", "asked_no_more": "はい"}
        work.responses.save(replace(visitor.response, answers=answers))
    store.close()
    kept = json.loads(visitor.client.get("/data/answers.json").text)
    found = {each["question"]: each for each in kept["answers"]}
    assert found["decision_owner"]["words"] is None
    assert found["decision_owner"]["value"] == "nobody_any_more"
    assert found["asked_no_more"] == {"question": "asked_no_more", "value": "はい"}


def test_the_cookie_is_taken_out_as_it_was_set(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.get("/data/delete")
    answer = visitor.send("/data/delete", page.fields("/data/delete"))
    (cleared,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("shikumi=;")]
    assert "Path=/" in cleared
    assert "HttpOnly" in cleared
    assert "SameSite=Lax" in cleared
