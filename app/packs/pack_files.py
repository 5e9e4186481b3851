"""Reads a rule pack's files, against the questionnaire it is for, into a RulePack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain import program, rules
from app.domain.checklist import Points
from app.domain.errors import InvalidData, Position, Problem
from app.domain.facts import BOOLEAN, Closed, FactType
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack, Table
from app.domain.texts import Text
from app.packs import pack_models as models
from app.packs import pack_parts as parts
from app.packs import rule_models
from app.packs.files import Files, digest
from app.packs.pack_documents import Found, PackDocuments, read_documents
from app.packs.pack_rules import RuleBuilder, paths
from app.packs.references import check_references
from app.packs.texts import check_texts


def load_rules(files: Files, questionnaire: Questionnaire) -> RulePack:
    """The rule pack the files define; raises InvalidData with everything wrong in them."""
    found = read_documents(files)
    problems = list(check_references(found, questionnaire))
    if problems:
        raise InvalidData(_in_order(problems))
    frame = _frame(found, digest(files))
    types = _types(found, frame, questionnaire)
    tables = tuple(_table(table, frame, types, problems) for table in found.tables)
    pack = _with_rules(found, replace(frame, tables=tables), types, problems)
    problems.extend(check_texts(found, pack, types))
    if problems:
        raise InvalidData(_in_order(problems))
    return pack


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.at or Position("", 0, 0))


def _frame(found: PackDocuments, digest_: str) -> RulePack:
    """The pack without its rules."""
    head, facts = found.head.content, found.facts.content
    tasks = parts.build_tasks(found.tasks.content, facts)
    points, axes = Points(found.checklist.content.points), parts.build_axes(found.checklist.content)
    prices = parts.build_prices(found.prices.content)
    return RulePack(
        id=head.id,
        edition=head.edition,
        digest=digest_,
        languages=tuple(head.languages),
        questionnaire=head.questionnaire,
        title=Text(head.title),
        about=Text(head.about),
        sources=parts.build_sources(found.sources.content),
        glossary=parts.build_glossary(found.glossary.content),
        tasks=tasks,
        points=points,
        axes=axes,
        derived=tuple(parts.build_derived(facts, prices, points, axes, tasks)),
        fact_labels=_labels(facts),
        prices=prices,
        capacity=parts.build_capacity(found.capacity.content),
        allocation=parts.build_allocation(found.seats.content),
        tables=(),
        findings=(),
        actions=(),
        benchmarks=(),
        notes=(),
        fixed=frozenset(head.levers.fixed),
    )


def _labels(facts: models.FactsFile) -> dict[str, rules.FactLabel]:
    labels = {
        fact.id: rules.FactLabel(Text(fact.label), fact.show, Text(fact.unit) if fact.unit else None)
        for fact in facts.derived
    }
    return labels | {fact.id: rules.FactLabel(Text(fact.label)) for fact in facts.labels}


def _types(found: PackDocuments, frame: RulePack, questionnaire: Questionnaire) -> dict[str, FactType]:
    """The types of all facts a table may read."""
    types = program.base_types(questionnaire, frame)
    for table in (each.content for each in found.tables if each.content.hit != "collect"):
        prefixes = [f"task:{task}." for task in frame.tasks.ids] if table.for_each else [""]
        for prefix in prefixes:
            for place, (output, values) in enumerate(table.outputs.items()):
                name = f"{prefix}{table.conclusion or table.id}"
                types[f"{name}_{output}" if place else name] = Closed(tuple(values))
    return types


def _table(
    found: Found[rule_models.TableFile], frame: RulePack, types: Mapping[str, FactType], problems: list[Problem]
) -> Table:
    known = {**types, **_bare(frame, types)} if found.content.for_each else types
    builder = RuleBuilder(found.document, known, frame.sources, problems)
    return builder.table(found.content)


def _bare(frame: RulePack, types: Mapping[str, FactType]) -> dict[str, FactType]:
    """The types of the bare names of a repeated table: those of the first task stand for all."""
    first = frame.tasks.ids[0]
    prefix = f"task:{first}."
    bare = {name.removeprefix(prefix): type_ for name, type_ in types.items() if name.startswith(prefix)}
    bare |= {fact.id: types[fact.fact(first)] for fact in frame.tasks.facts if fact.fact(first) in types}
    groups = tuple(group.id for group in frame.tasks.groups)
    return bare | {program.TASK: Closed(frame.tasks.ids), program.GROUP: Closed(groups)}


def _with_rules(
    found: PackDocuments, frame: RulePack, types: Mapping[str, FactType], problems: list[Problem]
) -> RulePack:
    findings, actions = found.findings.content.findings, found.actions.content.actions
    benchmarks, notes = found.benchmarks.content.benchmarks, found.notes.content.notes
    known = {**types, **{f"finding:{finding.id}": BOOLEAN for finding in findings}}
    of_findings = RuleBuilder(found.findings.document, types, frame.sources, problems)
    of_actions = RuleBuilder(found.actions.document, known, frame.sources, problems)
    of_benchmarks = RuleBuilder(found.benchmarks.document, known, frame.sources, problems)
    of_notes = RuleBuilder(found.notes.document, known, frame.sources, problems)
    of_findings.check_ids([finding.id for finding in findings], "findings")
    of_actions.check_ids([action.id for action in actions], "actions")
    of_benchmarks.check_ids([benchmark.id for benchmark in benchmarks], "benchmarks")
    of_notes.check_ids([note.id for note in notes], "notes")
    return replace(
        frame,
        findings=tuple(map(of_findings.finding, findings, paths("findings", len(findings)))),
        actions=tuple(map(of_actions.action, actions, paths("actions", len(actions)))),
        benchmarks=tuple(map(of_benchmarks.benchmark, benchmarks, paths("benchmarks", len(benchmarks)))),
        notes=tuple(map(of_notes.note, notes, paths("notes", len(notes)))),
    )
