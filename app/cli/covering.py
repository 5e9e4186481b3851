"""Runs a rule pack's worked cases: does each give what it expects, and what have they left untried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from app.cli.output import Output
from app.domain.answers import read
from app.domain.coverage import BOUNDARIES, Boundary, Coverage, measure, percent
from app.domain.diagnosis import diagnose
from app.domain.document import document
from app.domain.errors import InvalidData, Problem, ProblemsFound, RuleError
from app.domain.evaluation import Engine, Evaluation, evaluate
from app.domain.expectations import Difference, differences
from app.domain.program import build
from app.engine.durable import DurableEngine
from app.library import load
from app.packs.answers_files import read_answers
from app.packs.files import Files
from app.packs.yaml_core import parse

CASES = "cases/"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what came of it, and where that is not what was expected."""

    name: str
    evaluation: Evaluation | None
    problems: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it could be evaluated and gave what it expects."""
        return not self.problems and not self.differences


@dataclass(frozen=True, slots=True)
class Covered:
    """All cases of a pack and what they cover."""

    cases: tuple[Case, ...]
    coverage: Coverage

    @property
    def complete(self) -> bool:
        """Whether every case gives what it expects and nothing that needs a case is without one."""
        return self.coverage.complete and all(case.passed for case in self.cases)


def cover(questionnaire_files: Files, pack_files: Files) -> Covered:
    """Runs the cases among the pack's files; raises InvalidData where questionnaire or pack cannot be read."""
    definitions = load(questionnaire_files, pack_files)
    program = build(definitions.questionnaire, definitions.pack)
    engine = DurableEngine(program)
    cases = tuple(_run(name, pack_files[name], engine) for name in sorted(pack_files) if name.startswith(CASES))
    evaluations = [case.evaluation for case in cases if case.evaluation is not None]
    return Covered(cases, measure(program, evaluations))


def _run(name: str, content: bytes, engine: Engine) -> Case:
    """Evaluates one case and holds it against what it expects."""
    questionnaire, pack = engine.program.questionnaire, engine.program.pack
    try:
        answers = read(questionnaire, read_answers(name, content, questionnaire.id))
        expected = _expected(name, content)
        evaluation = evaluate(engine, answers)
        outcome = document(diagnose(engine, answers), pack, pack.languages[0])["outcome"]
    except ProblemsFound as error:
        return Case(name, None, error.problems)
    except RuleError as error:
        return Case(name, None, (Problem("case-undecided", name, {"detail": str(error)}),))
    return Case(name, evaluation, differences=tuple(differences(expected, outcome)))


def _expected(name: str, content: bytes) -> Mapping[str, Any]:
    """What a case expects; raises InvalidData for one that expects nothing, which would prove nothing."""
    found = parse(name, content)
    expected = found.data.get("expected") if isinstance(found.data, dict) else None
    if not isinstance(expected, dict) or not expected:
        raise InvalidData([Problem("case-expects-nothing", name, at=found.at(("expected",)))])
    return expected


def tell(covered: Covered, output: Output, form: str) -> None:
    """Prints everything, as text or as one JSON document."""
    if form == "json":
        output.json(_as_json(covered, output), indent=2)
    else:
        click.echo("\n".join(_lines(covered, output)))


def _lines(covered: Covered, output: Output) -> Iterator[str]:
    passed = sum(case.passed for case in covered.cases)
    yield output.say("coverage.cases", count=len(covered.cases), passed=passed)
    for case in covered.cases:
        if not case.passed:
            yield output.say("coverage.case_failed", name=case.name)
            yield from (output.say("coverage.entry", text=told) for told in _told(case, output))
    for kind, total, share, missing in _kinds(covered.coverage, output):
        title = output.say(f"coverage.kind.{kind}")
        tried = total - len(missing)
        yield output.say("coverage.kind", title=title, percent=share, total=total, tried=tried)
        yield from (output.say("coverage.entry", text=each) for each in missing)
    yield output.say("coverage.complete" if covered.complete else "coverage.incomplete")


def _kinds(coverage: Coverage, output: Output) -> Iterator[tuple[str, int, int, list[str]]]:
    """Each kind with its total, its share in percent, and what is missing in words."""
    for called in coverage.called:
        yield called.kind, called.total, called.percent, list(called.missing)
    total, untried = len(coverage.boundaries), coverage.untried
    yield BOUNDARIES, total, percent(total, len(untried)), [_boundary(each, output) for each in untried]


def _boundary(boundary: Boundary, output: Output) -> str:
    sides = (boundary.below, boundary.above)
    wanted = output.say("coverage.joint").join(side.spelled for side in sides if not side.tried)
    between = {"below": boundary.below.spelled, "above": boundary.above.spelled}
    rules = ", ".join(boundary.rules)
    return output.say("coverage.boundary", fact=boundary.fact, wanted=wanted, rules=rules, **between)


def _told(case: Case, output: Output) -> Iterator[str]:
    """What is wrong with a case, a line each."""
    yield from (output.told(problem) for problem in case.problems)
    for each in case.differences:
        key = "coverage.absent" if each.absent else "coverage.difference"
        yield output.say(key, path=each.path, expected=_shown(each.expected), found=_shown(each.found))


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _as_json(covered: Covered, output: Output) -> dict[str, Any]:
    cases = [{"name": c.name, "passed": c.passed, "differences": list(_told(c, output))} for c in covered.cases]
    kinds: dict[str, Any] = {
        called.kind: {"total": called.total, "percent": called.percent, "missing": list(called.missing)}
        for called in covered.coverage.called
    }
    boundaries, untried = covered.coverage.boundaries, covered.coverage.untried
    kinds[BOUNDARIES] = {
        "total": len(boundaries),
        "percent": percent(len(boundaries), len(untried)),
        "missing": [_boundary_as_json(boundary) for boundary in untried],
    }
    return {"complete": covered.complete, "cases": cases, "coverage": kinds}


def _boundary_as_json(boundary: Boundary) -> dict[str, Any]:
    sides = [{"values": side.spelled, "tried": side.tried} for side in (boundary.below, boundary.above)]
    return {"fact": boundary.fact, "sides": sides, "rules": list(boundary.rules)}
