"""A person with a browser: follows forms the way a browser without scripts does."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask
from werkzeug.test import TestResponse

from app.domain.ports import StoredDiagnosis, StoredResponse
from app.web.parts import EXTENSION, Parts
from tests.web.pages import Page

Typed = Mapping[str, "str | list[str]"]
REQUIRED_TEAM = {"marketing_headcount": "6", "department_age": "1_to_3y", "decision_owner": "head"}


class Visitor:
    """One browser with its cookies; `last` is the response it looks at."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.parts: Parts = app.extensions[EXTENSION]
        self.last: TestResponse | None = None

    def get(self, address: str, status: int = 200) -> Page:
        """Opens a page, following redirects."""
        self.last = self.client.get(address, follow_redirects=True)
        assert self.last.status_code == status, self.last.text
        return Page(self.last.text)

    def send(self, address: str, fields: Mapping[str, object]) -> TestResponse:
        """Posts, and stays where the answer is."""
        self.last = self.client.post(address, data=fields)
        return self.last

    def token(self) -> str:
        """A token against forged posts, from the start page."""
        return self.get("/").all("input", name="_csrf")[0]["value"]

    def start(self) -> Page:
        """Begins, or goes on."""
        address = self.send("/start", {"_csrf": self.token()}).headers["Location"]
        return self.get(address)

    def fill(self, section: str, typed: Typed, go: str = "next") -> TestResponse:
        """Opens a section, types, and posts what a browser would post."""
        address = f"/sections/{section}"
        fields: dict[str, object] = {**self.get(address).fields(address), **typed, "_go": go}
        return self.send(address, fields)

    def save(self, section: str, typed: Typed) -> Page:
        """The same, and on to the page that follows: nothing is wrong with what was typed."""
        answer = self.fill(section, typed)
        assert answer.status_code == 303, answer.text
        return self.get(answer.headers["Location"])

    def answer_required(self) -> None:
        """The least that can be submitted."""
        self.start()
        self.save("company", {"employees": "180"})
        self.save("team", REQUIRED_TEAM)

    def submit(self) -> str:
        """Submits, and gives the address of the result."""
        fields = self.get("/review").fields("/submit")
        answer = self.send("/submit", fields)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"].removesuffix("/receipt")

    @property
    def cookie(self) -> str:
        """The secret token."""
        held = self.client.get_cookie("shikumi")
        assert held
        return held.value

    @property
    def response(self) -> StoredResponse:
        """What is kept of this visitor's answers."""
        found = self.parts.respond.find(self.cookie)
        assert found
        return found

    def stored(self, address: str) -> StoredDiagnosis:
        """The diagnosis shown at an address."""
        found = self.parts.diagnose.result(self.cookie, address.removeprefix("/results/"))
        assert found
        return found
