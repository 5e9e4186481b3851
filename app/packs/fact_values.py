"""Checks the values facts.yaml compares with, and the labels it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.conditions import Condition, word_of
from app.domain.errors import Problem
from app.domain.facts import NOT_KNOWN, Closed, FactType
from app.domain.questionnaire import Question, Questionnaire
from app.packs.pack_documents import PackDocuments
from app.packs.pack_models import DerivedFile, Word
from app.packs.references import unknown
from app.packs.table_facts import facts_set, outcomes
from app.packs.yaml_core import Path, spell


def check_facts(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Values that nothing a fact is computed from can have, labels of no fact, and facts without a label."""
    document = found.facts.document
    for place, fact in enumerate(found.facts.content.derived):
        types = _types(fact, found, questionnaire)
        words = [word_of(value) for type_ in types if isinstance(type_, Closed) for value in type_.values]
        for key, at, value in strays(fact, types):
            word = word_of(value)
            path: Path = ("derived", place, key, at)
            # "true" is not the word for true, so a word can be known and its value not.
            yield from unknown(document, word, path, [known for known in words if known != word], "option")
    yield from _labels(found, questionnaire)


def strays(fact: DerivedFile, types: Sequence[FactType]) -> Iterator[tuple[str, int, Word]]:
    """The values a fact compares with and no type admits, each with its key and place; none where no type is known."""
    compared: dict[str, dict[str, list[Word]]] = {
        "count": {"matching": fact.matching},
        "count_tasks": {"matching": fact.matching},
        "answered_share": {"silent": fact.silent, "inapplicable": fact.inapplicable},
    }
    for key, values in compared.get(fact.compute, {}).items() if types else ():
        for place, value in enumerate(values):
            if not any(type_.admits(value) for type_ in types):
                yield key, place, value


def _types(fact: DerivedFile, found: PackDocuments, questionnaire: Questionnaire) -> list[FactType]:
    """What the facts it is computed from can be; nothing where one of them does not exist."""
    if fact.compute != "count_tasks":
        return answer_types(fact, questionnaire)
    decided = [outcomes(found, name) for name in fact.of]
    return [Closed(tuple(values)) for values in decided] if all(decided) else []


def answer_types(fact: DerivedFile, questionnaire: Questionnaire) -> list[FactType]:
    """What rules can see of the questions it is computed from; nothing where one of them does not exist."""
    questions = [questionnaire.by_id[name] for name in fact.of if name in questionnaire.by_id]
    types = [type_ for q in questions if (type_ := _as_seen(q).fact_type()) and type_ != NOT_KNOWN]
    return types if len(types) == len(fact.of) else []


def _as_seen(question: Question) -> Question:
    """A question that may be passed over can be left out even where an answer is required."""
    return question if question.show_if == Condition() else replace(question, required=False)


def _labels(found: PackDocuments, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Labels of no fact; where there are none, facts set beside a conclusion that nobody can call by a name."""
    document, facts = found.facts.document, found.facts.content
    derived, per_task = [fact.id for fact in facts.derived], [fact.id for fact in facts.per_task]
    labelled = [label.id for label in facts.labels]
    decided = [fact for table in found.tables for _, fact in facts_set(table)]
    known = [*questionnaire.by_id, *derived, *per_task, *decided]
    for place, name in enumerate(labelled):
        yield from unknown(document, name, ("labels", place, "id"), known, "fact")
    for table in found.tables if set(labelled) <= set(known) else ():
        for path, fact in facts_set(table):
            if path[0] == "outputs" and fact not in (*labelled, *derived) and table.content.hit != "collect":
                yield Problem("label-missing", spell(path), {"name": fact}, table.document.at_key(path))
