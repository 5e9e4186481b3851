"""Answers as people read them: what is kept, and what an earlier edition of the questionnaire offered."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.amounts import read_back
from app.domain.answers import shorten
from app.domain.fact_words import FactWords
from app.domain.ports import Draft, StoredResponse
from app.domain.presentation import Told
from app.domain.questionnaire import Answer, Question, Questionnaire
from app.services.respond import edition_of, outdated
from app.web.as_read import reading_of
from app.web.forms import NONE_OF_THEM
from app.web.parts import parts, questionnaire
from app.web.words import language, say, words


@dataclass(frozen=True, slots=True)
class Changed:
    """A question whose kept answer is not possible any more, and that answer in words."""

    question: Question
    words: str


def tell(question: Question, value: Answer | Draft, response: StoredResponse) -> Told:
    """An answer with its question's short name, in the words of the edition in which it was possible.

    A draft is quoted as it was typed.
    """
    told = _typed(question, value) if isinstance(value, Draft) else _value(question, value, response)
    return Told(words(question.label), told)


def _typed(question: Question, draft: Draft) -> str:
    options = {option.id: words(option.text) for option in question.options} | {NONE_OF_THEM: say("value.none_of_them")}
    typed = say("web.joint").join(options.get(each, each) for each in draft.typed)
    return say("flow.draft.typed", typed=shorten(typed))


def changed_answers(response: StoredResponse) -> tuple[Changed, ...]:
    """The answers of an earlier edition that need another look, in the order they are asked."""
    gone = reading_of(response).outdated
    return tuple(Changed(each, _value(each, response.answers[each.id], response)) for each in gone)


def is_new_edition(response: StoredResponse) -> bool:
    """Whether the response was last saved under another edition of the questionnaire."""
    return response.questionnaire.edition != edition_of(questionnaire()).edition


def _value(question: Question, value: Answer, response: StoredResponse) -> str:
    found = _in_words(questionnaire(), question.id, value)
    if found is None:
        earlier = parts().library.questionnaire(response.questionnaire.digest)
        found = _in_words(earlier, question.id, value) if earlier else None
    return _as_kept(value) if found is None else found


def _in_words(edition: Questionnaire, name: str, value: Answer) -> str | None:
    """The answer in the words of an edition; None where it could not be given in it."""
    question = edition.by_id.get(name)
    if question is None or language() not in edition.languages or outdated(edition, {name: value}):
        return None
    if isinstance(value, int):
        return read_back(value, question.unit, parts().wording, language())
    return FactWords(edition, parts().library.current.pack, parts().wording, language()).answer_value(question, value)


def _as_kept(value: Answer) -> str:
    return say("web.joint").join(map(str, value)) if isinstance(value, tuple) else str(value)
