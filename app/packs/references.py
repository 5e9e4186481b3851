"""Checks that everything a rule pack names exists: questions, tasks, hats, horizons, actions, decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from app.domain.errors import Problem
from app.domain.nearest import misspelt
from app.domain.questionnaire import Kind, Questionnaire
from app.domain.seats import REST
from app.packs.once import named_twice
from app.packs.pack_documents import PackDocuments
from app.packs.texts import check_languages
from app.packs.yaml_core import Document, Path, spell

NEEDED_DECISIONS = (
    "model", "model_boundary", "archetype", "phase", "exit_criteria", "basics_ready", "checklist.grade",
    "execution", "advice", "transition", "budget.fit",
)  # fmt: skip
NOTE_PLACES = ("model", "archetype", "phase", "basics_ready", "checklist", "budget")


def check_references(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Every name that leads nowhere."""
    yield from _head(found, questionnaire)
    yield from _tasks(found, questionnaire)
    yield from _numbers(found, questionnaire)
    yield from _seats(found)
    yield from _roadmap(found)
    notes = found.notes
    for place, note in enumerate(notes.content.notes):
        yield from unknown(notes.document, note.on, ("notes", place, "on"), NOTE_PLACES, "place")
    known = [term.id for term in found.glossary.content.terms]
    for question in questionnaire.questions():
        for term, at in zip(question.terms, question.terms_at, strict=True):
            if term not in known:
                yield misspelt(Problem("term-unknown", question.id, {"name": term}, at), term, known)


def unknown(
    document: Document, name: str, path: Path, known: Collection[str], kind: str, told_before: int = 0
) -> Iterator[Problem]:
    """A problem where the name at a path is not known; `kind` says what it should have been."""
    if name not in known:
        problem = Problem("reference-unknown", spell(path), {"name": name, "kind": kind}, document.at(path))
        yield misspelt(problem, name, known, told_before)


def unknown_among(
    document: Document, names: Iterable[str], path: Path, known: Collection[str], kind: str
) -> Iterator[Problem]:
    """A problem for each name of the list at a path that is not known."""
    strays = [(place, name) for place, name in enumerate(names) if name not in known]
    for told_before, (place, name) in enumerate(strays):
        yield from unknown(document, name, (*path, place), known, kind, told_before)


def _head(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    document, head = found.head.document, found.head.content
    yield from check_languages(document, head.languages)
    yield from unknown(document, head.questionnaire, ("questionnaire",), [questionnaire.id], "questionnaire")
    yield from unknown_among(document, head.levers.fixed, ("levers", "fixed"), questionnaire.by_id, "question")
    decided = [table.content.conclusion or table.content.id for table in found.tables]
    for needed in NEEDED_DECISIONS:
        if needed not in decided:
            yield Problem("decision-missing", "decisions", {"name": needed}, document.at(("decisions",)))
    for table in found.tables:
        named = PurePosixPath(table.document.file).stem
        yield from unknown(table.document, table.content.id, ("id",), [named], "file")


def _tasks(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    document, tasks = found.tasks.document, found.tasks.content
    groups = [group.id for group in tasks.groups]
    for place, task in enumerate(tasks.tasks):
        yield from unknown(document, task.group, ("tasks", place, "group"), groups, "group")
    facts = found.facts
    for place, fact in enumerate(facts.content.per_task):
        path: Path = ("per_task", place)
        if bool(fact.answer_to) == bool(fact.chosen_in):
            yield Problem("task-fact", spell(path), {"name": fact.id}, facts.document.at(path))
        for question in [fact.answer_to.replace("{task}", task.id) for task in tasks.tasks] if fact.answer_to else []:
            yield from unknown(facts.document, question, (*path, "answer_to"), questionnaire.by_id, "question")
        several = [question.id for question in questionnaire.questions() if question.kind is Kind.MULTIPLE]
        if fact.chosen_in:
            yield from unknown(facts.document, fact.chosen_in, (*path, "chosen_in"), several, "question")


def _numbers(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    """What the checklist, the prices and the derived facts are computed from."""
    checklist = found.checklist
    for place, axis in enumerate(checklist.content.axes):
        items: Path = ("axes", place, "items")
        yield from unknown_among(checklist.document, axis.items, items, _read_as_facts(questionnaire), "question")
    document, prices = found.prices.document, found.prices.content
    tasks = [task.id for task in found.tasks.content.tasks]
    whole = [question.id for question in questionnaire.questions() if question.kind is Kind.INTEGER]
    for key, name in (("annual", prices.annual), ("media", prices.media), ("articles", prices.articles)):
        yield from unknown(document, name, (key,), whole, "question")
    yield from unknown_among(document, prices.advice_tasks, ("advice_tasks",), tasks, "task")
    yield from unknown(document, prices.content, ("content",), tasks, "task")
    yield from _derived(found, questionnaire)


def _read_as_facts(questionnaire: Questionnaire) -> list[str]:
    """The questions whose answer is one word or number."""
    return [question.id for question in questionnaire.questions() if question.fact_type()]


def _derived(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    document, facts = found.facts.document, found.facts.content
    of_tasks = [table.content.id for table in found.tables if table.content.for_each]
    derived = {fact.id for fact in facts.derived}
    known_by_kind: dict[str, Collection[str]] = {
        "count": _read_as_facts(questionnaire),
        "told": [question.id for question in questionnaire.questions() if question.kind is Kind.MULTIPLE],
        "answered_share": _read_as_facts(questionnaire),
        "count_tasks": of_tasks,
    }
    for place, fact in enumerate(facts.derived):
        path: Path = ("derived", place)
        known = known_by_kind.get(fact.compute, derived)
        yield from unknown_among(document, fact.of, (*path, "of"), known, "fact")
        if not fact.of and fact.compute in ("count", "count_tasks", "told", "answered_share", *NEED_MONTHLY):
            yield Problem("derived-of", spell(path), {"name": fact.id}, document.at(path))


NEED_MONTHLY = ("headroom_min", "headroom_max", "affordable_articles")


def _seats(found: PackDocuments) -> Iterator[Problem]:
    document, seats = found.seats.document, found.seats.content
    hats = [hat.id for hat in seats.hats]
    tasks = [task.id for task in found.tasks.content.tasks]
    for place, hat in enumerate(seats.hats):
        if hat.always == (hat.task is not None):
            yield Problem("hat-need", f"hats[{place}]", {"name": hat.id}, document.at(("hats", place)))
        if hat.task:
            yield from unknown(document, hat.task, ("hats", place, "task"), tasks, "task")
    yield from unknown(document, seats.spare, ("spare",), hats, "hat")
    yield from unknown_among(document, seats.nobody.hats, ("nobody", "hats"), hats, "hat")
    yield from named_twice(document, ("nobody", "hats"), seats.nobody.hats)
    for place, row in enumerate(seats.persons):
        path: Path = ("persons", place)
        for number, seat in enumerate(row.seats):
            yield from unknown_among(document, seat, (*path, "seats", number), [*hats, REST], "hat")
        if row.headcount != place + 1 or len(row.seats) != row.headcount:
            yield Problem("seats-count", spell(path), {"count": len(row.seats), "wanted": place + 1}, document.at(path))
    for place, team in enumerate(seats.teams):
        yield from unknown_among(document, team.hats, ("teams", place, "hats"), hats, "hat")
        yield from named_twice(document, ("teams", place, "hats"), team.hats)


def _roadmap(found: PackDocuments) -> Iterator[Problem]:
    document, actions = found.actions.document, found.actions.content.actions
    hats = [hat.id for hat in found.seats.content.hats]
    horizons = [horizon.id for horizon in found.capacity.content.horizons]
    ids = [action.id for action in actions]
    for place, action in enumerate(actions):
        path: Path = ("actions", place)
        yield from unknown_among(document, action.after, (*path, "after"), ids, "action")
        yield from named_twice(document, (*path, "after"), action.after)
        yield from unknown(document, action.owner, (*path, "owner"), hats, "hat")
        yield from unknown(document, action.earliest, (*path, "earliest"), horizons, "horizon")
    limits = found.capacity.content.limits
    if limits[-1].headcount is not None or any(limit.headcount is None for limit in limits[:-1]):
        yield Problem("capacity-last", "limits", at=found.capacity.document.at(("limits",)))
