"""Checks the points and items of the checklist against the options of the questions they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.answers import shorten
from app.domain.checklist import NOT_APPLICABLE, SCORE
from app.domain.errors import Problem
from app.domain.facts import NOT_KNOWN
from app.domain.questionnaire import Question, Questionnaire
from app.packs.fact_values import answer_types, strays
from app.packs.once import first_places
from app.packs.pack_documents import PackDocuments
from app.packs.references import unknown
from app.packs.yaml_core import Path, spell

Items = Sequence[tuple[Path, Question]]


def check_checklist(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Points off the scale or of no option, answers that earn none, items that count twice or never."""
    document, points = found.checklist.document, found.checklist.content.points
    for option, earned in points.items():
        if not SCORE.low <= earned <= SCORE.high:
            path: Path = ("points", option)
            yield Problem("points-out-of-range", spell(path), {"option": option, "points": earned}, document.at(path))
    yield from _items_twice(found)
    items = _items(found, questionnaire)
    options = list(dict.fromkeys(option for _, question in items for option in question.option_ids))
    for option in points if items else ():
        for problem in unknown(document, option, ("points", option), options, "option"):
            yield replace(problem, at=document.at_key(("points", option)))
    if points.keys() <= set(options):
        yield from _never_counted(found, items)
        yield from _without_points(found, questionnaire, items)


def _items_twice(found: PackDocuments) -> Iterator[Problem]:
    document, axes = found.checklist.document, found.checklist.content.axes
    firsts = first_places([axis.id for axis in axes])
    named: dict[str, str] = {}
    for place, axis in enumerate(axes):
        for position, item in enumerate(axis.items if place in firsts else ()):
            if item in named:
                path: Path = ("axes", place, "items", position)
                yield Problem("item-twice", spell(path), {"item": item, "axis": named[item]}, document.at(path))
            named.setdefault(item, axis.id)


def _items(found: PackDocuments, questionnaire: Questionnaire) -> Items:
    """The questions of the items, each where it is first named; none where one of them cannot be an item."""
    placed: dict[str, Path] = {}
    for place, axis in enumerate(found.checklist.content.axes):
        for position, item in enumerate(axis.items):
            placed.setdefault(item, ("axes", place, "items", position))
    items = [(path, questionnaire.by_id[item]) for item, path in placed.items() if item in questionnaire.by_id]
    known = [(path, question) for path, question in items if question.fact_type() not in (None, NOT_KNOWN)]
    return known if len(known) == len(placed) else []


def _never_counted(found: PackDocuments, items: Items) -> Iterator[Problem]:
    """An item none of whose answers earns points, where those of others do, is never answered to the checklist."""
    document, points = found.checklist.document, found.checklist.content.points
    for path, question in items if points else ():
        if points.keys().isdisjoint(question.option_ids):
            yield Problem("item-without-points", spell(path), {"item": question.id}, document.at(path))


def _without_points(found: PackDocuments, questionnaire: Questionnaire, items: Items) -> Iterator[Problem]:
    """An option that earns no points is no answer to the checklist: it must be none to an `answered_share` either."""
    document, points = found.checklist.document, found.checklist.content.points
    lacking: dict[str, list[str]] = {}
    counted = [question for _, question in items if not points or not points.keys().isdisjoint(question.option_ids)]
    for question in counted:
        for option in question.option_ids:
            if option not in points and _is_answer(found, questionnaire, question, option):
                lacking.setdefault(option, []).append(question.id)
    for option, names in lacking.items():
        params = {"option": option, "items": shorten(", ".join(names))}
        yield Problem("points-missing", spell(("points", option)), params, document.at(("points",)))


def _is_answer(found: PackDocuments, questionnaire: Questionnaire, question: Question, option: str) -> bool:
    """Whether an `answered_share` that looks at the question takes the option for an answer."""
    if option in (NOT_APPLICABLE, question.left_out):
        return False
    shares = [fact for fact in found.facts.content.derived if fact.compute == "answered_share"]
    return any(
        question.id in fact.of
        and option not in (*fact.silent, *fact.inapplicable)
        and not any(strays(fact, answer_types(fact, questionnaire)))
        for fact in shares
    )
