"""Presentations to print: all worked cases, and extremes no case reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from app.domain import answers, program
from app.domain.changes import ChangeFinder
from app.domain.diagnosis import diagnose
from app.domain.ports import Imprint
from app.domain.presentation import Presentation, Told
from app.domain.presenting import present
from app.domain.questionnaire import Questionnaire
from app.domain.reasons import ReasonView
from app.domain.rules import RulePack
from app.domain.wording import Wording
from app.engine.reference import ReferenceEngine
from app.packs.files import read_folder
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire
from app.packs.wording_files import load_wording
from app.packs.yaml_core import parse
from app.report import DiagnosisReports

HOME = Path(__file__).resolve().parents[2]
CASES = HOME / "rules/b2b-marketing-org/cases"
CASE_NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))
MADE_AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
IMPRINT = Imprint("sample-report", MADE_AT)
HOSTILE_NAME = "株式会社𠮷野﨑髙<img src=/etc/passwd>&amp;=cmd|' /C calc'!A0<b>太字😀<font size=99>"
LONG_NAME = (HOSTILE_NAME + "あ" * 100)[:100]
BASE: Mapping[str, object] = {"employees": 300, "department_age": "over_3y", "decision_owner": "head"}
EXTREMES: Mapping[str, Mapping[str, object]] = {
    "nobody": {**BASE, "marketing_headcount": 0, "department_age": "none", "decision_owner": "unclear"},
    "four-hundred": {**BASE, "employees": 2_000_000, "marketing_headcount": 400, "annual_budget_manyen": 10_000_000},
    "long-name": {**BASE, "marketing_headcount": 3, "company_name": LONG_NAME},
}
ALL_UNKNOWN = "all-unknown"
HUGE = "長い文章でも、枠からはみ出さずに印刷できることを確かめます。https://example.jp/a/long/path?q=1&r=2 " * 30


@lru_cache(1)
def wording() -> Wording:
    """The project's own words."""
    return load_wording(HOME / "app/wording")


@lru_cache(1)
def questionnaire() -> Questionnaire:
    """The project's own questionnaire."""
    return load_questionnaire(read_folder(HOME / "questionnaires/b2b-marketing-org"))


@lru_cache(1)
def pack() -> RulePack:
    """The project's own rule pack."""
    return load_rules(read_folder(HOME / "rules/b2b-marketing-org"), questionnaire())


@lru_cache(1)
def engine() -> ReferenceEngine:
    """The plain evaluator."""
    return ReferenceEngine(program.build(questionnaire(), pack()))


def presented(given: Mapping[str, object], language: str = "ja") -> Presentation:
    """The presentation of what follows from some answers."""
    read = answers.read(questionnaire(), given)
    return present(diagnose(engine(), read), questionnaire(), pack(), wording(), language)


def case_answers(name: str) -> Mapping[str, object]:
    """The answers of a worked case."""
    path = CASES / f"{name}.yaml"
    data: Any = parse(path.name, path.read_bytes()).data
    found: Mapping[str, object] = data["answers"]
    return found


def everything_bad() -> Mapping[str, object]:
    """Answers that make as many findings as one company can have: of those left out each would cost another."""
    given: dict[str, object] = {**BASE, "marketing_headcount": 2, "dedicated_headcount": 0, "decision_owner": "unclear"}
    questions = questionnaire().by_id.values()
    given |= {question.id: "no" for question in questions if "no" in question.option_ids}
    bad_if_yes = (
        "everyone_does_everything org_chart_only inexperienced_decides hiring_planned agency_dependence abm_interest"
        " unstarted_tactics shared_kpi"
    )
    given |= dict.fromkeys(bad_if_yes.split(), "yes")
    given |= {"kpi_kind": "none", "lead_cost_trend": "rising", "nurturing_state": "none"}
    given |= {"budget_holder": "business_units", "annual_budget_manyen": 12_000, "articles_per_month": 500}
    given |= {"task_inside_sales": "inhouse", "skilled_tasks": ["customer_insight"]}
    return given | {"insourcing_stance": "all_at_once", "first_party_data": "none", "sales_cycle": "over_12m"}


def all_unknown() -> Mapping[str, object]:
    """Answers of somebody who does not know, wherever that can be answered."""
    given = {question.id: "unknown" for question in questionnaire().by_id.values() if "unknown" in question.option_ids}
    return {**given, **BASE, "marketing_headcount": 5, "decision_owner": "unclear"}


@lru_cache(64)
def sample(name: str, language: str = "ja") -> Presentation:
    """A sample by name: a case, an extreme, or one of those made here."""
    if name == "hostile":
        return with_texts(sample("tight-budget"), lambda text: f"<b>&lt;{text}<img src='file:///etc/passwd'></i>{{x}}")
    if name == "huge":
        number = count(1)
        return with_texts(sample("one-marketer-manufacturer"), lambda _: _huge(next(number)))
    return presented(given(name), language)


def given(name: str) -> Mapping[str, object]:
    """The answers of a sample."""
    made = {"everything-bad": everything_bad, ALL_UNKNOWN: all_unknown}
    if name in made:
        return made[name]()
    return case_answers(name) if name in CASE_NAMES else EXTREMES[name]


@lru_cache(8)
def changing(name: str, language: str = "ja") -> Presentation:
    """A sample whose conclusions say what would change them, as those handed on do."""
    diagnosis = diagnose(engine(), answers.read(questionnaire(), given(name)))
    proposals = ChangeFinder(engine()).proposals(diagnosis.answers)
    return present(diagnosis, questionnaire(), pack(), wording(), language, proposals)


def _huge(number: int) -> str:
    """A text with a word of its own at the start and at the end: every third as long as texts may be."""
    start, end = f"S{number}X ", f" E{number}X"
    return start + HUGE[: (40 if number % 3 else 2000) - len(start) - len(end)] + end


SAMPLES = (*CASE_NAMES, *EXTREMES, "everything-bad", "hostile")


@lru_cache(64)
def pdf(name: str, language: str = "ja") -> bytes:
    """The report on a sample."""
    return DiagnosisReports(wording()).pdf(sample(name, language), IMPRINT)


_IDS = frozenset(
    {
        *("language", "id", "value", "kind", "severity", "rules_edition", "questionnaire_edition", "digest"),
        *("on", "now", "answer", "place", "after_ids", "name", "conclusion", "rule", "closed"),
    }
)


def with_texts(presentation: Presentation, change: Callable[[str], str]) -> Presentation:
    """The same presentation with every printed text changed."""
    changed: Presentation = _changed(presentation, change)
    return changed


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    ids = _IDS - {"value"} if isinstance(value, Told | ReasonView) else _IDS
    names = [each.name for each in fields(value) if each.name not in ids]
    return replace(value, **{name: _changed(getattr(value, name), change) for name in names})
