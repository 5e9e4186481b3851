"""Checks a questionnaire and a rule pack from their files, and proves them sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import InvalidData, Position, Problem
from app.domain.program import Program, build
from app.domain.proofs import WARNINGS, prove
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack
from app.domain.sound import made_by, sound_part
from app.engine.durable import DurableEngine
from app.packs.files import Files
from app.packs.pack_files import read_rules
from app.packs.questionnaire_files import read_questionnaire
from app.packs.wording_files import missing_words


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: faults, warnings, and how much there is of everything where it could be read."""

    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    counts: dict[str, int]


def check_all(questionnaire_files: Files, pack_files: Files, catalogues: Path | None = None) -> Checked:
    """Everything wrong with the files, in the order it stands in them.

    Where something cannot be read, all that does not rest on it is checked and proven nevertheless. With the folder
    of the interface's `catalogues`, they must speak every language the files declare; raises InvalidData where one
    of them is no YAML.
    """
    asked = read_questionnaire(questionnaire_files)
    rules = read_rules(pack_files, asked)
    problems = [*asked.problems, *rules.problems]
    if catalogues:
        declared = [each for each in (asked.questionnaire, rules.sound) if each]
        problems += missing_words(catalogues, list(dict.fromkeys(code for each in declared for code in each.languages)))
    if rules.sound is None:
        return _checked(problems, {})
    program, circles = _build(asked.sound(), rules.sound)
    problems += circles
    problems += prove(program, rules.whole and not circles, None if circles else rules.doubtful)
    if not problems:
        DurableEngine(program)
    return _checked(problems, {} if circles or not rules.whole else _counts(program))


def _checked(problems: Sequence[Problem], counts: dict[str, int]) -> Checked:
    ordered = sorted(problems, key=lambda problem: problem.at or Position("", 0, 0))
    faults = tuple(problem for problem in ordered if problem.code not in WARNINGS)
    return Checked(faults, tuple(problem for problem in ordered if problem.code in WARNINGS), counts)


def _build(questionnaire: Questionnaire, pack: RulePack) -> tuple[Program, list[Problem]]:
    """The program, without the decisions that wait for one another in a circle."""
    circles: list[Problem] = []
    while True:
        try:
            return build(questionnaire, pack), circles
        except InvalidData as error:
            circles.extend(error.problems)
            waiting = {fact for problem in error.problems for fact in str(problem.params["detail"]).split(" → ")}
            pack = sound_part(pack, {table.id for table in pack.tables if waiting & made_by(table, pack)})


def _counts(program: Program) -> dict[str, int]:
    pack = program.pack
    return {
        "questions": len(program.questionnaire.by_id),
        "tables": len(pack.tables),
        "rows": sum(len(table.rows) for table in pack.tables),
        "findings": len(pack.findings),
        "actions": len(pack.actions),
    }
