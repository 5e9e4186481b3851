"""Checks that everything report.yaml names exists, and stands in it once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from app.domain.errors import Problem
from app.packs.once import named_twice, repeated
from app.packs.pack_documents import PackDocuments
from app.packs.pack_models import SeatsFile
from app.packs.references import unknown, unknown_among
from app.packs.table_facts import outcomes, sure_outcomes
from app.packs.yaml_core import Path, spell


def check_handout(found: PackDocuments) -> Iterator[Problem]:
    """Every name that leads nowhere or stands twice, and what nobody could be accountable for."""
    yield from _goals(found)
    yield from _shown(found)
    yield from _decisions(found)
    yield from _once(found)
    document, kpi = found.handout.document, found.handout.content.kpi
    tasks = [task.id for task in found.tasks.content.tasks]
    for place, measure in enumerate(kpi.measures):
        yield from unknown(document, measure.task, ("kpi", "measures", place, "task"), tasks, "task")


def _goals(found: PackDocuments) -> Iterator[Problem]:
    """Every model has a phase it climbs to."""
    document, goals = found.handout.document, found.handout.content.goals
    models, phases = _words(found, "model"), _words(found, "phase")
    if not models or not phases:
        return
    lacking = [str(model) for model in sure_outcomes(found, "model") if model not in goals]
    for model, phase in goals.items():
        path: Path = ("goals", model)
        for problem in unknown(document, model, path, [*lacking, *models], "value"):
            lacking = [each for each in lacking if each != problem.params.get("near")]  # told by the suggestion
            yield replace(problem, at=document.at_key(path))
        yield from unknown(document, phase, path, phases, "value")
    for model in lacking:
        yield Problem("goal-missing", "goals", {"name": model}, document.at(("goals",)))


def _words(found: PackDocuments, conclusion: str) -> list[str]:
    return [value for value in outcomes(found, conclusion) if isinstance(value, str)]


def _shown(found: PackDocuments) -> Iterator[Problem]:
    """The conclusions, findings and actions the report's pages hang on."""
    document, handout = found.handout.document, found.handout.content
    actions = [action.id for action in found.actions.content.actions]
    findings = [finding.id for finding in found.findings.content.findings]
    tables = [table.content.conclusion or table.content.id for table in found.tables if not table.content.for_each]
    conclusions = [*tables, *(f"action:{id_}" for id_ in actions), *(f"finding:{id_}" for id_ in findings)]
    for place, ask in enumerate(handout.asks):
        yield from unknown(document, ask.on, ("asks", place, "on"), conclusions, "conclusion")
    for place, breakdown in enumerate(handout.sales.breakdowns):
        where: Path = ("sales", "breakdowns", place, "finding")
        yield from unknown(document, breakdown.finding, where, findings, "finding")
    for place, step in enumerate(handout.sales.steps):
        yield from unknown(document, step.action, ("sales", "steps", place, "action"), actions, "action")
    yield from unknown_among(document, handout.changes, ("changes",), actions, "action")


def _decisions(found: PackDocuments) -> Iterator[Problem]:
    """The hats of decisions; somebody always wears the last one, the seat that stands for nobody included."""
    document, seats = found.handout.document, found.seats.content
    hats = [hat.id for hat in seats.hats]
    owned = _always_worn(seats)
    for place, decision in enumerate(found.handout.content.decisions):
        path: Path = ("decisions", place, "hats")
        yield from unknown_among(document, decision.hats, path, hats, "hat")
        yield from named_twice(document, path, decision.hats)
        last = decision.hats[-1]
        if last in hats and last not in owned and set(seats.nobody.hats) <= set(hats):
            where: Path = (*path, len(decision.hats) - 1)
            params = {"name": last, "known": ", ".join(owned) or "-"}
            yield Problem("decision-unowned", spell(where), params, document.at(where))


def _always_worn(seats: SeatsFile) -> Collection[str]:
    """The hats somebody wears in a team of any size; that nobody is left out of one is checked with the seats."""
    return [hat.id for hat in seats.hats if hat.id in seats.nobody.hats and (hat.always or hat.task is None)]


def _once(found: PackDocuments) -> Iterator[Problem]:
    """Every id that a list has twice."""
    document, handout = found.handout.document, found.handout.content
    lists: dict[Path, list[str]] = {
        ("asks",): [ask.id for ask in handout.asks],
        ("sales", "steps"): [step.id for step in handout.sales.steps],
        ("decisions",): [decision.id for decision in handout.decisions],
        ("kpi", "results"): [figure.id for figure in handout.kpi.results],
        ("kpi", "measures"): [figure.id for figure in handout.kpi.measures],
    }
    for path, ids in lists.items():
        yield from repeated(document, path, ids)
    breakdowns = [breakdown.finding for breakdown in handout.sales.breakdowns]
    yield from repeated(document, ("sales", "breakdowns"), breakdowns, inside=("finding",))
    yield from repeated(document, ("changes",), handout.changes, inside=())
