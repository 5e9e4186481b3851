"""Opens conclusions into their reasons: the rule in words, the facts that met it, and what led to those in turn.

Everything said comes from the trace of the diagnosis and from the rules it names: a rule that is gone says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.diagnosis import Diagnosis, known_facts
from app.domain.evaluation import Reason
from app.domain.evidence import Evidence, concluded
from app.domain.fact_words import FactWords
from app.domain.facts import Facts, Scalar
from app.domain.presentation import SourceView
from app.domain.questionnaire import Questionnaire
from app.domain.rules import RulePack
from app.domain.texts import Text
from app.domain.unsaid import unsaid
from app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class FactNode:
    """A fact in words and, where it did not come from an answer, what it rests on.

    A conclusion opens into its own reason, a number into the facts it was computed from; each once, then it is told
    `again` with nothing below.
    """

    name: str
    label: str
    value: str
    reason: ExplanationNode | None = None
    parts: tuple[FactNode, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class ExplanationNode:
    """Why something was concluded: the rule in words, this company's facts that met it, and the rule's sources."""

    conclusion: str
    label: str
    value: str | None
    rule: str
    why: str
    facts: tuple[FactNode, ...]
    sources: tuple[SourceView, ...]

    def all_sources(self) -> tuple[SourceView, ...]:
        """The sources of this reason and of all below, each once."""
        below = (source for fact in self.facts for node in _reasons(fact) for source in node.all_sources())
        return tuple(dict.fromkeys((*self.sources, *below)))


def _reasons(fact: FactNode) -> Iterator[ExplanationNode]:
    """The reasons next below a fact."""
    if fact.reason is not None:
        yield fact.reason
    for part in fact.parts:
        yield from _reasons(part)


class Explainer:
    """Explains one diagnosis in one language; `questionnaire` and `pack` must be the editions it was made with."""

    def __init__(
        self, diagnosis: Diagnosis, questionnaire: Questionnaire, pack: RulePack, wording: Wording, language: str
    ) -> None:
        self._pack = pack
        self._language = language
        self._words = FactWords(questionnaire, pack, wording, language, unsaid(questionnaire, diagnosis))
        self._rules = pack.rule
        self._facts: Facts = known_facts(diagnosis)
        self._answered = frozenset(diagnosis.answers)
        self._inputs: Mapping[str, tuple[str, ...]] = {fact.id: fact.inputs for fact in pack.derived}
        self._evidence = Evidence(diagnosis, pack)
        self._trace: Mapping[str, Reason] = {name_of(reason.conclusion): reason for reason in diagnosis.trace}

    @property
    def conclusions(self) -> tuple[str, ...]:
        """Everything that was concluded, as the trace has it, in its order."""
        return tuple(reason.conclusion for reason in self._trace.values())

    def find(self, conclusion: str) -> str | None:
        """The name of a conclusion written as in the trace, with its value or without; None where it was not drawn."""
        name = name_of(conclusion)
        found = self._trace.get(name)
        return name if found and conclusion in (name, found.conclusion) else None

    def explain(self, name: str) -> ExplanationNode:
        """Why that was concluded; raises KeyError for what was not."""
        return self._reason(name, {name})

    def _reason(self, name: str, opened: set[str]) -> ExplanationNode:
        reason = self._trace[name]
        rule = self._rules[reason.rule]
        return ExplanationNode(
            conclusion=reason.conclusion,
            label=self._label(name),
            value=self._value(name, reason),
            rule=reason.rule,
            why=self._text(rule.why),
            facts=tuple(self._fact(n, value, opened) for n, value in self._evidence.of(reason).items()),
            sources=tuple(self._source(id_) for id_ in reason.sources),
        )

    def _fact(self, name: str, value: Scalar, opened: set[str]) -> FactNode:
        told = self._words.told(name, value)
        if name in opened:
            return FactNode(name, told.label, told.value, again=True)
        if name in self._trace or name in self._inputs:
            opened.add(name)
        reason = self._reason(name, opened) if name in self._trace else None
        parts = tuple(self._parts(name, opened)) if reason is None else ()
        if reason is None and not parts:
            opened.discard(name)
        return FactNode(name, told.label, told.value, reason, parts)

    def _parts(self, name: str, opened: set[str]) -> Iterator[FactNode]:
        """What a number was computed from, as far as the diagnosis tells."""
        for part in self._inputs.get(name, ()):
            if part in self._trace:
                yield self._fact(part, concluded(self._trace[part]), opened)
            elif part in self._facts and (part in self._answered or part in self._inputs):
                yield self._fact(part, self._facts[part], opened)

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

    def _source(self, id_: str) -> SourceView:
        source = self._pack.sources[id_]
        title, publisher, note = (self._text(text) for text in (source.title, source.publisher, source.note))
        return SourceView(source.id, title, publisher, self._words.date(source.date), note)


def name_of(conclusion: str) -> str:
    """What a conclusion is about: `model=small` is about `model`."""
    return conclusion.partition("=")[0]
