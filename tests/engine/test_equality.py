"""durable-rules concludes what the plain evaluator concludes, whatever the answers and whatever the rules."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings

from app.domain.answers import Answers, read
from app.domain.conditions import CellError, Condition, Test, parse_test, word_of
from app.domain.evaluation import evaluate
from app.domain.facts import Closed, FactType
from app.domain.program import Program, build
from app.domain.rules import Finding, Rule, RulePack
from app.domain.texts import Text
from app.engine.durable import DurableEngine
from app.engine.reference import ReferenceEngine
from tests.support import Raw, random_raw, random_responses, raw_answers, shipped_program, shipped_questionnaire

NOTHING = Text({"ja": "-"})


def assert_equal(durable: DurableEngine, reference: ReferenceEngine, answers: Answers) -> None:
    one, other = evaluate(durable, answers), evaluate(reference, answers)
    assert one == other
    assert [list(map(type, reason.because.values())) for reason in one.trace] == [
        list(map(type, reason.because.values())) for reason in other.trace
    ]


@pytest.mark.parametrize("seed", range(20))
def test_both_engines_agree_on_a_thousand_random_responses(
    durable: DurableEngine, reference: ReferenceEngine, seed: int
) -> None:
    for raw in random_responses(seed, 1000):
        assert_equal(durable, reference, read(shipped_questionnaire(), raw))


@pytest.fixture(scope="module")
def engines() -> tuple[DurableEngine, ReferenceEngine]:
    return DurableEngine(shipped_program()), ReferenceEngine(shipped_program())


@settings(max_examples=300)
@given(raw=raw_answers(shipped_questionnaire()))
def test_both_engines_agree_on_responses_hypothesis_thinks_of(
    engines: tuple[DurableEngine, ReferenceEngine], raw: Raw
) -> None:
    assert_equal(*engines, read(shipped_questionnaire(), raw))


# Rules nobody wrote: random conditions over every kind of fact in place of the findings

LEAVES = ("not(null)", "null", "<", "<=", ">", ">=", "[", "(", "=")


def random_test(random: Random, type_: FactType) -> Test | None:
    """Any test a pack could hold on such a fact; None where this draw made none."""
    if isinstance(type_, Closed):
        words = random.sample([word_of(value) for value in type_.values], random.randint(1, len(type_.values)))
        text = ", ".join(words)
        return parse_test(f"not({text})" if random.random() < 0.3 else text, type_)
    text = ", ".join(random_term(random, type_.low, type_.high) for _ in range(random.randint(1, 3)))
    try:
        return parse_test("not(null)" if random.random() < 0.1 else text, type_)
    except CellError:
        return None


def random_term(random: Random, low: float, high: float) -> str:
    bounds = [0, 1, 2, 3, 10, 50, 75, 900, 0.5, 0.8, 0.25, 1 / 3, 62.5, -12.5, low, high]
    first, second = sorted(random.choice(bounds) for _ in range(2))
    one, other = f"{first:.4f}", f"{second:.4f}"
    sign = random.choice(LEAVES)
    if sign in "[(":
        return f"{sign}{one}..{other}{random.choice('])')}"
    return {"=": one, "null": "null", "not(null)": "null"}.get(sign, f"{sign} {one}")


def random_condition(random: Random, types: dict[str, FactType], depth: int = 2) -> Condition:
    names = random.sample(sorted(types), random.randint(0 if depth < 2 else 1, 3))
    tests = [(name, test) for name in names if (test := random_test(random, types[name])) is not None]
    inner = random.randint(0, 3) if depth and random.random() < 0.5 else 0
    return Condition(tuple(tests), tuple(random_condition(random, types, depth - 1) for _ in range(inner)))


def program_of_random_findings(random: Random, pack: RulePack, types: dict[str, FactType], count: int) -> Program:
    known = {finding.id for finding in pack.findings}
    types = {name: type_ for name, type_ in types.items() if name.removeprefix("finding:") not in known}
    findings = list(pack.findings)  # those the shipped actions read stay
    for number in range(count):
        rules = tuple(
            Rule(f"finding.random{number}.{n}", random_condition(random, types), {"severity": "minor"}, NOTHING, ("T",))
            for n in range(random.randint(1, 2))
        )
        findings.append(Finding(f"random{number}", rules, NOTHING, NOTHING))
    return build(shipped_questionnaire(), replace(pack, findings=tuple(findings)))


@pytest.mark.parametrize("seed", range(8))
def test_both_engines_agree_on_random_rules(program: Program, pack: RulePack, seed: int) -> None:
    random = Random(seed)
    made = program_of_random_findings(random, pack, dict(program.types), 100)
    durable, reference = DurableEngine(made), ReferenceEngine(made)
    fired: set[str] = set()
    for _ in range(100):
        answers = read(shipped_questionnaire(), random_raw(random, shipped_questionnaire()))
        assert_equal(durable, reference, answers)
        fired |= {fact for fact, holds in evaluate(reference, answers).facts.items() if holds is True}
    assert sum(f"finding:random{number}" in fired for number in range(100)) > 50  # or this would prove little
