"""Checks a questionnaire and a rule pack from their files."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import InvalidData, Problem
from app.domain.program import build
from app.domain.questionnaire import Questionnaire
from app.engine.durable import DurableEngine
from app.packs.files import Files
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire
from app.packs.texts import check_document
from app.packs.yaml_core import parse


def check_all(questionnaire_files: Files, pack_files: Files) -> dict[str, int]:
    """How much there is, where all is well; raises InvalidData with everything that is wrong."""
    questionnaire = load_questionnaire(questionnaire_files)
    problems = list(_questionnaire_texts(questionnaire, questionnaire_files))
    try:
        pack = load_rules(pack_files, questionnaire)
    except InvalidData as error:
        raise InvalidData([*problems, *error.problems]) from error
    for question in questionnaire.questions():
        unknown = (term for term in question.terms if term not in pack.glossary)
        problems.extend(Problem("term-unknown", question.id, {"name": term}) for term in unknown)
    if problems:
        raise InvalidData(problems)
    DurableEngine(build(questionnaire, pack))
    rows = sum(len(table.rows) for table in pack.tables)
    counts = {"findings": len(pack.findings), "actions": len(pack.actions)}
    return {"questions": len(questionnaire.by_id), "tables": len(pack.tables), "rows": rows, **counts}


def _questionnaire_texts(questionnaire: Questionnaire, files: Files) -> Iterator[Problem]:
    for name in files:
        if not name.startswith("example"):
            yield from check_document(parse(name, files[name]), questionnaire.languages, ())
