"""Checks that every id and every fact of a rule pack is given once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from app.domain.errors import Problem
from app.domain.questionnaire import Questionnaire
from app.packs.pack_documents import PackDocuments
from app.packs.table_facts import facts_set
from app.packs.yaml_core import Document, Path, spell

# Rows, findings, actions, benchmarks, notes and the tables themselves are told where they are read.


def check_once(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Every id a list has twice, and every fact that two questions, derived facts or tables claim."""
    facts, seats = found.facts.content, found.seats.content
    derived = [fact.id for fact in facts.derived]
    per_task = [fact.id for fact in facts.per_task]
    lists: tuple[tuple[Document, str, Sequence[str]], ...] = (
        (found.sources.document, "sources", [source.id for source in found.sources.content.sources]),
        (found.glossary.document, "terms", [term.id for term in found.glossary.content.terms]),
        (found.tasks.document, "groups", [group.id for group in found.tasks.content.groups]),
        (found.tasks.document, "tasks", [task.id for task in found.tasks.content.tasks]),
        (found.checklist.document, "axes", [axis.id for axis in found.checklist.content.axes]),
        (found.capacity.document, "horizons", [horizon.id for horizon in found.capacity.content.horizons]),
        (found.seats.document, "hats", [hat.id for hat in seats.hats]),
        (found.seats.document, "teams", [team.id for team in seats.teams]),
        (found.facts.document, "per_task", per_task),
    )
    for document, key, ids in lists:
        yield from repeated(document, (key,), ids)
    yield from repeated(found.facts.document, ("derived",), derived, questionnaire.by_id)
    decided = {fact for table in found.tables for _, fact in facts_set(table)}
    yield from repeated(found.facts.document, ("labels",), [fact.id for fact in facts.labels], set(derived) - decided)
    yield from _claimed(found, "", {*questionnaire.by_id, *derived})
    yield from _claimed(found, "task", set(per_task))


def repeated(
    document: Document, path: Path, ids: Sequence[str], taken: Collection[str] = (), inside: Path = ("id",)
) -> Iterator[Problem]:
    """Each id that stands before in the list at a path, or is taken elsewhere; `inside` leads to it in an entry."""
    for place, id_ in enumerate(ids):
        if id_ in taken or id_ in ids[:place]:
            where: Path = (*path, place, *inside)
            yield Problem("id-twice", spell(where), {"id": id_}, document.at(where))


def named_twice(document: Document, path: Path, names: Sequence[str]) -> Iterator[Problem]:
    """Each name that stands before in the list of names at a path, which has no need of it again."""
    for place, name in enumerate(names):
        if name in names[:place]:
            where: Path = (*path, place)
            yield Problem("name-twice", spell(where), {"name": name}, document.at(where))


def first_places(ids: Sequence[str]) -> frozenset[int]:
    """The places in a list at which an id stands for the first time."""
    return frozenset(place for place, id_ in enumerate(ids) if id_ not in ids[:place])


def _claimed(found: PackDocuments, for_each: str, taken: set[str]) -> Iterator[Problem]:
    """Each fact a table sets that is there without it; those of repeated tables are held against one another."""
    for table in found.tables:
        if (table.content.for_each or "") == for_each:
            for path, fact in facts_set(table):
                if fact in taken:
                    yield Problem("id-twice", spell(path), {"id": fact}, table.document.at_key(path))
                taken.add(fact)
