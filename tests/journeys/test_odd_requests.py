"""What no browser sends, to the real server: it answers, never by a fault of its own, and goes on serving."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.journeys.plain import Plain
from tests.journeys.site import PATIENCE, Site, start, stop_in_peace

HUNG_UP = (errno.ECONNRESET, errno.EPIPE, errno.ENOTCONN)
HEAD = "Host: localhost\r\nConnection: close\r\n"


def status_of(site: Site, request: str) -> int:
    """The status the server answers bytes with; 0 where it just hangs up."""
    address = urlsplit(site.url)
    answer = b""
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=PATIENCE) as connection:
        try:
            connection.sendall(request.encode())
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(65536):
                answer += more
        except OSError as error:  # it may hang up, at any moment, while there is something left to send
            if error.errno not in HUNG_UP:
                raise
    return int(answer.split()[1]) if answer else 0


@pytest.mark.parametrize(
    "request_",
    [
        f"GET /{'a' * 3_000} HTTP/1.1\r\n{HEAD}\r\n",
        f"GET /{'a' * 100_000} HTTP/1.1\r\n{HEAD}\r\n",
        f"GET / HTTP/1.1\r\n{HEAD}Cookie: shikumi={'x' * 6_000}\r\n\r\n",
        f"GET / HTTP/1.1\r\n{HEAD}Cookie: session={'x' * 10_000}\r\n\r\n",
        f"GET / HTTP/1.1\r\n{HEAD}Cookie: session; =;; \x01\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b/<script>\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: one\r\nHost: two\r\nConnection: close\r\n\r\n",
        f"POST /start HTTP/1.1\r\n{HEAD}Content-Length: -1\r\n\r\n",
        f"POST /start HTTP/1.1\r\n{HEAD}Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        f"POST /sections/company HTTP/1.1\r\n{HEAD}Content-Length: 99999999\r\n\r\nemployees=1",
        f"TRACE / HTTP/1.1\r\n{HEAD}\r\n",
        f"BREW / HTTP/1.1\r\n{HEAD}\r\n",
        f"GET http://evil.example/ HTTP/1.1\r\n{HEAD}\r\n",
        f"GET /static/../../../../etc/passwd HTTP/1.1\r\n{HEAD}\r\n",
        "nonsense\r\n\r\n",
    ],
)
def test_odd_bytes_are_answered_and_the_site_goes_on(site: Site, request_: str) -> None:
    assert status_of(site, request_) < 500
    assert site.is_well()


def test_fair_use_holds_in_the_real_server(tmp_path: Path) -> None:
    """Each of its processes counts for itself in memory, so that what is allowed is at most so many times as much."""
    site = start(tmp_path, SHIKUMI_LIMITS="starts=2")
    visitor = Plain(site.url)
    fields = visitor.get("/").page.fields("/start")
    statuses = [visitor.post("/start", fields).status for _ in range(2 * len(site.workers()) + 1)]
    assert 429 in statuses
    assert visitor.get("/").status == 200
    stop_in_peace(site)
