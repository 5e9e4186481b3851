"""How facts are called and how their values read, in one language."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from app.domain.amounts import amount, counted
from app.domain.conditions import word_of
from app.domain.facts import Scalar
from app.domain.presentation import Told
from app.domain.questionnaire import Answer, Kind, Question, Questionnaire
from app.domain.rules import RulePack, Table
from app.domain.texts import form
from app.domain.unsaid import Unsaid
from app.domain.wording import Wording

GROUP_NAMES = ("task", "group")
ISO_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?)?")
SHARES = ("percent", "points")


def half_up(value: float) -> int:
    """The nearest whole number, halves upwards: what people see instead of fractions."""
    return math.floor(value + 0.5)


class FactWords:
    """Knows every fact of a questionnaire and rule pack by name."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        pack: RulePack,
        wording: Wording,
        language: str,
        unsaid: Mapping[str, Unsaid] | None = None,
    ) -> None:
        """With `unsaid`, the answers of one diagnosis are told apart from what stands in for them."""
        self._unsaid = unsaid or {}
        self._questions = questionnaire.by_id
        self._pack = pack
        self._wording = wording
        self._language = language
        self._tables = {table.conclusion: table for table in pack.tables}
        self._findings = {f"finding:{finding.id}": finding for finding in pack.findings}

    def told(self, name: str, value: Scalar) -> Told:
        """A fact with its name and value in words; a finding that was made is itself the value."""
        if name in self._findings and value:
            return Told(self._say("fact.found"), self._findings[name].title.say(self._language))
        if name in self._unsaid:
            return self.answer(self._questions[name], _as_answer(value))
        return Told(self.label(name), self.value(name, value))

    def answer(self, question: Question, value: Answer) -> Told:
        """An answer with its question's short name and the words of its value, or that it was not given."""
        said = self._unsaid_value(question) or self.answer_value(question, value)
        return Told(question.label.say(self._language), said)

    def _unsaid_value(self, question: Question) -> str:
        why = self._unsaid.get(question.id)
        if why is None:
            return ""
        if why is Unsaid.OPEN and question.left_out is not None:
            return self._say("value.unanswered.as", value=self.answer_value(question, question.left_out))
        return self._say("value.not_asked" if why is Unsaid.NOT_ASKED else "value.unanswered")

    def label(self, name: str) -> str:
        """What a fact is called; raises KeyError for a fact nobody named."""
        if name in self._questions:
            return self._questions[name].label.say(self._language)
        if name in self._findings:
            return self._say("fact.finding", title=self._findings[name].title.say(self._language))
        if name in GROUP_NAMES:
            return self._say(f"fact.{name}")
        if name.startswith("task:"):
            task, _, part = name.removeprefix("task:").partition(".")
            return self._say("fact.of_task", task=self._task(task), fact=self._part_label(part))
        return self._part_label(name)

    def _part_label(self, name: str) -> str:
        if name in self._tables:
            return self._tables[name].title.say(self._language)
        labels = {fact.id: fact.label for fact in self._pack.tasks.facts}
        return (labels.get(name) or self._pack.fact_labels[name].label).say(self._language)

    def value(self, name: str, value: Scalar) -> str:  # noqa: PLR0911 - one way to read a value for each kind of fact
        """How a fact's value reads."""
        if name in self._questions:
            return self.answer_value(self._questions[name], _as_answer(value))
        if name == "task":
            return self._task(str(value))
        if name == "group":
            return next(g.title for g in self._pack.tasks.groups if g.id == value).say(self._language)
        if name in self._findings:
            return self._say("value.found" if value else "value.not_found")
        table = self._table_of(name)
        if table:
            return table.values[word_of(value)].title.say(self._language)
        if value is None or isinstance(value, bool):
            return self._say(f"value.{word_of(value)}")
        return self._number(name, value) if isinstance(value, (int, float)) else value

    def bare(self, name: str, value: Scalar) -> str:
        """A value as it stands in a sentence that has its own unit."""
        return bare_number(value) if isinstance(value, (int, float)) else self.value(name, value)

    def _table_of(self, name: str) -> Table | None:
        table = self._tables.get(name.rpartition(".")[2] if name.startswith("task:") else name)
        return table if table and table.values else None

    def _number(self, name: str, value: float) -> str:
        fact = self._pack.fact_labels[name]
        if fact.show == "manyen":
            return amount(half_up(value), self._wording, self._language)
        whole = half_up(value * 100 if fact.show in SHARES else value)
        if fact.unit:
            unit = form(fact.unit.say(self._language), whole)
            return self._say("value.with_unit", number=thousands(whole), unit=unit)
        return self._say(f"value.{fact.show}", number=thousands(whole))

    def answer_value(self, question: Question, value: Answer) -> str:
        """How an answer reads: the option's words, the number with its unit, or that there is none."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return self._say("value.unanswered")
        if isinstance(value, tuple):
            words = [question.option(each).text.say(self._language) for each in value]
            return self._say("value.joint").join(words) or self._say("value.none_of_them")
        if question.kind is Kind.CHOICE:
            return question.option(str(value)).text.say(self._language)
        if isinstance(value, int):
            return counted(value, question.unit, self._wording, self._language)
        return value

    def date(self, written: str) -> str:
        """A day, month or year of ISO 8601 as people write it; anything else as it stands."""
        found = ISO_DATE.fullmatch(written)
        if not found:
            return written
        parts: dict[str, int | str] = {name: int(part) for name, part in found.groupdict().items() if part}
        finest = [*parts][-1]
        if found["month"]:
            parts["month"] = self._wording.month(int(found["month"]), self._language)
        return self._say(f"value.date.{finest}", **parts)

    def _task(self, id_: str) -> str:
        return next(task for task in self._pack.tasks.tasks if task.id == id_).title.say(self._language)

    def _say(self, key: str, /, **params: object) -> str:
        return self._wording.say(key, self._language, **params)


def bare_number(value: Scalar) -> str:
    """A number as it stands in a sentence that has its own unit; any other value as it is."""
    return thousands(half_up(value)) if isinstance(value, (int, float)) else str(value)


def thousands(value: int) -> str:
    """A whole number with separators."""
    return f"{value:,}"


def _as_answer(value: Scalar) -> Answer:
    return int(value) if isinstance(value, float) else value
