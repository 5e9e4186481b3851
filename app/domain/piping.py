"""Earlier answers put into the texts of later questions."""

from __future__ import annotations

from app.domain.amounts import counted, in_manyen
from app.domain.answers import Answers
from app.domain.fact_words import FactWords, thousands
from app.domain.questionnaire import Question, Questionnaire
from app.domain.texts import Text
from app.domain.wording import Wording

LONGEST = 40
"""Longer words of an answer are cut."""


class Piping:
    """Says what a question asks in one language, knowing the answers so far."""

    def __init__(
        self, questionnaire: Questionnaire, words: FactWords, wording: Wording, language: str, answers: Answers
    ) -> None:
        self._questions = questionnaire.by_id
        self._words = words
        self._wording = wording
        self._language = language
        self._answers = answers

    def ask(self, question: Question) -> str:
        """What is asked."""
        return self._said(question.ask_knowing) or question.ask.say(self._language)

    def help(self, question: Question) -> str:
        """How to answer; empty where nothing is said."""
        return self._said(question.help_knowing) or (question.help.say(self._language) if question.help else "")

    def _said(self, text: Text | None) -> str:
        """The text with its places filled; empty where there is none or one of them has no answer."""
        if text is None or not all(map(self._known, text.placeholders())):
            return ""
        return text.fill(self._language, self._told)

    def _known(self, name: str) -> bool:
        """Whether the question was asked and answered with something that can be said back."""
        value = self._answers.values[name]
        if name not in self._answers.asked or value in (None, (), self._questions[name].left_out):
            return False
        return not isinstance(value, str) or bool(value.strip())

    def _told(self, name: str) -> str:
        question, value = self._questions[name], self._answers.values[name]
        words = self._number(question, value) if isinstance(value, int) else self._words.answer_value(question, value)
        return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"

    def _number(self, question: Question, value: int) -> str:
        """A number as it stands in a sentence that has its own unit; an amount of money has its own."""
        if in_manyen(question.unit):
            return counted(value, question.unit, self._wording, self._language)
        return thousands(value)
