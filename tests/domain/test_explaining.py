"""Explanations: conclusions opened into rules, facts and what led to those, from the trace alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from app.domain.answers import read
from app.domain.diagnosis import diagnose
from app.domain.evidence import Evidence
from app.domain.explaining import Explainer, name_of
from app.domain.program import build
from app.domain.reasons import Closed, FactView, ReasonView
from app.domain.wording import Wording
from app.engine.reference import ReferenceEngine
from app.packs.pack_files import load_rules
from app.packs.wording_files import load_wording
from tests.support import (
    REQUIRED,
    WORDING_DIR,
    Raw,
    case_names,
    load_case,
    pack_files,
    random_responses,
    shipped_pack,
    shipped_program,
    shipped_questionnaire,
)


@cache
def words() -> Wording:
    return load_wording(WORDING_DIR)


def explainer(raw: Raw) -> Explainer:
    questionnaire = shipped_questionnaire()
    diagnosis = diagnose(ReferenceEngine(shipped_program()), read(questionnaire, raw))
    return Explainer(diagnosis, questionnaire, shipped_pack(), words(), "ja")


def facts_below(node: ReasonView | FactView) -> Iterator[FactView]:
    """Every fact told below a node."""
    direct = node.facts if isinstance(node, ReasonView) else node.parts
    for fact in direct:
        yield fact
        yield from facts_below(fact)
        if fact.reason is not None:
            yield from facts_below(fact.reason)


def reasons_below(node: ReasonView) -> Iterator[ReasonView]:
    """A reason and every reason it opens into."""
    yield node
    for fact in facts_below(node):
        if fact.reason is not None:
            yield fact.reason


@pytest.mark.parametrize("name", case_names())
def test_every_conclusion_of_the_worked_cases_is_explained_in_words(name: str) -> None:
    explaining = explainer(load_case(name)["answers"])
    for conclusion in explaining.conclusions:
        node = explaining.explain(name_of(conclusion))
        assert node.conclusion == conclusion
        for reason in reasons_below(node):
            assert reason.why.strip()
            assert "{" not in reason.why + reason.label
            assert reason.sources
        assert all(fact.label.strip() and fact.value.strip() for fact in facts_below(node))


def test_random_responses_are_explained_too() -> None:
    for raw in random_responses(21, 60):
        explaining = explainer(dict(raw))
        for conclusion in explaining.conclusions:
            node = explaining.explain(name_of(conclusion))
            opened = [reason.conclusion for reason in reasons_below(node)]
            assert len(opened) == len(set(opened)), conclusion


def test_the_facts_shown_are_those_that_decided() -> None:
    raw = load_case("tight-budget")["answers"]
    diagnosis = diagnose(ReferenceEngine(shipped_program()), read(shipped_questionnaire(), raw))
    explaining = explainer(raw)
    for reason in diagnosis.trace:
        node = explaining.explain(name_of(reason.conclusion))
        assert [fact.name for fact in node.facts] == list(Evidence(diagnosis, shipped_pack()).of(reason))
        assert node.rule == reason.rule
        assert tuple(source.id for source in node.sources) == reason.sources


def test_a_finding_behind_an_action_opens_into_its_own_reason() -> None:
    node = explainer(REQUIRED | {"mql_agreed": "no"}).explain("action:agree_mql_sql")
    (finding,) = (fact.reason for fact in node.facts if fact.name == "finding:criteria_disagree")
    assert finding is not None
    assert (finding.facts[0].name, finding.facts[0].value) == ("mql_agreed", "いいえ")
    assert {source.id for source in node.all_sources()} >= {"S1", "S2"}


def test_a_number_opens_into_the_answers_it_was_computed_from() -> None:
    node = explainer(REQUIRED | {"mql_agreed": "yes"}).explain("basics_ready")
    (count,) = node.facts
    assert count.name == "basics_yes"
    assert count.value.startswith("1")
    assert len(count.parts) == 6
    assert "mql_agreed" in [part.name for part in count.parts]


def test_what_was_opened_once_is_only_named_again() -> None:
    raw = load_case("tight-budget")["answers"]
    told = list(facts_below(explainer(raw).explain("budget.fit")))
    monthly = [fact for fact in told if fact.name == "budget.monthly"]
    assert [fact.closed for fact in monthly] == [None, *[Closed.AGAIN] * (len(monthly) - 1)]
    assert len(monthly) > 2
    assert monthly[0].parts
    assert not any(fact.parts for fact in monthly[1:])


@pytest.mark.parametrize("conclusion", ["model", "model=small", "phase", "task:content.execution", "action:reassess"])
def test_a_conclusion_is_found_by_its_name_with_or_without_its_value(conclusion: str) -> None:
    assert explainer(REQUIRED | {"marketing_headcount": 3}).find(conclusion) == name_of(conclusion)


@pytest.mark.parametrize("conclusion", ["model=large", "modle", "finding:no_kpi", "", "note:model_three", "skilled"])
def test_what_was_not_concluded_is_not_found(conclusion: str) -> None:
    assert explainer(REQUIRED | {"marketing_headcount": 3}).find(conclusion) is None


def test_a_deleted_rule_takes_its_sentence_with_it() -> None:
    raw = REQUIRED | {"kpi_kind": "none"}
    sentence = explainer(raw).explain("finding:no_kpi").why
    text = pack_files()["findings.yaml"].decode()
    start, end = text.index("  - id: no_kpi"), text.index("  - id: no_decision_rule")
    files = {**pack_files(), "findings.yaml": (text[:start] + text[end:]).encode()}
    for name in ("actions.yaml", "benchmarks.yaml", "notes.yaml"):
        files[name] = files[name].replace(b"finding:no_kpi", b"finding:kpi_split")
    pack = load_rules(files, shipped_questionnaire())
    diagnosis = diagnose(ReferenceEngine(build(shipped_questionnaire(), pack)), read(shipped_questionnaire(), raw))
    changed = Explainer(diagnosis, shipped_questionnaire(), pack, words(), "ja")
    said = [reason.why for each in changed.conclusions for reason in reasons_below(changed.explain(name_of(each)))]
    assert sentence not in said
    assert changed.find("finding:no_kpi") is None


def test_a_deleted_row_takes_its_sentence_with_it() -> None:
    raw = REQUIRED | {"task_ads": "inhouse", "skilled_tasks": ["ads"]}
    before = explainer(raw).explain("task:ads.execution")
    assert before.rule == "execution.done_well_inside"
    text = pack_files()["decisions/execution.yaml"].decode()
    start, end = text.index("  - id: done_well_inside"), text.index("  - id: content_large_skilled")
    files = {**pack_files(), "decisions/execution.yaml": (text[:start] + text[end:]).encode()}
    pack = load_rules(files, shipped_questionnaire())
    diagnosis = diagnose(ReferenceEngine(build(shipped_questionnaire(), pack)), read(shipped_questionnaire(), raw))
    after = Explainer(diagnosis, shipped_questionnaire(), pack, words(), "ja").explain("task:ads.execution")
    assert after.rule != before.rule
    assert after.why != before.why


def test_numbers_computed_from_the_same_answers_name_them_once() -> None:
    coverage, score = explainer(load_case("tight-budget")["answers"]).explain("checklist.grade").facts
    assert (coverage.name, score.name) == ("checklist.coverage", "checklist.score")
    assert (coverage.closed, len(coverage.parts)) == (None, 15)
    assert (score.closed, score.parts) == (Closed.ALIKE, ())


def test_a_rule_told_on_the_way_is_marked_where_it_comes_again() -> None:
    for name in case_names():
        explaining = explainer(load_case(name)["answers"])
        for conclusion in explaining.conclusions:
            reasons = list(reasons_below(explaining.explain(name_of(conclusion))))
            anew = [reason.rule for reason in reasons if not reason.repeated]
            assert sorted(anew) == sorted({reason.rule for reason in reasons}), conclusion


def test_a_reason_opens_as_many_conclusions_one_below_another_as_was_said() -> None:
    raw = load_case("large-team-a-shade-over-budget")["answers"]
    diagnosis = diagnose(ReferenceEngine(shipped_program()), read(shipped_questionnaire(), raw))
    shallow = Explainer(diagnosis, shipped_questionnaire(), shipped_pack(), words(), "ja", deep=1)
    node = shallow.explain("action:fit_budget")
    told = {fact.name: fact for fact in facts_below(node)}
    assert [reason.conclusion for reason in reasons_below(node)][1:] == ["finding:over_budget", "finding:size_mismatch"]
    assert told["budget.fit"].closed is Closed.ELSEWHERE
