"""What a save makes of the answers and drafts kept: valid answers are taken, everything else stays as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.answers import above_ceiling, as_rules_see, read_given
from app.domain.errors import Problem
from app.domain.ports import NO_DRAFTS, Draft
from app.domain.questionnaire import Answer, Questionnaire
from app.services.drafts import fitting, settle


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers, valid together, the drafts beside them, and what is to be told of this save, one a question."""

    answers: Mapping[str, Answer]
    drafts: Mapping[str, Draft]
    problems: tuple[Problem, ...]


def merge(
    questionnaire: Questionnaire,
    kept: Mapping[str, Answer],
    raw: Mapping[str, object],
    typed: Mapping[str, Draft],
    drafts: Mapping[str, Draft] = NO_DRAFTS,
) -> Merged:
    """What is kept after a save.

    `typed` are all questions handed in, as drafts, `raw` the values of those that could be read; None clears an answer.
    The newest answers come first: earlier ones that they make impossible become drafts, and drafts that they make
    possible become answers again. Nothing is told of questions that are not asked, which nobody could mend.
    """
    new, problems = _accepted(questionnaire, kept, raw)
    answers, displaced = settle(questionnaire, {**_left(kept, raw), **new})
    waiting = {name: each for name, each in drafts.items() if name not in typed}
    possible = fitting(questionnaire, answers, waiting)
    waiting = {name: each for name, each in waiting.items() if name not in possible}
    for name, (draft, problem) in displaced.items():
        problems.setdefault(name, problem)
        waiting.setdefault(name, draft)
    known = (name for name in typed if name in questionnaire.by_id)
    refused = {name: typed[name] for name in known if name not in new and raw.get(name, True) is not None}
    answers |= possible
    path = as_rules_see(questionnaire, read_given(questionnaire, answers)[0]).asked
    hidden = questionnaire.by_id.keys() - path
    told = tuple(problem for problem in problems.values() if problem.subject not in hidden)
    return Merged(answers, {**waiting, **refused}, told)


def _left(kept: Mapping[str, Answer], raw: Mapping[str, object]) -> dict[str, Answer]:
    """The answers kept that are not cleared."""
    return {name: value for name, value in kept.items() if name not in raw or raw[name] is not None}


def _accepted(
    questionnaire: Questionnaire, kept: Mapping[str, Answer], raw: Mapping[str, object]
) -> tuple[dict[str, Answer], dict[str, Problem]]:
    """The answers handed in that are valid beside each other and those kept, and what is wrong with the others."""
    new, found = read_given(questionnaire, raw)
    remaining, problems = _left(kept, raw), {problem.subject: problem for problem in found}
    while True:
        conflicts = above_ceiling(questionnaire, {**remaining, **new})
        refused = [problem for problem in conflicts if problem.subject in new]
        for problem in refused:  # which may free or bind others, so they are all looked at again
            problems.setdefault(problem.subject, problem)
            del new[problem.subject]
        if not refused:
            return new, problems
