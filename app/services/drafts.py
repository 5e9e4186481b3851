"""What was typed and could not be kept as an answer stays beside the answers, as it was typed, until it is mended.

So the answers kept are always valid together, and yet nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from app.domain.answers import above_ceiling, read_given
from app.domain.errors import Problem
from app.domain.ports import Draft, StoredResponse
from app.domain.questionnaire import Answer, Question, Questionnaire

LONGEST = 1000
"""So many characters of what was typed for a question are kept: ten times what the longest answer may have."""
LARGEST = 10**15
STANDING = "answer-draft"


def draft(typed: Iterable[str], answer: object = None) -> Draft:
    """A draft of these texts, kept within bounds and as they can be written; `answer` is what they were read as."""
    texts: list[str] = []
    left = LONGEST
    for text in typed:
        if left <= 0:
            break
        texts.append(text[:left].encode(errors="replace").decode())
        left -= max(len(text), 1)
    number = answer if isinstance(answer, int) and not isinstance(answer, bool) and abs(answer) < LARGEST else None
    return Draft(tuple(texts), number)


def typed_as(answer: object) -> tuple[str, ...]:
    """The texts somebody types who gives that answer."""
    return tuple(map(str, answer)) if isinstance(answer, (list, tuple)) else (str(answer),)


def settle(
    questionnaire: Questionnaire, answers: Mapping[str, Answer]
) -> tuple[dict[str, Answer], dict[str, tuple[Draft, Problem]]]:
    """The answers that are valid together, and the others as drafts, each with what is wrong with it."""
    remaining, displaced = dict(answers), dict[str, tuple[Draft, Problem]]()
    while problem := next(above_ceiling(questionnaire, remaining), None):
        value = remaining.pop(problem.subject)  # which may free others, so they are all looked at again
        displaced[problem.subject] = (draft(typed_as(value), value), problem)
    return remaining, displaced


def fitting(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], drafts: Mapping[str, Draft]
) -> dict[str, Answer]:
    """The drafts that have become possible answers beside those kept: what stood in their way has gone."""
    found: dict[str, Answer] = {}
    for question in questionnaire.questions():
        waiting = drafts.get(question.id)
        if waiting is None or waiting.answer is None:
            continue
        tried = {**answers, **found, question.id: waiting.answer}
        if question.id in read_given(questionnaire, tried)[0] and not any(above_ceiling(questionnaire, tried)):
            found[question.id] = waiting.answer
    return found


def standing(questionnaire: Questionnaire, response: StoredResponse, asked: Set[str]) -> tuple[Question, ...]:
    """The questions that are asked and at which a draft waits to be mended, in order."""
    waiting = asked & response.drafts.keys()
    return tuple(question for question in questionnaire.questions() if question.id in waiting)


def fault(questionnaire: Questionnaire, response: StoredResponse, name: str, value: object) -> Problem:
    """What is wrong with a draft that reads as that value; where nothing is by now, that it is not saved yet."""
    problems = read_given(questionnaire, {**response.answers, name: value})[1]
    return next((problem for problem in problems if problem.subject == name), Problem(STANDING, name))
