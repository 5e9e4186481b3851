"""What would change it: every proposal does what it says, and nothing smaller was missed.

The brute force here shares nothing with the search: it changes raw answers, reads them, and evaluates all rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from app.domain.answers import read, read_given
from app.domain.changes import Change, ChangeFinder, Proposal
from app.domain.diagnosis import Diagnosis, diagnose
from app.domain.errors import InvalidAnswers, InvalidData
from app.domain.evaluation import evaluate
from app.domain.facts import Facts
from app.domain.program import build
from app.domain.questionnaire import Answer, Kind, Question
from app.engine.reference import ReferenceEngine
from app.packs.pack_files import load_rules
from tests.support import (
    REQUIRED,
    Raw,
    case_names,
    load_case,
    pack_files,
    random_responses,
    shipped_pack,
    shipped_program,
    shipped_questionnaire,
)

FIXED = {"employees", "annual_revenue", "industry", "department_age", "deal_size", "sales_cycle", "company_name"}
PRICED = ("strategy", "kpi_design", "analysis", "content")
ADVICE, ARTICLE, RETAINER_FROM = (0, 30, 50), 5, 75
SEED, RESPONSES, PARTS = 7, 200, 8
Given = dict[str, Answer]


@cache
def engine() -> ReferenceEngine:
    return ReferenceEngine(shipped_program())


@cache
def finder() -> ChangeFinder:
    return ChangeFinder(engine())


def given_of(raw: Mapping[str, object]) -> Given:
    given, problems = read_given(shipped_questionnaire(), raw)
    assert problems == []
    return given


def proposals(raw: Mapping[str, object]) -> dict[str, Proposal]:
    return {proposal.target: proposal for proposal in finder().proposals(given_of(raw))}


@cache
def proposed() -> list[tuple[Given, tuple[Proposal, ...]]]:
    """The random responses with all that would change them."""
    responses = [given_of(raw) for raw in random_responses(SEED, RESPONSES)]
    return [(given, finder().proposals(given)) for given in responses]


def changed(given: Given, proposal: Proposal) -> Given:
    return given | {change.question: change.new for change in proposal.changes}


def concluded(diagnosis: Diagnosis, target: str) -> object:
    """What the outcome says about a target of a proposal."""
    outcome = diagnosis.outcome
    if target.startswith("finding:"):
        return target.removeprefix("finding:") in [finding.id for finding in outcome.findings]
    if target.startswith("task:"):
        return outcome.sourcing[target.removeprefix("task:").removesuffix(".execution")].execution
    return outcome.phase.value if target == "phase" else outcome.model


# Brute force over single answers


def candidates(question: Question, given: Given) -> Iterator[Answer]:
    """Every told value worth a try: all options, all small and telling numbers, all selections near the present one."""
    if question.kind is Kind.CHOICE:
        yield from (option for option in question.option_ids if option != "unknown")
    elif question.kind is Kind.INTEGER:
        near = {m for n in telling_numbers(question.id, given) for m in (n - 1, n, n + 1)}
        yield from sorted(n for n in near if question.limits.low <= n <= question.limits.high)
    elif question.kind is Kind.MULTIPLE:
        old = given.get(question.id)
        chosen = set(old) if isinstance(old, tuple) else set()
        toggled = list(combinations(question.option_ids, 1))
        toggled += [each for size in (2, 3, 4) for each in combinations(PRICED, size)]
        selections = [chosen.symmetric_difference(each) for each in toggled]
        yield from (tuple(o for o in question.option_ids if o in each) for each in selections)
        yield ()


def telling_numbers(question: str, given: Given) -> set[int]:
    """The bounds of all tests on a number, and where the plan begins to fit the budget."""
    old = number(given, question)
    if question in ("marketing_headcount", "dedicated_headcount"):
        return {*range(15), old, number(given, "dedicated_headcount"), number(given, "marketing_headcount"), 9999}
    annual, media = number(given, "annual_budget_manyen"), number(given, "media_spend_manyen")
    articles = number(given, "articles_per_month")
    costs = {RETAINER_FROM, *(advice + ARTICLE * n for advice in ADVICE for n in (0, articles))}
    if question == "annual_budget_manyen":
        return {0, old, 1_000, 10_000, 10_000_000, media, *(12 * cost + media for cost in costs)}
    if question == "media_spend_manyen":
        return {0, old, annual, *(annual - 12 * cost for cost in costs)}
    return {0, old, 500, *((annual - media - 12 * advice) // (12 * ARTICLE) for advice in ADVICE)}


def number(given: Given, question: str) -> int:
    value = given.get(question)
    return value if isinstance(value, int) else 0


def facts_of(given: Given, changed_questions: set[str]) -> Facts | None:
    """The facts of a response; None where it is invalid or one of these questions is not asked."""
    try:
        answers = read(shipped_questionnaire(), given)
    except InvalidAnswers:
        return None
    return evaluate(engine(), answers).facts if changed_questions <= answers.asked else None


def distance(question: Question, given: Given, new: Answer) -> int:
    old = given.get(question.id, question.left_out)
    if isinstance(old, int) and isinstance(new, int):
        return abs(old - new)
    if isinstance(new, tuple):
        return max(1, len(set(new).symmetric_difference(old if isinstance(old, tuple) else ())))
    return 1


def singles(given: Given) -> list[tuple[int, int, str, Answer, Facts]]:
    """Every valid change of one answer: how far it is, the place of its question, the change, what follows."""
    found = []
    for place, question in enumerate(shipped_questionnaire().questions()):
        if question.id in FIXED:
            continue
        for new in dict.fromkeys(candidates(question, given)):
            if new == given.get(question.id, question.left_out):
                continue
            facts = facts_of(given | {question.id: new}, {question.id})
            if facts is not None:
                found.append((distance(question, given, new), place, question.id, new, facts))
    return sorted(found, key=lambda each: each[:2])


def assert_smallest(given: Given) -> None:
    tried = singles(given)
    now = facts_of(given, set())
    assert now is not None
    for proposal in finder().proposals(given):
        working = next((each for each in tried if each[4][proposal.target] != now[proposal.target]), None)
        if working is None:
            assert len(proposal.changes) != 1, proposal
        else:
            assert len(proposal.changes) == 1, (proposal, working[:4])
            (change,) = proposal.changes
            question = shipped_questionnaire().by_id[change.question]
            found = (distance(question, given, change.new), change.question)
            assert found == (working[0], working[2]), (proposal, working[:4])


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


# Examples


def test_one_more_makes_three_people_a_mid_sized_team() -> None:
    found = proposals(REQUIRED | {"marketing_headcount": 3})["model"]
    assert found == Proposal("model", "mid", (Change("marketing_headcount", 3, 4),))


def test_what_would_be_found_instead_is_told() -> None:
    grounds = {"duties_documented": "no", "sales_split_defined": "no"}
    found = proposals(REQUIRED | grounds | {"marketing_headcount": 2, "dedicated_headcount": 1})
    assert found["finding:roles_unclear"].changes == (Change("marketing_headcount", 2, 1),)
    assert found["finding:roles_unclear"].brings == ("finding:single_point",)
    assert found["model"].brings == ()


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


def smallest_pairs(given: Given, targets: list[str], now: Facts) -> dict[str, list[int]]:
    """For each target that a pair of steps of distance 1 changes, the places of the first such pair of questions."""
    steps = [each[2:4] for each in singles(given) if each[0] == 1]
    found: dict[str, list[int]] = {}
    for one, other in combinations(steps, 2):
        questions = {one[0], other[0]}
        facts = facts_of(given | dict((one, other)), questions) if len(questions) == 2 else None
        for target in targets if facts is not None else ():
            if facts is not None and facts[target] != now[target]:
                found[target] = min(found.get(target, [99, 99]), places_of(questions))
    return found


def places_of(questions: Iterable[str]) -> list[int]:
    order = list(shipped_questionnaire().by_id)
    return sorted(order.index(question) for question in questions)


def total(given: Given, proposal: Proposal) -> int:
    questions = shipped_questionnaire().by_id
    return sum(distance(questions[change.question], given, change.new) for change in proposal.changes)


# Levers are data of the pack


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
        "levers.fixed",
        "employees",
    )
