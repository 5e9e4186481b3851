"""Unary tests and what is joined of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.conditions import CellError, Condition, OneOf, Test, parse_test
from app.domain.facts import BOOLEAN, SHARE, Closed, Numeric, Scalar

YPNU = Closed(("yes", "partial", "no", "unknown"))
WORK = Closed(("inhouse", "outsourced", None))
PEOPLE = Numeric(0, 9999, whole=True, nullable=False)
BUDGET = Numeric(0, 10_000_000, whole=True, nullable=True)
SCORE = Numeric(0, 1, whole=False, nullable=True)


def unary(text: str, type_: Closed | Numeric) -> Test:
    parsed = parse_test(text, type_)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize("type_", [YPNU, BUDGET])
@pytest.mark.parametrize("text", ["-", " - "])
def test_a_dash_stands_for_anything(text: str, type_: Closed | Numeric) -> None:
    assert parse_test(text, type_) is None


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("yes", ["yes"]),
        ("partial, no", ["partial", "no"]),
        ("partial,no", ["partial", "no"]),
        ("  no ,partial ", ["partial", "no"]),
        ("yes, yes", ["yes"]),
        ("not(yes, unknown)", ["partial", "no"]),
        ("not( yes )", ["partial", "no", "unknown"]),
        ("not(yes, partial, no, unknown)", []),
    ],
)
def test_words_hold_for_just_those_values(text: str, held: list[str]) -> None:
    assert [value for value in YPNU.values if unary(text, YPNU).holds(value)] == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("null", [None]),
        ("not(null)", ["inhouse", "outsourced"]),
        ("inhouse, null", ["inhouse", None]),
        ("not(inhouse)", ["outsourced"]),  # silence is not a match
        ("not(inhouse, null)", ["outsourced"]),
    ],
)
def test_null_is_a_value_left_out_and_never_matched_by_a_negation(text: str, held: list[Scalar]) -> None:
    assert [value for value in WORK.values if unary(text, WORK).holds(value)] == held


def test_true_and_false_are_words_of_booleans() -> None:
    assert unary("true", BOOLEAN) == OneOf((True,))
    assert unary("not(true)", BOOLEAN) == OneOf((False,))


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        ("10", [10], [9, 11]),
        ("< 50", [0, 49], [50]),
        ("<= 3", [3], [4]),
        ("> 9", [10, 9999], [9]),
        (">=2", [2], [1]),
        ("[4..9]", [4, 9], [3, 10]),
        ("(4..9]", [5, 9], [4, 10]),
        ("[4..9)", [4, 8], [3, 9]),
        ("(4 .. 9)", [5, 8], [4, 9]),
        ("[0..2], [5..8], >= 12", [0, 2, 5, 8, 12], [3, 4, 9, 11]),
        ("> 9.5", [10], [9]),
        ("< 9.5", [9], [10]),
        ("[3.5..5.5]", [4, 5], [3, 6]),
    ],
)
def test_numbers_are_compared_to_their_bounds(text: str, holds: list[int], fails: list[int]) -> None:
    test = unary(text, PEOPLE)
    assert all(test.holds(value) for value in holds)
    assert not any(test.holds(value) for value in fails)


def test_a_comparison_never_holds_for_a_number_left_out() -> None:
    assert not unary(">= 0", BUDGET).holds(None)
    assert not unary("< 5, > 4", BUDGET).holds(None)


def test_a_number_left_out_is_told_by_null() -> None:
    assert unary("null", BUDGET).holds(None)
    assert not unary("null", BUDGET).holds(0)
    assert unary("null, < 3", BUDGET).holds(2)
    assert unary("not(null)", BUDGET).holds(0)
    assert not unary("not(null)", BUDGET).holds(None)


def test_bounds_of_shares_are_kept_as_they_are_written() -> None:
    assert unary("[0.4..0.6)", SCORE).holds(0.4)
    assert unary("[0.4..0.6)", SCORE).holds(0.5999999999)
    assert not unary("[0.4..0.6)", SCORE).holds(0.6)


@pytest.mark.parametrize(
    ("text", "type_", "code"),
    [
        ("maybe", YPNU, "cell-unknown-value"),
        ("", YPNU, "cell-unknown-value"),
        ("yes,", YPNU, "cell-unknown-value"),
        ("Yes", YPNU, "cell-unknown-value-near"),
        ("unknwon", YPNU, "cell-unknown-value-near"),
        ("null", YPNU, "cell-unknown-value"),
        ("not(maybe)", YPNU, "cell-unknown-value"),
        ("1", BOOLEAN, "cell-unknown-value"),
        ("", PEOPLE, "cell-not-a-number-test"),
        ("ten", PEOPLE, "cell-not-a-number-test"),
        ("= 10", PEOPLE, "cell-not-a-number-test"),
        ("10..20", PEOPLE, "cell-not-a-number-test"),
        ("1_000", PEOPLE, "cell-not-a-number-test"),
        ("１０", PEOPLE, "cell-not-a-number-test"),
        ("1e3", PEOPLE, "cell-not-a-number-test"),
        ("nan", PEOPLE, "cell-not-a-number-test"),
        ("9" * 5000, PEOPLE, "cell-not-a-number-test"),
        ("not(3)", PEOPLE, "cell-number-negation"),
        ("not(null, 3)", BUDGET, "cell-number-negation"),
        ("null", PEOPLE, "cell-never-null"),
        ("3, null", PEOPLE, "cell-never-null"),
        ("< 0", PEOPLE, "cell-out-of-range"),
        ("> 9999", PEOPLE, "cell-out-of-range"),
        ("10000", PEOPLE, "cell-out-of-range"),
        ("-1", PEOPLE, "cell-out-of-range"),
        ("9.5", PEOPLE, "cell-empty-range"),
        ("[9..4]", PEOPLE, "range-reversed"),
        ("(4..5)", PEOPLE, "cell-empty-range"),
        ("< 0", SHARE, "cell-out-of-range"),
        ("> 1", SHARE, "cell-out-of-range"),
        ("(0.5..0.5]", SHARE, "cell-empty-range"),
    ],
)
def test_what_no_value_can_ever_meet_is_refused(text: str, type_: Closed | Numeric, code: str) -> None:
    with pytest.raises(CellError) as raised:
        parse_test(text, type_)
    assert raised.value.code == code


# An evaluator of its own, built beside the text: the two must agree


@dataclass(frozen=True)
class Term:
    text: str
    holds: Callable[[float], bool]


def written(value: float) -> str:
    return f"{value:g}" if value == int(value) else f"{value:.2f}"


def comparisons(bounds: st.SearchStrategy[float]) -> st.SearchStrategy[Term]:
    return st.one_of(
        bounds.map(lambda n: Term(written(n), lambda x: x == n)),
        bounds.map(lambda n: Term(f"< {written(n)}", lambda x: x < n)),
        bounds.map(lambda n: Term(f"<={written(n)}", lambda x: x <= n)),
        bounds.map(lambda n: Term(f"> {written(n)}", lambda x: x > n)),
        bounds.map(lambda n: Term(f">= {written(n)}", lambda x: x >= n)),
        st.tuples(bounds, bounds, st.sampled_from("[("), st.sampled_from("])")).map(lambda parts: interval(*parts)),
    )


def interval(one: float, other: float, opening: str, closing: str) -> Term:
    low, high = sorted((one, other))

    def inside(value: float) -> bool:
        after = value >= low if opening == "[" else value > low
        return after and (value <= high if closing == "]" else value < high)

    return Term(f"{opening}{written(low)}..{written(high)}{closing}", inside)


HUNDREDTHS = st.integers(0, 2000).map(lambda n: n / 100)


@given(st.lists(comparisons(HUNDREDTHS), min_size=1, max_size=3), st.booleans(), st.booleans(), st.data())
def test_a_number_test_holds_where_its_words_say(
    terms: list[Term], whole: bool, null: bool, data: st.DataObject
) -> None:
    type_ = Numeric(0, 20, whole=whole, nullable=True)
    text = ", ".join([term.text for term in terms] + ["null"] * null)
    value: float | None = data.draw(st.none() | (st.integers(0, 20) if whole else HUNDREDTHS))
    said = null if value is None else any(term.holds(value) for term in terms)
    values = [n if whole else n / 1000 for n in range(21 if whole else 20001)]
    if all(any(term.holds(each) for each in values) for term in terms):
        assert unary(text, type_).holds(value) is said
    else:
        with pytest.raises(CellError, match=r"cell-out-of-range|cell-empty-range|range-reversed"):
            unary(text, type_)


@given(st.lists(st.sampled_from(["inhouse", "outsourced", "null"]), min_size=1), st.booleans())
def test_a_word_test_holds_where_its_words_say(words: list[str], negated: bool) -> None:
    test = unary(f"not({', '.join(words)})" if negated else ", ".join(words), WORK)
    for value in WORK.values:
        named = ("null" if value is None else value) in words
        assert test.holds(value) is ((value is not None and not named) if negated else named)


# Conditions

TESTS = {"a": unary("yes", YPNU), "b": unary("partial, no", YPNU), "n": unary(">= 2", BUDGET)}
one_test = st.sampled_from(["a", "b", "c"]).flatmap(
    lambda name: st.sampled_from([TESTS["a"], TESTS["b"]]).map(lambda test: (name, test))
) | st.just(("n", TESTS["n"]))
conditions = st.recursive(
    st.lists(one_test, max_size=2).map(lambda tests: Condition(tuple(tests))),
    lambda inner: st.tuples(st.lists(one_test, max_size=2), st.lists(inner, max_size=3)).map(
        lambda parts: Condition(tuple(parts[0]), tuple(parts[1]))
    ),
    max_leaves=6,
)
word = st.sampled_from(YPNU.values)
facts = st.fixed_dictionaries({"a": word, "b": word, "c": word, "n": st.none() | st.integers(0, 4)})


def test_an_empty_condition_always_holds() -> None:
    assert Condition().holds({})
    assert list(Condition().conjunctions()) == [()]


def test_all_tests_and_one_alternative_must_hold() -> None:
    condition = Condition((("a", TESTS["a"]),), (Condition((("b", TESTS["b"]),)), Condition((("n", TESTS["n"]),))))
    assert condition.facts() == ("a", "b", "n")
    assert condition.holds({"a": "yes", "b": "no", "n": 0})
    assert condition.holds({"a": "yes", "b": "yes", "n": 2})
    assert not condition.holds({"a": "yes", "b": "yes", "n": None})
    assert not condition.holds({"a": "no", "b": "no", "n": 2})


@given(conditions, facts)
def test_the_normal_form_holds_just_where_the_condition_does(condition: Condition, found: dict[str, Scalar]) -> None:
    normal = [Condition(tests) for tests in condition.conjunctions()]
    assert any(each.holds(found) for each in normal) is condition.holds(found)
    assert {name for each in normal for name in each.facts()} <= set(condition.facts())


@given(conditions, conditions, facts)
def test_and_also_holds_just_where_both_do(one: Condition, other: Condition, found: dict[str, Scalar]) -> None:
    both = one.and_also(other)
    assert both.holds(found) is (one.holds(found) and other.holds(found))
    assert set(both.facts()) == {*one.facts(), *other.facts()}


@pytest.mark.parametrize("text", ["[4..100]", "<= 11", "> -1", "(9..12)", "[-1..3]"])
def test_a_bound_outside_the_range_of_its_fact_is_refused(text: str) -> None:
    with pytest.raises(CellError) as raised:
        parse_test(text, Numeric(0, 10, whole=True, nullable=False))
    assert raised.value.code == "cell-bound-outside"


def test_the_numbers_of_a_refusal_are_written_as_people_write_them() -> None:
    with pytest.raises(CellError) as raised:
        parse_test("[-1..3]", Numeric(0, 2_000_000, whole=True, nullable=False))
    assert raised.value.params == {"text": "[-1..3]", "bound": "-1", "low": "0", "high": "2,000,000"}
    with pytest.raises(CellError) as raised:
        parse_test("> 0.75, > 1", SHARE)
    assert raised.value.params == {"text": "> 1", "low": "0", "high": "1"}
    with pytest.raises(CellError) as raised:
        parse_test("[0.9..0.25]", SHARE)
    assert raised.value.params == {"low": "0.9", "high": "0.25"}
