"""Checks a questionnaire and a rule pack from their files, and proves them sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import InvalidData, Position, Problem
from app.domain.program import Program, build
from app.domain.proofs import WARNINGS, prove
from app.domain.questionnaire import Questionnaire
from app.engine.durable import DurableEngine
from app.packs.files import Files
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire
from app.packs.texts import check_document
from app.packs.yaml_core import parse


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: faults, warnings, and how much there is of everything where it could be read."""

    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    counts: dict[str, int]


def check_all(questionnaire_files: Files, pack_files: Files) -> Checked:
    """Everything wrong with the files, in the order it stands in them."""
    try:
        questionnaire = load_questionnaire(questionnaire_files)
    except InvalidData as error:
        return Checked(error.problems, (), {})
    problems = list(_questionnaire_texts(questionnaire, questionnaire_files))
    try:
        program = build(questionnaire, load_rules(pack_files, questionnaire))
    except InvalidData as error:
        return Checked((*problems, *error.problems), (), {})
    problems += _unknown_terms(program)
    problems += prove(program)
    if not problems:
        DurableEngine(program)
    problems.sort(key=lambda problem: problem.at or Position("", 0, 0))
    faults = tuple(problem for problem in problems if problem.code not in WARNINGS)
    return Checked(faults, tuple(problem for problem in problems if problem.code in WARNINGS), _counts(program))


def _questionnaire_texts(questionnaire: Questionnaire, files: Files) -> Iterator[Problem]:
    for name in files:
        if not name.startswith("example"):
            yield from check_document(parse(name, files[name]), questionnaire.languages, ())


def _unknown_terms(program: Program) -> Iterator[Problem]:
    for question in program.questionnaire.questions():
        for term in question.terms:
            if term not in program.pack.glossary:
                yield Problem("term-unknown", question.id, {"name": term}, question.at)


def _counts(program: Program) -> dict[str, int]:
    pack = program.pack
    return {
        "questions": len(program.questionnaire.by_id),
        "tables": len(pack.tables),
        "rows": sum(len(table.rows) for table in pack.tables),
        "findings": len(pack.findings),
        "actions": len(pack.actions),
    }
