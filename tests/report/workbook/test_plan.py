"""The dates of the action plan say what the roadmap draws: what waits for an action starts after it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from itertools import pairwise

import pytest

from app.report.scene.schedule import Span, days, spans
from tests.report import samples
from tests.report.workbook.opened import book, rows, sheet

TODAY = datetime(2026, 11, 21)  # noqa: DTZ001 (in Japan; cells have no zone)
NAME = "one-marketer-manufacturer"
DAY = re.compile(r"=\$C\$3\+(\d+)")

every_sample = pytest.mark.parametrize("name", [*samples.CASE_NAMES, *samples.EXTREMES, "everything-bad"])


@cache
def planned(name: str) -> Mapping[int, tuple[str, str | None, list[int]]]:
    """By number: when an action starts and is due, and what it waits for."""
    found = rows(sheet(book(name), "plan"), 6, 10)
    return {int(str(row[0])): (str(row[3]), row[4] and str(row[4]), numbers(row[9])) for row in found}


def numbers(told: object) -> list[int]:
    return [int(number) for number in str(told).split("、")] if told else []


def day(told: str | None) -> int | None:
    """The days after the start date, where the date follows from it alone."""
    found = DAY.fullmatch(told or "")
    return int(found[1]) if found else None


def test_dates_follow_from_the_start_date_and_the_days_of_each_horizon() -> None:
    plan = sheet(book(NAME), "plan")
    assert plan["C3"].value == TODAY
    assert {(row[1], row[3], row[4]) for row in rows(plan, 6, 5) if day(str(row[3])) is not None} == {
        ("はじめの30日", "=$C$3+0", "=$C$3+30"),
        ("はじめの30日", "=$C$3+0", "=$C$3+15"),
        ("はじめの30日", "=$C$3+16", "=$C$3+30"),
        ("31〜60日", "=$C$3+31", "=$C$3+60"),
        ("61〜90日", "=$C$3+61", "=$C$3+90"),
        ("91日目以降", "=$C$3+91", None),
    }


def test_an_action_that_waits_for_one_of_the_same_period_starts_the_day_after_it_is_due() -> None:
    found = planned(NAME)
    assert found[2] == ("=$C$3+0", "=$C$3+15", [])
    assert found[3] == ("=$C$3+16", "=$C$3+30", [2])


@every_sample
def test_no_action_starts_before_those_it_waits_for_are_due(name: str) -> None:
    found = planned(name)
    for start, _, waits in found.values():
        first = day(start)
        for due in (found[number][1] for number in waits):
            if first is None:
                continue
            last = day(due)
            assert last is not None
            assert last < first


@every_sample
def test_where_no_date_is_set_yet_the_start_follows_from_the_one_that_will_be(name: str) -> None:
    found = planned(name)
    for start, _, waits in found.values():
        open_ = [number for number in waits if found[number][1] is None]
        assert (day(start) is None) == bool(open_)
        assert re.findall(r",(\d+),", start) == [str(number) for number in open_] * 2


def test_the_start_is_looked_up_by_number_so_that_rows_can_be_sorted() -> None:
    due = "SUMIF($A$6:$A$27,14,$E$6:$E$27)"
    assert planned(NAME)[15] == (f'=IF(MIN({due})=0,"",MAX({due})+1)', None, [14])


@every_sample
def test_an_action_has_the_part_of_its_period_that_the_roadmap_draws(name: str) -> None:
    horizons, found = samples.sample(name).horizons, planned(name)
    actions = [(action.id, horizon.days) for horizon in horizons for action in horizon.actions]
    drawn = spans(horizons)
    for number, (id_, period) in enumerate(actions, 1):
        if period is None:
            continue
        start, due = (day(told) for told in found[number][:2])
        assert start is not None
        assert due is not None
        assert period[0] <= start <= due <= period[1]
        assert abs(start - period[0] - drawn[id_].start * (period[1] - period[0])) <= 1.5
        assert abs(due - period[0] - drawn[id_].end * (period[1] - period[0])) <= 0.5


def test_a_period_shorter_than_its_chain_makes_no_action_due_before_it_starts() -> None:
    links = [Span(0, number / 5, (number + 1) / 5) for number in range(5)]
    found = [days(link, 10, 12) for link in links]
    assert all(start <= due for start, due in found)
    assert all(due <= start for (_, due), (start, _) in pairwise(found))
