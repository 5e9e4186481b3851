"""What libyaml and the JSON parser say of a broken file is said in our words, in both languages."""

from __future__ import annotations

import pytest

from app.domain.errors import InvalidData, Problem
from app.domain.wording import Wording
from app.packs.answers_files import parse_json
from app.packs.parser_messages import JSON, YAML, json_detail, yaml_detail
from app.packs.yaml_core import parse

BROKEN_YAML = [
    ("a: [1, 2\nb: 3\n", "yaml-list-end"),
    ("a: {b: 1\nc: 2\n", "yaml-mapping-end"),
    ("a: [1\n", "yaml-list-end"),
    ("a: {b: 1", "yaml-mapping-end"),
    ("- a\nb: 1\n", "yaml-no-dash"),
    ("a:\n  b: 1\n c: 2\n", "yaml-no-key"),
    ("a: 1\nbcd\n", "yaml-no-colon"),
    ("a: b: c\n", "yaml-colon"),
    ("a: - b\n", "yaml-dash-here"),
    ("a: @b\n", "yaml-first-character"),
    ("a:\n\tb: 1\n", "yaml-first-character"),
    ('a: "\\q"\n', "yaml-escape"),
    ('a: "\\xzz"\n', "yaml-escape"),
    ('a: "b\n', "yaml-end"),
    ('a: "b\n---\n', "yaml-document-mark"),
    ("a: [", "yaml-no-value"),
    ("a: |x\n  b\n", "yaml-block-head"),
    ("a: |0\n  b\n", "yaml-block-head"),
    ("a: & b\n", "yaml-anchor"),
    ("a: !<b c\n", "yaml-tag"),
    ("a: !x!b c\n", "yaml-tag"),
    ("%YAML x\n---\na: 1\n", "yaml-directive"),
]
BROKEN_JSON = [
    ('{"a": }', "json-no-value"),
    ('{"a": 1 "b": 2}', "json-no-comma"),
    ('{"a" 1}', "json-no-colon"),
    ("{a: 1}", "json-no-name"),
    ('{"a": 1} x', "json-extra"),
    ('{"a": "b', "json-end"),
    ('{"a": "b\nc"}', "json-control"),
    ('{"a": "\\q"}', "json-escape"),
    ('{"a": "\\u12"}', "json-escape"),
]


def yaml_problem(text: str) -> Problem:
    """What is told of a broken YAML file."""
    with pytest.raises(InvalidData) as raised:
        parse("f.yaml", text.encode())
    return raised.value.problems[0]


@pytest.mark.parametrize(("text", "key"), BROKEN_YAML)
def test_broken_yaml_is_told_in_our_words(text: str, key: str, wording: Wording) -> None:
    problem = yaml_problem(text)
    assert (problem.code, problem.params["detail"]) == ("yaml-broken", key)
    for language in ("ja", "en"):
        assert wording.say(f"param.detail.{key}", language) in wording.problem(problem, language)


@pytest.mark.parametrize(("text", "key"), BROKEN_JSON)
def test_broken_json_is_told_in_our_words(text: str, key: str, wording: Wording) -> None:
    with pytest.raises(InvalidData) as raised:
        parse_json("f.json", text.encode())
    (problem,) = raised.value.problems
    assert (problem.code, problem.params["detail"]) == ("json-broken", key)
    assert wording.say(f"param.detail.{key}", "ja") in wording.problem(problem, "ja")


def test_every_message_that_is_known_has_words_in_both_languages(wording: Wording) -> None:
    for key in {*YAML.values(), *JSON.values()}:
        assert wording.say(f"param.detail.{key}", "ja") != wording.say(f"param.detail.{key}", "en")


def test_a_message_that_is_not_known_is_quoted(wording: Wording) -> None:
    assert (yaml_detail("something new"), json_detail("something new")) == ('"something new"', '"something new"')
    problem = Problem("yaml-broken", "f.yaml", {"detail": yaml_detail("something new")})
    assert '（"something new"）' in wording.problem(problem, "ja")
