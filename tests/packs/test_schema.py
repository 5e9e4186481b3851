"""Misfits of form are told with their place and how to mend them."""

from __future__ import annotations

from typing import Literal

import pytest

from app.domain.errors import InvalidData, Problem
from app.domain.wording import Wording
from app.packs.schema import Field, FileModel, Identifier, TextFile, validate
from app.packs.yaml_core import parse
from tests.packs.mutated import said


class Leaf(FileModel):
    id: Identifier
    text: TextFile
    kind: Literal["one", "other"] = "one"
    count: int = 0
    share: float = 0
    on: bool = False
    names: list[str] = Field(default_factory=list)
    by_name: dict[str, str | int | float | bool | None] = Field(default_factory=dict)


class Tree(FileModel):
    leaves: list[Leaf]
    most: int = Field(default=1, gt=0)
    least: int = Field(default=1, ge=1, le=9)
    below: int = Field(default=1, lt=9)
    even: int = Field(default=0, multiple_of=2)
    few: list[str] = Field(default_factory=list, max_length=2)


def problems_in(text: str) -> list[Problem]:
    with pytest.raises(InvalidData) as raised:
        validate(Tree, parse("f.yaml", text.encode()))
    return said(raised.value.problems)


def leaf(rest: str) -> str:
    return "leaves:\n  - id: a\n    text: {ja: x}\n    " + rest + "\n"


@pytest.mark.parametrize(
    ("text", "code", "subject", "place"),
    [
        (leaf("cuont: 1"), "data-unknown-key-near", "leaves[0].cuont", "4:5"),
        (leaf("zzz: 1"), "data-unknown-key", "leaves[0].zzz", "4:5"),
        ("leaves: []\nleafs: 1\n", "data-unknown-key-near", "leafs", "2:1"),
        ("most: 1\n", "data-missing-key", "", "1:1"),
        ("leaves:\n  - id: a\n", "data-missing-key", "leaves[0]", "2:5"),
        (leaf("kind: third"), "data-not-one-of", "leaves[0].kind", "4:11"),
        (leaf("kind: 1"), "data-not-one-of", "leaves[0].kind", "4:11"),
        (leaf("count: '1'"), "data-not-whole-number", "leaves[0].count", "4:12"),
        (leaf("count: 1.5"), "data-not-whole-number", "leaves[0].count", "4:12"),
        (leaf("count: true"), "data-not-whole-number", "leaves[0].count", "4:12"),
        (leaf("count: 1_000"), "data-not-whole-number", "leaves[0].count", "4:12"),
        (leaf("share: x"), "data-not-number", "leaves[0].share", "4:12"),
        (leaf("on: yes"), "data-not-boolean", "leaves[0].on", "4:9"),
        (leaf("names: x"), "data-not-list", "leaves[0].names", "4:12"),
        (leaf("names: [a, 1]"), "data-not-text", "leaves[0].names[1]", "4:16"),
        (leaf("by_name: [1]"), "data-not-mapping", "leaves[0].by_name", "4:14"),
        (leaf("by_name: {a: [1]}"), "data-not-text", "leaves[0].by_name.a", "4:18"),
        ("leaves: 3\n", "data-not-list", "leaves", "1:9"),
        ("leaves: [3]\n", "data-not-mapping", "leaves[0]", "1:10"),
        ("3\n", "data-not-mapping", "", "1:1"),
        ("", "data-not-mapping", "", "1:1"),
        ("leaves: []\nmost: 0\n", "data-not-above", "most", "2:7"),
        ("leaves: []\nleast: 0\n", "data-below", "least", "2:8"),
        ("leaves: []\nleast: 10\n", "data-above", "least", "2:8"),
        ("leaves: []\nbelow: 9\n", "data-not-below", "below", "2:8"),
        ("leaves: []\neven: 1\n", "data-invalid", "even", "2:7"),
        ("leaves: []\nfew: [a, b, c]\n", "data-too-many", "few", "2:6"),
        (leaf("kind: ohter"), "data-not-one-of-near", "leaves[0].kind", "4:11"),
        ("leavs: []\n", "data-unknown-key-near", "leavs", "1:1"),
        ("leaves:\n  - id: A b\n    text: {ja: x}\n", "data-bad-identifier", "leaves[0].id", "2:9"),
        ("leaves:\n  - id: ''\n    text: {ja: x}\n", "data-bad-identifier", "leaves[0].id", "2:9"),
        ("leaves:\n  - id: a\n    text: {ja: ''}\n", "data-empty", "leaves[0].text.ja", "3:16"),
        ("leaves:\n  - id: a\n    text: x\n", "data-not-mapping", "leaves[0].text", "3:11"),
        ("leaves:\n  - id: a\n    text: {ja: 3}\n", "data-not-text", "leaves[0].text.ja", "3:16"),
        ("leaves:\n  - id: a\n    text: {jp: x}\n", "data-not-one-of", "leaves[0].text.jp", "3:16"),
        ("leaves:\n  - id: a\n    text: {}\n", "data-too-short", "leaves[0].text", "3:11"),
        (f"leaves:\n  - id: a\n    text: {{ja: {'x' * 2001}}}\n", "data-too-long", "leaves[0].text.ja", "3:16"),
    ],
)
def test_a_misfit_is_told_once_with_its_place(text: str, code: str, subject: str, place: str) -> None:
    (problem,) = problems_in(text)
    assert (problem.code, problem.subject, str(problem.at)) == (code, subject, f"f.yaml:{place}")


def test_a_misspelt_key_is_answered_with_a_suggestion_and_all_that_are_known() -> None:
    (problem,) = problems_in(leaf("cuont: 1"))
    known = "id, text, kind, count, share, on, names, by_name"
    assert problem.params == {"known": known, "near": "count"}


def test_a_missing_key_is_named() -> None:
    (problem,) = problems_in("leaves:\n  - text: {ja: x}\n")
    assert problem.params == {"key": "id"}


def test_a_key_that_is_missing_beside_another_one_misspelt_is_told_too() -> None:
    assert [(problem.code, problem.subject) for problem in problems_in("leaves:\n  - txet: {ja: x}\n")] == [
        ("data-missing-key", "leaves[0]"), ("data-unknown-key-near", "leaves[0].txet")]  # fmt: skip


def test_a_misspelt_key_is_taken_for_one_that_is_missing_before_one_that_is_there() -> None:
    (problem,) = problems_in("leaves:\n  - {id: a, texd: {ja: x}, on: true}\n")
    assert problem.params["near"] == "text"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_pydantic_says_is_said_in_our_words(language: str, wording: Wording) -> None:
    every = ["most: 0", "least: 0", "least: 10", "below: 9", "few: [a, b, c]", "leaves: [{id: a, text: {}}]",
             "leaves: [{id: a, text: {jp: x}}]", f"leaves: [{{id: a, text: {{ja: {'x' * 2001}}}}}]",
             "leaves: [{id: a, text: {ja: x}, kind: third}]"]  # fmt: skip
    for text in every:
        (problem,) = problems_in(text if "leaves" in text else f"leaves: []\n{text}\n")
        said = wording.problem(problem, language)
        assert "nput should" not in said
        assert "should have" not in said
        assert "{" not in said


def test_a_value_that_is_none_of_few_is_told_with_all_of_them() -> None:
    (problem,) = problems_in(leaf("kind: third"))
    assert problem.params == {"known": "one, other"}
    (problem,) = problems_in("leaves:\n  - id: a\n    text: {jp: x}\n")
    assert problem.params == {"known": "ja, en"}


def test_every_misfit_is_told_at_once() -> None:
    text = "leaves:\n  - {id: 1, text: {ja: x}}\n  - {id: a, text: 3}\nzzz: 1\n"
    assert [problem.subject for problem in problems_in(text)] == ["leaves[0].id", "leaves[1].text", "zzz"]


def test_what_fits_is_read_without_turning_anything_into_another_type() -> None:
    read = validate(Tree, parse("f.yaml", leaf("by_name: {a: 1, b: '1', c: true, d: null, e: 1.5}").encode()))
    values = list(read.leaves[0].by_name.values())
    assert values == [1, "1", True, None, 1.5]
    assert [type(value) for value in values] == [int, str, bool, type(None), float]
