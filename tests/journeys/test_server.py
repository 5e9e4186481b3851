"""The server by itself, without a browser: its workers agree, it stops when told, and it says when it cannot start."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.journeys.plain import Plain
from tests.journeys.site import HOST, PATIENCE, Site, environment, serve_command, start, stop_in_peace, wait_until
from tests.support import CHECKOUT

ROUNDS = 20
needs_proc = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds the workers by /proc")


@contextmanager
def only(site: Site, worker: int) -> Iterator[None]:
    """While this lasts that worker alone can answer: the others are held."""
    others = [pid for pid in site.workers() if pid != worker]
    try:
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
            wait_until(lambda: _state(pid) == "T", PATIENCE, lambda: "a worker cannot be held")  # noqa: B023
        yield
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


@needs_proc
def test_two_workers_serve_one_response_as_one(site: Site) -> None:
    workers = site.workers()
    assert len(workers) == 2
    visitor = Plain(site.url)
    assert visitor.start().path == "/sections/company"
    for number in range(ROUNDS):
        writer, reader = workers[number % 2], workers[1 - number % 2]
        with only(site, writer):
            assert visitor.save("company", {"employees": str(100 + number)}).path == "/sections/team"
        with only(site, reader):
            assert visitor.kept("company", "employees") == str(100 + number)
    assert site.workers() == workers


def test_it_stops_when_told_and_keeps_the_answers(tmp_path: Path) -> None:
    site = start(tmp_path)
    visitor = Plain(site.url)
    visitor.start()
    visitor.save("company", {"company_name": "株式会社再開", "employees": "77"})
    stop_in_peace(site)
    with socket.socket() as trial:
        assert trial.connect_ex((HOST, urlsplit(site.url).port)) != 0
    again = start(tmp_path)
    visitor.url = again.url
    assert visitor.kept("company", "company_name") == "株式会社再開"
    stop_in_peace(again)


def test_a_post_under_way_when_it_is_told_to_stop_is_still_answered(tmp_path: Path) -> None:
    site = start(tmp_path)
    visitor = Plain(site.url)
    page = visitor.start().page
    body = urlencode({**page.fields("/sections/company"), "employees": "88", "_go": "next"}, doseq=True).encode()
    head = (
        f"POST /sections/company HTTP/1.1\r\nHost: {urlsplit(site.url).netloc}\r\nCookie: {visitor.cookie_header()}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection((HOST, urlsplit(site.url).port), timeout=PATIENCE) as connection:
        connection.sendall(head.encode())
        assert connection.recv(1024).startswith(b"HTTP/1.1 100")  # a worker has it in hand
        site.process.send_signal(signal.SIGTERM)
        connection.sendall(body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 303")
    assert site.wait() == 0
    stop_in_peace(site)
    again = start(tmp_path)
    visitor.url = again.url
    assert visitor.kept("company", "employees") == "88"
    stop_in_peace(again)


def test_a_port_in_use_is_told_with_another_to_try(site: Site, tmp_path: Path) -> None:
    port = urlsplit(site.url).port
    assert port
    own = environment(tmp_path, {})
    done = subprocess.run(
        serve_command(port), check=False, cwd=CHECKOUT, env=own, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"{HOST}:{port}" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
