"""What no browser sends, and what a broken one or a proxy may: it is answered, never by a fault of ours."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.web.pages import Page
from tests.web.visitor import Visitor

METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get", "X" * 100)
HOSTS = (
    "",
    " ",
    "[::1",
    "[::1]:99999999",
    "localhost:port",
    "a..b",
    ".",
    "x" * 300,
    "xn--",
    "%00",
    "ほすと",
    "a@b",
    "a/b?c#d",
    "a,b",
    "'\"><script>",
)
COOKIES = (
    "session=" + "x" * 10_000,
    "shikumi=" + "x" * 10_000,
    "language=" + "x" * 10_000,
    "; ".join(f"c{number}=1" for number in range(2_000)),
    "session",
    "=;=;=",
    "session=; session=; session=",
    "shikumi=\x00; language=\x01",
    "shikumi=%ff%fe; session=%",
    "language=<script>; session=.eJwrong.sig",
    "session=eyJhIjoxfQ.aaaa.bbbb; language=xx",
    'shikumi="unterminated; session="\\777"',
    "あ=い",
)
LONG = "a" * 20_000


def addresses(app: Flask) -> list[str]:
    """An address of every route, and one of none."""
    adapter, known = app.url_map.bind("localhost"), {"section_id": "company", "filename": "app.css"}
    found = ["/nowhere"]
    for rule in app.url_map.iter_rules():
        arguments = {name: known.get(name, "x") for name in rule.arguments}
        found.append(adapter.build(rule.endpoint, arguments, next(iter(rule.methods or ()))))
    return found


def latin(text: str) -> str:
    """As WSGI hands on the bytes of a header."""
    return text.encode().decode("latin-1")


@pytest.mark.parametrize("method", METHODS)
def test_every_address_answers_every_method(app: Flask, visitor: Visitor, method: str) -> None:
    visitor.start()
    for path in addresses(app):
        with visitor.client.open(path, method=method) as answer:
            assert answer.status_code < 500, path
            assert method != "HEAD" or answer.data == b"", path


@pytest.mark.parametrize(
    "address",
    [
        f"/{LONG}",
        f"/sections/{LONG}",
        f"/results/{LONG}/report.pdf",
        f"/results/{LONG}/workbook.xlsx",
        f"/sections/company?new={LONG}",
        f"/sections/company?{'new=a&' * 5_000}",
        "/sections/company?new=%ff&new=%00&%=&=&&",
        "/%00",
        "/%ff%fe",
        "//evil.example/sections/company",
        "/sections/company;x=1",
        "/static/../../app/config.py",
        "/static/%2e%2e/%2e%2e/app/config.py",
        "/static/nothing.css",
        "/resume/" + LONG,
    ],
)
def test_long_and_broken_addresses(visitor: Visitor, address: str) -> None:
    visitor.start()
    for method in ("GET", "HEAD", "POST"):
        with visitor.client.open(address, method=method) as answer:
            assert answer.status_code < 500
            assert len(answer.data) < 200_000


@pytest.mark.parametrize("cookie", COOKIES)
def test_cookies_nobody_set(app: Flask, cookie: str) -> None:
    client = app.test_client(use_cookies=False)
    for path in ("/", "/sections/company", "/review", "/results/x", "/nowhere", "/healthz"):
        assert client.get(path, headers={"Cookie": latin(cookie)}).status_code < 500
    for path in ("/start", "/sections/company", "/submit", "/language"):
        assert client.post(path, data={"_csrf": "x"}, headers={"Cookie": latin(cookie)}).status_code < 500


@pytest.mark.parametrize("host", HOSTS)
def test_hosts_that_are_none(app: Flask, host: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    for path in ("/", "/sections/company", "/review", "/nowhere", "/static/app.css"):
        assert status_at(app, host, path, "GET") < 500
    for path in ("/start", "/sections/company", "/language"):
        assert status_at(app, host, path, "POST") < 500


def status_at(app: Flask, host: str, path: str, method: str) -> int:
    """Past the client, which reads the host itself and fails for some."""
    environ = EnvironBuilder(path=path, method=method).get_environ()
    environ |= {"HTTP_HOST": latin(host), "HTTP_ORIGIN": latin(host), "HTTP_REFERER": f"http://{latin(host)}/"}
    return int(run_wsgi_app(app, environ, buffered=True)[1][:3])


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "en;q=x,,;,*;q=9" + ",ja" * 2_000},
        {"Accept-Language": latin("日本語")},
        {"Content-Length": "-1"},
        {"Content-Length": "many"},
        {"Content-Type": "multipart/form-data; boundary=" + "x" * 500},
        {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"},
        {"Referer": "http://[::1"},
        {"Referer": latin("http://ほすと/\x01")},
        {"X-Forwarded-For": "x" * 5_000, "X-Forwarded-Host": "[", "X-Forwarded-Proto": "gopher"},
        {"Range": "bytes=9-1", "If-Modified-Since": "never", "If-None-Match": '"'},
    ],
)
def test_headers_that_make_no_sense(visitor: Visitor, headers: dict[str, str]) -> None:
    visitor.start()
    token = visitor.token()
    for path in ("/", "/sections/company", "/nowhere", "/static/app.css"):
        with visitor.client.get(path, headers=headers) as answer:
            assert answer.status_code < 500
    for path in ("/start", "/sections/company", "/submit", "/language"):
        assert visitor.client.post(path, data={"_csrf": token}, headers=headers).status_code < 500


def test_a_field_sent_twice_counts_once(visitor: Visitor) -> None:
    visitor.start()
    address = "/sections/company"
    fields = visitor.get(address).fields(address)
    answer = visitor.send(address, fields | {"employees": ["180", "9999"], "industry": ["trading", "other"]})
    assert answer.status_code in (303, 422)
    kept = visitor.response.answers
    assert kept.get("employees") in (None, 180, 9999)
    assert kept.get("industry") in (None, "trading", "other")


@pytest.mark.parametrize("name", ["_csrf", "_go", "_shown", "_fresh", "_language", "_seen", "_edition", "employees"])
def test_any_field_can_come_many_times_or_make_no_sense(visitor: Visitor, name: str) -> None:
    visitor.start()
    for address in ("/sections/company", "/start", "/submit", "/language"):
        page = visitor.get("/sections/company")
        fields = page.fields("/sections/company")
        own = fields.get(name, [])
        for values in ([*own, *own], [*own, "x"], ["x", *own], ["\x00"], ["x" * 50_000], [f"{n}" for n in range(400)]):
            answer = visitor.send(address, fields | {name: values})
            assert answer.status_code < 500
            if answer.mimetype == "text/html" and answer.status_code != 303:
                Page(answer.text)
