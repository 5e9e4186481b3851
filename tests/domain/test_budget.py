"""What the recommended plan costs a month against what is spent outside."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.domain.answers import read
from app.domain.diagnosis import Budget, diagnose
from app.engine.reference import ReferenceEngine
from tests.support import REQUIRED, Raw, raw_answers, shipped_program, shipped_questionnaire

BOUGHT = {"outsource", "hybrid"}
UNSKILLED: Raw = {"skilled_tasks": []}  # six people: content is shared, so articles are bought
SKILLED: Raw = {"skilled_tasks": ["strategy", "kpi_design", "analysis"]}


def budget_of(*parts: Raw, **raw: object) -> Budget:
    answers: Raw = dict(REQUIRED)
    for part in (*parts, raw):
        answers |= part
    program = shipped_program()
    return diagnose(ReferenceEngine(program), read(program.questionnaire, answers)).outcome.budget


def test_an_undisclosed_budget_is_unknown_and_its_costs_are_still_told() -> None:
    found = budget_of(UNSKILLED, articles_per_month=4)
    assert found.monthly is None
    assert found.affordable_articles is None
    assert (found.advice, found.articles, found.total, found.fit) == (None, 20, (20, 20), "unknown")


def test_media_is_not_part_of_the_monthly_budget() -> None:
    assert budget_of(annual_budget_manyen=1200, media_spend_manyen=300).monthly == 75
    assert budget_of(annual_budget_manyen=1200).monthly == 100
    assert budget_of(annual_budget_manyen=0).monthly == 0


@pytest.mark.parametrize(("annual", "advice"), [(899, None), (900, (30, 50)), (901, (30, 50))])
def test_advice_is_retained_from_seventy_five_a_month(annual: int, advice: tuple[int, int] | None) -> None:
    assert budget_of(UNSKILLED, annual_budget_manyen=annual).advice == advice


def test_advice_is_not_retained_where_skills_were_not_told_or_are_there() -> None:
    assert budget_of(annual_budget_manyen=5000).advice is None
    assert budget_of(SKILLED, annual_budget_manyen=5000).advice is None


def test_one_retained_task_is_enough_for_the_line() -> None:
    assert budget_of(skilled_tasks=["strategy", "kpi_design"], annual_budget_manyen=900).advice == (30, 50)


def test_retained_advice_on_abm_is_not_priced() -> None:
    raw: Raw = {"task_abm": "mixed", "marketing_headcount": 12, "reproducibility": "yes", "abm_interest": "yes"}
    basics = ["duties_documented", "sales_split_defined", "mql_agreed", "sql_handoff_clear", "regular_sync",
              "improvement_cycle"]  # fmt: skip
    answers = read(shipped_questionnaire(), REQUIRED | raw | SKILLED | dict.fromkeys(basics, "yes"))
    outcome = diagnose(ReferenceEngine(shipped_program()), answers).outcome
    assert outcome.phase.value == "advanced"
    assert outcome.sourcing["abm"].advice == "retained"
    assert (outcome.budget.advice, outcome.budget.total) == (None, (0, 0))


# Five articles are 25, advice 30 to 50: the plan costs 55 to 75 a month; advice needs 75 a month in the first place.
@pytest.mark.parametrize(
    ("articles", "annual", "fit"),
    [
        (5, 900, "within"),  # 75 of 75
        (6, 960, "within"),  # 80 of 80
        (6, 959, "tight"),
        (9, 900, "tight"),  # 75 to 95 of 75
        (10, 959, "over"),  # 80 to 100 of 79.9
        (10, 960, "tight"),
        (10, 1199, "tight"),
        (10, 1200, "within"),  # 100 of 100
        (15, 900, "over"),
        (0, 900, "within"),
    ],
)
def test_the_plan_fits_up_to_and_including_the_bound(articles: int, annual: int, fit: str) -> None:
    assert budget_of(UNSKILLED, articles_per_month=articles, annual_budget_manyen=annual).fit == fit


@pytest.mark.parametrize(("annual", "fit"), [(240, "within"), (239, "over")])
def test_without_advice_there_is_nothing_between_within_and_over(annual: int, fit: str) -> None:
    assert budget_of(SKILLED, articles_per_month=4, annual_budget_manyen=annual).fit == fit


def test_content_bought_in_an_unknown_number_cannot_be_held_against_the_budget() -> None:
    found = budget_of(UNSKILLED, annual_budget_manyen=5000)
    assert (found.fit, found.articles, found.total) == ("unknown", None, (30, 50))
    assert "content" in found.unpriced


def test_no_article_wanted_is_a_number_like_any_other() -> None:
    found = budget_of(SKILLED, annual_budget_manyen=0, articles_per_month=0)
    assert (found.fit, found.articles, found.total) == ("within", 0, (0, 0))
    assert "content" not in found.unpriced


def test_content_made_inside_costs_no_articles_but_what_could_be_afforded_is_told() -> None:
    found = budget_of(
        skilled_tasks=["content"], task_content="inhouse", articles_per_month=10, annual_budget_manyen=1200
    )
    assert (found.articles, found.advice, found.fit, found.affordable_articles) == (None, (30, 50), "within", 14)
    assert "content" not in found.unpriced


@pytest.mark.parametrize(
    ("raw", "annual", "affordable"),
    [
        (SKILLED, 0, 0),
        (SKILLED, 59, 0),
        (SKILLED, 60, 1),  # 5 a month
        (SKILLED, 119, 1),
        (SKILLED, 120, 2),
        (SKILLED, 10_000_000, 166_666),
        (UNSKILLED, 899, 14),  # 74.9: advice is not retained
        (UNSKILLED, 900, 9),  # 75 less 30
        (UNSKILLED, 959, 9),
        (UNSKILLED, 960, 10),
    ],
)
def test_affordable_articles_are_rounded_down(raw: Raw, annual: int, affordable: int) -> None:
    assert budget_of(raw, annual_budget_manyen=annual).affordable_articles == affordable


@given(raw_answers(shipped_questionnaire()))
def test_the_budget_adds_up_for_any_answers(raw: Raw) -> None:
    answers = read(shipped_questionnaire(), raw)
    outcome = diagnose(ReferenceEngine(shipped_program()), answers).outcome
    found, sourcing = outcome.budget, outcome.sourcing
    low, high = found.advice or (0, 0)
    assert found.total == (low + (found.articles or 0), high + (found.articles or 0))
    retained = {sourcing[task].advice for task in ("strategy", "kpi_design", "analysis")}
    assert (found.advice is not None) is ("retained" in retained)
    open_ = sourcing["content"].execution in BOUGHT and answers.values["articles_per_month"] is None
    if found.monthly is None or open_:
        assert found.fit == "unknown"
    else:
        assert found.fit == ("within" if found.total[1] <= found.monthly else
                             "tight" if found.total[0] <= found.monthly else "over")  # fmt: skip
    unpriced = {task for task, how in sourcing.items() if how.execution in BOUGHT}
    assert set(found.unpriced) == unpriced - ({"content"} if found.articles is not None else set())
