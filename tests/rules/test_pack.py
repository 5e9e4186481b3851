"""The shipped rule pack holds what the knowledge page lists, in its order."""

from __future__ import annotations

import pytest

from app.domain.answers import read
from app.domain.evaluation import evaluate
from app.domain.rules import RulePack, Severity
from app.engine.durable import DurableEngine
from tests.support import random_responses, shipped_questionnaire

CRITICAL = {"no_marketer", "decision_owner_missing", "no_mandate", "criteria_disagree", "no_kpi"}
CRITICAL_AT_TIMES = {"agency_extension", "person_dependent"}


def test_there_are_as_many_of_everything_as_the_knowledge_page_lists(pack: RulePack) -> None:
    assert len(pack.findings) == 35
    assert len(pack.actions) == 37
    assert len(pack.benchmarks) == 8
    assert len(pack.tasks.tasks) == 14
    assert len(pack.glossary) == 10
    assert list(pack.sources) == ["S1", "S2", "FO", "MZ", "NS", "T"]


def test_actions_are_in_order_of_priority(pack: RulePack) -> None:
    ids = [action.id for action in pack.actions]
    assert [ids.index(each) + 1 for each in ("assign_marketer", "agree_mql_sql", "confirm_unknowns", "decision_rules",
                                             "quality_standard", "start_nurturing", "reassess")] == [
        1, 6, 11, 21, 27, 33, 37]  # fmt: skip


def test_severities_are_those_of_the_knowledge_page(pack: RulePack) -> None:
    by_id = {finding.id: [rule.then["severity"] for rule in finding.rules] for finding in pack.findings}
    assert {id_ for id_, severities in by_id.items() if severities == [Severity.CRITICAL]} == CRITICAL
    assert {id_ for id_, severities in by_id.items() if len(severities) > 1} == CRITICAL_AT_TIMES
    assert all(by_id[id_][0] == Severity.CRITICAL != by_id[id_][1] for id_ in CRITICAL_AT_TIMES)


def test_every_rule_is_met_by_random_responses_too(durable: DurableEngine, pack: RulePack) -> None:
    met: set[str] = set()
    for raw in random_responses(3, 4000):
        held = evaluate(durable, read(shipped_questionnaire(), raw)).held
        met |= {line.rule.id for lines in held.values() for line in lines}
    assert set(pack.rule) - met == set()


def test_every_rule_names_a_source_and_says_why(pack: RulePack) -> None:
    for rule in pack.rule.values():
        assert rule.sources
        assert rule.why.say("ja").strip()


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("trace_leads_and_listen", "agree_mql_sql"),
        ("agree_mql_sql", "shared_kpi_sheet"),
        ("choose_first_kpis", "shared_kpi_sheet"),
        ("agree_mql_sql", "standardise_handoff"),
        ("define_sales_split", "standardise_handoff"),
        ("shared_kpi_sheet", "decision_rules"),
        ("standardise_handoff", "feedback_loop"),
        ("sourcing_policy", "set_vendor_workflow"),
        ("shared_kpi_sheet", "run_improvement_cycle"),
        ("sourcing_policy", "stage_insourcing"),
        ("document_duties", "align_evaluation"),
        ("standardise_handoff", "prepare_inside_sales"),
        ("lead_record", "start_nurturing"),
        ("shared_kpi_sheet", "carve_out_operation"),
    ],
)
def test_actions_build_on_each_other_as_the_knowledge_page_says(pack: RulePack, first: str, later: str) -> None:
    assert first in pack.action[later].after


def test_nothing_else_is_built_on(pack: RulePack) -> None:
    assert sum(len(action.after) for action in pack.actions) == 14
