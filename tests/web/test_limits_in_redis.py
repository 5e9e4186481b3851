"""Counting in a Redis, for all processes together; one that fails or hangs does not take the site down."""

from __future__ import annotations

import logging
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis

from app.web.limits import EXTENSION
from tests.web.test_limits import NewApp, new_app, start
from tests.web.visitor import Visitor

__all__ = ["new_app"]

STARTING_SECONDS, RECOVERING_SECONDS, PAUSE = 20, 20, 0.1
MISSING = "no redis-server on this machine: counting in a real Redis is not tested"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return int(trial.getsockname()[1])


@dataclass
class Server:
    """A Redis of the test's own, which can be stopped and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def begin(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", self.folder]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + STARTING_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline
            time.sleep(PAUSE)

    def _answers(self) -> bool:
        try:
            return bool(redis.Redis.from_url(self.url).ping())
        except redis.RedisError:
            return False

    def end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    if not shutil.which("redis-server"):
        pytest.skip(MISSING)
    made = Server(tmp_path, free_port())
    made.begin()
    yield made
    made.end()


def test_two_processes_count_as_one(new_app: NewApp, server: Server) -> None:
    one, other = (Visitor(new_app(limits_storage=server.url)) for _ in range(2))
    assert [start(one), start(other), start(one), start(other)] == [303, 303, 429, 429]
    assert one.last
    assert 1 <= int(one.last.headers["Retry-After"]) <= 60 * 60
    keys = [key.decode() for key in redis.Redis.from_url(server.url).scan_iter()]
    assert len(keys) == 1
    assert "127.0.0.1" not in keys[0]


def test_a_redis_that_goes_away_is_done_without_until_it_is_back(
    new_app: NewApp, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(new_app(limits_storage=server.url))
    assert start(visitor) == 303
    server.end()
    with caplog.at_level(logging.WARNING):
        assert [start(visitor), start(visitor), start(visitor)] == [303, 303, 429]
    assert "Rate limit storage unreachable" in caplog.text
    server.begin()
    counts = redis.Redis.from_url(server.url)
    deadline = time.monotonic() + RECOVERING_SECONDS
    while not counts.dbsize():
        assert time.monotonic() < deadline
        start(visitor)
        time.sleep(PAUSE)


def test_without_a_redis_from_the_beginning_the_site_serves_and_counts(new_app: NewApp) -> None:
    visitor = Visitor(new_app(limits_storage=f"redis://127.0.0.1:{free_port()}"))
    assert [start(visitor), start(visitor), start(visitor)] == [303, 303, 429]
    assert visitor.last
    assert int(visitor.last.headers["Retry-After"]) >= 1
    visitor.get("/")


def test_a_redis_that_takes_calls_and_never_answers_holds_nobody_up(new_app: NewApp) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        visitor = Visitor(new_app(limits_storage=f"redis://127.0.0.1:{silent.getsockname()[1]}"))
        assert [start(visitor), start(visitor), start(visitor)] == [303, 303, 429]


def test_where_counting_itself_fails_the_request_is_let_pass(
    new_app: NewApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = new_app()

    def broken(*_: object, **__: object) -> int:
        raise RuntimeError("counting is broken")

    monkeypatch.setattr(app.extensions[EXTENSION].storage, "incr", broken)
    visitor = Visitor(app)
    assert [start(visitor) for _ in range(4)] == [303] * 4
    assert "counting is broken" in caplog.text
