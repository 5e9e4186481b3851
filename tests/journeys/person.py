"""Somebody at a real browser, who sees pages, types, clicks and presses keys."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from app.domain.questionnaire import Kind, Question
from tests.support import shipped_questionnaire

PATIENCE = 15_000  # milliseconds before an element or a page that does not come fails the journey
MOST_TABS, MOST_PAGES = 300, 30
FOCUS_SHOWS = """() => {
    const style = getComputedStyle(document.activeElement);
    return document.activeElement === document.body || (style.outlineStyle !== "none" && style.outlineWidth !== "0px");
}"""
SIDEWAYS = """() => [...document.querySelectorAll("body *")].filter(e =>
    e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120)).slice(0, 5)"""

Answers = Mapping[str, object]


class Person:
    """One browser with its cookies and the page it looks at. Whatever the pages do wrong is kept in `troubles`."""

    def __init__(self, context: BrowserContext, url: str, name: str) -> None:
        self.context, self.url, self.name = context, url, name
        self.troubles: list[str] = []
        self.expected_statuses: set[int] = set()
        context.set_default_timeout(PATIENCE)
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.troubles.append(f"page error: {error.error}"))
        self.page: Page = context.new_page()

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith(f"{self.url}/"):
            self.troubles.append(f"request to another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.troubles.append(f"{response.status} from {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # A status is judged where the response is.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    # Where it is

    @property
    def path(self) -> str:
        """The address of the page, without the host."""
        return urlsplit(self.page.url).path

    @property
    def focused(self) -> str:
        """The id of the element that has the focus."""
        return str(self.page.evaluate("() => document.activeElement.id"))

    def open(self, path: str) -> None:
        """Opens an address."""
        self.page.goto(self.url + path)

    def shot(self, name: str) -> None:
        """Keeps a picture of the whole page in the folder of SHIKUMI_SHOTS, if that is set."""
        folder = os.environ.get("SHIKUMI_SHOTS")
        if folder:
            self.page.screenshot(path=Path(folder) / f"{self.name}-{name}.png", full_page=True)

    def sideways(self) -> list[str]:
        """What makes the page scroll sideways: nothing, or the first elements that stand out."""
        width = self.page.evaluate("() => document.scrollingElement.scrollWidth")
        size = self.page.viewport_size
        assert size
        if width <= size["width"]:
            return []
        return [f"{self.path} is {width} wide", *self.page.evaluate(SIDEWAYS)]

    # By mouse

    def click(self, words: str) -> None:
        """Clicks the button with these words, and waits for the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).click()

    def start(self) -> None:
        """From the start page to the first section."""
        self.open("/")
        self.click("すべての質問で診断を始める")
        self.page.wait_for_url("**/sections/company")

    def asked(self) -> list[Question]:
        """The questions on the page."""
        ids = self.page.locator(".question").evaluate_all("all => all.map(e => e.id.replace('question-', ''))")
        return [shipped_questionnaire().by_id[id_] for id_ in ids]

    def answer(self, question: Question, answer: object) -> None:
        """Types or chooses an answer, as its kind has it."""
        if question.kind in (Kind.TEXT, Kind.INTEGER):
            self.page.locator(f"#q-{question.id}").fill(str(answer))
            return
        chosen = answer if isinstance(answer, list) else [answer]
        for option in chosen or ["-none"]:
            self.page.locator(f"#q-{question.id}-{option}").check()

    def answer_page(self, answers: Answers) -> None:
        """Answers what is asked on the page, as far as there are answers."""
        for question in self.asked():
            if answers.get(question.id) is not None:
                self.answer(question, answers[question.id])

    def go_on(self) -> None:
        """Saves, and waits for the page that follows."""
        with self.page.expect_navigation():
            self.page.locator("button[name=_go][value=next]").click()

    # By keyboard

    def tab_to(self, selector: str) -> None:
        """Presses Tab until that element has the focus, which must show wherever it is on the way."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(FOCUS_SHOWS), f"the focus does not show on #{self.focused} of {self.path}"
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached by Tab")

    def press(self, *keys: str) -> None:
        """Presses keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
