"""Ten thousand submissions nobody means well with: the site never fails, and what it keeps is always valid."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app import create_app
from app.config import Settings
from app.domain.answers import read_given
from app.services.drafts import LONGEST
from app.store.migrate import upgrade
from tests.abuse.submissions import Sender, Submission, every_field_hostile, folder_in_memory, submissions
from tests.web.conftest import KEY
from tests.web.pages import Page, faults

BATCHES, EXAMPLES, POSTS = 10, 100, 10
"""Ten thousand in all, in batches that several processes can share; each example goes on with one response."""

SEE_OTHER = 303
WELL = frozenset({200, SEE_OTHER, 400, 404, 409, 413, 422})
EVERY = 10
FREE = st.text(st.characters(exclude_categories=("Cs",)), max_size=150)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = Path(tempfile.mkdtemp(dir=folder_in_memory(tmp_path_factory.getbasetemp())))
    made = Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'web.db'}", secret_key=KEY, limits="off")
    upgrade(made.database_url)
    app = create_app(made)
    app.testing = True
    yield app
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def sender(site: Flask) -> Sender:
    return Sender(site)


def check(sender: Sender, submission: Submission, answer: TestResponse, thoroughly: bool) -> None:
    """The answer is one of those there are, its page is well-formed, and what is kept by now is valid."""
    assert answer.status_code in WELL, (submission, answer.text)
    if answer.mimetype == "application/json":
        json.loads(answer.text)
    elif answer.status_code != SEE_OTHER:  # whose body is Werkzeug's, and seen by nobody
        page = Page(answer.text)
        assert not thoroughly or faults(page) == []
    questionnaire = sender.visitor.parts.library.current.questionnaire
    found = sender.visitor.parts.respond.find(sender.visitor.cookie)
    assert found
    assert read_given(questionnaire, found.answers)[1] == [], submission
    drafted = sum(len(text) for draft in found.drafts.values() for text in draft.typed)
    assert drafted <= LONGEST * len(questionnaire.by_id)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_ten_thousand_submissions_never_fail(sender: Sender, batch: int) -> None:
    sent = 0

    @settings(max_examples=EXAMPLES, phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink))
    @given(ready=st.booleans(), posts=st.lists(submissions(), min_size=POSTS, max_size=POSTS))
    def run(ready: bool, posts: list[Submission]) -> None:
        nonlocal sent
        sender.begin(ready)
        for submission in posts:
            sent += 1
            check(sender, submission, sender.send(submission), sent % EVERY == 0)

    (seed(batch)(run) if settings.default.derandomize else run)()  # else every batch would be the same
    assert sent >= EXAMPLES * POSTS


def test_every_field_may_hold_anything(sender: Sender) -> None:
    sender.begin()
    for number, submission in enumerate(every_field_hostile()):
        check(sender, submission, sender.send(submission), number % EVERY == 0)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=FREE, query=FREE, cookie=st.text(st.characters(codec="ascii", categories=("L", "N", "P")), max_size=60))
def test_random_addresses_never_fail(site: Flask, path: str, query: str, cookie: str) -> None:
    client = site.test_client()
    client.set_cookie("shikumi", cookie)
    for address in ("/", "/sections/", "/results/", "/quick/sections/", "/resume/"):
        answer = client.get(f"{address}{quote(path)}", query_string={"new": query})
        answer.close()
        assert answer.status_code < 500
