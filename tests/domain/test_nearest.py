"""A name is suggested where few letters differ, and none where only what all names share is the same."""

from __future__ import annotations

import pytest

from app.domain.errors import Problem
from app.domain.nearest import MOST_SUGGESTIONS, misspelt, nearest

KNOWN = (
    "employees", "marketing_headcount", "budget.monthly", "budget.fit", "finding:no_kpi", "finding:no_feedback",
    "finding:headcount_first", "task:ads.execution", "task_ads", "task_abm", "yes", "no", "under_1y", "model",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("employes", "employees"),
        ("emplyoees", "employees"),
        ("Employees", "employees"),
        ("marketing-headcount", "marketing_headcount"),
        ("marketing_headcont", "marketing_headcount"),
        ("budget_monthly", "budget.monthly"),
        ("budget.month", "budget.monthly"),
        ("fnding:no_kpi", "finding:no_kpi"),
        ("finding:no_kpis", "finding:no_kpi"),
        ("no_kpi", "finding:no_kpi"),
        ("headcount_first", "finding:headcount_first"),
        ("tsk_ads", "task_ads"),
        ("yess", "yes"),
        ("under_1yr", "under_1y"),
        ("modle", "model"),
        ("headcount_of_marketing", None),
        ("finding:lead_cost_rising", None),
        ("finding:no_marketer", None),
        ("finding:colour", None),
        ("task_seo", None),
        ("dedicated_headcount", None),
        ("on", None),
        ("finding:on_kpi", "finding:no_kpi"),
        ("finding:n_kpi", "finding:no_kpi"),
        ("finding:so_kpi", None),
        ("colour", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_the_nearest_name_is_the_one_that_was_probably_meant(name: str, near: str | None) -> None:
    assert nearest(name, KNOWN) == near


def test_of_names_that_are_as_near_the_first_is_suggested() -> None:
    assert nearest("abd", ["abc", "abe"]) == "abc"
    assert nearest("trace_leads", ["trace", "trace_leads_and_listen"]) == "trace_leads_and_listen"


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("a", []) is None


def test_a_problem_with_a_near_name_suggests_it() -> None:
    problem = Problem("term-unknown", "x", {"name": "modle"})
    assert misspelt(problem, "modle", KNOWN) == Problem("term-unknown-near", "x", {"name": "modle", "near": "model"})
    assert misspelt(problem, "colour", KNOWN) is problem
    assert misspelt(problem, 3, KNOWN) is problem


def test_of_a_flood_only_the_first_are_compared() -> None:
    problem = Problem("term-unknown")
    told = [misspelt(problem, "modle", KNOWN, place).code for place in range(MOST_SUGGESTIONS + 10)]
    assert told.count("term-unknown-near") == MOST_SUGGESTIONS
