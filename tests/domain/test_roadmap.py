"""Actions are placed in horizons, no more than the team can carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.roadmap import Candidate, Placed, plan
from app.domain.rules import RulePack
from tests.support import shipped_pack

HORIZONS = ("now", "next", "then", "later")
ORDER = {horizon: place for place, horizon in enumerate(HORIZONS)}
NAMES = "abcdefghijklmnopqrst"


def planned(headcount: int, *candidates: Candidate) -> tuple[Placed, ...]:
    return plan(candidates, shipped_pack().capacity, headcount)


def now(*names: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(name, "now", ()) for name in names)


@st.composite
def some_candidates(draw: st.DrawFn) -> tuple[Candidate, ...]:
    """Candidates in order of priority; those they build on may come later in it, or not be present at all."""
    names = NAMES[: draw(st.integers(0, len(NAMES)))]
    return tuple(
        Candidate(
            name, draw(st.sampled_from(HORIZONS)), tuple(draw(st.sets(st.sampled_from(NAMES), max_size=3)) - {name})
        )
        for name in names
    )


@pytest.mark.parametrize(("headcount", "most"), [(0, 3), (1, 3), (2, 4), (3, 4), (4, 5), (9, 5), (10, 8), (9999, 8)])
def test_a_horizon_takes_more_the_larger_the_team(pack: RulePack, headcount: int, most: int) -> None:
    assert pack.capacity.limit(headcount) == most


def test_the_horizons_are_thirty_sixty_ninety_days_and_later(pack: RulePack) -> None:
    assert [(h.id, h.days) for h in pack.capacity.horizons] == [
        ("now", (0, 30)), ("next", (31, 60)), ("then", (61, 90)), ("later", None)]  # fmt: skip


def test_what_does_not_fit_slides_on_and_the_last_horizon_takes_the_rest() -> None:
    placed = planned(0, *now(*NAMES))
    assert [p.horizon for p in placed] == ["now"] * 3 + ["next"] * 3 + ["then"] * 3 + ["later"] * 11
    assert "".join(p.id for p in placed) == NAMES


def test_an_action_waits_for_its_earliest_horizon() -> None:
    placed = planned(1, Candidate("a", "then", ()), Candidate("b", "now", ()))
    assert [(p.id, p.horizon) for p in placed] == [("b", "now"), ("a", "then")]


def test_an_action_may_share_a_horizon_with_what_it_builds_on() -> None:
    placed = planned(1, Candidate("a", "now", ()), Candidate("b", "now", ("a",)))
    assert placed == (Placed("a", "now", ()), Placed("b", "now", ("a",)))


def test_an_action_of_higher_priority_than_what_it_builds_on_waits_a_horizon() -> None:
    placed = planned(1, Candidate("b", "now", ("a",)), Candidate("a", "now", ()))
    assert [(p.id, p.horizon) for p in placed] == [("a", "now"), ("b", "next")]


def test_what_an_action_builds_on_is_forgotten_where_it_is_not_present() -> None:
    assert planned(1, Candidate("b", "now", ("a",))) == (Placed("b", "now", ()),)


def test_actions_that_wait_for_each_other_come_last() -> None:
    placed = planned(1, Candidate("a", "now", ("b",)), Candidate("b", "now", ("a",)))
    assert [p.horizon for p in placed] == ["later", "later"]


@given(some_candidates(), st.integers(0, 12))
def test_nothing_is_lost_or_placed_twice(candidates: tuple[Candidate, ...], headcount: int) -> None:
    assert sorted(p.id for p in planned(headcount, *candidates)) == sorted(c.id for c in candidates)


@given(some_candidates(), st.integers(0, 12))
def test_no_horizon_but_the_last_takes_more_than_it_can(candidates: tuple[Candidate, ...], headcount: int) -> None:
    horizons = [p.horizon for p in planned(headcount, *candidates)]
    most = shipped_pack().capacity.limit(headcount)
    assert all(horizons.count(horizon) <= most for horizon in HORIZONS[:-1])


@given(some_candidates(), st.integers(0, 12))
def test_actions_are_listed_by_horizon_then_priority(candidates: tuple[Candidate, ...], headcount: int) -> None:
    priority = [c.id for c in candidates]
    keys = [(ORDER[p.horizon], priority.index(p.id)) for p in planned(headcount, *candidates)]
    assert keys == sorted(keys)


@given(some_candidates(), st.integers(0, 12))
def test_no_action_comes_before_its_time_or_what_it_builds_on(
    candidates: tuple[Candidate, ...], headcount: int
) -> None:
    placed = {p.id: p for p in planned(headcount, *candidates)}
    for candidate in candidates:
        found = placed[candidate.id]
        assert ORDER[found.horizon] >= ORDER[candidate.earliest]
        assert set(found.after) == set(candidate.after) & set(placed)
        for before in found.after:
            assert ORDER[placed[before].horizon] <= ORDER[found.horizon]


@given(some_candidates(), st.integers(0, 12))
def test_a_free_place_is_left_only_where_nobody_could_take_it(
    candidates: tuple[Candidate, ...], headcount: int
) -> None:
    """Whoever was passed over waited for its time, or for an action not placed before it in that walk."""
    placed = planned(headcount, *candidates)
    at = {p.id: ORDER[p.horizon] for p in placed}
    rank = {c.id: place for place, c in enumerate(candidates)}
    for place, horizon in enumerate(HORIZONS[:-1]):
        if sum(p.horizon == horizon for p in placed) == shipped_pack().capacity.limit(headcount):
            continue
        for p in placed:
            if at[p.id] > place and ORDER[candidates[rank[p.id]].earliest] <= place:
                assert any(at[b] > place or (at[b] == place and rank[b] > rank[p.id]) for b in p.after)
