"""Reads a rule pack's files, against the questionnaire it is for, into a RulePack."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from app.domain import program, rules
from app.domain.checklist import Points
from app.domain.errors import InvalidData, Position, Problem
from app.domain.facts import BOOLEAN, NOT_KNOWN, Closed, FactType
from app.domain.nearest import NEAR
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack, Table
from app.domain.sound import sound_part
from app.domain.texts import Text
from app.packs import pack_models as models
from app.packs import pack_parts as parts
from app.packs import rule_models
from app.packs.cited import check_sources
from app.packs.files import Files, digest
from app.packs.handout_parts import build_handout
from app.packs.handout_references import check_handout
from app.packs.named_files import unlisted
from app.packs.pack_documents import HEAD, NAMES, Found, Gathered, PackDocuments, read_documents
from app.packs.pack_rules import RuleBuilder, paths
from app.packs.questionnaire_files import QuestionnaireRead
from app.packs.references import check_references
from app.packs.said import blanks, mended_rules
from app.packs.salvage import DECISION, FACT, Lost, given_twice
from app.packs.table_facts import spoken_of
from app.packs.texts import check_document
from app.packs.values import check_values


@dataclass(frozen=True, slots=True)
class RulesRead:
    """What a rule pack's files say, and everything wrong in them.

    `sound` is the pack without what is wrong and what rests on it, to be proven; None where the numbers and names that
    all rules rest on could not be read. It is `whole` where nothing had to be left out; `doubtful` are the facts that
    what was left out may make known everywhere, None where these may be any. `unlisted` are the files nothing reads.
    """

    sound: RulePack | None
    whole: bool
    problems: tuple[Problem, ...]
    doubtful: frozenset[str] | None = frozenset()
    unlisted: tuple[Problem, ...] = ()


def load_rules(files: Files, questionnaire: Questionnaire) -> RulePack:
    """The rule pack the files define; raises InvalidData with everything wrong in them."""
    read = read_rules(files, QuestionnaireRead(questionnaire))
    if read.problems or read.sound is None:
        raise InvalidData(read.problems)
    return read.sound


def read_rules(files: Files, asked: QuestionnaireRead) -> RulesRead:
    """The rule pack as far as it can be read, against what could be read of the questionnaire it is for."""
    gathered = read_documents(files)
    found, lost = gathered.found, asked.lost | gathered.lost
    questionnaire = asked.questionnaire or replace(NOTHING_ASKED, id=found.head.content.questionnaire)
    named_in = (check_references(found, questionnaire), check_sources(found), check_handout(found))
    misnamed = list(chain(*named_in, check_values(found, questionnaire)))
    references = list(gathered.own(misnamed))
    rules: list[Problem] = []
    frame = _frame(found, digest(files))
    types = _types(found, frame, questionnaire) | dict.fromkeys(_misderived(found, misnamed), NOT_KNOWN)
    tables = tuple(_table(table, frame, types, rules) for table in found.tables)
    said = tuple(blanks(gathered))
    pack = _with_rules(found, replace(frame, tables=tables, blanks=said), types, rules)
    rules = list(gathered.own(rules))
    named = _unreliable(references).unexplained([*rules, *_texts(gathered, types)])
    told = (lost | given_twice([*references, *rules])).unexplained([*gathered.problems, *references, *named])
    sound = _sound(pack, found, gathered, [*references, *rules]) if asked.questionnaire else None
    if sound is not None and asked.broken:
        sound = sound_part(sound, (), asked.broken)
    unread = {problem.at.file if problem.at else problem.subject for problem in gathered.problems}
    doubtful = None if DECISION in gathered.lost.kinds else _doubtful(pack, sound)
    return RulesRead(
        sound, sound == pack and unread <= WITHOUT_RULES, tuple(told), doubtful, tuple(_unlisted(files, found))
    )


NOTHING_ASKED = Questionnaire("", "", "", (), Text({}), Text({}), ())


def _misderived(found: PackDocuments, misnamed: Sequence[Problem]) -> Iterator[str]:
    """The derived facts in whose entries something is wrong."""
    subjects = [problem.subject for problem in misnamed if problem.at and problem.at.file == "facts.yaml"]
    for place, fact in enumerate(found.facts.content.derived):
        if any(subject.startswith(f"derived[{place}]") for subject in subjects):
            yield fact.id


def _unlisted(files: Files, found: PackDocuments) -> Iterator[Problem]:
    named = [HEAD, *(name for name, _ in NAMES.values())]
    listed = [f"decisions/{id_}.yaml" for id_ in found.head.content.decisions]
    return unlisted(files, [*named, *listed], "cases/")


def _doubtful(pack: RulePack, sound: RulePack | None) -> frozenset[str]:
    """What the tables that are left out read."""
    left_out = [table for table in pack.tables if sound is None or table.id not in sound.table]
    prefixes = ["", *(f"task:{task}." for task in pack.tasks.ids)]
    return frozenset(f"{prefix}{name}" for table in left_out for name in table.inputs for prefix in prefixes)


WITHOUT_RULES = frozenset({"sources.yaml", "glossary.yaml", "seats.yaml", "capacity.yaml", "report.yaml"})


def _texts(gathered: Gathered, facts: Collection[str]) -> Iterator[Problem]:
    for document in gathered.documents:
        yield from gathered.own(check_document(document, gathered.languages, facts))


def _unreliable(references: Sequence[Problem]) -> Lost:
    """Facts that are not there only because what makes them is misspelt."""
    missing = {str(problem.params["name"]) for problem in references if problem.code == "decision-missing"}
    facts = any(problem.at and problem.at.file == "facts.yaml" for problem in references)
    return Lost(frozenset(missing), frozenset({FACT} if facts else ()))


PART_MISSING = "part-missing"
"""Told of the list in pack.yaml, which is not itself what is wrong with the rest."""
ABOUT_WORDS = frozenset(
    {"label-missing", "language-twice", "name-twice", "sources-empty", "sources-unknown", "term-unknown"}
)


def _sound(pack: RulePack, found: PackDocuments, gathered: Gathered, misread: Sequence[Problem]) -> RulePack | None:
    """What of the pack can be proven, given what could not be read at all and what names or says something wrong."""
    tables = {each.document.file: each.content.id for each in found.tables}
    wrong = [problem.at for problem in misread if problem.at and problem.code.removesuffix(NEAR) not in ABOUT_WORDS]
    unread = [problem for problem in gathered.problems if not problem.code.startswith(PART_MISSING)]
    places = [*wrong, *(problem.at for problem in unread if problem.at and not _about_words(problem))]
    if any(place.file in FOUNDATIONS for place in places) or not gathered.read >= FOUNDATIONS:
        return None
    broken = {tables[place.file] for place in places if place.file in tables}
    return sound_part(pack, {*broken, *mended_rules(gathered), *(_rule_at(pack, place) for place in wrong)})


def _about_words(problem: Problem) -> bool:
    """Whether it is only about how the pack is called and which languages it speaks."""
    return problem.at is not None and problem.at.file == HEAD and problem.subject.startswith(HEAD_WORDS)


HEAD_WORDS = ("title", "about", "edition", "languages")
FOUNDATIONS = frozenset({"pack.yaml", "tasks.yaml", "checklist.yaml", "facts.yaml", "budget.yaml"})
"""The files that say which facts there are and how they come about."""


def _rule_at(pack: RulePack, place: Position) -> str:
    """The rule in whose entry of a file a place is."""
    before = [(rule.at, rule.id) for rule in pack.rule.values() if rule.at and rule.at.file == place.file]
    return max((each for each in before if each[0] <= place), default=(place, ""))[1]


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
        languages=tuple(dict.fromkeys(head.languages)),
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
        handout=build_handout(found.handout.content),
        fixed=frozenset(head.levers.fixed),
        derived_at={fact.id: found.facts.document.at(("derived", n)) for n, fact in enumerate(facts.derived)},
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
            for place, output in enumerate(table.outputs):
                name = f"{prefix}{table.conclusion or table.id}"
                types[f"{name}_{output}" if place else name] = Closed(spoken_of(table, output))
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
