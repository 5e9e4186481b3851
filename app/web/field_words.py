"""What stands at a question beside its own texts: earlier answers put in, how a number was read, what it can change."""

from __future__ import annotations

from flask import Flask

from app.domain.amounts import in_manyen, read_back
from app.domain.answers import MOST_SAID, as_rules_see, read_given
from app.domain.fact_words import FactWords
from app.domain.influence import Part
from app.domain.piping import Piping
from app.domain.questionnaire import Question
from app.web.forms import AnswerField, NumberField
from app.web.parts import Parts, parts
from app.web.words import language, words

MOST_PARTS = 4
"""So many parts of a result are named at most, the nearest ones, beside the finding or action that tells most."""
NUMBERS = {
    "read": "field.number.read",
    "count": "value.with_unit",
    "manyen": "value.manyen",
    **{name: f"amount.{name}" for name in ("grouping", "both", "yen", "cho", "oku", "man", "million", "billion")},
}
CONTEXT = frozenset({Part.REMARKS, Part.SURVEYS})
NAMED = frozenset({Part.FINDINGS, Part.ACTIONS})
"""The parts that say nothing unless one of what they hold is named."""


def asks(field: AnswerField) -> str:
    """What the question asks, knowing the answers kept."""
    question = field.question
    return _piping(field).ask(question) if question.ask_knowing else words(question.ask)


def helps(field: AnswerField) -> str:
    """How to answer, knowing the answers kept; empty where nothing is said."""
    question = field.question
    if question.help_knowing:
        return _piping(field).help(question)
    return words(question.help) if question.help else ""


def _piping(field: AnswerField) -> Piping:
    current, wording = parts().library.current, parts().wording
    known = as_rules_see(current.questionnaire, read_given(current.questionnaire, field.known)[0])
    told = FactWords(current.questionnaire, current.pack, wording, language())
    return Piping(current.questionnaire, told, wording, language(), known)


def echo(field: AnswerField) -> str:
    """How the number in a field is read, in words: an amount of money always, others where not just digits stand there.

    `numbers.js` says the same while it is typed.
    """
    if not isinstance(field, NumberField) or not isinstance(field.data, int) or not 0 <= field.data < MOST_SAID:
        return ""
    if not in_manyen(field.question.unit) and not field.reads_otherwise:
        return ""
    return read_back(field.data, field.question.unit, parts().wording, language())


def number_words() -> dict[str, str]:
    """The words, with their places, in which the script of a page says how a number is read."""
    texts = parts().wording.texts
    return {name: words(texts[key]) for name, key in NUMBERS.items()}


def install(app: Flask, handed: Parts) -> None:
    """Makes them available in templates. What answers can change is put into words once, for every language."""
    questionnaire = handed.library.current.questionnaire
    said = {
        (question.id, spoken): _influence(question, handed, spoken)
        for question in questionnaire.questions()
        for spoken in questionnaire.languages
    }
    app.jinja_env.globals.update(
        asks=asks,
        helps=helps,
        echo=echo,
        number_words=number_words,
        influence=lambda question: said[question.id, language()],
    )


def _influence(question: Question, handed: Parts, spoken: str) -> str:
    """What the answer can change, in a sentence."""
    if question.report_only:
        return handed.wording.say("influence.report_only", spoken)
    conclusions = [part for part in handed.library.influence[question.id] if part not in CONTEXT]
    if not conclusions:
        return handed.wording.say("influence.context", spoken)
    foremost = handed.library.foremost.get(question.id)
    reached = [part for part in conclusions if part not in NAMED or foremost is None]
    nearest = set(reached[:MOST_PARTS])
    told = [handed.wording.say(f"influence.part.{part}", spoken) for part in Part if part in nearest]
    told += [_named(foremost.fact, handed, spoken)] if foremost else []
    more = len(reached) > MOST_PARTS or (foremost is not None and foremost.others)
    parts_told = handed.wording.say("value.joint", spoken).join(told)
    return handed.wording.say("influence.more" if more else "influence.some", spoken, parts=parts_told)


def _named(fact: str, handed: Parts, spoken: str) -> str:
    """A finding or an action by its title."""
    kind, _, id_ = fact.partition(":")
    pack = handed.library.current.pack
    titles = {each.id: each.title for each in (pack.findings if kind == "finding" else pack.actions)}
    return handed.wording.say(f"influence.{kind}", spoken, title=titles[id_].say(spoken))
