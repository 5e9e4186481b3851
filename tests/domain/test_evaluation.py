"""Tables decide as their hit policy promises or the evaluation is refused; programs are sorted by what waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.answers import read
from app.domain.budget import AffordableArticles
from app.domain.conditions import Condition, parse_test
from app.domain.errors import InvalidData, RuleError
from app.domain.evaluation import Engine, evaluate
from app.domain.facts import BOOLEAN, Closed
from app.domain.program import Program, build, fact_types
from app.domain.rules import HitPolicy, RulePack, Table
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from tests.support import REQUIRED, shipped_questionnaire

ENGINES: list[type[DurableEngine] | type[ReferenceEngine]] = [ReferenceEngine, DurableEngine]
both = pytest.mark.parametrize("engine_type", ENGINES)


def changed(pack: RulePack, table: Table) -> Program:
    """The shipped program with one table in place of that with its id."""
    tables = tuple(table if each.id == table.id else each for each in pack.tables)
    return build(shipped_questionnaire(), replace(pack, tables=tables))


def run(engine: Engine, **raw: object) -> None:
    evaluate(engine, read(shipped_questionnaire(), REQUIRED | raw))


@both
def test_a_table_without_a_row_for_these_answers_is_refused(
    pack: RulePack, engine_type: type[DurableEngine] | type[ReferenceEngine]
) -> None:
    model = pack.table["model"]
    engine = engine_type(changed(pack, replace(model, rows=model.rows[1:])))
    run(engine, marketing_headcount=4)
    with pytest.raises(RuleError, match="model: no row holds"):
        run(engine, marketing_headcount=3)
    run(engine, marketing_headcount=4)  # and the engine is none the worse


@both
def test_a_table_with_two_rows_where_one_must_hold_is_refused(
    pack: RulePack, engine_type: type[DurableEngine] | type[ReferenceEngine]
) -> None:
    model = pack.table["model"]
    first = replace(model.rows[0], id="model.wider", when=Condition((("marketing_headcount", four_at_most()),)))
    engine = engine_type(changed(pack, replace(model, rows=(first, *model.rows[1:]))))
    run(engine, marketing_headcount=3)
    with pytest.raises(RuleError, match=r"model: model\.wider, model\..* hold at once"):
        run(engine, marketing_headcount=4)
    run(engine, marketing_headcount=5)


def four_at_most() -> object:
    return parse_test("<= 4", shipped_questionnaire().by_id["marketing_headcount"].fact_type() or BOOLEAN)


@both
def test_a_gap_in_a_table_of_the_first_row_is_refused_too(
    pack: RulePack, engine_type: type[DurableEngine] | type[ReferenceEngine]
) -> None:
    phase = pack.table["phase"]
    engine = engine_type(changed(pack, replace(phase, rows=phase.rows[:-1])))
    with pytest.raises(RuleError, match="phase: no row holds"):
        run(engine, reproducibility="yes", improvement_cycle="yes")


@both
def test_a_gap_for_one_task_names_the_task(
    pack: RulePack, engine_type: type[DurableEngine] | type[ReferenceEngine]
) -> None:
    execution = pack.table["execution"]
    rows = tuple(row for row in execution.rows if row.id != "execution.events_shared")
    with pytest.raises(RuleError, match=r"task:events\.execution: no row holds"):
        run(engine_type(changed(pack, replace(execution, rows=rows))))


def test_a_table_that_collects_may_have_no_row(reference: ReferenceEngine) -> None:
    answers = read(shipped_questionnaire(), REQUIRED | {"reproducibility": "yes", "improvement_cycle": "yes"})
    assert "exit_criteria" not in evaluate(reference, answers).held


def test_in_a_first_table_rows_that_overlap_are_settled_by_their_order(pack: RulePack) -> None:
    model = replace(pack.table["model"], hit=HitPolicy.FIRST)
    always = replace(model.rows[-1], when=Condition())
    for engine in (DurableEngine, ReferenceEngine):
        program = changed(pack, replace(model, rows=(always, *model.rows)))
        answers = read(shipped_questionnaire(), REQUIRED)
        assert evaluate(engine(program), answers).facts["model"] == always.then["model"]


# Programs


def test_tables_that_wait_for_each_other_are_refused(pack: RulePack) -> None:
    model = pack.table["model"]
    type_ = fact_types(shipped_questionnaire(), pack)["phase"]
    test = parse_test("operation", type_)
    assert test is not None
    row = replace(model.rows[0], when=Condition((("phase", test),)))
    with pytest.raises(InvalidData, match=r"model → phase → model|phase → model → phase"):
        changed(pack, replace(model, rows=(row, *model.rows[1:])))


def test_a_fact_computed_from_itself_is_refused_even_where_no_rule_reads_it(pack: RulePack) -> None:
    circle = AffordableArticles("round", pack.prices, "round")
    with pytest.raises(InvalidData, match="round → round"):
        build(shipped_questionnaire(), replace(pack, derived=(*pack.derived, circle)))


def test_two_facts_computed_from_each_other_are_refused(pack: RulePack) -> None:
    circle = (AffordableArticles("a", pack.prices, "b"), AffordableArticles("b", pack.prices, "a"))
    with pytest.raises(InvalidData, match="a → b → a"):
        build(shipped_questionnaire(), replace(pack, derived=(*pack.derived, *circle)))


def test_every_level_reads_only_what_lower_levels_made(program: Program) -> None:
    known = set(program.types) - {fact for d in program.listing for line in d.lines for fact in line.sets}
    known -= {fact.id for fact in program.pack.derived}
    for level in program.levels:
        for derived in level.derived:
            assert {name for name in derived.inputs if not name.startswith("?")} <= known
            known.add(derived.id)
        assert {name for d in level.decisions for line in d.lines for name in line.when.facts()} <= known
        known |= {fact for d in level.decisions for line in d.lines for fact in line.sets}


def test_every_decision_is_made_once_and_every_fact_has_a_type(program: Program) -> None:
    made = [decision.fact for level in program.levels for decision in level.decisions]
    assert sorted(made) == sorted(decision.fact for decision in program.listing)
    assert len(set(made)) == len(made)
    read_ = {name for d in program.listing for line in d.lines for name in line.when.facts()}
    assert read_ <= set(program.types)


def test_all_facts_of_an_evaluation_are_of_their_type(program: Program, reference: ReferenceEngine) -> None:
    facts = evaluate(reference, read(shipped_questionnaire(), REQUIRED)).facts
    assert all(program.types[name].admits(facts[name]) for name in program.types)


def test_rows_of_a_repeated_table_that_are_about_other_tasks_are_gone(program: Program) -> None:
    (ads,) = [d for d in program.listing if d.fact == "task:ads.execution"]
    names = {line.rule.id for line in ads.lines}
    assert "execution.ads_unskilled" in names
    assert not names & {"execution.core_inside", "execution.content_shared", "execution.abm_later"}
    assert all(line.settled for line in ads.lines if "task" in line.rule.when.facts())


def test_a_boolean_is_not_a_number() -> None:
    assert not Closed((1, "a")).admits(True)
    assert not BOOLEAN.admits(1)
