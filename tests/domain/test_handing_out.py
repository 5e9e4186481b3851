"""What the report and the workbook give to use follows from what was concluded, for any answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from app.domain.answers import read
from app.domain.diagnosis import Diagnosis, diagnose
from app.domain.presentation import Presentation
from app.domain.presenting import present
from app.domain.rules import RulePack
from app.domain.wording import Wording
from app.engine.reference import ReferenceEngine
from app.packs.wording_files import load_wording
from tests.report import samples
from tests.support import (
    REQUIRED,
    WORDING_DIR,
    Raw,
    random_responses,
    shipped_pack,
    shipped_program,
    shipped_questionnaire,
)

Seen = tuple[Diagnosis, Presentation]


@cache
def engine() -> ReferenceEngine:
    return ReferenceEngine(shipped_program())


@cache
def words() -> Wording:
    return load_wording(WORDING_DIR)


def seen(raw: Raw) -> Seen:
    questionnaire = shipped_questionnaire()
    diagnosis = diagnose(engine(), read(questionnaire, raw))
    return diagnosis, present(diagnosis, questionnaire, shipped_pack(), words(), "ja")


def shown(**answers: object) -> Presentation:
    return seen(REQUIRED | answers)[1]


@cache
def every() -> Sequence[Seen]:
    """What random responses see, among them teams of nobody, of a few and of very many."""
    return [seen(dict(raw)) for raw in random_responses(29, 150)]


def actions(found: Presentation) -> list[str]:
    return [action.id for horizon in found.horizons for action in horizon.actions]


# Decisions asked of the reader


def test_three_decisions_are_always_asked_in_the_order_of_the_pack(pack: RulePack) -> None:
    order = [ask.id for ask in pack.handout.asks]
    for _, found in every():
        asked = [ask.id for ask in found.handout.asks]
        assert len(asked) == 3
        assert asked == sorted(asked, key=order.index)


def test_a_decision_is_asked_only_where_its_conclusion_stands() -> None:
    for diagnosis, found in every():
        concluded = {reason.conclusion.partition("=")[0] for reason in diagnosis.trace}
        assert {ask.on for ask in found.handout.asks} <= concluded


def test_no_decision_that_stands_is_passed_over_for_a_later_one(pack: RulePack) -> None:
    for diagnosis, found in every():
        concluded = {reason.conclusion.partition("=")[0] for reason in diagnosis.trace}
        assert [ask.id for ask in found.handout.asks] == [a.id for a in pack.handout.asks if a.on in concluded][:3]


def test_every_decision_is_asked_of_somebody(pack: RulePack) -> None:
    """A decision no company is ever asked would be a sentence for nobody."""
    asked = {ask.id for _, found in every() for ask in found.handout.asks}
    asked |= {ask.id for found in well_run() for ask in found.handout.asks}
    assert asked == {ask.id for ask in pack.handout.asks}


def well_run() -> Iterator[Presentation]:
    """Companies in which little is left to decide, each with one thing that is."""
    good: Raw = {question.id: "yes" for question in shipped_questionnaire().questions() if "no" in question.option_ids}
    worries = ("org_chart_only", "inexperienced_decides", "everyone_does_everything", "agency_dependence",
               "unstarted_tactics", "hiring_planned")  # fmt: skip
    good |= dict.fromkeys(worries, "no") | {"kpi_kind": "shared_pipeline", "budget_holder": "marketing",
                                            "nurturing_state": "running", "first_party_data": "used"}  # fmt: skip
    yield shown(**good)
    yield shown(**good | {"decision_rule": "no"})
    yield shown(**good | {"inexperienced_decides": "yes"})
    yield shown(**good | {"hiring_planned": "yes", "content_quality_standard": "no"})
    yield shown(**good | {"marketing_headcount": 12, "dedicated_headcount": 12, "annual_budget_manyen": 500})


def test_what_is_asked_names_what_was_concluded() -> None:
    asks = {ask.id: ask.text for ask in next(well_run()).handout.asks}
    assert asks["which_shape"] == "当面の体制を「中規模モデル」で組むか"
    assert asks["which_phase"] == "いまが「運用・改善期」にあたるという見立てを、誰と、いつまでに共有するか"


# Working with sales


def test_a_breakdown_has_its_finding_exactly_where_it_was_made(pack: RulePack) -> None:
    for diagnosis, found in every():
        made = {finding.id for finding in diagnosis.outcome.findings}
        assert [each.id for each in found.handout.breakdowns] == [b.finding for b in pack.handout.breakdowns]
        for breakdown in found.handout.breakdowns:
            assert (breakdown.finding.id if breakdown.finding else None) == (
                breakdown.id if breakdown.id in made else None
            )


def test_a_breakdown_is_not_called_what_its_finding_says(pack: RulePack) -> None:
    """Where nothing was found, the name must not claim it."""
    said = {finding.id: finding.title for finding in pack.findings}
    assert all(breakdown.title != said[breakdown.finding] for breakdown in pack.handout.breakdowns)


def test_a_step_with_sales_says_when_exactly_where_the_roadmap_has_its_action(pack: RulePack) -> None:
    taken = {step.id: step.action for step in pack.handout.steps}
    for _, found in every():
        horizons = {action.id: horizon.title for horizon in found.horizons for action in horizon.actions}
        for step in found.handout.steps:
            assert step.horizon == horizons.get(taken[step.id])
            assert (step.action.id if step.action else None) == (taken[step.id] if step.horizon else None)


def test_the_four_steps_are_those_of_the_knowledge_page(pack: RulePack) -> None:
    assert [step.action for step in pack.handout.steps] == [
        "agree_mql_sql", "start_sync", "standardise_handoff", "feedback_loop"]  # fmt: skip
    assert [breakdown.finding for breakdown in pack.handout.breakdowns] == [
        "leads_not_followed", "criteria_disagree", "lead_info_thin"]  # fmt: skip


# Who decides


def test_every_decision_has_one_accountable_person_whose_seat_wears_the_hat(pack: RulePack) -> None:
    for _, found in every():
        worn = {seat.head: {hat.title for hat in seat.hats} for seat in found.seats}
        assert [right.id for right in found.handout.decisions] == [right.id for right in pack.handout.decisions]
        for right in found.handout.decisions:
            assert right.hat in worn[right.person]
            assert right.sources


def test_where_there_is_nobody_every_decision_waits_for_the_head_to_be_appointed() -> None:
    rights = shown(marketing_headcount=0).handout.decisions
    assert {(right.person, right.hat) for right in rights} == {("これから任命する責任者", "責任者")}


def test_a_decision_goes_to_the_first_of_its_hats_that_is_worn() -> None:
    rights = {right.id: (right.person, right.hat) for right in shown(task_content="inhouse").handout.decisions}
    assert rights["target"] == ("担当者1", "責任者")
    assert rights["budget"] == ("担当者2", "獲得の責任者")
    assert rights["publishing"][1] == "コンテンツ制作"


def test_where_teams_decide_the_head_of_one_is_accountable_and_no_team_is() -> None:
    found = shown(marketing_headcount=40)
    teams = {seat.title: seat.head for seat in found.seats}
    assert {seat.kind for seat in found.seats} == {"team"}
    assert {right.person for right in found.handout.decisions} <= set(teams.values())
    assert teams["獲得チーム"] == "獲得チームの長"


def test_in_english_the_title_of_a_team_stands_within_that_of_its_head() -> None:
    questionnaire = shipped_questionnaire()
    diagnosis = diagnose(engine(), read(questionnaire, REQUIRED | {"marketing_headcount": 40}))
    found = present(diagnosis, questionnaire, shipped_pack(), words(), "en")
    heads = {seat.title: seat.head for seat in found.seats}
    assert heads["Acquisition team"] == "Head of the acquisition team"


def test_whoever_is_no_team_answers_for_the_seat_alone() -> None:
    for _, found in every():
        assert all(seat.head == seat.title for seat in found.seats if seat.kind != "team")


def owners(found: Presentation) -> set[str]:
    return {action.owner for horizon in found.horizons for action in horizon.actions}


def hats_worn(found: Presentation) -> set[str]:
    return {hat.title for seat in found.seats for hat in seat.hats}


@pytest.mark.parametrize("name", [*samples.CASE_NAMES, *samples.EXTREMES, "everything-bad", samples.ALL_UNKNOWN])
def test_the_owner_of_an_action_is_a_hat_somebody_wears_on_the_chart(name: str) -> None:
    for language in ("ja", "en"):
        found = samples.sample(name, language)
        assert owners(found) <= hats_worn(found)


def test_whatever_is_answered_the_owner_of_an_action_is_a_hat_somebody_wears() -> None:
    assert all(owners(found) <= hats_worn(found) for _, found in every())


def test_where_there_is_nobody_the_head_to_be_appointed_owns_every_action_and_the_outcome_stays_as_it_is() -> None:
    diagnosis, found = seen(REQUIRED | {"marketing_headcount": 0})
    assert owners(found) == {"責任者"}
    assert {action.owner for action in diagnosis.outcome.actions} > {"lead"}


def test_an_owner_whose_hat_is_worn_stays_the_owner(pack: RulePack) -> None:
    for diagnosis, found in every():
        hats = {hat for seat in diagnosis.outcome.seats for hat in seat.hats}
        told = {action.id: action.owner for horizon in found.horizons for action in horizon.actions}
        for action in diagnosis.outcome.actions:
            if action.owner in hats:
                assert told[action.id] == pack.allocation.hat(action.owner).title.say("ja")


def test_what_changes_in_the_organisation_is_in_the_roadmap() -> None:
    for _, found in every():
        changes = [action.id for action in found.handout.changes]
        assert set(changes) <= set(actions(found))
        assert len(changes) == len(set(changes))


# The KPI one-sheet and the ladder


def test_a_measure_is_left_out_exactly_where_its_task_is_deferred(pack: RulePack) -> None:
    tasks = {measure.id: measure.task for measure in pack.handout.measures}
    for diagnosis, found in every():
        deferred = {task for task, sourcing in diagnosis.outcome.sourcing.items() if sourcing.execution == "defer"}
        left = [measure.id for measure in found.handout.measures]
        assert left == [id_ for id_, task in tasks.items() if task not in deferred]
        assert left
        assert [figure.id for figure in found.handout.results] == ["mql", "sql", "orders"]


def test_every_phase_is_a_rung_and_the_company_stands_on_one() -> None:
    for diagnosis, found in every():
        places = [rung.place for rung in found.phase.ladder]
        here = places.index("here")
        assert found.phase.ladder[here].id == diagnosis.outcome.phase.value
        assert places[:here] == ["past"] * here
        rest = places[here + 1 :]
        assert rest == ["ahead"] * rest.count("ahead") + ["beyond"] * rest.count("beyond")


def test_a_small_or_mid_team_climbs_no_further_than_operation() -> None:
    for diagnosis, found in every():
        places = {rung.id: rung.place for rung in found.phase.ladder}
        if diagnosis.outcome.model == "large":
            assert "beyond" not in places.values()
        else:
            assert places["advanced"] == "beyond"
            assert places["operation"] in ("here", "ahead")
