"""Later editions of the shipped questionnaire."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.questionnaire import Limits, Question, Questionnaire


def without_option(questionnaire: Questionnaire, id_: str, option: str) -> Questionnaire:
    """A later edition, in which a question does not offer that option any more."""
    left = tuple(each for each in questionnaire.by_id[id_].options if each.id != option)
    return _changed(questionnaire, id_, lambda question: replace(question, options=left))


def with_limits(questionnaire: Questionnaire, id_: str, limits: Limits) -> Questionnaire:
    """A later edition, in which a question takes other answers."""
    return _changed(questionnaire, id_, lambda question: replace(question, limits=limits))


def _changed(questionnaire: Questionnaire, id_: str, change: Callable[[Question], Question]) -> Questionnaire:
    sections = tuple(
        replace(section, questions=tuple(change(each) if each.id == id_ else each for each in section.questions))
        for section in questionnaire.sections
    )
    return replace(questionnaire, edition="2027.1", digest="b" * 64, sections=sections)
