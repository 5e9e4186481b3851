"""A secret link takes a respondent's answers to another device, and tells its secret to nobody else."""

import logging
import re
from collections.abc import Callable

import pytest
import segno
from flask import Flask

from app.web.qr import draw
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

New = Callable[[], Visitor]
HTTPS = "https://localhost"


def make_link(visitor: Visitor) -> str:
    """Makes a link, and gives its path as the page shows it."""
    posted = visitor.send("/resume", {"_csrf": visitor.token()})
    assert (posted.status_code, posted.headers["Location"]) == (303, "/resume")
    return visitor.get("/resume").one("input", id="link")["value"].removeprefix("http://localhost")


def press(visitor: Visitor, link: str) -> Page:
    """Opens a link, presses its button and follows where that leads."""
    answer = visitor.send("/resume/open", with_button(visitor.get(link)))
    assert answer.status_code == 303, answer.text
    return visitor.get(answer.headers["Location"])


def with_button(page: Page) -> dict[str, list[str]]:
    """What the form with the button posts: the form of the languages, which stands before it, brings the link too."""
    form = page.all("form", action="/resume/open")[-1]
    sent: dict[str, list[str]] = {}
    for element in page.all("input"):
        if element.inside("form") is form:
            sent.setdefault(element["name"], []).append(element["value"])
    return sent


@pytest.fixture
def owner(visitor: Visitor) -> Visitor:
    visitor.answer_required()
    return visitor


def test_a_second_device_goes_on_and_the_first_is_not_shut_out(owner: Visitor, new_visitor: New) -> None:
    link = make_link(owner)
    phone = new_visitor()
    page = press(phone, link)
    assert "この端末で、続きから答えられるようになりました" in page.text
    assert phone.cookie != owner.cookie
    phone.save("company", {"employees": "55"})
    assert owner.response.answers["employees"] == phone.response.answers["employees"] == 55
    assert owner.get("/review").one("h1")


def test_the_link_is_shown_once_as_text_and_as_a_code_to_scan(owner: Visitor) -> None:
    owner.send("/resume", {"_csrf": owner.token()})
    page = owner.get("/resume")
    shown = page.one("input", id="link")
    assert "readonly" in shown.attrs
    assert len(shown["value"].rpartition("/")[2]) >= 43
    code = draw(shown["value"])
    assert page.one("path")["d"] == code.path
    assert page.one("svg")["viewbox"] == f"0 0 {code.size} {code.size}"
    assert page.one("svg")["aria-label"]
    assert faults(page) == []
    again = owner.get("/resume")
    assert again.all("input", id="link") == again.all("svg") == []
    assert "使えるリンクが1件あります" in again.text
    assert faults(again) == []


def test_the_code_is_drawn_module_for_module() -> None:
    text = "https://shikumi.example/resume/" + "x" * 43
    code = draw(text)
    dark = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path)
        for step in range(int(length))
    }
    wanted = segno.make(text, error="m", micro=False).matrix_iter(border=4)
    assert dark == {(x, y) for y, row in enumerate(wanted) for x, module in enumerate(row) if module}
    assert code.path.count("M") == len(re.findall(r"M\d+ \d+h(\d+)v1h-\1z", code.path))


def test_switching_the_language_does_not_lose_the_link_that_is_shown(owner: Visitor) -> None:
    link = make_link(owner)
    secret = link.rpartition("/")[2]
    answer = owner.send("/resume", {"_csrf": owner.token(), "link": secret, "_language": "en"})
    assert answer.status_code == 303
    page = owner.get("/resume")
    assert page.one("html")["lang"] == "en"
    assert page.one("input", id="link")["value"].endswith(secret)
    assert "1 link is in use." in page.text
    assert owner.send("/resume", {"_csrf": owner.token(), "link": "x", "_language": "en"}).status_code == 404


def test_opening_a_link_does_nothing_until_the_button_is_pressed(owner: Visitor, new_visitor: New) -> None:
    link = make_link(owner)
    preview = new_visitor()
    for method in ("GET", "HEAD", "GET"):
        answer = preview.client.open(link, method=method)
        assert answer.status_code == 200
        assert preview.client.get_cookie("shikumi") is None
    assert preview.client.post(link).status_code in (400, 405)
    assert faults(preview.get(link)) == []
    assert "180" not in preview.get(link).text  # nothing of the answers
    assert owner.parts.resume.opened(owner.cookie).browsers == 1


def test_a_post_without_a_token_opens_nothing(owner: Visitor, new_visitor: New) -> None:
    secret = make_link(owner).rpartition("/")[2]
    stranger = new_visitor()
    assert stranger.send("/resume/open", {"link": secret}).status_code == 400
    assert stranger.client.get_cookie("shikumi") is None


def test_the_secret_is_in_no_address_after_the_button_and_no_page_tells_it_on(owner: Visitor, new_visitor: New) -> None:
    link = make_link(owner)
    secret = link.rpartition("/")[2]
    phone = new_visitor()
    landing = phone.get(link)
    assert phone.last.headers["Referrer-Policy"] == "strict-origin"
    assert not any(secret in (e["href"] + e["action"] + e["src"]) for e in landing.elements)
    answer = phone.send("/resume/open", with_button(landing))
    assert secret not in str(answer.headers)
    assert secret not in answer.text
    assert secret not in phone.cookie


def test_the_button_works_over_https_where_the_page_tells_only_its_origin(owner: Visitor, new_visitor: New) -> None:
    link = make_link(owner)
    phone = new_visitor()
    page = Page(phone.client.get(link, base_url=HTTPS).text)
    sent = phone.client.post("/resume/open", data=with_button(page), base_url=HTTPS, headers={"Referer": f"{HTTPS}/"})
    assert sent.status_code == 303


def test_the_language_of_the_landing_page_can_be_switched(owner: Visitor, new_visitor: New) -> None:
    link = make_link(owner)
    phone = new_visitor()
    fields = phone.get(link).fields("/resume/open") | {"_language": "en"}
    answer = phone.send("/resume/open", fields)
    assert answer.headers["Location"] == link
    page = phone.get(link)
    assert page.one("h1").text == "Continue the diagnosis on this device"
    assert phone.client.get_cookie("shikumi") is None
    assert phone.send("/resume/open", fields | {"link": "x" * 50_000}).status_code == 404


def test_a_browser_with_other_answers_is_told_before_they_are_replaced(owner: Visitor, new_visitor: New) -> None:
    link = make_link(owner)
    other = new_visitor()
    other.start()
    other.save("company", {"employees": "7", "industry": "trading"})
    before = other.cookie
    page = other.get(link)
    assert "このブラウザには、別の回答があります" in page.text
    assert "2問に回答済み" in page.text
    assert faults(page) == []
    unaware = other.send("/resume/open", {"_csrf": other.token(), "link": link.rpartition("/")[2]})
    assert unaware.status_code == 409
    assert "このブラウザには、別の回答があります" in unaware.text
    assert other.cookie == before
    press(other, link)
    assert other.response.answers["employees"] == 180


def test_in_the_same_browser_a_link_changes_nothing(owner: Visitor) -> None:
    link = make_link(owner)
    page = owner.get(link)
    assert "この回答は、このブラウザですでに開いています" in page.text
    assert faults(page) == []
    before = owner.cookie
    owner.send("/resume/open", {"_csrf": owner.token(), "link": link.rpartition("/")[2]})
    assert owner.cookie == before
    assert owner.parts.resume.opened(before).browsers == 1


@pytest.mark.parametrize("link", ["/resume/nothing", "/resume/" + "x" * 3000, "/resume/あ", "/resume/open"])
def test_an_unknown_link_says_so_and_how_to_go_on(visitor: Visitor, link: str) -> None:
    page = visitor.get(link, 404)
    assert page.one("h1").text == "このリンクでは再開できません"
    assert page.one("a", "button")["href"] == "/"
    assert faults(page) == []
    answer = visitor.send("/resume/open", {"_csrf": visitor.token(), "link": "nothing"})
    assert answer.status_code == 404


def test_a_revoked_link_says_so_and_devices_stay_open_unless_they_are_shut_out(
    owner: Visitor, new_visitor: New
) -> None:
    link = make_link(owner)
    phone = new_visitor()
    press(phone, link)
    page = owner.get("/resume")
    assert "いま使えるリンク" in page.text
    answer = owner.send("/resume/revoke", page.fields("/resume/revoke"))
    assert answer.headers["Location"] == "/resume"
    assert "リンクをすべて無効にしました" in owner.get("/resume").text
    gone = new_visitor().get(link, 410)
    assert gone.one("h1").text == "このリンクは使えなくなりました"
    assert "別の端末で続ける" in gone.text
    assert faults(gone) == []
    fields = {"_csrf": phone.token(), "link": link.rpartition("/")[2]}
    assert new_visitor().send("/resume/open", fields).status_code == 400
    assert phone.send("/resume/open", fields).status_code == 410
    assert phone.response.answers["employees"] == 180
    owner.send("/resume/revoke", {"_csrf": owner.token(), "browsers": "1"})
    assert "続きから再開できます" in phone.get("/review").text
    assert owner.response.answers["employees"] == 180


def test_no_more_than_five_links_are_open_at_once(owner: Visitor) -> None:
    for _ in range(6):
        owner.send("/resume", {"_csrf": owner.token()})
    owner.get("/resume")  # shows the last of them this once
    page = owner.get("/resume")
    assert "使えるリンクが5件あります" in page.text
    assert page.all("form", action="/resume") == []
    assert "同時に使えるリンクは5件までです" in page.text


# --- logs


def test_log_lines_that_tell_addresses_leave_the_secret_out(
    app: Flask, owner: Visitor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = make_link(owner)
    secret = link.rpartition("/")[2]

    def fail(*_: object) -> None:
        raise RuntimeError("the disk is gone")

    app.testing = False
    monkeypatch.setattr("app.web.resume.render_template", fail)
    with caplog.at_level(logging.DEBUG):
        assert owner.client.get(link).status_code == 500
        atoms = {"r": f"GET {link} HTTP/1.1", "f": f"http://x{link}"}
        logging.getLogger("gunicorn.access").info('"%(r)s" "%(f)s"', atoms)
        logging.getLogger("gunicorn.access").info("GET /resume HTTP/1.1")
    told = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("Exception on /resume/…") for line in told)
    assert '"GET /resume/… HTTP/1.1" "http://x/resume/…"' in told
    assert "GET /resume HTTP/1.1" in told
    assert not any(secret in line for line in told)
