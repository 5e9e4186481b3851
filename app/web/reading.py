"""How numbers were read, said on the page that follows where no script has said it while they were typed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request

from app.domain.amounts import in_manyen, read_back
from app.domain.ports import StoredResponse
from app.domain.questionnaire import Question
from app.web.access import current_response
from app.web.depth import FULL, QUICK
from app.web.forms import NumberField
from app.web.parts import parts, questionnaire
from app.web.saving import Kept
from app.web.section_page import link_to
from app.web.words import language, words

READ = "read"
SAID = "_read"
"""What a script adds to a form in which it said every number back."""
LARGE = 100_000
"""From so many 万円 on, ten 億円, digits alone may well be yen."""
REVIEWS = frozenset({f"{FULL}.review", f"{QUICK}.review"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A question, how the number typed there was read, and where it can be changed."""

    label: str
    number: str
    address: str


def to_say(kept: Kept, before: StoredResponse) -> list[str]:
    """The questions just saved at which not simply the digits stood, or at which an amount is new and large."""
    if SAID in request.form:
        return []
    numbers = [each for each in kept.form.fields() if isinstance(each, NumberField)]
    told = [each for each in numbers if each.reads_otherwise or _is_new_and_large(each, before)]
    return [each.question.id for each in told if kept.saved.response.answers.get(each.question.id) == each.data]


def _is_new_and_large(field: NumberField, before: StoredResponse) -> bool:
    """Whether an amount is one to make sure of that the page did not show yet."""
    if not in_manyen(field.question.unit) or not isinstance(field.data, int):
        return False
    return field.data >= LARGE and before.answers.get(field.question.id) != field.data


def readings() -> list[Reading]:
    """What the address of this page asks to be said."""
    asked = request.args.getlist(READ)
    response = current_response() if asked else None
    answers = response.answers if response else {}
    known = [(each, answers.get(each.id)) for each in questionnaire().questions() if each.id in asked]
    return [_reading(question, number) for question, number in known if isinstance(number, int)]


def _reading(question: Question, number: int) -> Reading:
    said = read_back(number, question.unit, parts().wording, language())
    return Reading(words(question.label), said, link_to(question, change=request.endpoint in REVIEWS))


def install(app: Flask) -> None:
    """Makes them available in templates."""
    app.jinja_env.globals.update(readings=readings)
