"""Says in one sentence what would change a conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.changes import MOST_ANSWERS, Change, Proposal
from app.domain.fact_words import FactWords
from app.domain.levers import silent_values
from app.domain.presentation import ChangeView
from app.domain.questionnaire import Answer, Question, Questionnaire
from app.domain.rules import RulePack
from app.domain.wording import Wording

FINDING = "finding"

Clause = tuple[tuple[str, ...], Mapping[str, str]]
"""The forms that would do, the most telling first, and what fills them."""


class ChangeWords:
    """Turns proposals into sentences of one language.

    `criteria` are the titles of what is still open before the next phase: said where nothing else can be.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        pack: RulePack,
        words: FactWords,
        wording: Wording,
        language: str,
        criteria: Sequence[str] = (),
    ) -> None:
        self._questions = questionnaire.by_id
        self._silent = silent_values(pack) | {None}
        self._words = words
        self._wording = wording
        self._language = language
        self._criteria = criteria

    def view(self, proposal: Proposal) -> ChangeView:
        """What would change the conclusion the proposal is about, or that nothing (small) would."""
        kind = _kind(proposal.target)
        if proposal.changes:
            return ChangeView(self._changing(proposal, kind) + self._bringing(proposal))
        if not proposal.movable:
            return ChangeView(self._say(self._first(f"change.unmovable.{kind}", "change.unmovable")))
        if kind == "phase" and self._criteria:
            return ChangeView(self._say("change.criteria", most=MOST_ANSWERS, criteria=self._joined(self._criteria)))
        return ChangeView(self._say(self._first(f"change.none.{kind}", "change.none"), most=MOST_ANSWERS))

    def _changing(self, proposal: Proposal, kind: str) -> str:
        title = "" if kind == FINDING else self._words.value(proposal.target, proposal.becomes)
        if len(proposal.changes) == 1:
            (change,) = proposal.changes
            question = self._questions[change.question]
            whole = f"change.whole.{_direction(change)}.{change.question}.{kind}"
            if whole in self._wording.texts:
                return self._say(whole, title=title, count=self._count(question, change))
        *former, last = self._merged(part for each in proposal.changes for part in self._parts(each, proposal.target))
        clauses = [self._clause(part, "and") for part in former] + [self._clause(last, "then")]
        return "".join(clauses) + self._say(self._first(f"change.becomes.{kind}", "change.becomes"), title=title)

    def _bringing(self, proposal: Proposal) -> str:
        """A word of warning where other findings would be made, or weigh more."""
        burdens = (("change.brings", proposal.brings), ("change.worsens", proposal.worsens))
        return "".join(self._warning(key, names) for key, names in burdens if names)

    def _warning(self, key: str, findings: Sequence[str]) -> str:
        several = "" if len(findings) == 1 else "_several"
        return self._say(key + several, finding=self._words.label(findings[0]), count=len(findings))

    def _merged(self, parts: Iterable[Clause]) -> list[Clause]:
        """The clauses, those that differ in nothing but what they are about told as one."""
        merged: list[Clause] = []
        for forms, params in parts:
            if merged and self._bare(merged[-1]) == self._bare((forms, params)):
                label = self._say("change.labels").join((merged[-1][1]["label"], params["label"]))
                merged[-1] = (forms, {**params, "label": label})
            else:
                merged.append((forms, params))
        return merged

    def _bare(self, part: Clause) -> str:
        """A clause without what it is about."""
        return self._clause((part[0], {**part[1], "label": ""}), "and")

    def _clause(self, part: Clause, end: str) -> str:
        forms, params = part
        return self._say(self._first(*(f"change.{form}.{end}" for form in forms)), **params)

    def _parts(self, change: Change, target: str) -> Iterator[Clause]:
        """The clauses that tell a change."""
        question = self._questions[change.question]
        params = {"label": question.label.say(self._language), "value": self._words.answer_value(question, change.new)}
        if change.old in self._silent:
            yield from self._telling(question, change.new, params, target.rpartition(":")[2])
        elif isinstance(change.new, tuple):
            yield from self._selecting(question, change, params)
        elif isinstance(change.new, int):
            old = self._words.answer_value(question, change.old)
            direction = f"{_direction(change)}.{question.id}"
            yield (direction, "number"), params | {"old": old, "count": self._count(question, change)}
        else:
            yield ("set",), params

    def _telling(self, question: Question, new: Answer, params: dict[str, str], target: str) -> Iterator[Clause]:
        if isinstance(new, tuple):
            form = "tell_options" if new else "tell_none"
            yield (form,), params | {"value": self._options(question, new)}
        else:
            yield (f"tell.{target}", "tell_number" if isinstance(new, int) else "tell"), params

    def _selecting(self, question: Question, change: Change, params: dict[str, str]) -> Iterator[Clause]:
        old, new = change.old or (), change.new or ()
        if isinstance(old, tuple) and isinstance(new, tuple):
            added, removed = [each for each in new if each not in old], [each for each in old if each not in new]
            if added:
                yield ("add",), params | {"value": self._options(question, added)}
            if removed:
                yield ("remove",), params | {"value": self._options(question, removed)}

    def _options(self, question: Question, ids: Sequence[str]) -> str:
        return self._joined([question.option(each).text.say(self._language) for each in ids])

    def _joined(self, words: Sequence[str]) -> str:
        return self._say("change.joint").join(words)

    def _count(self, question: Question, change: Change) -> str:
        if isinstance(change.old, int) and isinstance(change.new, int):
            return self._words.answer_value(question, abs(change.new - change.old))
        return ""

    def _first(self, *keys: str) -> str:
        """The first of these keys that somebody wrote; the last where nobody wrote any."""
        return next((key for key in keys if key in self._wording.texts), keys[-1])

    def _say(self, key: str, /, **params: object) -> str:
        return self._wording.say(key, self._language, **params)


def _kind(target: str) -> str:
    """model, phase, execution or finding."""
    return FINDING if target.startswith("finding:") else target.rpartition(".")[2]


def _direction(change: Change) -> str:
    grows = isinstance(change.old, int) and isinstance(change.new, int) and change.new > change.old
    return "up" if grows else "down"
