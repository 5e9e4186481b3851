"""Whatever is posted, the site answers without failing, and what is kept is valid."""

from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from app.config import Settings
from app.domain.answers import read_given
from app.store.migrate import upgrade
from tests.web.conftest import KEY
from tests.web.pages import Page, faults
from tests.web.visitor import Visitor

SECTIONS = ("company", "team", "budget", "tasks", "operation", "checklist")
NUMBERS = st.sampled_from(["0", "1", "3", "１２", "1,000", "10名", "-1", "1.5", "約3", "99999999999999", "９" * 40])
HOSTILE = st.sampled_from(
    ["<script>", "{{ 7*7 }}", "' OR 1=1 --", "\x00", "\ud800", "\u202e", "🙂" * 50, "%s%n", "../"]
)
FREE = st.text(st.characters(exclude_categories=("Cs",)), max_size=150)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("random")
    database = f"sqlite:///{folder / 'web.db'}"
    made = Settings(data_dir=folder, database_url=database, secret_key=KEY, limits="off")
    upgrade(made.database_url)
    app = create_app(made)
    app.testing = True
    return app


@st.composite
def posts(draw: st.DrawFn, names: list[str], options: list[str]) -> dict[str, list[str]]:
    """A form with some of the page's fields, once or several times, right and wrong, and some nobody asked for."""
    value = st.one_of(st.sampled_from(options), NUMBERS, HOSTILE, FREE)
    sent = draw(st.dictionaries(st.sampled_from(names), st.lists(value, min_size=1, max_size=3), max_size=8))
    sent |= draw(
        st.dictionaries(
            st.one_of(FREE, st.sampled_from(["_shown", "_go", "_fresh", "new"])),
            st.lists(value, max_size=2),
            max_size=3,
        )
    )
    return {name: [_sendable(each) for each in values] for name, values in sent.items() if name != "_csrf"}


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_posts_never_fail(site: Flask, data: st.DataObject) -> None:
    visitor = Visitor(site)
    visitor.start()
    token = visitor.token()
    questionnaire = visitor.parts.library.current.questionnaire
    for section in data.draw(st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=4)):
        here = questionnaire.section(section)
        assert here
        names = [question.id for question in here.questions]
        options = ["", "-", *(option for question in here.questions for option in question.option_ids)]
        sent = data.draw(posts(names, options))
        answer = visitor.send(f"/sections/{section}", {**sent, "_shown": names, "_csrf": token})
        assert answer.status_code in (303, 422)
        if answer.status_code == 422:
            assert faults(Page(answer.text)) == []
            assert visitor.parts.respond.find(visitor.cookie) is not None
        kept = visitor.response.answers
        _, problems = read_given(questionnaire, kept)
        assert {problem.code for problem in problems} <= {"answer-above-other"}
    answer = visitor.send("/submit", {"_csrf": token})
    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        assert faults(visitor.get(answer.headers["Location"])) == []
    else:
        assert faults(Page(answer.text)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=FREE, query=FREE, cookie=st.text(st.characters(codec="ascii", categories=("L", "N", "P")), max_size=60))
def test_random_addresses_never_fail(site: Flask, path: str, query: str, cookie: str) -> None:
    client = site.test_client()
    client.set_cookie("shikumi", cookie)
    for address in ("/", "/sections/", "/results/"):
        answer = client.get(f"{address}{quote(path)}", query_string={"new": query})
        answer.close()
        assert answer.status_code < 500
