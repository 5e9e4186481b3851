"""Domain objects to keep: made up, and diagnoses of the real rule pack."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from app.domain.answers import read
from app.domain.diagnosis import Diagnosis, Edition, diagnose
from app.domain.ports import StoredDiagnosis, StoredResponse, UnitOfWork
from app.domain.program import Program, build
from app.domain.questionnaire import Answer
from app.engine.reference import ReferenceEngine
from app.packs.files import read_folder
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire

CHECKOUT = Path(__file__).resolve().parents[2]
QUESTIONNAIRE_DIR = CHECKOUT / "questionnaires" / "b2b-marketing-org"
RULES_DIR = CHECKOUT / "rules" / "b2b-marketing-org"
NOW = datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=UTC)
EDITION = Edition("b2b-marketing-org", "2026.1", "a" * 64)
REQUIRED = {"employees": 180, "marketing_headcount": 6, "department_age": "1_to_3y", "decision_owner": "head"}

words = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40)
values = st.one_of(words, st.integers(), st.lists(words, max_size=4).map(tuple))
answers = st.dictionaries(words, values, max_size=8)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), words)


@cache
def program() -> Program:
    """The real questionnaire and rules."""
    questionnaire = load_questionnaire(read_folder(QUESTIONNAIRE_DIR))
    return build(questionnaire, load_rules(read_folder(RULES_DIR), questionnaire))


def real_diagnosis(**changed: Answer) -> Diagnosis:
    """What the real rules make of the four required answers and some others."""
    return diagnose(ReferenceEngine(program()), read(program().questionnaire, REQUIRED | changed))


def response(id_: str = "r1", **given: Answer) -> StoredResponse:
    """A response just started, with these answers."""
    return StoredResponse(id_, EDITION, given, 1, NOW, NOW, None)


def keep(work: UnitOfWork, stored: StoredDiagnosis) -> None:
    """Keeps a diagnosis and the editions it was made with."""
    work.editions.keep("questionnaire", stored.diagnosis.questionnaire, {"questionnaire.yaml": b"id: q\n"})
    work.editions.keep("rules", stored.diagnosis.rules, {"pack.yaml": b"id: p\n"})
    work.diagnoses.add(stored)
