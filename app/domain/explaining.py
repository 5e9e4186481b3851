"""Opens conclusions into their reasons: the rule in words, the facts that met it, and what led to those in turn.

Everything said comes from the trace of the diagnosis and from the rules it names: a rule that is gone says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.diagnosis import Diagnosis, known_facts
from app.domain.evaluation import Reason
from app.domain.evidence import Evidence, concluded
from app.domain.fact_words import FactWords
from app.domain.facts import Facts, Scalar
from app.domain.presentation import SourceView
from app.domain.questionnaire import Questionnaire
from app.domain.reasons import Closed, FactView, ReasonView
from app.domain.rules import RulePack, Source
from app.domain.texts import Text
from app.domain.unsaid import unsaid
from app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class _Telling:
    """What was told already within one reason: facts opened, what numbers were computed from, rules."""

    opened: set[str]
    rules: set[str] = field(default_factory=set)
    computed: set[tuple[str, ...]] = field(default_factory=set)


class Explainer:
    """Explains one diagnosis in one language; `questionnaire` and `pack` must be the editions it was made with.

    `deep` is how many conclusions are opened one below another, at most.
    """

    def __init__(
        self,
        diagnosis: Diagnosis,
        questionnaire: Questionnaire,
        pack: RulePack,
        wording: Wording,
        language: str,
        deep: float = math.inf,
    ) -> None:
        self._deep = deep
        self._pack = pack
        self._language = language
        self._words = FactWords(questionnaire, pack, wording, language, unsaid(questionnaire, diagnosis))
        self._rules = pack.rule
        self._facts: Facts = known_facts(diagnosis)
        self._answered = frozenset(diagnosis.answers)
        self._inputs: Mapping[str, tuple[str, ...]] = {fact.id: fact.inputs for fact in pack.derived}
        self._evidence = Evidence(diagnosis, pack)
        self._trace: Mapping[str, Reason] = {name_of(reason.conclusion): reason for reason in diagnosis.trace}
        self._sources = {id_: self._source(source) for id_, source in pack.sources.items()}

    @property
    def conclusions(self) -> tuple[str, ...]:
        """Everything that was concluded, as the trace has it, in its order."""
        return tuple(reason.conclusion for reason in self._trace.values())

    def find(self, conclusion: str) -> str | None:
        """The name of a conclusion written as in the trace, with its value or without; None where it was not drawn."""
        name = name_of(conclusion)
        found = self._trace.get(name)
        return name if found and conclusion in (name, found.conclusion) else None

    def explain(self, name: str) -> ReasonView:
        """Why that was concluded; raises KeyError for what was not."""
        return self._reason(name, _Telling({name}), self._deep)

    def _reason(self, name: str, telling: _Telling, deep: float) -> ReasonView:
        reason = self._trace[name]
        rule = self._rules[reason.rule]
        repeated = reason.rule in telling.rules
        telling.rules.add(reason.rule)
        return ReasonView(
            conclusion=reason.conclusion,
            label=self._label(name),
            value=self._value(name, reason),
            rule=reason.rule,
            why=self._text(rule.why),
            facts=tuple(self._fact(n, value, telling, deep) for n, value in self._evidence.of(reason).items()),
            sources=tuple(self._sources[id_] for id_ in reason.sources),
            repeated=repeated,
        )

    def _fact(self, name: str, value: Scalar, telling: _Telling, deep: float) -> FactView:
        told = self._words.told(name, value)
        fact = FactView(told.label, told.value, name)
        if name in telling.opened:
            return replace(fact, closed=Closed.AGAIN)
        if name not in self._trace:
            return self._computed(fact, telling, deep)
        if not deep:
            return replace(fact, closed=Closed.ELSEWHERE)
        telling.opened.add(name)
        return replace(fact, reason=self._reason(name, telling, deep - 1))

    def _computed(self, fact: FactView, telling: _Telling, deep: float) -> FactView:
        """A fact with what it was computed from, if it was."""
        parts = self._parts(fact.name)
        if not parts:
            return fact
        telling.opened.add(fact.name)
        if tuple(parts) in telling.computed:
            return replace(fact, closed=Closed.ALIKE)
        telling.computed.add(tuple(parts))
        return replace(fact, parts=tuple(self._fact(n, value, telling, deep) for n, value in parts.items()))

    def _parts(self, name: str) -> dict[str, Scalar]:
        """What a number was computed from, as far as the diagnosis tells."""
        found: dict[str, Scalar] = {}
        for part in self._inputs.get(name, ()):
            if part in self._trace:
                found[part] = concluded(self._trace[part])
            elif part in self._facts and (part in self._answered or part in self._inputs):
                found[part] = self._facts[part]
        return found

    def _label(self, name: str) -> str:
        kind, _, id_ = name.partition(":")
        if kind == "finding":
            return self._text(next(finding.title for finding in self._pack.findings if finding.id == id_))
        if kind == "action":
            return self._text(self._pack.action[id_].title)
        if kind == "benchmark":
            return self._text(next(benchmark.title for benchmark in self._pack.benchmarks if benchmark.id == id_))
        return self._words.label(name)

    def _value(self, name: str, reason: Reason) -> str | None:
        """What a table decided, in words; None for what is simply there."""
        return self._words.value(name, concluded(reason)) if "=" in reason.conclusion else None

    def _text(self, text: Text) -> str:
        return text.fill(self._language, lambda name: self._words.bare(name, self._facts[name]))

    def _source(self, source: Source) -> SourceView:
        title, publisher, note = (self._text(text) for text in (source.title, source.publisher, source.note))
        return SourceView(source.id, title, publisher, self._words.date(source.date), note)


def name_of(conclusion: str) -> str:
    """What a conclusion is about: `model=small` is about `model`."""
    return conclusion.partition("=")[0]
