"""Somebody without a browser, who keeps cookies and follows forms and redirects."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar

from tests.web.pages import Page

PATIENCE = 30


@dataclass(frozen=True)
class Answer:
    """What came back after all redirects."""

    status: int
    path: str
    body: bytes

    @property
    def page(self) -> Page:
        """The page, read."""
        return Page(self.body.decode())


class Plain:
    """One visitor of a site; a connection of its own for every request."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        keeper = urllib.request.HTTPCookieProcessor(self.cookies)
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), keeper)

    def get(self, path: str) -> Answer:
        """Opens an address."""
        return self._send(path, None)

    def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        """Posts, and goes where that leads."""
        return self._send(path, urllib.parse.urlencode(fields, doseq=True).encode())

    def start(self) -> Answer:
        """Begins a diagnosis."""
        return self.post("/start", self.get("/").page.fields("/start"))

    def save(self, section: str, typed: Mapping[str, str], go: str = "next") -> Answer:
        """Opens a section, types and saves, as a browser would."""
        path = f"/sections/{section}"
        answer = self.post(path, {**self.get(path).page.fields(path), **typed, "_go": go})
        assert answer.status == 200, answer.body.decode()
        return answer

    def kept(self, section: str, question: str) -> str:
        """What stands in a line of text or number."""
        return self.get(f"/sections/{section}").page.one("input", name=question)["value"]

    def submit(self) -> Answer:
        """Submits, and gives the page of the result."""
        receipt = self.post("/submit", self.get("/review").page.fields("/submit"))
        return self.get(receipt.path.removesuffix("/receipt"))

    def cookie_header(self) -> str:
        """Its cookies, as a browser sends them."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def _send(self, path: str, body: bytes | None) -> Answer:
        request = urllib.request.Request(self.url + path, body)  # noqa: S310 - always http
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                return Answer(response.status, urllib.parse.urlsplit(response.url).path, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, path, error.read())
