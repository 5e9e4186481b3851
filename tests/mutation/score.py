"""Mutates the shipped rule pack's tables and judges who notices: the checker, or the pack's worked cases."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from multiprocessing import get_context
from random import Random

from app.cli.checking import check_all
from app.domain.answers import Answers, read
from app.domain.diagnosis import diagnose
from app.domain.document import document
from app.domain.errors import InvalidData, RuleError
from app.domain.expectations import Json, differences
from app.domain.facts import Closed, FactType
from app.domain.program import GROUP, TASK, Program, aliases, build, fact_types
from app.engine.reference import ReferenceEngine
from app.packs.pack_files import load_rules
from app.packs.yaml_core import parse
from tests.mutation.equivalence import equivalent
from tests.mutation.operators import Mutant, TableData, mutants
from tests.support import (
    case_names,
    load_case,
    pack_files,
    questionnaire_files,
    shipped_pack,
    shipped_program,
    shipped_questionnaire,
)

EACH = 10  # mutants of a table
SEED = 2026
PROCESSES = 2


class Verdict(StrEnum):
    """Who noticed a mutant, if anyone could."""

    CHECK = "caught by check"
    CASES = "caught by a case"
    EQUIVALENT = "proven equivalent"
    SURVIVED = "survived"
    BROKE = "check broke down"  # it told nothing, so this does not count as caught


@dataclass(frozen=True, slots=True)
class Judged:
    """All mutants of a run, each with its verdict."""

    verdicts: tuple[tuple[Mutant, Verdict], ...]

    @property
    def counts(self) -> Counter[Verdict]:
        """How many there are of each verdict."""
        return Counter(verdict for _, verdict in self.verdicts)

    @property
    def score(self) -> float:
        """The share that was caught, of all that are not equivalent."""
        counts = self.counts
        caught = counts[Verdict.CHECK] + counts[Verdict.CASES]
        judged = len(self.verdicts) - counts[Verdict.EQUIVALENT]
        return caught / judged if judged else 1.0

    def of(self, wanted: Verdict) -> list[str]:
        """The mutants with that verdict, in words."""
        return [str(mutant) for mutant, verdict in self.verdicts if verdict is wanted]


def tables() -> list[str]:
    """The ids of the shipped tables."""
    return [table.id for table in shipped_pack().tables]


def chosen(table: str, each: int, seed: int) -> list[Mutant]:
    """That many mutants of a table, always the same for a seed, spread over the operators; all of them for 0."""
    random = Random(f"{seed} {table}")
    pools = list(mutants(_data(table), _types(table)).values())
    if each == 0:
        return [mutant for pool in pools for mutant in pool]
    random.shuffle(pools)
    for pool in pools:
        random.shuffle(pool)
    rounds = (pool[number] for number in range(each) for pool in pools if number < len(pool))
    return [mutant for mutant, _ in zip(rounds, range(each), strict=False)]


def _name(table: str) -> str:
    return f"decisions/{table}.yaml"


def _data(table: str) -> TableData:
    data = parse(_name(table), pack_files()[_name(table)]).data
    assert isinstance(data, dict)
    return data


def _types(table: str) -> dict[str, FactType]:
    """The types of a table's inputs, those of the task at hand among them."""
    pack = shipped_pack()
    types = fact_types(shipped_questionnaire(), pack)
    if pack.table[table].for_each_task:
        groups = tuple(group.id for group in pack.tasks.groups)
        bare = {name: types[fact] for name, fact in aliases(pack, pack.tasks.ids[0]).items() if fact in types}
        types |= bare | {TASK: Closed(pack.tasks.ids), GROUP: Closed(groups)}
    return types


def judge(mutant: Mutant) -> Verdict:
    """Who notices a mutant. What does not load is a fault that the checker tells of."""
    # JSON is YAML too, with every text in quotes.
    files = {**pack_files(), _name(mutant.table): json.dumps(mutant.data, ensure_ascii=False).encode()}
    try:
        program = build(shipped_questionnaire(), load_rules(files, shipped_questionnaire()))
    except InvalidData:
        return Verdict.CHECK
    if fails_a_case(program):
        return Verdict.CASES
    try:
        if check_all(questionnaire_files(), files).faults:
            return Verdict.CHECK
    except RuleError:
        return Verdict.BROKE
    return Verdict.EQUIVALENT if equivalent(shipped_program(), program, mutant.table) else Verdict.SURVIVED


@cache
def _cases() -> tuple[tuple[Answers, Json], ...]:
    found = map(load_case, case_names())
    return tuple((read(shipped_questionnaire(), case["answers"]), case["expected"]) for case in found)


def fails_a_case(program: Program) -> bool:
    """Whether some worked case does not give what it expects."""
    engine = ReferenceEngine(program)
    return any(_fails(engine, answers, expected) for answers, expected in _cases())


def _fails(engine: ReferenceEngine, answers: Answers, expected: Json) -> bool:
    try:
        outcome = document(diagnose(engine, answers), engine.program.pack, "ja")["outcome"]
    except (RuleError, KeyError):  # a table without any row for a task leaves a fact unknown
        return True
    return bool(differences(expected, outcome))


def run(each: int = EACH, seed: int = SEED, only: Iterable[str] = ()) -> Judged:
    """Judges that many mutants of every table, in several processes."""
    made = [mutant for table in only or tables() for mutant in chosen(table, each, seed)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        return Judged(tuple(zip(made, pool.map(judge, made, chunksize=4), strict=True)))


def lines(judged: Judged) -> Iterator[str]:
    """The score a table and over the whole pack, and every mutant nobody noticed."""
    yield f"{'table':16}" + "".join(f"{verdict.value:>20}" for verdict in Verdict) + f"{'score':>9}"
    by_table: dict[str, list[tuple[Mutant, Verdict]]] = {}
    for mutant, verdict in judged.verdicts:
        by_table.setdefault(mutant.table, []).append((mutant, verdict))
    for table, verdicts in by_table.items():
        yield _row(table, Judged(tuple(verdicts)))
    yield _row("all", judged)
    for verdict in (Verdict.SURVIVED, Verdict.BROKE):
        yield from (f"{verdict.value}: {mutant}" for mutant in judged.of(verdict))


def _row(name: str, judged: Judged) -> str:
    return f"{name:16}" + "".join(f"{judged.counts[verdict]:>20}" for verdict in Verdict) + f"{judged.score:>9.1%}"
