"""The engine in use keeps its promises: many threads, forks, errors, bad facts, and no more memory than it had."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.answers import Answers, read
from app.domain.conditions import Condition, InRanges, Interval, OneOf
from app.domain.evaluation import Evaluation, evaluate
from app.domain.facts import Facts, Scalar
from app.domain.program import Program, build
from app.domain.rules import HitPolicy, Rule, RulePack
from app.domain.texts import Text
from app.engine import durable_rules
from app.engine.durable import DurableEngine
from app.engine.durable_rules import DurableRules, EngineError
from app.engine.reference import ReferenceEngine
from tests.support import REQUIRED, random_responses, shipped_program, shipped_questionnaire


def some_answers(count: int, seed: int = 7) -> list[Answers]:
    return [read(shipped_questionnaire(), raw) for raw in random_responses(seed, count)]


def facts_of(reference: ReferenceEngine, **raw: object) -> dict[str, Scalar]:
    return dict(evaluate(reference, read(shipped_questionnaire(), REQUIRED | raw)).facts)


# Threads


def test_eight_threads_at_one_engine_get_what_one_gets(durable: DurableEngine, reference: ReferenceEngine) -> None:
    answers = some_answers(50)
    expected = [evaluate(reference, each) for each in answers]

    def hammer(offset: int) -> list[Evaluation]:
        turned = answers[offset:] + answers[:offset]
        return [evaluate(durable, each) for _ in range(4) for each in turned]

    with ThreadPoolExecutor(8) as threads:
        for offset, found in enumerate(threads.map(hammer, range(8))):
            assert found == (expected[offset:] + expected[:offset]) * 4


def tasks() -> int:
    """The threads of this process, those of C libraries too."""
    return (
        len(list(Path("/proc/self/task").iterdir())) if Path("/proc/self/task").exists() else threading.active_count()
    )


def test_the_engine_starts_no_threads(program: Program) -> None:
    before = tasks()
    engine = DurableEngine(program)
    for answers in some_answers(20):
        evaluate(engine, answers)
    assert tasks() == before


# Forks


def in_child(check: Callable[[], bool]) -> int:
    """Runs a check in a forked process; 0 where it held, 1 where it did not, 2 where it raised."""
    child = os.fork()
    if child == 0:
        code = 2
        try:
            code = 0 if check() else 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")


def test_a_child_process_evaluates_right_and_so_does_its_parent_afterwards(
    program: Program, reference: ReferenceEngine
) -> None:
    engine = DurableEngine(program)
    answers = some_answers(20)
    expected = [evaluate(reference, each) for each in answers]
    assert [evaluate(engine, each) for each in answers] == expected
    assert in_child(lambda: [evaluate(engine, each) for each in answers] == expected) == 0
    assert [evaluate(engine, each) for each in answers] == expected


def test_an_engine_never_used_before_the_fork_works_in_the_child_and_in_its_child(
    program: Program, reference: ReferenceEngine
) -> None:
    engine = DurableEngine(program)
    (answers,) = some_answers(1)
    expected = evaluate(reference, answers)
    grandchild = lambda: in_child(lambda: evaluate(engine, answers) == expected) == 0  # noqa: E731
    assert in_child(lambda: evaluate(engine, answers) == expected and grandchild()) == 0


def test_a_child_forked_while_another_thread_evaluates_is_not_locked_out(
    program: Program, reference: ReferenceEngine
) -> None:
    engine = DurableEngine(program)
    (answers,) = some_answers(1)
    expected = evaluate(reference, answers)
    inside, forked = threading.Event(), threading.Event()

    def evaluate_slowly() -> None:
        with engine.session():
            inside.set()
            forked.wait()

    thread = threading.Thread(target=evaluate_slowly)
    thread.start()
    inside.wait()
    try:
        assert in_child(lambda: evaluate(engine, answers) == expected) == 0
    finally:
        forked.set()
        thread.join()


# Errors


def stop_after_the_first_level(engine: DurableEngine, facts: Facts) -> None:
    with engine.session() as session:
        session.matches(0, facts)
        raise ZeroDivisionError


def match_all(engine: DurableEngine, facts: Facts) -> None:
    with engine.session() as session:
        for level in range(len(engine.program.levels)):
            session.matches(level, facts)


def test_an_error_in_the_middle_of_an_evaluation_leaves_the_engine_usable(
    program: Program, reference: ReferenceEngine
) -> None:
    engine = DurableEngine(program)
    answers = some_answers(30)
    for each in answers:
        with pytest.raises(ZeroDivisionError):
            stop_after_the_first_level(engine, evaluate(reference, each).facts)
        assert evaluate(engine, each) == evaluate(reference, each)


def test_a_fact_refused_on_the_way_leaves_the_engine_usable(program: Program, reference: ReferenceEngine) -> None:
    engine = DurableEngine(program)
    answers = some_answers(30)
    for each in answers:
        facts = dict(evaluate(reference, each).facts) | {"finding:no_kpi": "perhaps"}
        with pytest.raises(EngineError):
            match_all(engine, facts)
        assert evaluate(engine, each) == evaluate(reference, each)


# Every closed fact refuses what is not in its list; numbers refuse what is no number, and null where it cannot be.
@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("decision_owner", "nobody"),
        ("decision_owner", None),
        ("decision_owner", 3),
        ("decision_owner", True),
        ("mql_agreed", "Yes"),
        ("mql_agreed", ""),
        ("kpi_kind", "volume"),
        ("skills_told", "true"),
        ("skills_told", None),
        ("skills_told", 0.5),
    ],
)
def test_a_word_that_is_no_value_of_its_fact_is_refused(
    durable: DurableEngine, reference: ReferenceEngine, fact: str, value: Scalar
) -> None:
    facts = facts_of(reference) | {fact: value}
    with pytest.raises(EngineError, match=f"{fact} cannot be {value!r}"):
        match_all(durable, facts)


@pytest.mark.parametrize("value", ["3", True, None, [3], "three"])
def test_a_value_that_is_no_number_is_refused_where_one_belongs(
    durable: DurableEngine, reference: ReferenceEngine, value: object
) -> None:
    facts = facts_of(reference) | {"marketing_headcount": value}  # type: ignore[dict-item]
    with pytest.raises((EngineError, TypeError)), durable.session() as session:
        session.matches(0, facts)


@pytest.mark.parametrize("value", [2**53, -(2**60), 1e-5, 1e300, float("nan"), float("inf")])
def test_a_number_the_engine_cannot_hold_is_refused(
    durable: DurableEngine, reference: ReferenceEngine, value: float
) -> None:
    facts = facts_of(reference) | {"marketing_headcount": value}
    with pytest.raises(EngineError), durable.session() as session:
        session.matches(0, facts)


def test_a_fact_that_is_missing_is_an_error(durable: DurableEngine, reference: ReferenceEngine) -> None:
    facts = facts_of(reference)
    del facts["marketing_headcount"]
    with pytest.raises(KeyError), durable.session() as session:
        session.matches(0, facts)


# Programs that cannot be put to it


def test_names_it_could_not_tell_apart_are_refused() -> None:
    # A known collision of the 32-bit FNV-1a hash.
    with pytest.raises(EngineError, match="costarring and liquid apart"):
        durable_rules._refuse_collisions({"costarring", "other", "liquid"})
    durable_rules._refuse_collisions({"costarring", "other"})


def program_with(pack: RulePack, when: Condition, **parts: object) -> Program:
    row = Rule("model.long", when, pack.table["model"].rows[0].then, Text({"ja": "-"}), ("T",))
    model = replace(pack.table["model"], hit=HitPolicy.FIRST, rows=(row, *pack.table["model"].rows))
    tables = (model, *(table for table in pack.tables if table.id != "model"))
    return build(shipped_questionnaire(), replace(pack, tables=tables, **parts))  # type: ignore[arg-type]


def test_a_rule_of_more_conditions_than_a_page_holds_is_refused(pack: RulePack) -> None:
    tests = tuple((q.id, OneOf((q.option_ids[0],))) for q in shipped_questionnaire().questions() if q.option_ids)
    tests = tuple((name, test) for name, test in tests if name != "skilled_tasks")
    DurableRules(program_with(pack, Condition(tests[:40])))
    with pytest.raises(EngineError, match="does not fit a page"):
        DurableRules(program_with(pack, Condition(tests * 2)))


def test_a_test_that_does_not_fit_its_fact_is_refused(pack: RulePack) -> None:
    for name, test in (("marketing_headcount", OneOf((3,))), ("mql_agreed", InRanges((Interval(),)))):
        with pytest.raises(EngineError, match=name):
            DurableRules(program_with(pack, Condition(((name, test),))))


def test_more_than_sixty_four_rules_may_hold_of_one_response(pack: RulePack) -> None:
    """A fact that meets more than 64 conditions is refused by the engine itself, so rules are cut into pages."""
    people = InRanges((Interval(low=1),))
    rows = tuple(
        Rule(f"model.r{n}", Condition((("marketing_headcount", people),)), pack.table["model"].rows[0].then,
             Text({"ja": "-"}), ("T",))
        for n in range(200)
    )  # fmt: skip
    model = replace(pack.table["model"], hit=HitPolicy.COLLECT, rows=rows)
    made = build(shipped_questionnaire(), replace(pack, tables=(replace(model, conclusion="many"), *pack.tables)))
    answers = read(shipped_questionnaire(), REQUIRED)
    found, expected = evaluate(DurableEngine(made), answers), evaluate(ReferenceEngine(made), answers)
    assert len(found.held["many"]) == 200
    assert found == expected


# Memory


def resident() -> int:
    """The memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc")
def test_ten_thousand_evaluations_take_no_more_memory(program: Program) -> None:
    engine = DurableEngine(shipped_program())
    answers = some_answers(200)
    for _ in range(10):
        for each in answers:
            evaluate(engine, each)
    gc.collect()
    before = resident()
    for _ in range(50):
        for each in answers:
            evaluate(engine, each)
    gc.collect()
    assert resident() - before < 2_000_000
