"""The facts of a reason in running words: numbers with what they were computed from, conclusions with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.domain.reasons import Closed, FactView
from app.report.pdf.manuscript import Manuscript, task_verdicts

_MOST_FACTS = 6
_MOST_PARTS = 3
_MOST_NAMED = 20

Pair = tuple[str, str]


class _Told(NamedTuple):
    """A fact in words; `topic` is what was decided where the label names a task besides."""

    label: str
    value: str
    topic: str = ""


class ToldFacts:
    """The facts of one reason: `pairs` of label and value, and `apart` what numbers of many parts were computed from.

    What a number was computed from is told once. Where there are many facts, those that say the same stand together.
    """

    def __init__(self, manuscript: Manuscript, facts: tuple[FactView, ...]) -> None:
        self._manuscript = manuscript
        self._parts = {fact.name: fact.parts for fact in _all(facts) if fact.parts}
        p = manuscript.presentation
        self._tasks = {key: (verdict.topic, task.title) for task in p.tasks for key, verdict in task_verdicts(task)}
        self.apart: list[Pair] = []
        told = list(self._told(facts, top=True))
        many = len(told) > _MOST_FACTS
        self.pairs = list(self._by_value(told, together=many))

    def _told(self, facts: Iterable[FactView], top: bool = False) -> Iterator[_Told]:
        for fact in facts:
            aside, value = self._aside(fact), fact.value
            if top and len(fact.parts) > _MOST_PARTS:
                self.apart.append((fact.label, aside))
            elif aside:
                value = self._manuscript.say("appendix.led_to", value=value, aside=aside)
            topic, task = self._tasks.get(fact.name, ("", ""))
            yield _Told(task or fact.label, value, topic)

    def _aside(self, fact: FactView) -> str:
        """What led to a fact; empty where that is an answer, or told already."""
        manuscript, say = self._manuscript, self._manuscript.say
        number = manuscript.numbered(fact.name)
        if number is not None:
            return say("reason", number=number)
        if fact.closed is Closed.ALIKE:
            return say("appendix.alike")
        told = list(self._told(self._parts.pop(fact.name, ())))
        pairs = self._by_value(told) if len(told) <= _MOST_NAMED else _counted(manuscript, told)
        return say("appendix.facts_joint").join(say("fact", label=label, value=value) for label, value in pairs)

    def _by_value(self, told: list[_Told], together: bool = True) -> Iterator[Pair]:
        """Facts that say the same told together, or only what was decided alike about several tasks."""
        manuscript = self._manuscript
        alike: dict[tuple[str, str], dict[str, list[str]]] = {}
        for label, value, topic in told:
            alike.setdefault((value, "" if together else topic or label), {}).setdefault(topic, []).append(label)
        for (value, _), topics in alike.items():
            words = ((topic, self._in_a_row(labels)) for topic, labels in topics.items())
            yield manuscript.joined(self._of_tasks(topic, each) if topic else each for topic, each in words), value

    def _in_a_row(self, labels: list[str]) -> str:
        """Labels one after the other, told apart where what joins them stands in one of them."""
        manuscript, say = self._manuscript, self._manuscript.say
        if len(labels) == 1 or not any(say("list_joint").strip() in label for label in labels):
            return manuscript.joined(labels)
        return say("appendix.items_joint").join(say("appendix.item", text=label) for label in labels)

    def _of_tasks(self, topic: str, tasks: str) -> str:
        say = self._manuscript.say
        return say.wording.say("fact.of_task", say.language, fact=topic, task=tasks)


def _counted(manuscript: Manuscript, told: list[_Told]) -> Iterator[Pair]:
    """How many facts have each value: which ones, the list of all answers says."""
    counts: dict[str, int] = {}
    for each in told:
        counts[each.value] = counts.get(each.value, 0) + 1
    for value, count in counts.items():
        yield value, manuscript.say("appendix.answered", count=count)


def _all(facts: Iterable[FactView]) -> Iterator[FactView]:
    """Facts and all that lies below them."""
    for fact in facts:
        yield fact
        yield from _all(fact.below)
