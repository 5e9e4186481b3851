"""What tests share: where things are, the worked cases, and random answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from app.domain.program import Program, build
from app.domain.questionnaire import Kind, Question, Questionnaire
from app.domain.rules import RulePack
from app.packs.files import Files, read_folder
from app.packs.pack_files import load_rules
from app.packs.questionnaire_files import load_questionnaire
from app.packs.yaml_core import parse

CHECKOUT = Path(__file__).resolve().parents[1]
QUESTIONNAIRE_DIR = CHECKOUT / "questionnaires" / "b2b-marketing-org"
RULES_DIR = CHECKOUT / "rules" / "b2b-marketing-org"
CASES_DIR = RULES_DIR / "cases"
WORDING_DIR = CHECKOUT / "app" / "wording"

Json = dict[str, Any]
Raw = dict[str, object]

# The four questions that must be answered, so that a test names only what it is about.
REQUIRED: Raw = {"employees": 180, "marketing_headcount": 6, "department_age": "1_to_3y", "decision_owner": "head"}


@cache
def questionnaire_files() -> Files:
    """The shipped questionnaire's files."""
    return read_folder(QUESTIONNAIRE_DIR)


@cache
def pack_files() -> Files:
    """The shipped rule pack's files."""
    return read_folder(RULES_DIR)


@cache
def shipped_questionnaire() -> Questionnaire:
    """The shipped questionnaire."""
    return load_questionnaire(questionnaire_files())


@cache
def shipped_pack() -> RulePack:
    """The shipped rule pack."""
    return load_rules(pack_files(), shipped_questionnaire())


@cache
def shipped_program() -> Program:
    """The shipped rule pack, ready for an engine."""
    return build(shipped_questionnaire(), shipped_pack())


# The worked cases


def case_names() -> list[str]:
    """The names of all worked cases."""
    return sorted(path.stem for path in CASES_DIR.glob("*.yaml"))


def case_path(name: str) -> Path:
    """Where a worked case is."""
    return CASES_DIR / f"{name}.yaml"


def load_case(name: str) -> Json:
    """A worked case: `about`, `questionnaire`, `answers` and `expected`."""
    found = parse(name, case_path(name).read_bytes()).data
    assert isinstance(found, dict)
    return found


# Random answers by Hypothesis: any valid response, its bounds and gaps, answers off the path among them


def valid_answer(question: Question) -> st.SearchStrategy[object]:
    """Any valid answer to a question, its bounds more often than chance has them."""
    limits = question.limits
    if question.kind is Kind.TEXT:
        printable = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
        return st.text(printable, max_size=limits.max_length)
    if question.kind is Kind.INTEGER:
        telling = [n for n in TELLING if limits.low <= n <= limits.high]
        return st.sampled_from([limits.low, *telling, limits.high]) | st.integers(limits.low, limits.high)
    options = st.sampled_from(question.option_ids)
    return options if question.kind is Kind.CHOICE else st.lists(options, unique=True)


@st.composite
def raw_answers(draw: st.DrawFn, questionnaire: Questionnaire) -> Raw:
    """A valid response as somebody may hand it in: any question may be left out, null, or answered off the path."""
    raw: Raw = {}
    for question in questionnaire.questions():
        answer = valid_answer(question)
        found = draw(answer if question.required else st.none() | answer)
        if found is not None or draw(st.booleans()):
            raw[question.id] = found
    return _within_ceilings(questionnaire, raw)


def _within_ceilings(questionnaire: Questionnaire, raw: Raw) -> Raw:
    for question in questionnaire.questions():
        value, ceiling = raw.get(question.id), raw.get(question.limits.at_most or "")
        if isinstance(value, int) and isinstance(ceiling, int):
            raw[question.id] = min(value, ceiling)
    return raw


# Random answers by a seeded generator: many times faster, for what must hold over thousands of responses

TELLING = (0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 20, 40, 49, 50, 240, 360, 899, 900, 901, 999, 1000, 9999, 10000)
MOODS = ("mixed", "mostly yes", "mostly no", "silent", "all")


def random_raw(random: Random, questionnaire: Questionnaire) -> Raw:
    """A valid response. Each has a mood, so that well-run, badly run and silent organisations all come up."""
    mood = random.choice(MOODS)
    raw: Raw = {}
    for question in questionnaire.questions():
        if question.required or random.random() < (0.2 if mood == "silent" else 0.9 if mood != "all" else 1):
            raw[question.id] = _random_answer(random, question, mood)
    return _within_ceilings(questionnaire, raw)


def _random_answer(random: Random, question: Question, mood: str) -> object:
    if question.kind is Kind.TEXT:
        return "株式会社 例"[: question.limits.max_length]
    if question.kind is Kind.INTEGER:
        low, high = question.limits.low, question.limits.high
        telling = [n for n in TELLING if low <= n <= high]
        return random.choice([low, high, random.randint(low, high), *telling, *telling])
    if question.kind is Kind.MULTIPLE:
        return [each for each in question.option_ids if random.random() < 0.5]
    wanted = {"mostly yes": "yes", "mostly no": "no"}.get(mood)
    if wanted in question.option_ids and random.random() < 0.85:
        return wanted
    return random.choice(question.option_ids)


def random_responses(seed: int, count: int) -> Iterator[Mapping[str, object]]:
    """That many random responses to the shipped questionnaire, always the same for a seed."""
    random = Random(seed)
    for _ in range(count):
        yield random_raw(random, shipped_questionnaire())
