"""Checks that the values of a rule pack make sense: numbers in order, answers and outcomes there are, no id twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.errors import Param, Problem
from app.domain.questionnaire import Questionnaire
from app.packs.checklist_values import check_checklist
from app.packs.fact_values import check_facts
from app.packs.once import check_once, first_places
from app.packs.pack_documents import PackDocuments
from app.packs.references import unknown
from app.packs.table_facts import outcomes
from app.packs.yaml_core import Document, Path, spell


def check_values(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Every value that cannot be meant; what rests on a name that leads nowhere is left to `check_references`."""
    yield from check_once(found, questionnaire)
    yield from _prices(found)
    yield from _horizons(found)
    yield from _limits(found)
    yield from check_checklist(found, questionnaire)
    yield from check_facts(found, questionnaire)
    yield from _persons(found)
    yield from _teams(found)


def _prices(found: PackDocuments) -> Iterator[Problem]:
    """The range of advice, and the outcomes of the decisions on advice and execution that cost something."""
    document, prices = found.prices.document, found.prices.content
    yield from _range(document, ("advice",), prices.advice)
    advised, carried_out = _words(found, "advice"), _words(found, "execution")
    if advised:
        yield from unknown(document, prices.retained, ("retained",), advised, "value")
    for place, bought in enumerate(prices.bought if carried_out else ()):
        yield from unknown(document, bought, ("bought", place), carried_out, "value")


def _words(found: PackDocuments, conclusion: str) -> list[str]:
    return [value for value in outcomes(found, conclusion) if isinstance(value, str)]


def _range(document: Document, path: Path, ends: Sequence[int]) -> Iterator[Problem]:
    """A range is told for its negative ends, or for their order."""
    for place, end in enumerate(ends):
        if end < 0:
            yield _negative(document, (*path, place), end)
    low, high = ends
    if low > high >= 0:
        yield Problem("range-reversed", spell(path), {"low": low, "high": high}, document.at(path))


def _negative(document: Document, path: Path, value: int) -> Problem:
    return Problem("number-negative", spell(path), {"value": value}, document.at(path))


def _horizons(found: PackDocuments) -> Iterator[Problem]:
    """Each horizon with days begins after the one before it has ended."""
    document, horizons = found.capacity.document, found.capacity.content.horizons
    dated = [(place, horizon, horizon.days) for place, horizon in enumerate(horizons) if horizon.days]
    for place, _, days in dated:
        yield from _range(document, ("horizons", place, "days"), days)
    firsts = first_places([horizon.id for horizon in horizons])
    sound = [(place, horizon, days) for place, horizon, days in dated if place in firsts and 0 <= days[0] <= days[1]]
    for (_, before, ended), (place, horizon, days) in pairwise(sound):
        if days[0] <= ended[1]:
            path: Path = ("horizons", place, "days")
            params: dict[str, Param] = {"horizon": horizon.id, "start": days[0], "before": before.id, "end": ended[1]}
            yield Problem("horizon-too-early", spell(path), params, document.at(path))


def _limits(found: PackDocuments) -> Iterator[Problem]:
    """Headcounts rise from row to row; which row has none is for `check_references` to tell."""
    document, limits = found.capacity.document, found.capacity.content.limits
    given = [(place, limit.headcount) for place, limit in enumerate(limits[:-1]) if limit.headcount is not None]
    for place, headcount in given:
        if headcount < 0:
            yield _negative(document, ("limits", place, "headcount"), headcount)
    for (_, before), (place, headcount) in pairwise((place, n) for place, n in given if n >= 0):
        if headcount <= before:
            path: Path = ("limits", place, "headcount")
            yield Problem("limit-not-above", spell(path), {"headcount": headcount, "before": before}, document.at(path))


def _persons(found: PackDocuments) -> Iterator[Problem]:
    """In a row without `rest`, a hat that is always needed and not named is worn by nobody."""
    document, seats = found.seats.document, found.seats.content
    hats = {hat.id for hat in seats.hats}
    for place, row in enumerate(seats.persons):
        worn = {hat for seat in row.seats for hat in seat}
        unworn = _always_needed(found, worn)
        if unworn and worn <= hats and len(row.seats) == row.headcount == place + 1:
            path: Path = ("persons", place, "seats")
            params: dict[str, Param] = {"hats": ", ".join(unworn), "headcount": row.headcount}
            yield Problem("hat-unworn", spell(path), params, document.at(path))


def _teams(found: PackDocuments) -> Iterator[Problem]:
    """A hat that is always needed and no team's is worn by nobody in a large organisation."""
    document, seats = found.seats.document, found.seats.content
    worn = {hat for team in seats.teams for hat in team.hats}
    unworn = _always_needed(found, worn)
    if unworn and worn <= {hat.id for hat in seats.hats}:
        yield Problem("hat-teamless", "teams", {"hats": ", ".join(unworn)}, document.at(("teams",)))


def _always_needed(found: PackDocuments, worn: set[str]) -> list[str]:
    """The hats among those always needed that nobody wears."""
    return [hat.id for hat in found.seats.content.hats if hat.always and not hat.task and hat.id not in worn]
