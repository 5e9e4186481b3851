"""Posts nobody means well with: what may stand in any field of any form, drawn by Hypothesis and sent in-process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from flask import Flask
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app.domain.questionnaire import Questionnaire
from app.web.errors import BYTES_A_CHARACTER
from app.web.security import MOST_BYTES
from tests.support import load_case, shipped_questionnaire
from tests.web.visitor import Visitor

Pairs = list[tuple[str, str]]

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea></form><!--",
    "<![CDATA[",
    "&lt;b&gt;&#0;&nosuch;",
    "{{ 7*7 }}{% include 'base.html' %}",
    "{count}{0.__class__}${7*7}%(x)s%s%n",
    "=cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "' OR 1=1; DROP TABLE responses; --",
    "../../etc/passwd",
    "NUL\x00inside",
    "\x00",
    "\ud800lone\udfff",
    "\udcff",
    "\u202eright to left\u2066",
    "שלום עולם",
    "👩‍👩‍👧‍👦🏳️‍🌈" * 20,
    "Z̵̡̢̛̗͍a̷l̸g̵o̶" * 30,
    "\ufeff\u200b\u2028\u2029",
    "\r\nSet-Cookie: x=y",
    "\t\x0b\x0c\x1b[31m",
    "あ" * 10_000,
    "a" * 10_000,
    " " * 10_000,
    "9" * 10_000,
    "&=" * 500,
    "ﷺ" * 300,
    "__proto__",
    "-",
    "",
)
NUMBERS = (
    *(
        "0",
        "-0",
        "-1",
        "+1",
        "1.5",
        "1e309",
        "-1e309",
        "NaN",
        "Infinity",
        "0x10",
        "1_000",
        "１，２００",
        "1,00",
        "1,2,3",
    ),
    *("12.0億", "1.2億", "0.00000001億", "1万2千億", "九百", "-億", "億", "兆兆", "¥", "12,000,000円", "3 万 5"),
    *("Ⅻ", "①", "²", "٣", "1/2", "1〜3", "約約3", "3名名", "１２３．", "−5", "２０２６年"),
    *("9" * 20, "9" * 61, "1" + "0" * 400),
)
UNKNOWN = ("_csrf2", "employees[]", "employees.x", "q-employees", "<b>", "\x00", "\ud800", "__class__", "", "あ" * 200)
STEERING: Mapping[str, tuple[str, ...]] = {
    "_go": ("next", "back", "list", "", "sideways", *HOSTILE[:3]),
    "_language": ("ja", "en", "xx", "", "\x00", *HOSTILE[:1]),
    "_shown": ("employees", "nothing", "", "\ud800", "mql_agreed"),
    "_seen": ("", "employees:0 employees:1", "x", ":", "employees:" + "f" * 9000, "\ud800:\ud800"),
    "_edition": ("", "0", "f" * 5000, "\x00"),
    "_sent": ("", "employees=1", "%", "&&&=", "_sent=_sent", "employees=1&" * 600),
    "_fresh": ("1", "", "\ud800"),
}
QUERIES = ("", "?new=employees&new=\x00", "?change=employees", "?change=x&new=%ff", "?change=mql_agreed&change=%00")
BASES = ("one-marketer-manufacturer", "only-the-four", "nobody-yet", "says-two-things")


OF_ANOTHER_WINDOW = " ".join(f"{name}:00000000" for name in shipped_questionnaire().by_id)
"""Marks of answers that were never given: whatever is kept by now was changed meanwhile."""


@dataclass(frozen=True)
class Submission:
    """A post: where to, and its fields in order; what stands in it is text, lone surrogates included."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def body(self) -> bytes:
        """As a form is sent, by a browser that does not care whether it is valid UTF-8."""
        return urlencode(list(self.fields), errors="surrogatepass").encode()


@cache
def places() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every address that takes answers, with the questions of its page."""
    questionnaire = shipped_questionnaire()
    depths = (("", questionnaire.sections), ("/quick", questionnaire.quick_sections))
    return tuple(
        (f"{depth}/sections/{section.id}{end}", tuple(question.id for question in section.questions))
        for depth, sections in depths
        for section in sections
        for end in ("", "/autosave")
    )


@cache
def _typed(case: str) -> Mapping[str, tuple[str, ...]]:
    """What somebody types who gives the answers of a worked case."""
    answers = load_case(case)["answers"]
    return {
        name: tuple(map(str, value or ["-"])) if isinstance(value, list) else ("" if value is None else str(value),)
        for name, value in answers.items()
    }


def values(questionnaire: Questionnaire) -> st.SearchStrategy[str]:
    """What may stand in a field: hostile texts, absurd numbers, options of any question, and free text."""
    options = sorted({option for question in questionnaire.questions() for option in question.option_ids})
    return st.one_of(st.sampled_from(HOSTILE), st.sampled_from(NUMBERS), st.sampled_from(options), st.text(max_size=40))


def submissions() -> st.SearchStrategy[Submission]:
    """A post to a page of questions or its script's address, to the wrong section at times; now and then a submit."""
    page = st.builds(
        _submission,
        st.sampled_from(places()),
        st.sampled_from((*(None for _ in places()), *(names for _, names in places()), ())),
        st.sampled_from(BASES),
        st.lists(st.tuples(st.integers(0, 10**6), st.lists(values(shipped_questionnaire()), max_size=3)), max_size=6),
        st.lists(_steering(), max_size=2),
        st.sampled_from(QUERIES),
    )
    other = st.sampled_from(("/submit", "/quick/submit", "/start", "/quick/start", "/sections/nowhere", "/language"))
    return st.integers(0, 19).flatmap(
        lambda at: st.builds(Submission, other, st.lists(_steering(), max_size=2).map(tuple)) if at == 0 else page
    )


def _steering() -> st.SearchStrategy[tuple[str, str]]:
    pairs = [(name, value) for name, said in STEERING.items() for value in said]
    pairs += [("_seen", OF_ANOTHER_WINDOW)] * 5
    return st.sampled_from([*pairs, *((name, "x") for name in UNKNOWN)])


def _submission(
    place: tuple[str, tuple[str, ...]],
    elsewhere: tuple[str, ...] | None,
    base: str,
    changed: list[tuple[int, list[str]]],
    steering: Pairs,
    query: str,
) -> Submission:
    path, names = place
    names = names if elsewhere is None else elsewhere
    typed: dict[str, tuple[str, ...]] = {name: _typed(base).get(name, ()) for name in names}
    for at, said in changed:  # repeated, once, or missing
        if names:
            typed[names[at % len(names)]] = tuple(said)
    fields = [(name, value) for name, said in typed.items() for value in said]
    return Submission(path + quote(query, safe="?&=%"), (*(("_shown", name) for name in names), *fields, *steering))


def every_field_hostile() -> list[Submission]:
    """Each hostile text in every field of a page at once, for every page."""
    return [
        Submission(path, (*(("_shown", name) for name in names), *((name, _cut(said, names)) for name in names)))
        for path, names in places()
        for said in (*HOSTILE, *NUMBERS)
    ]


def _cut(said: str, names: tuple[str, ...]) -> str:
    """As much of a text as every field of a page may hold before the whole is too large."""
    return said[: MOST_BYTES // BYTES_A_CHARACTER // (len(names) + 1)]


class Sender:
    """Somebody who sends them, one response after the other."""

    def __init__(self, app: Flask) -> None:
        self.visitor = Visitor(app)
        self.token = self.visitor.token()

    def begin(self, ready: bool = False) -> None:
        """A new response, empty or `ready` to be submitted."""
        respond = self.visitor.parts.respond
        secret, _ = respond.start()
        if ready:
            respond.save(secret, load_case("only-the-four")["answers"])
        self.visitor.client.set_cookie("shikumi", secret)

    def send(self, submission: Submission) -> TestResponse:
        """Sends it, with the token that every form has."""
        body = submission.body + b"&" + urlencode({"_csrf": self.token}).encode()
        kind = "application/x-www-form-urlencoded"
        return self.visitor.client.post(submission.path, data=body, content_type=kind)


def folder_in_memory(otherwise: Path) -> Path:
    """Where a database file may be written often without waiting for a disk, or the folder given."""
    shared = Path("/dev/shm")  # noqa: S108 (the caller makes a folder of its own in it)
    return shared if shared.is_dir() else otherwise
