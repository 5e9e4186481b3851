"""Conditions of files are read against the types of the facts they name."""

from __future__ import annotations

import pytest

from app.domain.conditions import Condition
from app.domain.errors import Problem
from app.domain.facts import BOOLEAN, Closed, FactType, Numeric
from app.packs.conditions import ConditionReader
from app.packs.yaml_core import parse
from tests.packs.mutated import said

TYPES: dict[str, FactType] = {
    "people": Numeric(0, 99, whole=True, nullable=True),
    "owner": Closed(("head", "agency", None)),
    "ready": BOOLEAN,
}


def read(text: str) -> tuple[Condition, list[Problem]]:
    document = parse("f.yaml", text.encode())
    reader = ConditionReader(document, TYPES)
    condition = reader.read(document.data, ())
    return condition, said(reader.problems)


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        ("{}", {}, None),
        ("people: '-'", {"people": None}, None),
        ("people: 3", {"people": 3}, {"people": 4}),
        ("people: '>= 2'\nowner: head", {"people": 2, "owner": "head"}, {"people": 2, "owner": "agency"}),
        ("owner: null", {"owner": None}, {"owner": "head"}),
        ("owner: not(null)", {"owner": "head"}, {"owner": None}),
        ("ready: true", {"ready": True}, {"ready": False}),
        ("any:\n  - ready: true\n  - people: 1", {"ready": False, "people": 1}, {"ready": False, "people": 2}),
        ("people: 1\nany: [{any: [{ready: true}]}]", {"people": 1, "ready": True}, {"people": 1, "ready": False}),
    ],
)
def test_a_condition_is_read_as_it_is_written(
    text: str, holds: dict[str, object], fails: dict[str, object] | None
) -> None:
    condition, problems = read(text)
    assert problems == []
    assert condition.holds(holds)  # type: ignore[arg-type]
    if fails is not None:
        assert not condition.holds(fails)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code", "subject", "place"),
    [
        ("- 1", "condition-not-mapping", "", "1:1"),
        ("yes", "condition-not-mapping", "", "1:1"),
        ("people: [1]", "condition-not-a-test", "people", "1:9"),
        ("people: {low: 1}", "condition-not-a-test", "people", "1:9"),
        ("peopel: 1", "condition-unknown-fact-near", "peopel", "1:1"),
        ("zzz: 1", "condition-unknown-fact", "zzz", "1:1"),
        ("any: 1", "condition-any-not-list", "any", "1:6"),
        ("any: []", "condition-any-not-list", "any", "1:6"),
        ("any: ready", "condition-any-not-list", "any", "1:6"),
        ("any: {ready: true}", "condition-any-not-list", "any", "1:6"),
        ("any:\n  - ready: true\n  - 1", "condition-not-mapping", "any[1]", "3:5"),
        ("people: many", "cell-not-a-number-test", "people", "1:9"),
        ("people: '< 0'", "cell-out-of-range", "people", "1:9"),
        ("people: '[50..100]'", "cell-bound-outside", "people", "1:9"),
        ("people: '[9..4]'", "range-reversed", "people", "1:9"),
        ("people: '(4..5)'", "cell-empty-range", "people", "1:9"),
        ("people: not(3)", "cell-number-negation", "people", "1:9"),
        ("ready: null", "cell-unknown-value", "ready", "1:8"),
        ("ready: yes", "cell-unknown-value", "ready", "1:8"),
        ("any:\n  - owner: haed", "cell-unknown-value-near", "any[0].owner", "2:12"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, code: str, subject: str, place: str) -> None:
    (problem,) = read(text)[1]
    assert (problem.code, problem.subject, str(problem.at)) == (code, subject, f"f.yaml:{place}")


def test_a_faulty_cell_names_its_fact_and_what_it_could_be() -> None:
    (problem,) = read("owner: haed")[1]
    assert problem.params == {"fact": "owner", "value": "haed", "known": "head, agency, null", "near": "head"}
    (problem,) = read("peopel: 1")[1]
    assert problem.params == {"fact": "peopel", "near": "people"}


def test_everything_wrong_is_told_at_once_and_the_rest_is_read() -> None:
    condition, problems = read("zzz: 1\npeople: x\nready: true\nany: [1, {owner: x}]")
    assert [p.subject for p in problems] == ["zzz", "people", "any[0]", "any[1].owner"]
    assert condition.tests[0][0] == "ready"
