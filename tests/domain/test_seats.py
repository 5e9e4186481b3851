"""Who wears which hat."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rules import RulePack
from app.domain.seats import Seat, _largest_remainder, allocate, execution_fact, worn_for
from tests.support import shipped_pack

ALWAYS = {"lead", "acquisition_owner", "execution", "verification", "analytics", "operations", "knowledge"}
BY_TASK = ("content", "ads", "events", "nurturing", "inside_sales", "abm")
EXECUTIONS = ("inhouse", "hybrid", "outsource", "defer")
executions = st.fixed_dictionaries({task: st.sampled_from(EXECUTIONS) for task in BY_TASK})


def seats_of(headcount: int, **execution: str) -> tuple[Seat, ...]:
    facts = {execution_fact(task): execution.get(task, "hybrid") for task in BY_TASK}
    return allocate(shipped_pack().allocation, headcount, facts)


def hats_of(headcount: int, **execution: str) -> list[set[str]]:
    return [set(seat.hats) for seat in seats_of(headcount, **execution)]


def needed(execution: dict[str, str]) -> set[str]:
    return ALWAYS | {task for task in BY_TASK if execution[task] != "defer"}


def test_the_hats_are_those_of_the_knowledge_page(pack: RulePack) -> None:
    assert {hat.id for hat in pack.allocation.hats if hat.task is None} == ALWAYS
    assert {hat.id: hat.task for hat in pack.allocation.hats if hat.task} == {task: task for task in BY_TASK}


def test_where_there_is_nobody_a_lead_is_to_be_appointed() -> None:
    assert seats_of(0) == (Seat("to_appoint", "to_appoint", 0, ("lead",), overloaded=False),)


@given(st.integers(1, 40), executions)
def test_every_needed_hat_is_worn_once_and_no_other(headcount: int, execution: dict[str, str]) -> None:
    worn = Counter(hat for seat in seats_of(headcount, **execution) for hat in seat.hats)
    assert set(worn) == needed(execution)
    del worn["execution"]  # the one hat that may repeat
    assert set(worn.values()) == {1}


@given(st.integers(1, 40), executions)
def test_there_are_as_many_seats_as_people(headcount: int, execution: dict[str, str]) -> None:
    seats = seats_of(headcount, **execution)
    assert sum(seat.count for seat in seats) == headcount
    assert all(seat.hats and seat.count >= 1 for seat in seats)
    kinds = {seat.kind for seat in seats}
    assert kinds == ({"person"} if headcount <= 12 else {"team"})
    if headcount <= 12:
        assert [seat.id for seat in seats] == [f"p{n}" for n in range(1, headcount + 1)]


@given(st.integers(2, 40), executions)
def test_nobody_checks_only_their_own_work_where_there_are_two(headcount: int, execution: dict[str, str]) -> None:
    (checking,) = [seat for seat in seats_of(headcount, **execution) if "verification" in seat.hats]
    assert "execution" not in checking.hats


@given(st.integers(1, 40), executions)
def test_more_than_four_hats_that_weigh_are_too_many_for_a_person(headcount: int, execution: dict[str, str]) -> None:
    for seat in seats_of(headcount, **execution):
        weighing = [hat for hat in seat.hats if execution.get(hat) != "outsource"]
        assert seat.overloaded is (seat.kind == "person" and len(weighing) > 4)


@pytest.mark.parametrize(
    ("headcount", "worn"),
    [
        (1, [ALWAYS | set(BY_TASK)]),
        (2, [{"lead", "acquisition_owner", "verification", "analytics", "knowledge"},
             {"execution", "operations", *BY_TASK}]),
        (3, [{"lead", "acquisition_owner", "knowledge"}, {"execution", "content", "ads", "events"},
             {"verification", "analytics", "operations", "nurturing", "inside_sales", "abm"}]),
        (4, [{"lead", "knowledge"}, {"acquisition_owner", "verification", "ads"}, {"execution", "content", "events"},
             {"analytics", "operations", "nurturing", "inside_sales", "abm"}]),
        (5, [{"lead", "knowledge"}, {"acquisition_owner", "ads"}, {"execution", "content", "events"},
             {"verification", "analytics", "operations"}, {"nurturing", "inside_sales", "abm"}]),
        (6, [{"lead"}, {"acquisition_owner", "ads"}, {"execution", "events"}, {"content", "knowledge"},
             {"verification", "analytics", "operations"}, {"nurturing", "inside_sales", "abm"}]),
        (7, [{"lead"}, {"acquisition_owner", "ads"}, {"execution", "events"}, {"content", "knowledge"},
             {"verification", "analytics", "operations"}, {"nurturing", "abm"}, {"inside_sales"}]),
        (8, [{"lead"}, {"acquisition_owner", "ads"}, {"execution", "events"}, {"content", "knowledge"},
             {"verification", "analytics"}, {"nurturing", "abm"}, {"inside_sales"}, {"operations"}]),
        (9, [{"lead"}, {"acquisition_owner", "ads"}, {"execution", "events"}, {"content"},
             {"verification", "analytics"}, {"nurturing", "abm"}, {"inside_sales"}, {"operations"}, {"knowledge"}]),
        (12, [{"lead"}, {"acquisition_owner"}, {"execution", "events"}, {"content"}, {"verification", "analytics"},
              {"nurturing", "abm"}, {"inside_sales"}, {"operations"}, {"knowledge"}, {"ads"}, {"execution"},
              {"execution"}]),
    ],
)  # fmt: skip
def test_a_small_team_shares_the_hats_as_the_table_says(headcount: int, worn: list[set[str]]) -> None:
    assert hats_of(headcount) == worn


@pytest.mark.parametrize(("headcount", "seats"), [(10, 10), (11, 11)])
def test_ten_and_eleven_are_the_beginning_of_twelve(headcount: int, seats: int) -> None:
    assert hats_of(headcount) == hats_of(12)[:seats]


def test_a_seat_left_without_a_hat_executes() -> None:
    worn = hats_of(10, nurturing="defer", abm="defer", inside_sales="defer", ads="defer", content="defer")
    assert [worn[place] for place in (3, 5, 6, 9)] == [{"execution"}] * 4


def test_four_hats_are_no_overload_and_an_outsourced_one_does_not_count() -> None:
    assert [seat.overloaded for seat in seats_of(3)] == [False, False, True]
    assert not seats_of(3, nurturing="defer", inside_sales="defer")[2].overloaded
    assert seats_of(4)[3].overloaded  # five hats
    assert not seats_of(4, abm="outsource")[3].overloaded


def test_thirteen_people_are_teams_of_one_each_and_the_rest_by_weight() -> None:
    # 13 - 6 teams = 7 over weights 1 4 2 2 2 1 of 12: 0.58 2.33 1.17 1.17 1.17 0.58; the two left go to the .58s.
    assert [(seat.id, seat.count) for seat in seats_of(13)] == [
        ("planning", 2), ("acquisition", 3), ("content", 2), ("data", 2), ("customer", 2), ("abm", 2)]  # fmt: skip


def test_a_team_without_a_needed_hat_is_not_there() -> None:
    ids = [seat.id for seat in seats_of(20, content="defer", nurturing="defer", inside_sales="defer", abm="defer")]
    assert ids == ["planning", "acquisition", "data"]
    assert "customer" in [seat.id for seat in seats_of(20, nurturing="defer")]


@pytest.mark.parametrize(
    ("weights", "heads", "shares"),
    [
        ([1, 1, 1], 1, [1, 0, 0]),  # a tie goes to the first
        ([1, 1, 1], 2, [1, 1, 0]),
        ([1, 4, 2, 2, 2], 8, [1, 3, 2, 1, 1]),  # remainders 8 10 5 5 5 of 11: the third goes to the first of the fives
        ([2, 2, 1], 3, [1, 1, 1]),
        ([3, 1], 0, [0, 0]),
        ([7], 5, [5]),
    ],
)
def test_the_largest_remainders_are_rounded_up_first(weights: list[int], heads: int, shares: list[int]) -> None:
    assert _largest_remainder(weights, heads) == shares


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(0, 10_000))
def test_shares_add_up_and_miss_their_quota_by_less_than_one(weights: list[int], heads: int) -> None:
    shares = _largest_remainder(weights, heads)
    assert sum(shares) == heads
    for weight, share in zip(weights, shares, strict=True):
        assert abs(share - Fraction(heads * weight, sum(weights))) < 1


# Which hat is worn for another


def test_a_hat_somebody_wears_is_worn_for_itself(pack: RulePack) -> None:
    seats = seats_of(13)
    assert {hat: worn_for(pack.allocation, seats, hat) for hat in ALWAYS} == {hat: hat for hat in ALWAYS}


def test_a_hat_nobody_wears_is_worn_by_the_one_that_even_a_team_of_nobody_has(pack: RulePack) -> None:
    assert {worn_for(pack.allocation, seats_of(0), hat.id) for hat in pack.allocation.hats} == {"lead"}
    assert worn_for(pack.allocation, seats_of(5, abm="defer"), "abm") == "lead"


def test_which_hat_is_always_there_is_the_packs_to_say(pack: RulePack) -> None:
    other = replace(pack.allocation, nobody_hats=("knowledge", "lead"))
    assert worn_for(other, allocate(other, 0, {}), "analytics") == "knowledge"
    seats = (Seat("p1", "person", 1, ("execution",)),)
    assert worn_for(other, seats, "analytics") == "execution"
