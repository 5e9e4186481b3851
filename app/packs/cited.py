"""Checks that whatever a pack says names where it comes from, and that the source is there, once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from app.domain.errors import Param, Problem
from app.domain.nearest import misspelt
from app.packs.once import named_twice
from app.packs.pack_documents import PackDocuments
from app.packs.yaml_core import Document, Path, spell


def check_sources(found: PackDocuments) -> Iterator[Problem]:
    """The sources of everything that has no condition; those of rules are checked as they are built."""
    known = [source.id for source in found.sources.content.sources]
    for each in (found.prices, found.seats, found.capacity):
        yield from cited(each.document, each.content.sources, (), known)
    for place, task in enumerate(found.tasks.content.tasks):
        yield from cited(found.tasks.document, task.sources, ("tasks", place), known)
    for place, term in enumerate(found.glossary.content.terms):
        yield from cited(found.glossary.document, term.sources, ("terms", place), known)
    yield from _handout(found, known)


def _handout(found: PackDocuments, known: Collection[str]) -> Iterator[Problem]:
    document, handout = found.handout.document, found.handout.content
    for place, step in enumerate(handout.sales.steps):
        yield from cited(document, step.sources, ("sales", "steps", place), known)
    for place, decision in enumerate(handout.decisions):
        yield from cited(document, decision.sources, ("decisions", place), known)
    yield from cited(document, handout.kpi.sources, ("kpi",), known)


def cited(document: Document, sources: Sequence[str], path: Path, known: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the `sources` of the entry at a path."""
    if not sources:
        yield Problem("sources-empty", spell((*path, "sources")), at=document.at((*path, "sources")))
    yield from named_twice(document, (*path, "sources"), sources)
    for place, source in enumerate(sources):
        if source not in known:
            where: Path = (*path, "sources", place)
            params: dict[str, Param] = {"value": source, "known": ", ".join(known)}
            yield misspelt(Problem("sources-unknown", spell(where), params, document.at(where)), source, known, place)
