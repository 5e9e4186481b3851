"""What every response carries, who may see what, and what a post must bring."""

from collections.abc import Callable
from http.cookies import SimpleCookie

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.store.migrate import upgrade
from app.web.access import ACCESS, Access
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

ARGUMENTS = {
    "section_id": "company",
    "link": "nothing",
    "filename": "app.css",
    "diagnosis_id": "nothing",
    "part": "findings",
    "one": "nothing",
}
HTTPS = "https://shikumi.example"


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Every endpoint with an address of it and a method it takes."""
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        path = adapter.build(rule.endpoint, {name: ARGUMENTS[name] for name in rule.arguments}, rule.methods and None)
        found += [(rule.endpoint, path, method) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return found


def test_every_route_has_a_row_and_every_row_a_route(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ACCESS)


def test_a_route_without_a_row_is_refused(app: Flask) -> None:
    app.add_url_rule("/new", "new", lambda: "secret")
    answer = app.test_client().get("/new")
    assert answer.status_code == 403
    assert "secret" not in answer.text
    assert "このページは表示できません" in answer.text


def test_strangers_are_let_in_nowhere_but_where_anyone_is(app: Flask, new_visitor: Callable[[], Visitor]) -> None:
    for endpoint, path, method in addresses(app):
        visitor = new_visitor()
        data = {"_csrf": visitor.token()} if method == "POST" else None
        came_from = {"Referer": "http://localhost/privacy"}  # where the language switch leads back to
        with visitor.client.open(path, method=method, data=data, headers=came_from) as answer:
            # A link that was never given out has a page of its own, which is not that of something refused.
            refused = "ページが見つかりません" in answer.text or answer.headers.get("Location") == "/"
            assert refused == (ACCESS[endpoint] is Access.RESPONDENT), endpoint


def test_the_headers_are_on_every_response(app: Flask, visitor: Visitor) -> None:
    visitor.start()
    for _, path, method in [*addresses(app), ("", "/nowhere", "GET"), ("", "/", "PUT"), ("", "/start", "POST")]:
        with visitor.client.open(path, method=method) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';")
            assert "unsafe" not in policy
            assert "data:" not in policy
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert "camera=()" in answer.headers["Permissions-Policy"]
            kept = "immutable" in answer.headers["Cache-Control"] or "max-age" in answer.headers["Cache-Control"]
            assert kept == path.startswith("/static/"), path
            assert "no-store" in answer.headers["Cache-Control"] or kept


def test_methods_that_are_not_meant_are_refused_with_a_page(visitor: Visitor) -> None:
    for path, method, allowed in (("/start", "GET", "POST"), ("/", "POST", "GET"), ("/review", "DELETE", "GET")):
        answer = visitor.client.open(path, method=method)
        assert answer.status_code == 405
        assert allowed in answer.headers["Allow"]
        assert Page(answer.text).one("h1").text == "この開き方はできません"


@pytest.mark.parametrize("path", ["/sections/nowhere", "/sections/", "/results/", "/sections/company/more", "/あ"])
def test_addresses_that_lead_nowhere(visitor: Visitor, path: str) -> None:
    visitor.start()
    page = visitor.get(path, 404)
    assert page.one("h1").text == "ページが見つかりません"
    assert page.one("a", "button")["href"] == "/"


def test_an_unknown_section_takes_no_posts(visitor: Visitor) -> None:
    assert visitor.send("/sections/nowhere", {"_csrf": visitor.token()}).status_code == 404


# --- forged posts


@pytest.mark.parametrize("token", [None, "", "nonsense", "ImFiYyI.aaaa.bbbb"])
def test_a_post_without_a_token_changes_nothing_and_keeps_what_was_typed(visitor: Visitor, token: str | None) -> None:
    visitor.start()
    visitor.save("company", {"employees": "180", "industry": "trading"})
    fields = visitor.get("/sections/company").fields("/sections/company")
    fields |= {"employees": "たくさん", "industry": "other", "company_name": "株式会社みほん"}
    del fields["_csrf"]
    answer = visitor.send("/sections/company", fields | ({"_csrf": token} if token is not None else {}))
    page = Page(answer.text)
    assert answer.status_code == 400
    assert "送信元を確認できなかったため" in page.text
    assert page.one("input", name="employees")["value"] == "たくさん"
    assert page.one("input", name="company_name")["value"] == "株式会社みほん"
    assert "checked" in page.one(id="q-industry-other").attrs
    assert faults(page) == []
    assert visitor.response.answers == {"employees": 180, "industry": "trading"}
    fields = page.fields("/sections/company")
    assert visitor.send("/sections/company", fields | {"employees": "200"}).status_code == 303
    assert visitor.response.answers["employees"] == 200


def test_anothers_token_is_no_token(new_visitor: Callable[[], Visitor]) -> None:
    one, other = new_visitor(), new_visitor()
    one.answer_required()
    answer = one.send("/submit", {"_csrf": other.token()})
    assert answer.status_code == 400
    assert "送信元を確認できなかったため" in answer.text
    assert one.response.submitted_at is None
    fields = Page(answer.text).fields("/submit")
    assert one.send("/submit", fields).status_code == 303


def test_starting_without_a_token_shows_the_start_page(visitor: Visitor) -> None:
    answer = visitor.send("/start", {})
    assert answer.status_code == 400
    assert Page(answer.text).one("form", action="/start")
    assert visitor.client.get_cookie("shikumi") is None


# --- cookies


def cookies(headers: list[str]) -> dict[str, SimpleCookie]:
    return {next(iter(cookie)): cookie for cookie in map(SimpleCookie, headers)}


def test_the_cookies(visitor: Visitor) -> None:
    visitor.start()
    answer = visitor.fill("company", {"employees": "180"})
    kept = cookies(answer.headers.getlist("Set-Cookie"))["shikumi"]["shikumi"]
    assert kept["httponly"]
    assert kept["samesite"] == "Lax"
    assert kept["path"] == "/"
    assert not kept["domain"]
    assert int(kept["max-age"]) >= 30 * 24 * 60 * 60
    assert len(kept.value) >= 43


def test_over_https_only_the_cookies_insist_on_it(settings: Settings) -> None:
    upgrade(settings.database_url)
    app = create_app(settings.model_copy(update={"https_only": True}))
    app.testing = True
    client = app.test_client()
    first = client.get("/", base_url=HTTPS)
    token = Page(first.text).all("input", name="_csrf")[0]["value"]
    answer = client.post("/start", data={"_csrf": token}, base_url=HTTPS, headers={"Referer": f"{HTTPS}/"})
    assert answer.status_code == 303
    set_ = cookies(first.headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie"))
    assert set(set_) == {"__Host-shikumi", "__Host-session"}
    for name, cookie in set_.items():
        assert cookie[name]["secure"]
        assert cookie[name]["httponly"]
        assert cookie[name]["path"] == "/"
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert client.get(answer.headers["Location"], base_url=HTTPS).status_code == 200
    stolen = client.post("/start", data={"_csrf": token}, base_url=HTTPS, headers={"Referer": "https://evil.example/"})
    assert stolen.status_code == 400


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "あ", "a b", "../..", "\x01"])
def test_a_token_that_is_none_opens_nothing(visitor: Visitor, token: str) -> None:
    answer = visitor.client.get("/review", headers={"Cookie": f"shikumi={token}".encode().decode("latin-1")})
    assert answer.headers["Location"] == "/"


# --- too much, or not what a browser sends


def test_a_body_too_large(visitor: Visitor) -> None:
    visitor.start()
    answer = visitor.send("/sections/company", {"_csrf": visitor.token(), "company_name": "あ" * 200_000})
    assert answer.status_code == 413
    assert Page(answer.text).one("h1").text == "送られた内容が大きすぎます"


def test_too_many_parts(visitor: Visitor) -> None:
    visitor.start()
    body = "".join(f'--x\r\nContent-Disposition: form-data; name="p{n}"\r\n\r\nv\r\n' for n in range(600)) + "--x--\r\n"
    answer = visitor.client.post(
        "/sections/company", data=body.encode(), content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe%%%&=&==", "application/x-www-form-urlencoded"),
        (b'{"employees": 1}', "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
    ],
)
def test_bodies_that_are_no_form(visitor: Visitor, body: bytes, kind: str) -> None:
    visitor.start()
    answer = visitor.client.post("/sections/company", data=body, content_type=kind)
    assert answer.status_code == 400


@pytest.mark.parametrize("host", ["a b/<script>", "evil.example"])
def test_no_page_repeats_the_host_it_was_asked_by(visitor: Visitor, host: str) -> None:
    for path in ("/", "/review", "/nowhere"):
        answer = visitor.client.get(path, headers={"Host": host})
        assert host not in answer.text
        assert host not in answer.headers.get("Location", "")


def test_behind_a_proxy_the_visitor_is_believed_to_come_by_https(settings: Settings) -> None:
    """So that the check of where a post comes from, which only HTTPS allows, is made."""
    upgrade(settings.database_url)
    statuses = []
    for proxies in (0, 1):
        app = create_app(settings.model_copy(update={"proxies": proxies}))
        visitor = Visitor(app)
        token = visitor.token()
        answer = visitor.client.post("/start", data={"_csrf": token}, headers={"X-Forwarded-Proto": "https"})
        statuses.append(answer.status_code)
    assert statuses == [303, 400]
