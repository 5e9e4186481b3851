"""Answers: read once against the questionnaire, then trusted.

`read` takes what somebody handed in and gives what the rules see: values given but not asked for are left out, values
left out get their default. A value given for a question that is not asked must still be valid.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.errors import InvalidAnswers, Param, Problem
from app.domain.facts import Scalar, whole
from app.domain.nearest import misspelt
from app.domain.questionnaire import Answer, Kind, Question, Questionnaire

Raw = Mapping[str, object]
MOST_QUOTED = 60
MOST_SAID = 10**15
CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Answers:
    """A response as the rules see it: a value for every question, and which questions were asked at all."""

    values: Mapping[str, Answer]
    asked: frozenset[str]
    given: frozenset[str]


def read(questionnaire: Questionnaire, raw: Raw) -> Answers:
    """Reads a whole response; raises InvalidAnswers with every problem, required questions left out included."""
    given, problems = read_given(questionnaire, raw)
    missing = [
        Problem("answer-required", question.id)
        for question in questionnaire.questions()
        if question.required and question.id not in given and raw.get(question.id) is None
    ]
    if problems or missing:
        raise InvalidAnswers([*problems, *missing])
    return as_rules_see(questionnaire, given)


def read_given(questionnaire: Questionnaire, raw: Raw) -> tuple[dict[str, Answer], list[Problem]]:
    """The valid answers among `raw`, and a problem for each that is not; None counts as not given."""
    problems = list(_unknown_questions(questionnaire, raw))
    given: dict[str, Answer] = {}
    for question in questionnaire.questions():
        value = raw.get(question.id)
        if value is None:
            continue
        problem = _problem_with(question, value)
        if problem:
            problems.append(problem)
        else:
            given[question.id] = _freeze(value)
    ceilings = list(above_ceiling(questionnaire, given))
    for problem in ceilings:
        del given[problem.subject]
    return given, problems + ceilings


def as_rules_see(questionnaire: Questionnaire, given: Mapping[str, Answer]) -> Answers:
    """Walks the path through the questionnaire: a pure function of definition and valid answers."""
    values: dict[str, Answer] = {}
    asked: set[str] = set()
    for question in questionnaire.questions():
        if not question.asked_by or shown(question, values):
            asked.add(question.id)
            values[question.id] = given.get(question.id, question.left_out)
        else:
            values[question.id] = question.left_out
    return Answers(values, frozenset(asked), frozenset(given))


def shown(question: Question, values: Mapping[str, Answer]) -> bool:
    """Whether the question is asked, given the values of the questions before it (None where still unanswered)."""
    return question.show_if.holds({name: _scalar(values.get(name)) for name in question.asked_by})


def _scalar(value: Answer) -> Scalar:
    return None if isinstance(value, tuple) else value


def _freeze(value: object) -> Answer:
    if isinstance(value, (list, tuple)):
        return tuple(str(each) for each in value)
    return value if isinstance(value, str) else whole(value)


def _unknown_questions(questionnaire: Questionnaire, raw: Raw) -> Iterator[Problem]:
    for place, name in enumerate(name for name in raw if name not in questionnaire.by_id):
        problem = Problem("answer-unknown-question", shorten(str(name)))
        yield misspelt(problem, str(name), questionnaire.by_id, place)


def _problem_with(question: Question, value: object) -> Problem | None:
    return PROBLEMS_WITH[question.kind](question, value)


def _problem_with_text(question: Question, value: object) -> Problem | None:
    if not isinstance(value, str):
        return Problem("answer-not-text", question.id, {"value": quote(value)})
    if len(value) > question.limits.max_length:
        return Problem("answer-too-long", question.id, {"max": question.limits.max_length, "length": len(value)})
    unprintable = next((c for c in value if unicodedata.category(c) in CONTROLS), None)
    if unprintable is not None:
        return Problem("answer-unprintable", question.id, {"character": f"U+{ord(unprintable):04X}"})
    return None


def _problem_with_integer(question: Question, value: object) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return Problem("answer-not-whole-number", question.id, {"value": quote(value)})
    limits = question.limits
    if not limits.low <= value <= limits.high:
        said = value if abs(value) < MOST_SAID else quote(value)
        return Problem("answer-out-of-range", question.id, {"value": said, "min": limits.low, "max": limits.high})
    return None


def _problem_with_choice(question: Question, value: object) -> Problem | None:
    if isinstance(value, str) and value in question.option_ids:
        return None
    return _unknown_option(question, value)


def _problem_with_multiple(question: Question, value: object) -> Problem | None:
    if not isinstance(value, (list, tuple)):
        return Problem("answer-not-a-list", question.id, {"value": quote(value)})
    for position, each in enumerate(value):
        if not isinstance(each, str) or each not in question.option_ids:
            return _unknown_option(question, each)
        if each in value[:position]:
            return Problem("answer-repeated-option", question.id, {"value": each})
    return None


def _unknown_option(question: Question, value: object) -> Problem:
    params: dict[str, Param] = {"value": quote(value), "options": ", ".join(question.option_ids)}
    return misspelt(Problem("answer-unknown-option", question.id, params), value, question.option_ids)


def above_ceiling(questionnaire: Questionnaire, given: Mapping[str, Answer]) -> Iterator[Problem]:
    """The answers that another makes impossible, in the order of the questions."""
    for question in questionnaire.bounded:
        ceiling = given.get(question.limits.at_most or "")
        value = given.get(question.id)
        if isinstance(ceiling, int) and isinstance(value, int) and value > ceiling:
            params: dict[str, Param] = {"value": value, "max": ceiling, "other": question.limits.at_most or ""}
            yield Problem("answer-above-other", question.id, params)


PROBLEMS_WITH = {
    Kind.TEXT: _problem_with_text,
    Kind.INTEGER: _problem_with_integer,
    Kind.CHOICE: _problem_with_choice,
    Kind.MULTIPLE: _problem_with_multiple,
}


def quote(value: object) -> str:
    """A value as it may be shown in a message: short, and text told apart from numbers."""
    shown_as = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else None
    try:
        return shorten(shown_as or (f'"{value}"' if isinstance(value, str) else str(value)))
    except ValueError:
        return "…"  # Python does not write out numbers of thousands of digits


def shorten(text: str, most: int = MOST_QUOTED) -> str:
    """A text as it may stand in a message: short, and without characters that cannot be shown or encoded."""
    text = text if len(text) <= most else text[: most - 1] + "…"
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in CONTROLS else c for c in text)
