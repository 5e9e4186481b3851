"""What would change it: every proposal does what it says, and nothing smaller was missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.answers import read
from app.domain.changes import Change, ChangeFinder, Proposal
from app.domain.diagnosis import diagnose
from app.domain.errors import InvalidData
from app.domain.program import build
from app.engine.reference import ReferenceEngine
from app.packs.pack_files import load_rules
from tests.domain.changing import (
    FIXED,
    PARTS,
    RESPONSES,
    SEED,
    assert_smallest,
    changed,
    concluded,
    engine,
    facts_of,
    finder,
    given_of,
    places_of,
    proposals,
    proposed,
    scale_of,
    smallest_pairs,
    total,
)
from tests.support import (
    REQUIRED,
    Raw,
    case_names,
    load_case,
    pack_files,
    random_responses,
    shipped_pack,
    shipped_questionnaire,
)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_single_answer_was_missed_and_none_is_smaller(part: int) -> None:
    for raw in list(random_responses(SEED, RESPONSES))[part::PARTS]:
        assert_smallest(given_of(raw))


@pytest.mark.parametrize("name", case_names())
def test_no_single_answer_was_missed_in_the_worked_cases(name: str) -> None:
    assert_smallest(given_of(load_case(name)["answers"]))


def test_every_proposal_does_what_it_says() -> None:
    sizes = set()
    for given, found in proposed():
        before = diagnose(engine(), read(shipped_questionnaire(), given))
        for proposal in found:
            sizes.add(len(proposal.changes))
            if not proposal.changes:
                continue
            after = diagnose(engine(), read(shipped_questionnaire(), changed(given, proposal)))
            assert concluded(after, proposal.target) == proposal.becomes, proposal
            assert concluded(before, proposal.target) != proposal.becomes, proposal
    assert {0, 1, 2} <= sizes


def test_nothing_fixed_unknown_unasked_or_unchanged_is_ever_proposed() -> None:
    for given, found in proposed():
        for proposal in found:
            questions = [change.question for change in proposal.changes]
            assert len(questions) == len(set(questions)) <= 3
            assert not FIXED.intersection(questions)
            for change in proposal.changes:
                left_out = shipped_questionnaire().by_id[change.question].left_out
                assert change.new not in (None, "unknown", change.old)
                assert change.old == given.get(change.question, left_out)
            assert set(questions) <= read(shipped_questionnaire(), changed(given, proposal)).asked


def test_every_conclusion_in_question_gets_its_proposal_once_in_order() -> None:
    raw = load_case("forty-without-foundations")["answers"]
    targets = [proposal.target for proposal in finder().proposals(given_of(raw))]
    tasks = [f"task:{task}.execution" for task in shipped_pack().tasks.ids]
    findings = [f"finding:{f.id}" for f in shipped_pack().findings]
    made = diagnose(engine(), read(shipped_questionnaire(), raw)).outcome.findings
    assert targets[:16] == ["model", "phase", *tasks]
    assert targets[16:] == [name for name in findings if name.removeprefix("finding:") in {f.id for f in made}]


def test_the_answers_a_diagnosis_keeps_lead_to_the_same_proposals() -> None:
    for raw in random_responses(13, 20):
        answers = read(shipped_questionnaire(), raw)
        on_the_path = {name: value for name, value in raw.items() if name in answers.asked}
        assert finder().proposals(answers.values) == finder().proposals(given_of(on_the_path))


def test_one_more_makes_three_people_a_mid_sized_team() -> None:
    found = proposals(REQUIRED | {"marketing_headcount": 3})["model"]
    assert found == Proposal("model", "mid", (Change("marketing_headcount", 3, 4),))


@pytest.mark.parametrize("owner", ["unclear", "agency", "business_units"])
def test_where_nobody_inside_decides_the_advice_is_to_name_a_head(owner: str) -> None:
    found = proposals(REQUIRED | {"decision_owner": owner})
    (finding,) = {"finding:decision_owner_missing", "finding:agency_extension", "finding:no_mandate"} & found.keys()
    assert found[finding] == Proposal(finding, False, (Change("decision_owner", owner, "head"),))


def test_only_what_stands_in_order_is_nearer_or_farther() -> None:
    ordered = {question.id for question in shipped_questionnaire().questions() if question.ordered}
    assert ordered == {question.id for question in shipped_questionnaire().questions() if scale_of(question)}


def test_what_would_be_found_instead_is_told() -> None:
    grounds = {"duties_documented": "no", "sales_split_defined": "no"}
    found = proposals(REQUIRED | grounds | {"marketing_headcount": 2, "dedicated_headcount": 1})
    assert found["finding:roles_unclear"].changes == (Change("marketing_headcount", 2, 1),)
    assert found["finding:roles_unclear"].brings == ("finding:single_point",)
    assert found["model"].brings == ()


def test_a_finding_that_would_weigh_more_is_told() -> None:
    found = proposals(load_case("large-team-a-shade-over-budget")["answers"])["phase"]
    assert (found.changes, found.brings) == ((Change("decision_owner", "head", "agency"),), ())
    assert found.worsens == ("finding:agency_extension",)


def test_ten_people_become_large_with_the_last_of_the_basics() -> None:
    items = ("duties_documented", "sales_split_defined", "mql_agreed", "sql_handoff_clear")
    raw = REQUIRED | dict.fromkeys(items, "yes") | {"marketing_headcount": 10, "shared_kpi": "no"}
    assert proposals(raw)["model"] == Proposal("model", "large", (Change("marketing_headcount", 10, 11),))
    with_the_basics = proposals(raw | {"marketing_headcount": 9999, "dedicated_headcount": 9998})["model"]
    assert [change.question for change in with_the_basics.changes] == ["marketing_headcount", "dedicated_headcount"]


def test_a_team_of_nobody_but_dedicated_people_shrinks_with_both_numbers() -> None:
    found = proposals(REQUIRED | {"marketing_headcount": 12, "dedicated_headcount": 12})["model"]
    expected = (Change("marketing_headcount", 12, 10), Change("dedicated_headcount", 12, 10))
    assert found == Proposal("model", "mid", expected)


def test_a_finding_with_two_grounds_takes_two_answers() -> None:
    raw = REQUIRED | {"mql_agreed": "no", "sql_handoff_clear": "partial"}
    expected = (Change("mql_agreed", "no", "yes"), Change("sql_handoff_clear", "partial", "yes"))
    assert proposals(raw)["finding:criteria_disagree"] == Proposal("finding:criteria_disagree", False, expected)


def test_three_contradictions_take_three_answers() -> None:
    contradictions: Raw = {
        "kpi_kind": "none",
        "shared_kpi": "yes",
        "nurturing_state": "running",
        "task_nurturing": "not_done",
        "inside_sales_kind": "sdr",
        "task_inside_sales": "not_done",
    }
    found = proposals(REQUIRED | contradictions)["finding:answers_conflict"]
    assert found.becomes is False
    assert len(found.changes) == 3


def test_what_is_not_known_can_be_told() -> None:
    raw = REQUIRED | {"reproducibility": "unknown", "improvement_cycle": "yes", "dedicated_headcount": 2}
    expected = (Change("reproducibility", "unknown", "yes"),)
    assert proposals(raw)["phase"] == Proposal("phase", "operation", expected)


def test_a_plan_fits_with_the_very_article_or_amount_it_takes() -> None:
    budget: Raw = {"annual_budget_manyen": 400, "media_spend_manyen": 10, "task_content": "outsourced"}
    fewer = proposals(REQUIRED | budget | {"articles_per_month": 200})["finding:over_budget"]
    assert fewer.changes == (Change("articles_per_month", 200, 6),)
    more = proposals(REQUIRED | budget | {"annual_budget_manyen": 369, "articles_per_month": 6})["finding:over_budget"]
    assert more.changes == (Change("annual_budget_manyen", 369, 370),)


def test_a_finding_that_hangs_on_what_is_fixed_says_so() -> None:
    found = proposals(REQUIRED | {"sales_cycle": "over_12m"})["finding:long_cycle"]
    assert found == Proposal("finding:long_cycle", None, (), movable=False)


def test_core_tasks_stay_inside_whatever_is_answered() -> None:
    found = proposals(REQUIRED)
    assert not found["task:strategy.execution"].movable
    assert found["task:ads.execution"].movable


def test_too_much_silence_is_not_mended_by_three_answers() -> None:
    assert proposals(REQUIRED)["finding:answers_unknown"] == Proposal("finding:answers_unknown", None, ())


def test_three_answers_out_of_many_that_serve_alike_are_the_first_three() -> None:
    of_the_checklist = {item for axis in shipped_pack().axes for item in axis.items}
    items = [question.id for question in shipped_questionnaire().questions() if question.id in of_the_checklist]
    raw: Raw = {q.id: "no" for q in shipped_questionnaire().questions() if "no" in q.option_ids}
    raw |= REQUIRED | {"kpi_kind": "none", "nurturing_state": "none", "budget_holder": "executive"}
    raw |= dict.fromkeys(items[:9], "unknown")
    found = proposals(raw)["finding:answers_unknown"]
    assert [change.question for change in found.changes] == items[:3]


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(8))
def test_no_pair_was_missed_where_one_answer_is_not_enough(seed: int) -> None:
    """All pairs of steps of distance 1, whatever question they are about."""
    (raw,) = random_responses(100 + seed, 1)
    given = given_of(raw)
    now = facts_of(given, set())
    assert now is not None
    wanted = [proposal for proposal in finder().proposals(given) if proposal.movable and len(proposal.changes) != 1]
    smallest = smallest_pairs(given, [proposal.target for proposal in wanted], now)
    for proposal in wanted:
        if proposal.target in smallest:
            assert places_of(change.question for change in proposal.changes) == smallest[proposal.target], proposal
        else:
            assert len(proposal.changes) != 2 or total(given, proposal) > 2, proposal


def test_what_the_pack_declares_fixed_is_left_alone() -> None:
    pack = replace(shipped_pack(), fixed=shipped_pack().fixed | {"marketing_headcount"})
    search = ChangeFinder(ReferenceEngine(build(shipped_questionnaire(), pack)))
    found = {p.target: p for p in search.proposals(given_of(REQUIRED | {"marketing_headcount": 3}))}
    assert found["model"] == Proposal("model", None, ())


def test_the_shipped_pack_declares_what_the_domain_calls_fixed() -> None:
    assert shipped_pack().fixed == FIXED - {"company_name"}


def test_a_pack_without_levers_still_loads_and_has_nothing_fixed() -> None:
    head = pack_files()["pack.yaml"].decode()
    without = "".join(line for line in head.splitlines(keepends=True) if "levers:" not in line and "fixed:" not in line)
    files = {**pack_files(), "pack.yaml": without.encode()}
    assert load_rules(files, shipped_questionnaire()).fixed == frozenset()


def test_a_fixed_question_that_does_not_exist_is_a_fault_with_a_suggestion() -> None:
    head = pack_files()["pack.yaml"].replace(b"fixed: [employees", b"fixed: [employes")
    with pytest.raises(InvalidData) as caught:
        load_rules({**pack_files(), "pack.yaml": head}, shipped_questionnaire())
    (problem,) = caught.value.problems
    assert (problem.code, problem.subject, problem.params["near"]) == (
        "reference-unknown-near",
        "levers.fixed[0]",
        "employees",
    )
