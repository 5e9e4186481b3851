"""Saving while somebody types: what the script of a page of questions sends, and what it is told in return."""

from __future__ import annotations

from flask import Response, jsonify

from app.domain.ports import StoredResponse
from app.web.access import current_response, remember
from app.web.field_words import asks, echo, helps
from app.web.forms import AnswerField
from app.web.saving import Kept, keep
from app.web.section_page import find_fault, form_of, marks, posted_marks, section_or_404
from app.web.standing import problems_of_drafts
from app.web.words import say

OK, NOT_FOUND, CONFLICT = 200, 404, 409


def autosave(section_id: str) -> Response:
    """Saves what can be saved, and says what could not and which questions are asked by now.

    Where there are no answers to add to, none are begun: that is left to the button, which says so on a page.
    """
    section = section_or_404(section_id)
    before = current_response()
    if before is None:
        answer = jsonify(saved=False)
        answer.status_code = NOT_FOUND
        return answer
    seen = posted_marks()
    kept = keep(section, before, seen)
    answer = jsonify(_told(kept, seen))
    answer.status_code = CONFLICT if kept.saved.contested else OK
    return remember(answer)


def _told(kept: Kept, seen: dict[str, str]) -> dict[str, object]:
    """What the script needs to bring the page up to date."""
    saved, shown = kept.saved, {question.id for question in kept.shown}
    find_fault(kept.form, saved.problems)
    fields = [field for field in kept.form.fields() if field.question.id in shown] + _come_up(kept)
    read = {field.question.id: echo(field) for field in fields}
    # What is on the page still and was left to another window keeps the mark it was typed with.
    apart = saved.faulty | saved.contested | saved.theirs
    now = marks(kept.shown, saved.response, {name: each for name, each in seen.items() if name in apart})
    problems = {field.question.id: " ".join(field.complaints) for field in fields if field.complaints}
    return {
        "saved": not (problems or saved.contested),
        "problems": problems,
        "contested": sorted(saved.contested),
        "read": {name: say("field.number.read", number=number) for name, number in read.items() if number},
        "seen": " ".join(f"{name}:{each}" for name, each in now.items()),
        "asked": [question.id for question in kept.shown],
        "words": _words(kept, saved.response),
    }


def _come_up(kept: Kept) -> list[AnswerField]:
    """The fields with drafts that were not on the page, and are from now on."""
    response = kept.saved.response
    form = form_of((each for each in kept.shown if each.id not in kept.form and each.id in response.drafts), response)
    find_fault(form, problems_of_drafts(form, response))
    return list(form.fields())


def _words(kept: Kept, response: StoredResponse) -> dict[str, dict[str, str]]:
    """The texts of the questions that repeat earlier answers, perhaps of this very page."""
    repeating = [question for question in kept.shown if question.ask_knowing or question.help_knowing]
    fields = form_of(repeating, response).fields()
    return {field.question.id: {"ask": asks(field), "help": helps(field)} for field in fields}
