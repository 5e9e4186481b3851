"""Fair use: too much from one address is put off kindly, and takes nothing typed along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.domain.fair_use import ALLOWED
from app.store.migrate import upgrade
from app.web.counting import CountedHere
from app.web.limits import COUNTED, EXTENSION, network
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

TIGHT = "starts=2, saves=3, submissions=1, pdfs=1, others=2, links=1, downloads=1"
TITLE = "アクセスが集中したため、少しお待ちください"
HOUR = 60 * 60

NewApp = Callable[..., Flask]


@pytest.fixture
def new_app(settings: Settings) -> NewApp:
    upgrade(settings.database_url)

    def make(limits: str = TIGHT, **others: object) -> Flask:
        app = create_app(settings.model_copy(update={"limits": limits, **others}))
        app.testing = True
        return app

    return make


@pytest.fixture
def app(new_app: NewApp) -> Flask:
    return new_app()


def forget_counts(app: Flask) -> None:
    """As when the hour is over."""
    app.extensions[EXTENSION].reset()


def start(visitor: Visitor, **sent: object) -> int:
    """Presses the button on the start page, and gives the status of the answer."""
    visitor.last = visitor.client.post("/start", data={"_csrf": visitor.token(), "_fresh": "1"}, **sent)
    return visitor.last.status_code


def test_every_row_counts_a_route_there_is_as_something_there_is(app: Flask) -> None:
    assert set(COUNTED) <= {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(COUNTED.values()) | {"others"} == set(ALLOWED)


def test_too_many_starts_are_told_when_to_go_on(visitor: Visitor) -> None:
    assert [start(visitor), start(visitor), start(visitor)] == [303, 303, 429]
    assert visitor.last
    assert 1 <= int(visitor.last.headers["Retry-After"]) <= HOUR
    page = Page(visitor.last.text)
    assert page.title.startswith(TITLE)
    assert "（日本時間）を過ぎたら続けられます" in page.text
    assert page.all("a", "button")[-1]["href"] == "/"
    assert faults(page) == []


def test_the_page_speaks_english_too(visitor: Visitor) -> None:
    for _ in range(3):
        start(visitor, headers={"Accept-Language": "en"})
    assert visitor.last
    page = Page(visitor.last.text)
    assert page.one("html")["lang"] == "en"
    assert page.title.startswith("Too many requests: please wait a little")
    assert "You can carry on after" in page.text


def test_a_throttled_save_shows_what_was_typed_and_can_be_sent_again(app: Flask, visitor: Visitor) -> None:
    visitor.start()
    for number in ("1", "2", "3"):
        visitor.save("company", {"employees": number})
    answer = visitor.fill("company", {"employees": "約200", "company_name": "株式会社みほん", "industry": "trading"})
    page = Page(answer.text)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert "まだ保存していません" in page.text
    assert "もう一度ボタンを押してください" in page.text
    assert page.one("input", name="employees")["value"] == "約200"
    assert page.one("input", name="company_name")["value"] == "株式会社みほん"
    assert "checked" in page.one(id="q-industry-trading").attrs
    assert faults(page) == []
    assert visitor.response.answers == {"employees": 3}
    forget_counts(app)
    fields = page.fields("/sections/company") | {"employees": "200"}
    assert visitor.send("/sections/company", fields).status_code == 303
    assert visitor.response.answers == {"employees": 200, "company_name": "株式会社みほん", "industry": "trading"}


def test_a_throttled_save_does_not_ask_the_database(visitor: Visitor, settings: Settings) -> None:
    visitor.start()
    for number in ("1", "2", "3"):
        visitor.save("company", {"employees": number})
    fields = visitor.get("/sections/company").fields("/sections/company") | {"employees": "4"}
    for path in settings.data_dir.glob("web.db*"):
        path.unlink()
    (settings.data_dir / "web.db").write_bytes(b"no database at all" * 100)
    answer = visitor.send("/sections/company", fields)
    assert answer.status_code == 429
    assert Page(answer.text).one("input", name="employees")["value"] == "4"


def test_submissions_and_files_to_take_along_are_counted_each_for_itself(visitor: Visitor) -> None:
    visitor.answer_required()
    fields = visitor.get("/review").fields("/submit")
    address = visitor.send("/submit", fields).headers["Location"].removesuffix("/receipt")
    again = visitor.send("/submit", fields)
    assert again.status_code == 429
    assert Page(again.text).all("a", "button")[0]["href"] == "/review"
    assert visitor.client.get(f"{address}/report.pdf").status_code == 200
    again = visitor.client.get(f"{address}/report.pdf")
    assert again.status_code == 429
    assert Page(again.text).all("a", "button")[0]["href"] == address
    assert visitor.client.head(f"{address}/report.pdf").status_code == 429
    again = visitor.client.get(f"{address}/workbook.xlsx")
    assert again.status_code == 429
    assert Page(again.text).all("a", "button")[0]["href"] == address
    assert visitor.get(address)


def test_a_post_without_a_row_is_counted_too(visitor: Visitor) -> None:
    token = visitor.token()
    statuses = [visitor.send("/language", {"_csrf": token, "_language": "ja"}).status_code for _ in range(3)]
    assert statuses == [303, 303, 429]


def test_reading_and_asking_what_is_allowed_are_free(visitor: Visitor) -> None:
    visitor.start()
    for path in ("/", "/sections/company", "/review", "/start"):
        for _ in range(10):
            assert visitor.client.open(path, method="OPTIONS").status_code == 200
            assert visitor.client.get(path).status_code != 429


def test_forged_posts_use_up_nobodys_allowance(visitor: Visitor) -> None:
    for _ in range(10):
        assert visitor.send("/start", {"_csrf": "forged"}).status_code == 400
    assert start(visitor) == 303


@pytest.mark.parametrize("size", [10, 400_000])
def test_a_throttled_body_that_is_no_form_or_too_large_fails_nothing(visitor: Visitor, size: int) -> None:
    for _ in range(3):
        start(visitor)
    token = visitor.token()
    answer = visitor.send("/start", {"_csrf": token, "x": "あ" * size})
    assert answer.status_code == (429 if size == 10 else 413)


def test_another_address_goes_on(visitor: Visitor) -> None:
    here, there = ({"REMOTE_ADDR": address} for address in ("192.0.2.1", "192.0.2.2"))
    statuses = [start(visitor, environ_overrides=each) for each in (here, here, here, there)]
    assert statuses == [303, 303, 429, 303]


def test_an_ipv6_line_is_one_visitor(visitor: Visitor) -> None:
    lines = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2:a:b:c:d", "2001:db8:1:3::1")
    statuses = [start(visitor, environ_overrides={"REMOTE_ADDR": each}) for each in lines]
    assert statuses == [303, 303, 429, 303]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        (None, "unknown"),
        ("x" * 5000, "unknown"),
    ],
)
def test_what_counts_as_one_visitor(address: str | None, counted: str) -> None:
    assert network(address) == counted


@pytest.mark.parametrize(("proxies", "last"), [(0, 429), (1, 303)])
def test_behind_a_proxy_the_visitors_address_counts_and_else_not(new_app: NewApp, proxies: int, last: int) -> None:
    visitor = Visitor(new_app(proxies=proxies))
    statuses = [
        start(visitor, headers={"X-Forwarded-For": f"203.0.113.{number}, 192.0.2.{number}"}) for number in (1, 2, 3)
    ]
    assert statuses == [303, 303, last]


def test_a_visitor_cannot_take_another_address_by_saying_so(new_app: NewApp) -> None:
    visitor = Visitor(new_app(proxies=1))
    told = [f"203.0.113.{number}, 192.0.2.1" for number in (1, 2, 3)]
    assert [start(visitor, headers={"X-Forwarded-For": each}) for each in told] == [303, 303, 429]


def test_limits_can_be_switched_off(new_app: NewApp) -> None:
    visitor = Visitor(new_app("off"))
    assert {start(visitor) for _ in range(ALLOWED["starts"] + 5)} == {303}


def test_unless_they_are_set_an_office_can_work(new_app: NewApp) -> None:
    visitor = Visitor(new_app("on"))
    statuses = [start(visitor) for _ in range(ALLOWED["starts"] + 1)]
    assert statuses == [303] * ALLOWED["starts"] + [429]


# --- counting in memory


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_window_ends_so_long_after_it_began_however_much_was_counted() -> None:
    clock = Clock()
    counts = CountedHere(clock=clock)
    assert [counts.incr("a", 60), counts.incr("a", 60), counts.incr("b", 60)] == [1, 2, 1]
    clock.now += 59
    assert (counts.incr("a", 60), counts.get("a"), counts.get_expiry("a")) == (3, 3, 1060)
    clock.now += 1
    assert (counts.get("a"), counts.get_expiry("a")) == (0, 1060)
    assert (counts.incr("a", 60), counts.get_expiry("a")) == (1, 1120)


def test_memory_keeps_only_so_many_windows_and_forgets_the_oldest() -> None:
    clock = Clock()
    counts = CountedHere(clock=clock, most=3)
    for key in "abcd":
        counts.incr(key, 60)
        clock.now += 1
    assert [counts.get(key) for key in "abcd"] == [0, 1, 1, 1]
    clock.now += 60
    counts.incr("e", 60)
    assert counts.reset() == 1


def test_a_count_can_be_forgotten() -> None:
    counts = CountedHere()
    counts.incr("a", 60)
    counts.clear("a")
    assert counts.get("a") == 0
    assert counts.check()


def test_no_thread_is_started_and_no_address_kept(new_app: NewApp, tmp_path: Path) -> None:
    import threading

    before = threading.active_count()
    app = new_app()
    start(Visitor(app), environ_overrides={"REMOTE_ADDR": "192.0.2.77"})
    assert threading.active_count() == before
    kept = vars(app.extensions[EXTENSION].storage)
    assert "192.0.2.77" not in str(kept)
    assert "starts" in str(kept)
