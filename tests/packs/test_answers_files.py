"""Answers files: YAML and JSON, one form."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidData, Problem
from app.packs.answers_files import parse_json, read_answers
from tests.packs.mutated import said
from tests.support import QUESTIONNAIRE_DIR, Raw, case_names, case_path, load_case, raw_answers, shipped_questionnaire

ID = "b2b-marketing-org"


def problems_in(name: str, content: str | bytes) -> list[Problem]:
    with pytest.raises(InvalidData) as raised:
        read_answers(name, content.encode() if isinstance(content, str) else content, ID)
    return said(raised.value.problems)


@pytest.mark.parametrize("name", case_names())
def test_every_worked_case_is_an_answers_file(name: str) -> None:
    assert read_answers("case.yaml", case_path(name).read_bytes(), ID) == load_case(name)["answers"]


def test_the_example_beside_the_questionnaire_is_an_answers_file() -> None:
    assert read_answers("example.yml", (QUESTIONNAIRE_DIR / "example-answers.yaml").read_bytes(), ID)


@given(raw_answers(shipped_questionnaire()))
def test_json_says_what_was_written(raw: Raw) -> None:
    for escaped in (True, False):
        content = json.dumps({"questionnaire": ID, "answers": raw}, ensure_ascii=escaped).encode()
        assert read_answers("-", content, ID) == raw


@pytest.mark.parametrize(
    ("name", "content", "code", "place"),
    [
        ("a.yaml", "- 1\n", "answers-not-mapping", "1:1"),
        ("a.yaml", "", "answers-not-mapping", "1:1"),
        ("a.json", "[]", "answers-not-mapping", "1:1"),
        ("a.json", "null", "answers-not-mapping", "1:1"),
        ("a.yaml", "answers: {}\n", "answers-questionnaire", "1:1"),
        ("a.yaml", "answers: {}\nquestionnaire: other\n", "answers-questionnaire", "2:16"),
        ("a.yaml", f"questionnaire: {ID}\n", "answers-missing", "1:1"),
        ("a.yaml", f"questionnaire: {ID}\nanswers: [1]\n", "answers-missing", "2:10"),
        ("a.yaml", f"questionnaire: {ID}\nanswers: {{}}\nanswer: 1\n", "data-unknown-key-near", "3:1"),
        ("a.yaml", f"questionnaire: {ID}\nanswers: {{}}\nzzz: 1\n", "data-unknown-key", "3:1"),
        ("a.json", '{"a": 1,\n "b": }', "json-broken", "2:7"),
        ("a.json", '{"a": 1} {"a": 1}', "json-broken", "1:10"),
        ("a.json", "", "json-broken", "1:1"),
        ("a.json", '\ufeff{"a": 1}', "json-broken", "1:1"),
        ("a.json", '{"a": 1, "a": 2}', "json-duplicate-key", "1:1"),
        ("a.json", '{"a": NaN}', "yaml-not-a-number", "1:1"),
        ("a.json", '{"a": -Infinity}', "yaml-not-a-number", "1:1"),
        ("a.json", '{"a": 1e400}', "yaml-huge-number", "1:1"),
        ("a.json", '{"a": ' + "9" * 5000 + "}", "yaml-huge-number", "1:1"),
        ("a.json", "[" * 100_000, "yaml-too-deep", "1:1"),
        ("a.json", '{"a": 1_000}', "json-broken", "1:8"),
        ("a.json", "{'a': 1}", "json-broken", "1:2"),
        ("a.json", '{"a": "x\ny"}', "json-broken", "1:9"),
    ],
)
def test_what_is_no_answers_file_is_told_with_its_place(name: str, content: str, code: str, place: str) -> None:
    (problem,) = problems_in(name, content)
    assert (problem.code, str(problem.at)) == (code, f"{name}:{place}")


def test_everything_wrong_is_told_at_once() -> None:
    codes = [problem.code for problem in problems_in("a.json", '{"questionaire": 1, "answers": 3, "x": 1}')]
    assert codes == ["data-unknown-key-near", "data-unknown-key", "answers-questionnaire", "answers-missing"]


def test_json_that_is_not_utf_8_is_refused_with_its_line() -> None:
    (problem,) = problems_in("a.json", b'{"a":\n "\xff"}')
    assert (problem.code, str(problem.at)) == ("file-not-utf8", "a.json:2:1")


def test_json_of_fifty_megabytes_is_refused_before_it_is_read() -> None:
    assert [problem.code for problem in problems_in("a.json", b"[" * 50_000_000)] == ["file-too-large"]


def test_brackets_inside_strings_do_not_nest() -> None:
    assert parse_json("a.json", json.dumps({"a": "[" * 1000 + '"' + "{" * 1000}).encode()).data


def test_a_string_that_never_ends_is_refused_at_once() -> None:
    """Half a million escaped quotation marks: looked at once, not once for each."""
    assert [p.code for p in problems_in("a.json", '{"a": "' + '\\"' * 490_000)] == ["json-broken"]


@given(st.text(max_size=100), st.sampled_from(["a.json", "a.yaml"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    with suppress(InvalidData):
        read_answers(name, text.encode(errors="surrogatepass"), ID)
