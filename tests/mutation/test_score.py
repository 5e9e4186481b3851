"""Nearly every mistake somebody may make in a decision table is noticed, by the checker or by a worked case."""

from __future__ import annotations

import pytest

from app.domain.program import fact_types
from tests.mutation.equivalence import equivalent
from tests.mutation.operators import OPERATORS, Mutant, mutants
from tests.mutation.score import Judged, Verdict, chosen, judge, lines, run, tables
from tests.support import shipped_pack, shipped_program, shipped_questionnaire

WANTED = 0.95
QUICK = 2


@pytest.mark.parametrize("table", tables())
def test_two_mutants_of_each_table_are_noticed(table: str) -> None:
    verdicts = tuple((mutant, judge(mutant)) for mutant in chosen(table, QUICK, seed=1))
    assert len(verdicts) == QUICK
    judged = Judged(verdicts)
    assert judged.of(Verdict.SURVIVED) + judged.of(Verdict.BROKE) == []


@pytest.mark.prove
def test_the_score_over_the_whole_pack(capsys: pytest.CaptureFixture[str]) -> None:
    judged = run()
    told = "\n".join(lines(judged))
    with capsys.disabled():
        print(f"\n{told}")  # noqa: T201 - the figure is what the run is for
    assert len(judged.verdicts) == 10 * len(tables())
    assert judged.score >= WANTED, told


TABLE = {
    "id": "model",
    "hit": "first",
    "outputs": {"model": ["small", "large"]},
    "rows": [
        {"id": "few", "when": {"marketing_headcount": "[0..3]", "basics_ready": True}, "then": {"model": "small"}},
        {"id": "many", "when": {"decision_owner": "not(head, agency)"}, "then": {"model": "large"}},
    ],
}


def test_every_operator_changes_one_thing() -> None:
    found = mutants(TABLE, fact_types(shipped_questionnaire(), shipped_pack()))
    assert set(found) == set(OPERATORS)
    assert all(made and all(mutant.data != TABLE for mutant in made) for made in found.values())
    whats = [mutant.what for made in found.values() for mutant in made]
    for expected in (
        "few.marketing_headcount: [0..3] → [1..3]",
        "few.marketing_headcount: [0..3] → [0..4]",
        "few.basics_ready: true → not(true)",
        "many.decision_owner: not(head, agency) → head, agency",
        "many.decision_owner: not(head, agency) → not(agency)",
        "many.decision_owner: not(head, agency) → -",
        "few ↔ many",
        "few → model=large",
        "many → model=larg",
    ):
        assert expected in whats


def test_the_same_seed_gives_the_same_mutants() -> None:
    assert chosen("phase", 10, 3) == chosen("phase", 10, 3)
    assert {mutant.operator for mutant in chosen("phase", 10, 3)} == set(OPERATORS)


def test_an_equivalent_mutant_is_left_out_and_a_different_one_is_not() -> None:
    assert equivalent(shipped_program(), shipped_program(), "phase")
    swapped = next(m for m in chosen("phase", 0, 1) if "nobody_yet ↔ no_department_no_owner" in str(m))
    assert judge(swapped) is Verdict.EQUIVALENT
    dropped = next(m for m in chosen("phase", 0, 1) if "drop a row: no_department_no_owner" in str(m))
    assert judge(dropped) is not Verdict.EQUIVALENT


def test_the_score_leaves_equivalent_mutants_out() -> None:
    mutant = Mutant("t", "o", "w", {})
    verdicts = [Verdict.CASES, Verdict.CHECK, Verdict.EQUIVALENT, Verdict.SURVIVED, Verdict.BROKE]
    assert Judged(tuple((mutant, verdict) for verdict in verdicts)).score == 0.5
