"""Later editions of the shipped questionnaire."""

from __future__ import annotations

from dataclasses import replace

from app.domain.questionnaire import Question, Questionnaire


def without_option(questionnaire: Questionnaire, id_: str, option: str) -> Questionnaire:
    """A later edition, in which a question does not offer that option any more."""

    def changed(question: Question) -> Question:
        left = tuple(each for each in question.options if each.id != option)
        return replace(question, options=left) if question.id == id_ else question

    sections = tuple(
        replace(section, questions=tuple(map(changed, section.questions))) for section in questionnaire.sections
    )
    return replace(questionnaire, edition="2027.1", digest="b" * 64, sections=sections)
